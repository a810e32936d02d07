"""What a reviewer does on the desk: each function takes the fields of one form, has the gate decide, and tells where to go on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from .. import decisions, gate, pipeline, releases
from ..approval.subjects import of_text
from ..decisions import Kind
from ..editions import Origin, Source, Unit
from ..errors import CommuniqueError, NotAllowed
from ..findings import Finding, Severity
from ..gate import Case
from ..house import House
from . import fixes, reading, shown, spending
from . import sentences as say
from .links import Opened, Visit

Fields = Mapping[str, str]
CHANNEL = "desk"
# What is no text's digest: an edit that does not say what it changes changes nothing.
NEVER = "none"
# What a browser cannot show nobody has typed; a line's end is kept.
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Done:
    """Where a page goes on after an action: below the link's address."""

    to: str


class Conflict(NotAllowed):
    """Somebody else changed the segment meanwhile; `unit` is as it stands now."""

    def __init__(self, slug: str, unit: Unit) -> None:
        """Keep the segment, so that both texts can be shown."""
        super().__init__(slug, say.CHANGED, say.COMPARE)
        self.unit = unit


def save(house: House, link: Opened, case: Case, form: Fields) -> Done:
    """Give a segment the text that was typed. Raises Conflict where it is another one by now, NotAllowed."""
    spending.demand_unspent(house, link)
    unit = _unit(case, link.visit, form["key"])
    text = typed(form["text"])
    if text != shown.line(unit.target):
        _correct(house, link.visit, unit, text, form["base"])
    return Done(f"#s-{unit.segment.key}")


def fix(house: House, link: Opened, case: Case, form: Fields) -> Done:
    """Apply what a finding suggests, where its place is certain and the checks find nothing worse in the sentence afterwards."""
    spending.demand_unspent(house, link)
    visit = link.visit
    unit = _unit(case, visit, form["key"])
    if of_text(unit.target) != form["base"]:
        raise Conflict(visit.release, unit)
    wanted = (visit.language, unit.segment.key, form["finding"])
    finding = next((one for one in case.found if (one.language, one.segment, one.id) == wanted), None)
    better = fixes.fixed(finding, unit.target) if finding else None
    if finding is None or better is None:
        raise NotAllowed(visit.release, say.NO_FIX, say.WRITE_IT)
    changed = case.release.editions[visit.language].with_target(unit.segment.key, better, Origin(Source.PERSON, visit.reviewer))
    after = pipeline.findings_of(house, releases.with_edition(case.release, changed))
    if _serious(after, wanted[:2]) - (_serious(case.found, wanted[:2]) - {finding.id}) or finding.id in {one.id for one in after}:
        raise NotAllowed(visit.release, say.FIX_HARMS, say.WRITE_IT)
    _correct(house, visit, unit, shown.line(better), form["base"])
    return Done(f"#s-{unit.segment.key}")


def _serious(found: tuple[Finding, ...], about: tuple[object, ...]) -> set[str]:
    return {one.id for one in found if (one.language, one.segment) == about and one.severity is not Severity.HINT}


def remark(house: House, link: Opened, case: Case, form: Fields) -> Done:
    """Say something about a segment, which changes nothing."""
    visit = link.visit
    key = _known(case, visit, form["key"]).segment.key
    gate.comment(house, visit.release, visit.language, key, visit.reviewer, comment=typed(form["comment"]), channel=CHANNEL)
    return Done(f"#s-{key}")


def waive(house: House, link: Opened, case: Case, form: Fields) -> Done:
    """Take a blocking finding of this language, or of the draft file, upon oneself, with a reason; in one's own words alone where the link
    is for these.
    """
    spending.demand_unspent(house, link)
    visit = link.visit
    finding = next((one for one in case.found if one.id == form["finding"]), None)
    if finding is not None and finding.language not in (None, visit.language):
        raise NotAllowed(visit.release, say.OTHER_LANGUAGE, say.READ_AGAIN)
    places = reading.places_of(case, visit)
    if finding is not None and places is not None and finding.place not in places:
        raise NotAllowed(visit.release, say.NOT_YOURS, say.COMMENT_INSTEAD)
    gate.waive(house, visit.release, form["finding"], visit.reviewer, comment=typed(form["reason"]), channel=CHANNEL)
    return Done(f"#s-{finding.segment}" if finding and finding.segment else "#general")


