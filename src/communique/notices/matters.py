"""Matters: what a notice has to say about its release, worked out when it is sent, so that nothing is asked that is settled by then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from .. import discretion
from ..approval import deadlines
from ..decisions import Decision
from ..gate import Case
from ..reviewers import name_of
from ..roles import Role
from .letters import TO_DECIDE, Item, Matter
from .news import Wait, What, last_words, waits
from .outbox import Notice

# A link lives two weeks, and a week longer than the deadline where that is later.
LINK, AFTER_DUE, LONGEST = 14, timedelta(days=7), 365


def matter_of(case: Case, notice: Notice, now: datetime) -> Matter:
    """What is to be said. Of a secret release neither its name nor a partner nor a person; links only in a letter to one person."""
    what, (kind, _, who) = What(notice.kind), notice.to.partition(":")
    name = discretion.public_name(case.house, case.release.slug, now)
    secret, to_person = name != case.release.slug, kind == "person" and who in case.people
    mine = tuple(_own(case, notice, who, now)) if to_person and what in TO_DECIDE else ()
    queue = bool(mine and secret and case.house.desk)
    return Matter(
        what=what,
        release=name,
        secret=secret,
        items=tuple(_asked(case, who, one, now, secret) for one in mine) if to_person else tuple(_told(case, notice, kind, secret)),
        due=deadlines.due(case.release, case.record, case.house),
        name=case.people[who].name if to_person else "",
        queue=_queue(case, who, now) if queue else "",
        by_link=bool(case.house.desk),
        house=case.house.name,
    )


def _own(case: Case, notice: Notice, who: str, now: datetime) -> Iterator[Wait]:
    """The approvals that a notice asks one person for: with a request their own or those of one colleague, where a decision is void
    those that it was about, with a reminder all."""
    what, seat = notice.kind, notice.occasion.partition(" ")[2]
    void = {(d.language, d.partner, d.in_role) for d in last_words(case, who)}
    for wait in waits(case, now).get(who, ()):
        place = wait.instead_of.id if wait.instead_of else ""
        touched = not void or (wait.cell.language, wait.cell.partner, wait.cell.role) in void
        if what == What.REMINDER or (place == seat if what == What.REQUEST else touched):
            yield wait


def _asked(case: Case, who: str, wait: Wait, now: datetime, secret: bool) -> Item:
    cell, seat = wait.cell, wait.instead_of
    return Item(
        language=cell.language,
        role=cell.role,
        partner="" if secret else _partner(case, cell.partner),
        instead_of=seat.name if seat and not secret else "",
        link="" if secret or not case.house.desk else _link(case, who, wait, now),
    )


def _told(case: Case, notice: Notice, kind: str, secret: bool) -> Iterator[Item]:
    """What officers are told of, by partner and name; channels by language alone."""
    public = secret or kind.startswith("chat-")
    if notice.kind == What.RETURNED:
        returned = [decision for decision in case.record.decisions if decision.id == notice.occasion]
        yield from (_returned(case, decision, public) for decision in returned)
    elif notice.kind in (What.REQUEST, What.REMINDER, What.OVERDUE):
        for cell in case.board.missing:
            partner, people = ("", "") if public else (_partner(case, cell.partner), ", ".join(cell.who))
            yield Item(cell.language, Role.LANGUAGE if public else cell.role, partner, people)


def _returned(case: Case, decision: Decision, public: bool) -> Item:
    language, role = decision.language or case.release.source, Role(decision.in_role)
    if public:
        return Item(language, Role.LANGUAGE)
    return Item(language, role, _partner(case, decision.partner), name_of(decision.reviewer, case.people))


def _partner(case: Case, identity: str) -> str:
    return next((partner.name for partner in case.release.partners if partner.id == identity), identity)


def _link(case: Case, who: str, wait: Wait, now: datetime) -> str:
    from ..desk.links import Visit, link

    cell = wait.cell
    visit = Visit(case.release.slug, cell.language, cell.partner, cell.role, who)
    return link(case.house, visit, case.house.desk, _days(case, now))


def _queue(case: Case, who: str, now: datetime) -> str:
    # A link to a review can be read to name its release, whoever signed it; this one names the person only.
    from ..desk.links import queue_link

    return queue_link(case.house, who, case.house.desk, _days(case, now))


def _days(case: Case, now: datetime) -> int:
    due = deadlines.due(case.release, case.record, case.house)
    return min(max(LINK, (due + AFTER_DUE - now).days), LONGEST) if due else LINK
