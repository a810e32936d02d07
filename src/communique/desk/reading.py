"""The review page of a link, made of a release as it stands now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from .. import gate, pipeline, releases
from ..approval import rights
from ..approval.boards import Cell, State
from ..approval.own_words import own_places
from ..approval.subjects import of_text
from ..decisions import Decision, Kind, utc
from ..document import plain
from ..editions import Source
from ..errors import NotAllowed
from ..findings import Finding, Severity
from ..gate import Case
from ..house import House
from ..languages import Language, Wording
from ..record import approved_texts
from ..reviewers import name_of
from ..roles import Role
from . import links, previews, rows, spending
from . import sentences as say
from .links import Opened, Visit
from .views import Jump, Mark, Receipt, Remark, Review, Row, Seat

# The way to the review page from itself and from the pages beside it, and from those one step below.
HERE, ABOVE = ".", ".."
ORDER = list(Severity)
SAID = (Kind.COMMENT, Kind.RETURN, Kind.CORRECT)
DECIDED = (Kind.APPROVE, Kind.RETURN)


def case_of(house: House, visit: Visit) -> Case:
    """A release and its board, for a person who still has a say there.

    Raises RecordError or HouseError where the release is gone or broken, Tampered for a changed record, NotAllowed for a reviewer who was
    removed, moved to another partner or is not asked any more.
    """
    case = Case(house, visit.release)
    if visit.reviewer not in case.people:
        raise NotAllowed(links.PLACE, say.REMOVED, say.ASK_OFFICER)
    today = house.local(gate.now()).date()
    who = (visit.language, visit.partner, visit.reviewer)
    try:
        rights.demand_say(case.board, case.release, case.people, *who, role=visit.role, today=today)
    except NotAllowed as refusal:
        raise NotAllowed(links.PLACE, refusal.fact, say.ASK_OFFICER) from refusal
    return case


def review(case: Case, link: Opened, base: str = HERE) -> Review:
    """The page; `base` leads to it from where it is shown."""
    visit, house = link.visit, case.house
    mine = cell_of(case, visit)
    marks = tuple(_marks(case, visit.language))
    approved = approved_texts.last_seen(case.release, case.record, visit.reviewer, visit.language)
    made = rows.rows(_ground(case, visit, marks, approved))
    shown = {mark.id for row in made for mark in row.findings}
    open_marks = _worst_first(_with_fix(made, (mark for _, mark in marks if not mark.waived)))
    spent = spending.is_spent(house, link)
    partners = {partner.id: partner.name for partner in case.release.partners}
    files = tuple(replace(file, href=f"{base}/{file.href}") for file in previews.files(house, visit.release, visit.language))
    return Review(
        slug=visit.release,
        title=title_of(case, visit.language),
        language=visit.language,
        source_language=case.release.source,
        partner=partners[visit.partner],
        role=visit.role,
        reviewer_name=case.people[visit.reviewer].name,
        rows=made,
        open_marks=open_marks,
        general=tuple(mark for mark in open_marks if mark.id not in shown),
        remarks=tuple(remark for key, remark in _said(case, visit.language) if not key),
        seats=tuple(_seat(case, cell, partners, own=cell is mine) for cell in case.board.cells),
        jumps=_jumps(made, case, visit.language),
        previews=files,
        preview_ready=previews.is_current(house, case.release),
        subject=mine.subject,
        expires=utc(link.expires),
        base=base,
        csrf=links.form_key(house, link.token),
        embargo=embargo_of(case),
        due=mine.due,
        state=mine.state.value,
        spent=spent,
        given=visit.reviewer in mine.given,
        may_approve=not spent and not any(mark.blocks for mark in open_marks) and not case.release.editions[visit.language].untranslated,
        first=approved is None,
        receipt=receipt_of(case, visit),
    )


def cell_of(case: Case, visit: Visit) -> Cell:
    """The approval that a link is for; `case_of` made sure that it is asked for."""
    found = case.board.cell(visit.language, visit.partner, visit.role)
    if found is None:
        raise LookupError("a visit without its cell")
    return found


def title_of(case: Case, language: Language) -> str:
    """The headline of a release in a language, or its slug where it has none."""
    units = case.release.editions[language].units
    found = (plain(unit.target or unit.segment.content) for unit in units if unit.segment.block == "Title")
    return next(found, case.release.slug)


def embargo_of(case: Case) -> str:
    """The moment until which nothing may be published, in the house's zone."""
    moment = case.release.settings.embargo
    return case.house.local(moment).isoformat() if moment else ""


def receipt_of(case: Case, visit: Visit) -> Receipt | None:
    """What this person decided last about this language for this partner."""
    own = (visit.reviewer, visit.language, visit.partner, visit.role)
    said = (decision for decision in case.record.decisions if decision.kind in DECIDED)
    found = [decision for decision in said if (decision.reviewer, decision.language, decision.partner, decision.in_role) == own]
    if not found:
        return None
    last = found[-1]
    return Receipt(kind=last.kind.value, at=last.at, subject=last.subject, decision=last.id, comment=last.comment)


