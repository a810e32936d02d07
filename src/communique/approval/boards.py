"""Where a release stands: partner by language and role, computed from the text as it is now and the record; never stored."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

from .. import reviewers as reviewer_files
from ..decisions import Decision, Kind, Record
from ..files.canonical import digest
from ..findings import Finding, Severity
from ..house import House
from ..languages import Language, Wording
from ..record import ssh_proofs
from ..releases import Release
from ..reviewers import Reviewer
from ..roles import Role, cell_name
from . import deadlines
from .subjects import Ask, needed, of_finding, subjects
from .votes import awaited, concerns, counted, still_entitled


class State(StrEnum):
    """How one partner stands to one language in one role."""

    WAITING = "waiting"
    APPROVED = "approved"
    STALE = "stale"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One approval that the house asks for.

    `subject` is the digest of what is to be approved as it stands now; `by` (a reviewer's id), `at` and `comment` are those of the last
    decision, `why` says in a sentence how it comes to its state, `who` names the people who may decide, without those who have approved
    where `people` asks for more. `given` are the ids of those who approved this very subject, `gone` those among them who could not any
    more, `approvals` the ids of their decisions; `due` is the UTC time by which it is expected, or empty.
    """

    language: Language
    partner: str
    state: State
    subject: str
    why: Wording
    role: Role = Role.LANGUAGE
    people: int = 1
    given: tuple[str, ...] = ()
    due: str = ""
    by: str = ""
    at: str = ""
    comment: str = ""
    who: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    approvals: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """`fr/inria`, and `fr/inria/legal` for another role than the usual one."""
        return cell_name(self.language, self.partner, self.role)


@dataclass(frozen=True, slots=True)
class Board:
    """Where a release stands: its cells, the blocking findings that nobody waived, and the languages whose text nobody is to approve."""

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
        """The digests of what is to be approved, by the names of the cells."""
        return {cell.name: cell.subject for cell in self.cells}

    @property
    def subject(self) -> str:
        """One digest for all of them: what is published together."""
        return digest(self.subjects)

    def cell(self, language: Language, partner: str, role: Role = Role.LANGUAGE) -> Cell | None:
        """The cell of a language, a partner and a role, None where no approval is asked for."""
        return next((cell for cell in self.cells if (cell.language, cell.partner, cell.role) == (language, partner, role)), None)

    def blocks(self, language: Language) -> tuple[Finding, ...]:
        """The open blocking findings of a language, those about the draft file included."""
        return tuple(finding for finding in self.blocking if finding.language in (None, language))


NOBODY_YET = Wording("personne n’a encore décidé", "noch niemand hat entschieden", "nobody has decided yet")
APPROVED_BY = Wording("validé par {by}, tel quel", "von {by} genau so freigegeben", "approved by {by} exactly as it stands")
MORE_PEOPLE = Wording(
    "validé par {by}, tel quel\u202f; validations encore attendues\u00a0: {count}",
    "von {by} genau so freigegeben; noch ausstehende Freigaben: {count}",
    "approved by {by} exactly as it stands; {count} more to approve",
)
UNPROVEN = Wording(
    "la validation n’a pas la preuve SSH que reviewers.toml demande",
    "der Freigabe fehlt der SSH-Nachweis, den reviewers.toml verlangt",
    "the approval lacks the SSH proof that reviewers.toml asks for",
)
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
    "le communiqué a été retiré par {by}", "die Mitteilung wurde von {by} zurückgezogen", "the release was withdrawn by {by}"
)


def board(release: Release, record: Record, findings: Iterable[Finding], house: House, now: datetime | None = None) -> Board:
    """Where a release stands; `now` says who is away, and is the present where it is left out.

    Raises HouseError where a partner's or the reviewers' file is broken.
    """
    people = reviewer_files.load(house)
    local = house.local(now or datetime.now(UTC))
    current, asked = subjects(release, house), needed(release, house)
    guarded = {ask.language for ask in asked if ask.role is not Role.OWN}
    unproven = _unproven(release, record, people)
    cells = tuple(_cell(ask, current[ask.name], record, people, now=local, unproven=unproven) for ask in asked)
    return Board(
        release.slug,
        _expected(cells, release, record, house),
        blocking=_open(release, record, findings),
        unguarded=tuple(language for language in release.settings.languages if language not in guarded),
    )


