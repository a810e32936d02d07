"""The outlook: where every release of a house stands, who is missing since when and until when; read again only where something changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from .. import gate, releases
from ..approval import deadlines, known_findings, subjects
from ..approval.boards import State
from ..editions import Source
from ..errors import CommuniqueError
from ..findings import Severity
from ..gate import Case
from ..house import House
from ..languages import Language
from ..record import issues
from ..reviewers import name_of
from ..roles import Role

Signs = tuple[tuple[str, int, int], ...]


class Stand(StrEnum):
    """Where a release stands, in one word; the first that fits, in this order but for `unreadable`, of which nothing else is known.

    `blocked`: every approval is there, and a finding blocks or a language is nobody's; `returned`, `stale`, `waiting`: what is worst
    among the approvals that are missing.
    """

    WITHDRAWN = "withdrawn"
    PUBLISHED = "published"
    EMBARGOED = "embargoed"
    APPROVED = "approved"
    BLOCKED = "blocked"
    RETURNED = "returned"
    STALE = "stale"
    WAITING = "waiting"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Missing:
    """An approval that is missing: whose names may give it, since when it is waited for (None: not asked for yet), until when."""

    language: Language
    partner: str
    role: Role
    state: State
    who: tuple[str, ...]
    since: datetime | None
    due: datetime | None


@dataclass(frozen=True, slots=True)
class Outlook:
    """One release at one moment.

    `findings` counts what was found when somebody last looked, by severity; None where nobody has looked yet, or not where the key is.
    `blocking` is how many of them nobody has waived and no approval is taken with.
    """

    slug: str
    stand: Stand
    missing: tuple[Missing, ...] = ()
    version: int = 0
    embargo: datetime | None = None
    origins: Mapping[tuple[Language, Source], int] = field(default_factory=dict)
    findings: Mapping[Severity, int] | None = None
    blocking: int = 0
    trouble: CommuniqueError | None = None

    @property
    def since(self) -> datetime | None:
        """Since when the approval is missing that is waited for longest."""
        return min((one.since for one in self.missing if one.since), default=None)

    @property
    def due(self) -> datetime | None:
        """The first deadline of those that are missing."""
        return min((one.due for one in self.missing if one.due), default=None)

    def at(self, moment: datetime) -> Stand:
        """Where it stands at a moment: an embargo ends without anything being changed."""
        over = self.stand is Stand.EMBARGOED and self.embargo is not None and self.embargo <= moment
        return Stand.APPROVED if over else self.stand


class Ledger:
    """What was read of a house's releases; each is read again when a file of its own, of its findings or of the house has changed."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._kept: dict[str, tuple[object, Outlook]] = {}

    def look(self, house: House, moment: datetime) -> tuple[Outlook, ...]:
        """Every release as it stands, in the order of their names."""
        return tuple(self.each(house, moment, releases.slugs(house)))

    def each(self, house: House, moment: datetime, slugs: Iterable[str]) -> Iterator[Outlook]:
        """These releases as they stand, one after another."""
        slugs = tuple(slugs)
        # Who is away changes from day to day.
        shared = (_signs(_of_house(house)), house.local(moment).date(), house.public_key)
        self._kept = {slug: kept for slug, kept in self._kept.items() if slug in slugs}
        for slug in slugs:
            signs = (shared, _signs(_of_release(house, slug)))
            if self._kept.get(slug, (None,))[0] != signs:
                self._kept[slug] = (signs, outlook(house, slug, moment))
            yield self._kept[slug][1]


def outlook(house: House, slug: str, moment: datetime) -> Outlook:
    """Where one release stands; one whose files cannot be read is `unreadable`, and says why."""
    try:
        found = known_findings.last_known(house, slug)
        case = Case(house, slug, found or ())
        return _of_case(case, None if found is None else Counter(one.severity for one in found), moment)
    except CommuniqueError as error:
        return Outlook(slug, Stand.UNREADABLE, trouble=error)


def _of_case(case: Case, findings: Mapping[Severity, int] | None, moment: datetime) -> Outlook:
    units = ((language, unit) for language, edition in case.release.editions.items() for unit in edition.units)
    published = issues.issued(case.record)
    return Outlook(
        slug=case.release.slug,
        stand=_stand(case, moment),
        missing=tuple(_missing(case)),
        version=len(published),
        embargo=case.release.settings.embargo,
        origins=Counter((language, unit.origin.source) for language, unit in units),
        findings=findings,
        blocking=len(case.board.blocking),
    )


def _stand(case: Case, moment: datetime) -> Stand:
    board, embargo = case.board, case.release.settings.embargo
    if board.approved:
        out = issues.standing(case.record)
        if out and out.tells(board.subject, subjects.words(case.release)):
            return Stand.PUBLISHED
        return Stand.EMBARGOED if embargo and embargo > moment else Stand.APPROVED
    if gate.taken_back(case):
        return Stand.WITHDRAWN
    states = {cell.state for cell in board.missing}
    worst = (stand for state, stand in WORST if state in states)
    return next(worst, Stand.BLOCKED)


WORST = ((State.RETURNED, Stand.RETURNED), (State.STALE, Stand.STALE), (State.WAITING, Stand.WAITING))


def _missing(case: Case) -> Iterator[Missing]:
    """The approvals that are missing, each since its release was submitted or since the decision that does not count any more."""
    asked = deadlines.submitted(case.record)
    for cell in case.board.missing:
        decided = datetime.fromisoformat(cell.at) if cell.at else None
        yield Missing(
            language=cell.language,
            partner=cell.partner,
            role=cell.role,
            state=cell.state,
            who=tuple(name_of(who, case.people) for who in cell.who),
            since=max((at for at in (asked, decided) if at), default=None),
            due=datetime.fromisoformat(cell.due) if cell.due else None,
        )


def _of_house(house: House) -> Iterator[Path]:
    """What every release depends on: rules, reviewers, partners, the page's templates."""
    yield from sorted(house.templates.glob("*.toml"))
    for folder in ("partners", "release"):
        yield from sorted((house.templates / folder).rglob("*"))


def _of_release(house: House, slug: str) -> Iterator[Path]:
    folder = house.drafts / slug
    yield from (folder, folder / "decisions")
    yield from sorted(path for path in folder.glob("*") if path.suffix in (".json", ".toml"))
    yield from sorted(folder.glob("decisions/*"))
    yield known_findings.path_of(house, slug)
    # A withdrawn release that was published where no key is shows that only there.
    yield house.output / slug


def _signs(paths: Iterable[Path]) -> Signs:
    """Names, sizes and times of change: what tells that a file is another one, as far as asking the disk can."""
    found = []
    for path in paths:
        try:
            status = path.stat()
        except OSError:
            continue
        found.append((str(path), status.st_size, status.st_mtime_ns))
    return tuple(found)