def _ground(case: Case, visit: Visit, marks: Iterable[tuple[Finding, Mark]], approved: Mapping[str, str] | None) -> rows.Ground:
    by_key: dict[str, tuple[tuple[Finding, Mark], ...]] = {}
    for finding, mark in marks:
        if finding.language is visit.language and finding.segment:
            by_key[finding.segment] = (*by_key.get(finding.segment, ()), (finding, mark))
    return rows.Ground(
        release=case.release,
        language=visit.language,
        partners=_answers_for(case, visit),
        places=places_of(case, visit),
        people=case.people,
        approved=approved,
        marks=by_key,
        remarks=rows.by_key((key, remark) for key, remark in _said(case, visit.language) if key),
    )


def places_of(case: Case, visit: Visit) -> frozenset[str] | None:
    """The places that the role of a link answers for, None for all."""
    if visit.role is not Role.OWN:
        return None
    voice = next(partner for partner in case.release.partners if partner.id == visit.partner)
    return own_places(case.release.editions[visit.language].original, voice, case.release.partners)


def _answers_for(case: Case, visit: Visit) -> frozenset[str]:
    """The partners whose official texts belong to an approval: its own, and in a whole text those that nobody else is asked to approve."""
    asked = {cell.partner for cell in case.board.cells if cell.language is visit.language}
    others = {partner.id for partner in case.release.partners} - asked if visit.role is not Role.OWN else set()
    return frozenset({visit.partner, *others})


def _marks(case: Case, language: Language) -> Iterator[tuple[Finding, Mark]]:
    """The findings of a language and of the draft file, the waived ones with who took them upon themselves."""
    titles, open_ids = pipeline.titles("checks"), {finding.id for finding in case.board.blocking}
    waivers = {d.about: d for d in case.record.decisions if d.kind is Kind.WAIVE}
    for finding in case.found:
        if finding.language in (None, language):
            shut = finding.severity is Severity.BLOCK and finding.id not in open_ids
            yield finding, _mark(finding, titles, _waived(waivers.get(finding.id), case) if shut else "")


def _mark(finding: Finding, titles: Mapping[str, Wording], waived: str) -> Mark:
    return Mark(
        id=finding.id,
        severity=finding.severity,
        title=titles.get(finding.check, finding.message),
        message=finding.message,
        excerpt=finding.excerpt,
        suggestion=finding.suggestion,
        waived=waived,
    )


def _waived(decision: Decision | None, case: Case) -> str:
    return f"{name_of(decision.reviewer, case.people)}: {decision.comment}" if decision else ""


def _with_fix(made: Iterable[Row], marks: Iterable[Mark]) -> Iterator[Mark]:
    """The marks as they stand in their rows, where it is known whether one key mends them."""
    in_rows = {mark.id: mark for row in made for mark in row.findings}
    return (in_rows.get(mark.id, mark) for mark in marks)


def _worst_first(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: ORDER.index(mark.severity)))


def _said(case: Case, language: Language) -> Iterator[tuple[str, Remark]]:
    """What people said of a language, with the key of the segment, empty where it concerns the whole."""
    now = {unit.segment.key: of_text(unit.target) for unit in case.release.editions[language].units}
    for decision in case.record.decisions:
        if decision.kind in SAID and decision.language is language and decision.comment:
            current = decision.kind is not Kind.COMMENT or decision.subject == now.get(decision.about)
            yield (
                decision.about if decision.about in now else "",
                Remark(
                    who=name_of(decision.reviewer, case.people),
                    at=decision.at,
                    text=decision.comment,
                    kind=decision.kind.value,
                    current=current,
                ),
            )


def _seat(case: Case, cell: Cell, partners: Mapping[str, str], *, own: bool) -> Seat:
    return Seat(
        language=cell.language,
        partner=partners[cell.partner],
        role=cell.role,
        state=cell.state.value,
        why=cell.why,
        who=cell.who if cell.state is not State.APPROVED else (),
        given=tuple(name_of(who, case.people) for who in cell.given),
        people=cell.people,
        due=cell.due,
        own=own,
    )


def _jumps(made: tuple[Row, ...], case: Case, language: Language) -> tuple[Jump, ...]:
    """Likely trouble by its kind, the worst rows first."""
    worst = sorted((row for row in made if row.trouble), key=lambda row: -row.trouble)
    units = {unit.segment.key: unit for unit in case.release.editions[language].units}
    own = {row.key: units[row.key] for row in worst if row.key in units}
    kinds = {
        "findings": [row.key for row in worst if any(not mark.waived for mark in row.findings)],
        "untranslated": [key for key, unit in own.items() if rows.is_untranslated(unit)],
        "near": [key for key, unit in own.items() if unit.origin.is_near],
        "engine": [key for key, unit in own.items() if unit.origin.source is Source.ENGINE],
        "changed": [row.key for row in worst if row.changed is not None],
        "remarks": [row.key for row in worst if row.remarks],
    }
    return tuple(Jump(kind=kind, keys=tuple(keys)) for kind, keys in kinds.items() if keys)


def is_there(house: House, slug: str) -> bool:
    """Whether a release is still there."""
    return slug in releases.slugs(house)