def _expected(cells: tuple[Cell, ...], release: Release, record: Record, house: House) -> tuple[Cell, ...]:
    """The cells, those that are missing with the time by which they are expected."""
    if all(cell.state is State.APPROVED for cell in cells):
        return cells
    due = deadlines.due_in_utc(release, record, house)
    return tuple(cell if cell.state is State.APPROVED else replace(cell, due=due) for cell in cells)


def _open(release: Release, record: Record, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    waived = {(decision.about, decision.subject) for decision in record.decisions if decision.kind is Kind.WAIVE}
    blocking = (finding for finding in findings if finding.severity is Severity.BLOCK)
    return tuple(finding for finding in blocking if (finding.id, of_finding(finding, release)) not in waived)


def _unproven(release: Release, record: Record, people: Mapping[str, Reviewer]) -> frozenset[str]:
    """The ids of the approvals that lack the SSH proof which reviewers.toml asks of their reviewer, or of whom they stand for."""
    proven = ssh_proofs.proven(release.folder, record, people)
    strict = {who for who, person in people.items() if person.ssh_required}
    own = (d for d in record.decisions if d.kind is Kind.APPROVE and {d.reviewer, d.stands_for} & strict)
    return frozenset(decision.id for decision in own if decision.id not in proven)


def _cell(ask: Ask, subject: str, record: Record, people: Mapping[str, Reviewer], *, now: datetime, unproven: frozenset[str]) -> Cell:
    concerning = [decision for decision in record.decisions if concerns(decision, ask) and decision.id not in unproven]
    given, last = counted(record, concerning, subject, people), record.last(concerning)
    state, why, final = _agreed(given, ask.people) if given else _state(last, subject)
    if final is None and unproven & {decision.id for decision in record.decisions if concerns(decision, ask)}:
        why = UNPROVEN
    names = ", ".join(reviewer_files.name_of(decision.reviewer, people) for decision in given or ((final,) if final else ()))
    return Cell(
        language=ask.language,
        partner=ask.partner,
        role=ask.role,
        people=ask.people,
        given=tuple(decision.reviewer for decision in given),
        state=state,
        subject=subject,
        why=why.fill(by=names, count=ask.people - len(given)),
        by=final.reviewer if final else "",
        at=final.at if final else "",
        comment=final.comment if final else "",
        who=awaited(ask, people, now.date(), () if state is State.APPROVED else given),
        approvals=tuple(decision.id for decision in given),
        gone=tuple(decision.reviewer for decision in given if not still_entitled(decision, ask, people, now.tzinfo)),
    )


def _agreed(given: Sequence[Decision], people: int) -> tuple[State, Wording, Decision]:
    """What approvals of this very subject make of it where `people` have to agree."""
    enough = len(given) >= people
    return (State.APPROVED, APPROVED_BY, given[-1]) if enough else (State.WAITING, MORE_PEOPLE, given[-1])


def _state(last: tuple[Decision, ...], subject: str) -> tuple[State, Wording, Decision | None]:
    """The state that the last decisions leave where no approval of the subject counts; one who objects prevails over one who agreed."""
    for decision in last:
        if decision.kind is Kind.WITHDRAW:
            return State.WAITING, WITHDRAWN_BY, decision
    returned = [decision for decision in last if decision.kind is Kind.RETURN]
    for decision in returned:
        if decision.subject == subject:
            return State.RETURNED, RETURNED_BY, decision
    if returned:
        return State.WAITING, MENDED_SINCE, returned[-1]
    return (State.STALE, CHANGED_SINCE, last[-1]) if last else (State.WAITING, NOBODY_YET, None)
