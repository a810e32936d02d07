"""The queue of one person: what waits for their decision in all releases, the most pressing first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from .. import gate, releases, rights
from ..boards import Cell
from ..decisions import utc
from ..errors import CommuniqueError, NotAllowed
from ..gate import Case
from ..house import House
from ..reviewers import Reviewer
from . import links, reading
from .links import Opening, Visit
from .views import Queue, Waiting

OPEN = frozenset({"waiting", "stale", "returned"})


def queue(house: House, link: Opening, people: Mapping[str, Reviewer], base: str) -> Queue:
    """What one person has to decide and has decided, each line with its own link; a release that cannot be read is left out."""
    lines = [line for slug in releases.slugs(house) for line in _lines(house, slug, link, base)]
    pressing = sorted(lines, key=lambda line: (line.due or "9", line.slug))
    return Queue(
        reviewer_name=people[link.reviewer].name,
        waiting=tuple(line for line in pressing if line.state in OPEN),
        done=tuple(line for line in pressing if line.state not in OPEN),
        expires=utc(link.expires),
    )


def visits(case: Case, who: str, now: datetime) -> Iterator[tuple[Visit, Cell]]:
    """The approvals of a release in which somebody has a say, in their own right or for a colleague who is away today."""
    today = now.astimezone(ZoneInfo(case.house.zone)).date()
    for cell in case.board.cells:
        try:
            rights.demand_say(case.board, case.release, case.people, cell.language, cell.partner, who, role=cell.role, today=today)
        except NotAllowed:
            continue
        yield Visit(case.release.slug, cell.language, cell.partner, cell.role, who), cell


def _lines(house: House, slug: str, link: Opening, base: str) -> Iterator[Waiting]:
    try:
        case = Case(house, slug)
    except CommuniqueError:
        return
    names = {partner.id: partner.name for partner in case.release.partners}
    for visit, cell in visits(case, link.reviewer, gate.now()):
        own = link.reviewer in cell.given
        yield Waiting(
            slug=slug,
            title=reading.title_of(case, cell.language),
            language=cell.language,
            partner=names[cell.partner],
            role=cell.role,
            state="approved" if own else cell.state.value,
            why=cell.why,
            href=links.link_of(house, link, visit, cell.subject, base),
            blocking=len(case.board.blocks(cell.language)),
            due=cell.due,
            embargo=reading.embargo_of(case),
        )
