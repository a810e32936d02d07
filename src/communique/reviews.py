"""What people may decide about a release: each function gives the decision, or says in one sentence why it may not be taken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from . import refusals as say
from .boards import Board, Cell, State, board
from .decisions import Decision, Kind, utc
from .errors import NotAllowed
from .findings import Finding
from .house import House
from .languages import LANGUAGE_NAMES, Language, Wording, same
from .releases import Release
from .reviewers import Reviewer
from .rights import demand_reason, demand_reviewer, demand_say, said
from .settings import names_embargo
from .subjects import needed, of_finding, of_text, subject

__all__ = [
    "Board",
    "Cell",
    "State",
    "approve",
    "board",
    "correct",
    "demand_approved",
    "demand_embargo_over",
    "give_back",
    "needed",
    "publish",
    "submit",
    "waive",
    "withdraw",
]

SHOWN = 5


def submit(release: Release, *, who: str, at: datetime, channel: str, comment: str = "") -> Decision:
    """A draft was read, translated and laid before its reviewers; its subject is the digest of the Word file."""
    return _decision(Kind.SUBMIT, release, subject=release.draft.digest, reviewer=who, at=at, channel=channel, comment=comment)


def approve(
    own: Board,
    release: Release,
    house: House,
    reviewers: Mapping[str, Reviewer],
    *,
    language: Language,
    partner: str,
    who: str,
    at: datetime,
    channel: str,
    comment: str = "",
    seen: str = "",
) -> Decision:
    """A partner's reviewer approves a language as it stands now; `seen` is the digest of what they were shown, where that is known.

    Raises NotAllowed for a person, partner or language that has no say here, for untranslated segments, for open blocking findings, and for
    a text that is no longer the one on the board or the one that was seen.
    """
    demand_say(own, release, reviewers, language, partner, who)
    _demand_translated(release, language)
    _demand_nothing_blocks(release.slug, own.blocks(language))
    now = subject(release, language, partner, house)
    shown = own.cell(language, partner)
    if shown is None or shown.subject != now or seen not in ("", now):
        raise NotAllowed(release.slug, say.CHANGED_MEANWHILE, say.READ_AGAIN)
    return _decision(
        Kind.APPROVE, release, language=language, partner=partner, subject=now, reviewer=who, at=at, channel=channel, comment=comment
    )


def give_back(
    own: Board,
    release: Release,
    house: House,
    reviewers: Mapping[str, Reviewer],
    *,
    language: Language,
    partner: str,
    who: str,
    at: datetime,
    channel: str,
    comment: str,
) -> Decision:
    """A partner's reviewer returns a language with the reason. Raises NotAllowed as `approve` does for the person, and without a reason."""
    demand_say(own, release, reviewers, language, partner, who)
    demand_reason(release, comment)
    now = subject(release, language, partner, house)
    return _decision(
        Kind.RETURN, release, language=language, partner=partner, subject=now, reviewer=who, at=at, channel=channel, comment=comment
    )


def waive(
    own: Board,
    release: Release,
    reviewers: Mapping[str, Reviewer],
    finding: str,
    *,
    who: str,
    at: datetime,
    channel: str,
    comment: str,
) -> Decision:
    """A reviewer of the release takes a blocking finding upon themselves; it is named by its id and holds for its text alone.

    Raises NotAllowed for an id that is not open, for a person without a say in its language, and without a reason.
    """
    found = next((one for one in own.blocking if one.id == finding), None)
    if found is None:
        raise NotAllowed(release.slug, say.NO_SUCH_FINDING.fill(id=finding), say.SEE_STATUS.fill(slug=release.slug))
    reviewer = demand_reviewer(release, reviewers, found.language, who)
    demand_reason(release, comment)
    return _decision(
        Kind.WAIVE,
        release,
        language=found.language,
        partner=reviewer.partner,
        subject=of_finding(found, release),
        reviewer=who,
        at=at,
        channel=channel,
        comment=comment,
        about=found.id,
    )


def correct(
    release: Release,
    reviewers: Mapping[str, Reviewer],
    *,
    language: Language,
    key: str,
    who: str,
    at: datetime,
    channel: str,
    comment: str = "",
) -> Decision:
    """A reviewer changed the text of a segment, which `release` already holds. Raises NotAllowed for a stranger or an unknown segment."""
    reviewer = demand_reviewer(release, reviewers, language, who)
    unit = next((unit for unit in release.editions[language].units if unit.segment.key == key), None)
    if unit is None:
        fact = say.NO_SUCH_SEGMENT.fill(key=key, language=LANGUAGE_NAMES[language])
        raise NotAllowed(release.slug, fact, say.SEE_STATUS.fill(slug=release.slug))
    return _decision(
        Kind.CORRECT,
        release,
        language=language,
        partner=reviewer.partner,
        subject=of_text(unit.target),
        reviewer=who,
        at=at,
        channel=channel,
        comment=comment,
        about=key,
    )


