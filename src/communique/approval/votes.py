"""Whose approvals count: those of this very subject that no later word of anyone has overtaken, each person and each seat once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, tzinfo

from ..decisions import Decision, Kind, Record
from ..reviewers import Reviewer, may_decide
from .subjects import Ask


def concerns(decision: Decision, ask: Ask) -> bool:
    """Whether a decision is about this approval: an approval or a return of its own, or the withdrawal of the release."""
    if decision.kind not in (Kind.APPROVE, Kind.RETURN):
        return decision.kind is Kind.WITHDRAW
    return (decision.language, decision.partner, decision.in_role) == (ask.language, ask.partner, ask.role)


def counted(record: Record, concerning: Sequence[Decision], subject: str, people: Mapping[str, Reviewer]) -> tuple[Decision, ...]:
    """The approvals of a subject that count, among the decisions `concerning` it, in their order.

    One does not count that was followed by a return, a withdrawal or an approval of another text, nor one that did not know of an
    objection: where people decided at the same time, the one who objects prevails. A deputy and the colleague whose place they took are
    one seat, as are those `people` who share a mailbox: what is sent there reaches either.
    """
    objections = [decision for decision in concerning if decision.kind is not Kind.APPROVE]
    others = [decision for decision in concerning if decision.kind is Kind.APPROVE and decision.subject != subject]
    overtaken = record.before((*objections, *others))
    standing = [one for one in concerning if one.kind is Kind.APPROVE and one.subject == subject and one.id not in overtaken]
    objected = {objection.id for objection in objections}
    return apart([one for one in standing if objected <= record.before((one,))], people)


def apart(approvals: Iterable[Decision], people: Mapping[str, Reviewer]) -> tuple[Decision, ...]:
    """The first approval of each person and each seat."""
    taken: set[str] = set()
    found: list[Decision] = []
    for decision in approvals:
        if not (voice := _voice(decision, people)) & taken:
            taken |= voice
            found.append(decision)
    return tuple(found)


def _voice(decision: Decision, people: Mapping[str, Reviewer]) -> set[str]:
    """Everybody who has spoken with an approval: the ids of the reviewer and of the colleague for whom they stood, and their mailboxes."""
    ids = {decision.reviewer, decision.stands_for or decision.reviewer}
    return ids | {_mailbox(people[who]) for who in ids if who in people}


def _mailbox(person: Reviewer) -> str:
    return f"mailto:{person.email.strip().casefold()}"


def still_entitled(decision: Decision, ask: Ask, people: Mapping[str, Reviewer], zone: tzinfo | None) -> bool:
    """Whether the one who took a decision may take it as `people` are listed: in their own right, or as the deputy of a colleague who is
    listed as away on the day, in the house's `zone`, on which it was taken.
    """
    person, seat = people.get(decision.reviewer), people.get(decision.stands_for or decision.reviewer)
    if person is None or seat is None or person.partner != ask.partner or not seat.may(ask.language, ask.partner, ask.role):
        return False
    day = datetime.fromisoformat(decision.at).astimezone(zone).date()
    return person is seat or (seat.deputy == person.id and seat.is_away(day))


def awaited(ask: Ask, people: Mapping[str, Reviewer], today: date, given: Sequence[Decision]) -> tuple[str, ...]:
    """The names of those who may still decide; of a person who is away, that of the deputy, `Rosalind Moore (p. p. Maud Ferrand)`."""
    done = {who for decision in given for who in _voice(decision, people)}
    names: list[str] = []
    for reviewer in may_decide(people, ask.language, ask.partner, ask.role):
        deputy = people.get(reviewer.deputy) if reviewer.is_away(today) else None
        sitting = [one for one in (reviewer, deputy) if one]
        if any(one.id in done or _mailbox(one) in done for one in sitting):
            continue
        names.append(f"{deputy.name} (p. p. {reviewer.name})" if deputy else reviewer.name)
    return tuple(names)
