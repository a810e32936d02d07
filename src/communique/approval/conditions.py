"""What has to hold before a text is approved or a release goes out, or the sentence that says what does not."""

from __future__ import annotations

from datetime import datetime

from ..errors import NotAllowed
from ..findings import Finding
from ..house import House
from ..languages import LANGUAGE_NAMES, Language, Wording, same
from ..releases import Release
from ..roles import ROLE_NAMES, Role
from ..settings import names_embargo
from ..text.embargoes import spoken
from . import refusals as say
from .boards import Board, Cell, State

SHOWN = 5


def demand_approved(own: Board) -> None:
    """Raises NotAllowed, naming who must sign, while an approval is missing or stale, a finding blocks, or a language has no approver."""
    if own.unguarded:
        names = say.joined((LANGUAGE_NAMES[language] for language in own.unguarded), same(", "))
        raise NotAllowed(own.release, say.UNGUARDED.fill(languages=names), say.NAME_APPROVERS)
    if own.missing:
        cells = say.joined(_spoken(cell) for cell in own.missing)
        raise NotAllowed(own.release, say.NOT_APPROVED.fill(cells=cells), say.ASK_FOR_THEM.fill(slug=own.release))
    demand_nothing_blocks(own.release, own.blocking)


def demand_embargo_over(release: Release, now: datetime, house: House | None = None) -> None:
    """Raises NotAllowed before the end of the embargo, and where the draft speaks of one that release.toml gives no moment.

    `now` has a zone; with `house` the sentence speaks in the house's one.
    """
    embargo = release.settings.embargo
    if embargo is None and names_embargo(release.draft):
        raise NotAllowed(release.slug, say.EMBARGO_OPEN, say.SET_EMBARGO.fill(slug=release.slug))
    if embargo is not None and now < embargo:
        until = house.local(embargo) if house else embargo
        raise NotAllowed(release.slug, say.UNDER_EMBARGO.fill(until=spoken(until)), say.WAIT)


def _spoken(cell: Cell) -> Wording:
    more = say.MORE_PEOPLE.fill(count=cell.people - len(cell.given)) if cell.given else same("")
    state = {State.STALE: say.STALE, State.RETURNED: say.RETURNED}.get(cell.state, more)
    names = say.joined(map(same, cell.who), say.OR) if cell.who else say.NO_ONE
    role = same("") if cell.role is Role.LANGUAGE else say.IN_ROLE.fill(role=ROLE_NAMES[cell.role])
    return say.CELL.fill(language=LANGUAGE_NAMES[cell.language], partner=cell.partner, role=role, state=state, names=names)


def demand_translated(release: Release, language: Language) -> None:
    """Raises NotAllowed, naming places, while segments of a language have no text."""
    open_units = release.editions[language].untranslated
    if open_units:
        places = _few([unit.segment.place for unit in open_units])
        fact = say.UNTRANSLATED.fill(count=len(open_units), language=LANGUAGE_NAMES[language], places=places)
        raise NotAllowed(release.slug, fact, say.TRANSLATE_THEM)


def demand_nothing_blocks(slug: str, blocking: tuple[Finding, ...]) -> None:
    """Raises NotAllowed, naming checks and places, while findings block."""
    if blocking:
        places = ((finding.check, (finding.language or "", finding.place or finding.segment)) for finding in blocking)
        named = _few([f"{check} ({' '.join(filter(None, place))})" for check, place in places])
        raise NotAllowed(slug, say.OPEN_FINDINGS.fill(findings=named), say.MEND_OR_WAIVE)


def _few(names: list[str]) -> str:
    return ", ".join(names[:SHOWN]) + (f" + {len(names) - SHOWN}" if len(names) > SHOWN else "")
