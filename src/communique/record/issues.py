"""What went out of a release: its published versions and their withdrawal, as its record tells them and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from ..decisions import Decision, Kind, Record

ENDS = (Kind.PUBLISH, Kind.WITHDRAW)


@dataclass(frozen=True, slots=True)
class Issue:
    """One published version, counted from 1: when it went out, the digests of what was approved (`subject`) and of its words (`text`),
    the decision that published it, and the one that withdrew it, if any. `text` is empty where an older version of the program published.
    """

    version: int
    at: datetime
    subject: str
    text: str
    published: Decision
    withdrawn: Decision | None = None

    def tells(self, subject: str, text: str) -> bool:
        """Whether these words went out with this version, whatever changed in the layout."""
        return self.subject == subject or (bool(text) and self.text == text)


def issued(record: Record) -> tuple[Issue, ...]:
    """The published versions, the first first. The same words published again are the same version, unless they were withdrawn between."""
    found: list[Issue] = []
    for decision in record.decisions:
        if decision.kind is Kind.PUBLISH and not (found and not found[-1].withdrawn and found[-1].tells(decision.subject, decision.text)):
            found.append(Issue(len(found) + 1, _moment(decision), decision.subject, decision.text, decision))
        elif decision.kind is Kind.WITHDRAW and found and not found[-1].withdrawn:
            found[-1] = replace(found[-1], withdrawn=decision)
    return tuple(found)


def withdrawal(record: Record) -> Decision | None:
    """The withdrawal that a release ends with, None where it has none; one who withdrew prevails over one who published meanwhile."""
    ends = record.last(decision for decision in record.decisions if decision.kind in ENDS)
    return next((decision for decision in ends if decision.kind is Kind.WITHDRAW), None)


def standing(record: Record) -> Issue | None:
    """The version that is published as the record ends; None where there is none, or it is withdrawn."""
    found = issued(record)
    return found[-1] if found and not found[-1].withdrawn and withdrawal(record) is None else None


def _moment(decision: Decision) -> datetime:
    """The moment that the files of a publication bear; an older record knows only when it was noted."""
    try:
        return datetime.fromisoformat(decision.about)
    except ValueError:
        return datetime.fromisoformat(decision.at)
