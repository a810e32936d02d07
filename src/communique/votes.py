"""Whose approvals count: those of this very subject that no later word of anyone has overtaken, each person and each seat once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from .decisions import Decision, Kind, Record
from .reviewers import Reviewer, may_decide
from .roles import Role
from .subjects import Ask


def concerns(decision: Decision, ask: Ask) -> bool:
    """Whether a decision is about this approval: an approval or a return of its own, or the withdrawal of the release."""
    if decision.kind not in (Kind.APPROVE, Kind.RETURN):
        return decision.kind is Kind.WITHDRAW
    return (decision.language, decision.partner, decision.role or Role.LANGUAGE) == (ask.language, ask.partner, ask.role)


def counted(record: Record, concerning: Sequence[Decision], subject: str) -> tuple[Decision, ...]:
    """The approvals of a subject that count, among the decisions `concerning` it, in their order.

    One does not count that was followed by a return, a withdrawal or an approval of another text, nor one that did not know of an
    objection: where people decided at the same time, the one who objects prevails. A deputy and the colleague whose place they took are
    one seat.
    """
    objections = [decision for decision in concerning if decision.kind is not Kind.APPROVE]
    others = [decision for decision in concerning if decision.kind is Kind.APPROVE and decision.subject != subject]
    overtaken = record.before((*objections, *others))
    taken: set[str] = set()
    found: list[Decision] = []
    for decision in concerning:
        voice = {decision.reviewer, decision.stands_for or decision.reviewer}
        if decision.kind is not Kind.APPROVE or decision.subject != subject or decision.id in overtaken or voice & taken:
            continue
        if not objections or {objection.id for objection in objections} <= record.before((decision,)):
            taken |= voice
            found.append(decision)
    return tuple(found)


def still_entitled(decision: Decision, ask: Ask, people: Mapping[str, Reviewer]) -> bool:
    """Whether the one who took a decision could take it now, in their own right or in that of the colleague for whom they stood."""
    person, seat = people.get(decision.reviewer), people.get(decision.stands_for or decision.reviewer)
    same_house = person is not None and person.partner == ask.partner
    return same_house and seat is not None and seat.may(ask.language, ask.partner, ask.role)


def awaited(ask: Ask, people: Mapping[str, Reviewer], today: date, given: Sequence[Decision]) -> tuple[str, ...]:
    """The names of those who may still decide; of a person who is away, that of the deputy, `Rosalind Moore (p. p. Maud Ferrand)`."""
    done = {who for decision in given for who in (decision.reviewer, decision.stands_for)}
    names: list[str] = []
    for reviewer in may_decide(people, ask.language, ask.partner, ask.role):
        deputy = people.get(reviewer.deputy) if reviewer.is_away(today) else None
        if reviewer.id in done or (deputy and deputy.id in done):
            continue
        names.append(f"{deputy.name} (p. p. {reviewer.name})" if deputy else reviewer.name)
    return tuple(names)