def publish(own: Board, release: Release, house: House, *, who: str, at: datetime, channel: str, comment: str = "") -> Decision:
    """The release goes out. Raises NotAllowed while an approval is missing or stale, or the embargo lasts."""
    demand_approved(own)
    demand_embargo_over(release, at, house)
    return _decision(Kind.PUBLISH, release, subject=own.subject, reviewer=who, at=at, channel=channel, comment=comment)


def withdraw(release: Release, reviewers: Mapping[str, Reviewer], *, who: str, at: datetime, channel: str, comment: str) -> Decision:
    """A reviewer takes the release back: every approval given before is void. Raises NotAllowed for a stranger or without a reason."""
    reviewer = demand_reviewer(release, reviewers, None, who)
    demand_reason(release, comment)
    return _decision(Kind.WITHDRAW, release, partner=reviewer.partner, reviewer=who, at=at, channel=channel, comment=comment)


def demand_approved(own: Board) -> None:
    """Raises NotAllowed, naming who must sign, while an approval is missing or stale, a finding blocks, or a language has no approver."""
    if own.unguarded:
        names = say.joined((LANGUAGE_NAMES[language] for language in own.unguarded), same(", "))
        raise NotAllowed(own.release, say.UNGUARDED.fill(languages=names), say.NAME_APPROVERS)
    if own.missing:
        cells = say.joined(_spoken(cell) for cell in own.missing)
        raise NotAllowed(own.release, say.NOT_APPROVED.fill(cells=cells), say.ASK_FOR_THEM.fill(slug=own.release))
    _demand_nothing_blocks(own.release, own.blocking)


def demand_embargo_over(release: Release, now: datetime, house: House | None = None) -> None:
    """Raises NotAllowed before the end of the embargo, and where the draft speaks of one that release.toml gives no moment.

    `now` has a zone; with `house` the sentence speaks in the house's one.
    """
    embargo = release.settings.embargo
    if embargo is None and names_embargo(release.draft):
        raise NotAllowed(release.slug, say.EMBARGO_OPEN, say.SET_EMBARGO.fill(slug=release.slug))
    if embargo is not None and now < embargo:
        until = embargo.astimezone(ZoneInfo(house.zone)) if house else embargo
        raise NotAllowed(release.slug, say.UNDER_EMBARGO.fill(until=f"{until:%Y-%m-%d %H:%M} (UTC{until:%z})"), say.WAIT)


def _spoken(cell: Cell) -> Wording:
    state = {State.STALE: say.STALE, State.RETURNED: say.RETURNED}.get(cell.state, same(""))
    names = say.joined(map(same, cell.who), say.OR) if cell.who else say.NO_ONE
    return say.CELL.fill(language=LANGUAGE_NAMES[cell.language], partner=cell.partner, state=state, names=names)


def _demand_translated(release: Release, language: Language) -> None:
    open_units = release.editions[language].untranslated
    if open_units:
        places = _few([unit.segment.place for unit in open_units])
        fact = say.UNTRANSLATED.fill(count=len(open_units), language=LANGUAGE_NAMES[language], places=places)
        raise NotAllowed(release.slug, fact, say.TRANSLATE_THEM)


def _demand_nothing_blocks(slug: str, blocking: tuple[Finding, ...]) -> None:
    if blocking:
        places = ((finding.check, (finding.language or "", finding.place or finding.segment)) for finding in blocking)
        named = _few([f"{check} ({' '.join(filter(None, place))})" for check, place in places])
        raise NotAllowed(slug, say.OPEN_FINDINGS.fill(findings=named), say.MEND_OR_WAIVE)


def _few(names: list[str]) -> str:
    return ", ".join(names[:SHOWN]) + (f" + {len(names) - SHOWN}" if len(names) > SHOWN else "")


def _decision(kind: Kind, release: Release, *, at: datetime, comment: str = "", **what: Any) -> Decision:
    return Decision(kind=kind, release=release.slug, at=utc(at), comment=said(release, comment), **what)