def give_back(house: House, link: Opened, case: Case, form: Fields) -> Done:
    """Return the language with the reason; a link that has approved may still do that."""
    visit = link.visit
    who = (visit.language, visit.partner, visit.reviewer)
    gate.give_back(house, visit.release, *who, comment=typed(form["comment"]), role=visit.role, channel=CHANNEL)
    return Done("receipt")


def approve(house: House, link: Opened, case: Case, form: Fields) -> Done:
    """Approve what was shown, once with this link: `seen` is the digest that the confirmation page named."""
    visit = link.visit
    if not form["seen"]:
        raise NotAllowed(visit.release, say.NOTHING_SEEN, say.CONFIRM_FIRST)
    spending.spend(house, link)
    try:
        who = (visit.language, visit.partner, visit.reviewer)
        gate.approve(house, visit.release, *who, role=visit.role, comment=typed(form["comment"]), channel=CHANNEL, seen=form["seen"])
    except Exception:
        if not _approved_since(house, case, visit):
            spending.give_back(house, link)
        raise
    return Done("receipt")


def _approved_since(house: House, case: Case, visit: Visit) -> bool:
    """Whether an approval is in the record although writing it ended in an error; where the record cannot be read, it may be."""
    try:
        now = decisions.read(case.release.folder, house.keys)
    except CommuniqueError:
        return True
    fresh = (decision for identity, decision in now.known.items() if identity not in case.record.known)
    return any(decision.kind is Kind.APPROVE and decision.reviewer == visit.reviewer for decision in fresh)


Action = Callable[[House, Opened, Case, Fields], Done]
# By the last word of the address: what is done, and the fields that its form has.
ACTIONS: Mapping[str, tuple[Action, tuple[str, ...]]] = {
    "segment": (save, ("key", "base", "text")),
    "fix": (fix, ("key", "finding", "base")),
    "comment": (remark, ("key", "comment")),
    "waive": (waive, ("finding", "reason")),
    "return": (give_back, ("comment",)),
    "approve": (approve, ("seen",)),
}
OPTIONAL = frozenset({"comment"})


def typed(text: str) -> str:
    """What somebody typed as it is kept: line ends as newlines, without signs that nobody sees, trimmed."""
    return UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _correct(house: House, visit: Visit, unit: Unit, text: str, base: str) -> None:
    key = unit.segment.key
    try:
        gate.correct(house, visit.release, visit.language, key, text, visit.reviewer, channel=CHANNEL, base=base or NEVER)
    except NotAllowed as refusal:
        release = releases.load(house, visit.release)
        now = next((one for one in release.editions[visit.language].units if one.segment.key == key), None)
        if now is not None and base != of_text(now.target):
            raise Conflict(visit.release, now) from refusal
        raise


def _unit(case: Case, visit: Visit, key: str) -> Unit:
    """A segment that this link may change. Raises NotAllowed."""
    unit, places = _known(case, visit, key), reading.places_of(case, visit)
    if places is not None and unit.segment.place not in places:
        raise NotAllowed(visit.release, say.NOT_YOURS, say.COMMENT_INSTEAD)
    return unit


def _known(case: Case, visit: Visit, key: str) -> Unit:
    for unit in case.release.editions[visit.language].units:
        if unit.segment.key == key:
            return unit
    raise NotAllowed(visit.release, say.NO_SEGMENT, say.READ_AGAIN)


__all__ = ["ACTIONS", "OPTIONAL", "Conflict", "Done", "Fields"]
