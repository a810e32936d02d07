"""Where a release stands: partner by language, computed from the text as it is now and the record; never stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from . import reviewers as reviewer_files
from .canonical import digest
from .decisions import Decision, Kind, Record
from .findings import Finding, Severity
from .house import House
from .languages import Language, Wording
from .releases import Release
from .reviewers import Reviewer, may_decide
from .subjects import needed, of_finding, subjects


class State(StrEnum):
    """How one partner stands to one language."""

    WAITING = "waiting"
    APPROVED = "approved"
    STALE = "stale"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One approval that the house asks for.

    `subject` is the digest of what is to be approved as it stands now; `by` (a reviewer's id), `at` and `comment` are those of the last
    decision, `why` says in a sentence how it comes to its state, `who` names the people who may decide.
    """

    language: Language
    partner: str
    state: State
    subject: str
    why: Wording
    by: str = ""
    at: str = ""
    comment: str = ""
    who: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Board:
    """Where a release stands: its cells, the blocking findings that nobody waived, and the languages that nobody is asked to approve."""

    release: str
    cells: tuple[Cell, ...]
    blocking: tuple[Finding, ...] = ()
    unguarded: tuple[Language, ...] = ()

    @property
    def missing(self) -> tuple[Cell, ...]:
        """The approvals that are not there, or not for the text as it stands."""
        return tuple(cell for cell in self.cells if cell.state is not State.APPROVED)

    @property
    def approved(self) -> bool:
        """Whether it may be printed: every approval is there, for this very text, and nothing blocks."""
        return not (self.missing or self.blocking or self.unguarded)

    @property
    def subjects(self) -> dict[str, str]:
        """The digests of what is to be approved, by `language/partner`."""
        return {f"{cell.language}/{cell.partner}": cell.subject for cell in self.cells}

    @property
    def subject(self) -> str:
        """One digest for all of them: what is published together."""
        return digest(self.subjects)

    def cell(self, language: Language, partner: str) -> Cell | None:
        """The cell of a language and a partner, None where no approval is asked for."""
        return next((cell for cell in self.cells if (cell.language, cell.partner) == (language, partner)), None)

    def blocks(self, language: Language) -> tuple[Finding, ...]:
        """The open blocking findings of a language, those about the draft file included."""
        return tuple(finding for finding in self.blocking if finding.language in (None, language))


NOBODY_YET = Wording("personne n’a encore décidé", "noch niemand hat entschieden", "nobody has decided yet")
APPROVED_BY = Wording("validé par {by}, tel quel", "von {by} genau so freigegeben", "approved by {by} exactly as it stands")
CHANGED_SINCE = Wording(
    "ce qui s’imprime a changé depuis la validation de {by}",
    "was gedruckt wird, hat sich seit der Freigabe durch {by} geändert",
    "what is printed has changed since {by} approved it",
)
RETURNED_BY = Wording("renvoyé par {by}", "von {by} zurückgegeben", "returned by {by}")
MENDED_SINCE = Wording(
    "modifié depuis que {by} l’a renvoyé",
    "geändert, seit {by} es zurückgegeben hat",
    "changed since {by} returned it",
)
WITHDRAWN_BY = Wording(
    "le communiqué a été retiré par {by}", "das Release wurde von {by} zurückgezogen", "the release was withdrawn by {by}"
)


def board(release: Release, record: Record, findings: Iterable[Finding], house: House) -> Board:
    """Where a release stands. Raises HouseError where a partner's or the reviewers' file is broken."""
    people = reviewer_files.load(house)
    current = subjects(release, house)
    asked = needed(release, house)
    cells = tuple(_cell(language, partner, current[f"{language}/{partner}"], record, people) for language, partner in asked)
    guarded = {language for language, _ in asked}
    return Board(
        release.slug,
        cells,
        blocking=_open(release, record, findings),
        unguarded=tuple(language for language in release.settings.languages if language not in guarded),
    )


def _open(release: Release, record: Record, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    waived = {(decision.about, decision.subject) for decision in record.decisions if decision.kind is Kind.WAIVE}
    blocking = (finding for finding in findings if finding.severity is Severity.BLOCK)
    return tuple(finding for finding in blocking if (finding.id, of_finding(finding, release)) not in waived)


def _cell(language: Language, partner: str, subject: str, record: Record, people: Mapping[str, Reviewer]) -> Cell:
    def concerns(decision: Decision) -> bool:
        own = decision.kind in (Kind.APPROVE, Kind.RETURN) and (decision.language, decision.partner) == (language, partner)
        return own or decision.kind is Kind.WITHDRAW

    state, why, last = _state(record.last(filter(concerns, record.decisions)), subject)
    person = people.get(last.reviewer) if last else None
    return Cell(
        language=language,
        partner=partner,
        state=state,
        subject=subject,
        why=why.fill(by=person.name if person else last.reviewer) if last else why,
        by=last.reviewer if last else "",
        at=last.at if last else "",
        comment=last.comment if last else "",
        who=tuple(reviewer.name for reviewer in may_decide(people, language, partner)),
    )


def _state(last: tuple[Decision, ...], subject: str) -> tuple[State, Wording, Decision | None]:
    """The state that the last decisions about a subject leave; where people decided at the same time, the one who objects prevails."""
    for decision in last:
        if decision.kind is Kind.WITHDRAW:
            return State.WAITING, WITHDRAWN_BY, decision
    returned = [decision for decision in last if decision.kind is Kind.RETURN]
    for decision in returned:
        if decision.subject == subject:
            return State.RETURNED, RETURNED_BY, decision
    if returned:
        return State.WAITING, MENDED_SINCE, returned[-1]
    for decision in last:
        if decision.subject == subject:
            return State.APPROVED, APPROVED_BY, decision
    return (State.STALE, CHANGED_SINCE, last[-1]) if last else (State.WAITING, NOBODY_YET, None)
