"""News: who is to be told what about a release at a moment, worked out from its record, its deadline and the reviewers alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ..approval import deadlines
from ..approval.boards import Cell, State
from ..approval.subjects import Ask
from ..approval.votes import concerns
from ..decisions import Decision, Kind, utc
from ..files.canonical import digest
from ..gate import Case
from ..reviewers import Reviewer, may_decide
from .outbox import Notice
from .services import Services, channel_name

# What happened longer ago is no news to anyone, even after the outbox was lost or the machine stood still.
NEWS = timedelta(days=14)


class What(StrEnum):
    """What a notice tells: reviewers the first five, officers the last four, `published` both; channels all but `changed` and `mended`."""

    REQUEST = "request"
    REMINDER = "reminder"
    CHANGED = "changed"
    MENDED = "mended"
    PUBLISHED = "published"
    RETURNED = "returned"
    APPROVED = "approved"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class Wait:
    """An approval that somebody is asked for: its cell, and the colleague in whose place they decide, None in their own right."""

    cell: Cell
    instead_of: Reviewer | None = None


def news(case: Case, services: Services, now: datetime) -> frozenset[Notice]:
    """Everything that is to be told about a release at `now`, told already or not: the same case always gives the same notices."""
    personal, happened = set(_personal(case, now)), set(_happened(case, now))
    asked = {(What(notice.kind), notice.occasion.partition(" ")[0]) for notice in personal if notice.kind in (What.REQUEST, What.REMINDER)}
    public = happened | asked
    letters = personal | {_notice(case, what, f"officer:{one}", occasion) for what, occasion in happened for one in case.house.officers}
    posts = {_notice(case, what, channel_name(one), occasion) for what, occasion in public for one in services.chat}
    return frozenset(posts | (letters if services.mail else set()))


def _notice(case: Case, what: str, to: str, occasion: str) -> Notice:
    return Notice(release=case.release.slug, kind=what, to=to, occasion=occasion)


def waits(case: Case, now: datetime) -> dict[str, tuple[Wait, ...]]:
    """The approvals that each person is waited for, by their id; a deputy has those of a colleague who is away.

    What somebody returned waits for a correction and for nobody's approval.
    """
    found: dict[str, tuple[Wait, ...]] = {}
    for cell in case.board.missing:
        done = _done(case, cell)
        for seat in may_decide(case.people, cell.language, cell.partner, cell.role) if cell.state is not State.RETURNED else ():
            person = _present(case, seat, now)
            if not done & {seat.id, person.id}:
                others = tuple(wait for wait in found.get(person.id, ()) if wait.cell is not cell)
                # Who decides about a cell in their own right does not need another's.
                own = person is seat or person.may(cell.language, cell.partner, cell.role)
                found[person.id] = (*others, Wait(cell, None if own else seat))
    return found


def _present(case: Case, seat: Reviewer, now: datetime) -> Reviewer:
    today = case.house.local(now).date()
    return case.people.get(seat.deputy, seat) if seat.is_away(today) else seat


def _done(case: Case, cell: Cell) -> set[str]:
    """Who has approved what a cell is about, in their own right or in another's place, and whose place that was."""
    own = [decision for decision in case.record.decisions if decision.id in cell.approvals]
    return {who for decision in own for who in (decision.reviewer, decision.stands_for) if who}


def _personal(case: Case, now: datetime) -> Iterator[Notice]:
    """What single people are told: that they are asked for an approval, or still are, that a decision of theirs is void, the end."""
    since = utc(now - NEWS)
    for decision in case.record.decisions:
        if decision.kind is Kind.PUBLISH and decision.at >= since:
            approvers = {who for cell in case.board.cells for who in cell.given if who in case.people}
            yield from (_notice(case, What.PUBLISHED, f"person:{who}", decision.id) for who in approvers)
    asked = deadlines.submitted(case.record)
    if asked and case.board.missing:
        yield from _asked(case, asked, now)
        yield from _voided(case, asked, now)


def _asked(case: Case, asked: datetime, now: datetime) -> Iterator[Notice]:
    (submission,) = [decision.id for decision in case.record.decisions if decision.kind is Kind.SUBMIT][-1:]
    morning = _reminded(case, asked, now)
    for who, mine in waits(case, now).items():
        for seat in {wait.instead_of.id if wait.instead_of else "" for wait in mine}:
            yield _notice(case, What.REQUEST, f"person:{who}", f"{submission} {seat}".rstrip())
        if morning:
            yield _notice(case, What.REMINDER, f"person:{who}", utc(morning))


def _reminded(case: Case, asked: datetime, now: datetime) -> datetime | None:
    """The reminder whose day it is: none before its hour, none after the deadline, none for those who were asked later than that hour."""
    deadline = deadlines.due(case.release, case.record, case.house)
    if deadline is None or now >= deadline:
        return None
    begun = [moment for moment in deadlines.reminders(deadline, case.house) if asked < moment <= now][-1:]
    today = case.house.local(now).date()
    return next((moment for moment in begun if moment.date() == today), None)


def _voided(case: Case, asked: datetime, now: datetime) -> Iterator[Notice]:
    """For each person whose decision since the submission is about a text that is no more: one notice for all of them together."""
    for kind, what in ((Kind.APPROVE, What.CHANGED), (Kind.RETURN, What.MENDED)):
        for who, person in case.people.items():
            ids = sorted(d.id for d in last_words(case, who) if d.kind is kind and d.at >= utc(asked))
            if ids:
                yield _notice(case, what, f"person:{_present(case, person, now).id}", digest(ids)[:24])


def last_words(case: Case, who: str) -> Iterator[Decision]:
    """What a person said last about each missing approval, where the text is another by now."""
    for cell in case.board.missing:
        ask = Ask(cell.language, cell.partner, cell.role, cell.people)
        own = [d for d in case.record.decisions if d.reviewer == who and d.kind is not Kind.WITHDRAW and concerns(d, ask)][-1:]
        yield from (decision for decision in own if decision.subject != cell.subject)


def _happened(case: Case, now: datetime) -> Iterator[tuple[What, str]]:
    """What happened of late to the release as a whole: returned, all approved, published, overdue; each with its occasion."""
    since = utc(now - NEWS)
    kinds = {Kind.RETURN: What.RETURNED, Kind.PUBLISH: What.PUBLISHED}
    yield from ((kinds[d.kind], d.id) for d in case.record.decisions if d.kind in kinds and d.at >= since)
    if case.board.cells and not case.board.missing and max(cell.at for cell in case.board.cells) >= since:
        yield What.APPROVED, case.board.subject
    deadline = deadlines.due(case.release, case.record, case.house) if case.board.missing and deadlines.submitted(case.record) else None
    if deadline and deadline <= now < deadline + NEWS:
        yield What.OVERDUE, utc(deadline)
