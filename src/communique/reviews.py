"""What people may decide about a release: each function gives the decision, or says in one sentence why it may not be taken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from .approval import refusals as say
from .approval.boards import Board, Cell, State, board
from .approval.conditions import demand_approved, demand_embargo_over, demand_nothing_blocks, demand_translated
from .approval.rights import demand_reason, demand_reviewer, demand_say, said
from .approval.subjects import needed, of_finding, of_text, subject
from .decisions import Decision, Kind, utc
from .document import Inlines
from .errors import NotAllowed
from .house import House
from .languages import LANGUAGE_NAMES, Language
from .releases import Release
from .reviewers import Reviewer
from .roles import Role

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
    "remark",
    "submit",
    "waive",
    "withdraw",
]


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
    role: Role = Role.LANGUAGE,
    text: str = "",
) -> Decision:
    """A partner's reviewer approves a language in a role as it stands now; `seen` is the digest of what they were shown, where that is
    known, `text` that of the segments.

    Raises NotAllowed for a person, partner or language that has no say here, for untranslated segments, for open blocking findings, and for
    a text that is no longer the one on the board or the one that was seen.
    """
    absent = demand_say(own, release, reviewers, language, partner, who, role=role, today=house.local(at).date())
    demand_translated(release, language)
    demand_nothing_blocks(release.slug, own.blocks(language))
    now = _as_seen(own, release, house, language, partner, role, seen)
    who_for = {"reviewer": who, "stands_for": absent, "role": _kept(role), "text": text}
    return _decision(
        Kind.APPROVE, release, language=language, partner=partner, subject=now, at=at, channel=channel, comment=comment, **who_for
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
    seen: str = "",
    role: Role = Role.LANGUAGE,
) -> Decision:
    """A partner's reviewer returns a language with the reason. Raises NotAllowed as `approve` does for the person, for a text that is no
    longer the one that was seen, and without a reason.
    """
    absent = demand_say(own, release, reviewers, language, partner, who, role=role, today=house.local(at).date())
    demand_reason(release, comment)
    now = _as_seen(own, release, house, language, partner, role, seen)
    who_for = {"reviewer": who, "stands_for": absent, "role": _kept(role)}
    return _decision(
        Kind.RETURN, release, language=language, partner=partner, subject=now, at=at, channel=channel, comment=comment, **who_for
    )


def _as_seen(own: Board, release: Release, house: House, language: Language, partner: str, role: Role, seen: str) -> str:
    """The subject as it stands. Raises NotAllowed where that is not what the board shows, or what was seen."""
    now, shown = subject(release, language, partner, house, role), own.cell(language, partner, role)
    if shown is None or shown.subject != now or seen not in ("", now):
        raise NotAllowed(release.slug, say.CHANGED_MEANWHILE, say.READ_AGAIN)
    return now


def _kept(role: Role) -> str:
    """A role as decisions write it."""
    return "" if role is Role.LANGUAGE else role.value


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
    target = _target(release, language, key)
    return _decision(
        Kind.CORRECT,
        release,
        language=language,
        partner=reviewer.partner,
        subject=of_text(target),
        reviewer=who,
        at=at,
        channel=channel,
        comment=comment,
        about=key,
    )


def _target(release: Release, language: Language, key: str) -> Inlines | None:
    unit = next((unit for unit in release.editions[language].units if unit.segment.key == key), None)
    if unit is None:
        fact = say.NO_SUCH_SEGMENT.fill(key=key, language=LANGUAGE_NAMES[language])
        raise NotAllowed(release.slug, fact, say.SEE_STATUS.fill(slug=release.slug))
    return unit.target


def publish(own: Board, release: Release, house: House, *, who: str, at: datetime, channel: str, comment: str = "") -> Decision:
    """The release goes out. Raises NotAllowed while an approval is missing or stale, or the embargo lasts."""
    demand_approved(own)
    demand_embargo_over(release, at, house)
    return _decision(Kind.PUBLISH, release, subject=own.subject, reviewer=who, at=at, channel=channel, comment=comment)


def remark(
    release: Release,
    reviewers: Mapping[str, Reviewer],
    *,
    language: Language,
    key: str,
    who: str,
    at: datetime,
    channel: str,
    comment: str,
) -> Decision:
    """A reviewer says something about a segment. Raises NotAllowed for a stranger, an unknown segment, and without a word."""
    reviewer = demand_reviewer(release, reviewers, language, who)
    target = _target(release, language, key)
    demand_reason(release, comment)
    what = {"partner": reviewer.partner, "reviewer": who, "subject": of_text(target), "about": key}
    return _decision(Kind.COMMENT, release, language=language, at=at, channel=channel, comment=comment, **what)


def withdraw(release: Release, reviewers: Mapping[str, Reviewer], *, who: str, at: datetime, channel: str, comment: str) -> Decision:
    """A reviewer takes the release back: every approval given before is void. Raises NotAllowed for a stranger or without a reason."""
    reviewer = demand_reviewer(release, reviewers, None, who)
    demand_reason(release, comment)
    return _decision(Kind.WITHDRAW, release, partner=reviewer.partner, reviewer=who, at=at, channel=channel, comment=comment)


def _decision(kind: Kind, release: Release, *, at: datetime, comment: str = "", **what: Any) -> Decision:
    return Decision(kind=kind, release=release.slug, at=utc(at), comment=said(release, comment), **what)
