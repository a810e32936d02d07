"""The queue of one person: what waits for their decision in all releases, the most pressing first."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from .. import gate, pipeline, releases, reviews
from ..approval import rights
from ..approval.boards import Board, Cell
from ..decisions import utc
from ..errors import CommuniqueError, NotAllowed
from ..gate import Case
from ..house import House
from ..languages import Language
from ..reviewers import Reviewer
from . import links, reading
from .links import Opening, Visit
from .views import Queue, Waiting

OPEN = frozenset({"waiting", "stale", "returned"})
MOST_DONE, MOST_KEPT = 12, 512


@dataclass(frozen=True, slots=True)
class Standing:
    """What a queue tells of one approval; `blocking` counts the findings that stop it."""

    visit: Visit
    cell: Cell
    partner: str
    title: str
    embargo: str
    blocking: int


def queue(house: House, link: Opening, people: Mapping[str, Reviewer], base: str) -> Queue:
    """What one person has to decide and has decided, each line with its own link; a release that cannot be read is left out."""
    lines = [_line(house, one, link, base) for slug in releases.slugs(house) for one in _standings(house, slug, link.reviewer)]
    pressing = sorted(lines, key=lambda line: (line.due or "9", line.slug))
    done = [line for line in pressing if line.state not in OPEN]
    return Queue(
        reviewer_name=people[link.reviewer].name,
        waiting=tuple(line for line in pressing if line.state in OPEN),
        done=tuple(done[-MOST_DONE:]),
        expires=utc(link.expires),
    )


def visits(case: Case, who: str, now: datetime) -> Iterator[tuple[Visit, Cell]]:
    """The approvals of a release in which somebody has a say, in their own right or for a colleague who is away today."""
    today = case.house.local(now).date()
    for cell in case.board.cells:
        try:
            rights.demand_say(case.board, case.release, case.people, cell.language, cell.partner, who, role=cell.role, today=today)
        except NotAllowed:
            continue
        yield Visit(case.release.slug, cell.language, cell.partner, cell.role, who), cell


def _line(house: House, one: Standing, link: Opening, base: str) -> Waiting:
    cell, visit = one.cell, one.visit
    return Waiting(
        slug=visit.release,
        title=one.title,
        language=cell.language,
        partner=one.partner,
        role=cell.role,
        state="approved" if visit.reviewer in cell.given else cell.state.value,
        why=cell.why,
        href=links.link_of(house, link, visit, cell.subject, base),
        blocking=one.blocking,
        due=cell.due,
        embargo=one.embargo,
    )


# A house has many releases and few of them change; what was read of the others is kept as long as none of their files has changed.
_kept: OrderedDict[tuple[object, ...], tuple[Standing, ...]] = OrderedDict()
_lock = threading.Lock()


def _standings(house: House, slug: str, who: str) -> tuple[Standing, ...]:
    key = (slug, who, house.local(gate.now()).date(), _files(house.drafts / slug), _files(house.templates))
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    try:
        found = tuple(_read(house, slug, who))
    except CommuniqueError:
        return ()
    with _lock:
        _kept[key] = found
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return found


def _read(house: House, slug: str, who: str) -> Iterator[Standing]:
    # Most lines need no findings: whose turn it is is told by the record alone.
    case = Case(house, slug, ())
    own = list(visits(case, who, gate.now()))
    waiting = any(cell.state.value in OPEN and who not in cell.given for _, cell in own)
    blocking = _with_findings(case).blocks if waiting else _nothing
    names = {partner.id: partner.name for partner in case.release.partners}
    for visit, cell in own:
        title, embargo = reading.title_of(case, cell.language), reading.embargo_of(case)
        yield Standing(visit, cell, names[cell.partner], title, embargo, len(blocking(cell.language)))


def _with_findings(case: Case) -> Board:
    return reviews.board(case.release, case.record, pipeline.findings_of(case.house, case.release), case.house, gate.now())


def _nothing(_: Language) -> tuple[()]:
    return ()


def _files(folder: Path) -> tuple[object, ...]:
    """The files of a folder by name, size and the times that tell a change; the second one cannot be set back."""
    found = ((path, path.stat()) for path in sorted(folder.rglob("*")) if path.is_file())
    return tuple((path.as_posix(), now.st_size, now.st_mtime_ns, now.st_ctime_ns) for path, now in found)
