"""The memory brought up to date with the record: what was published comes in, what was withdrawn leaves."""

from __future__ import annotations

from .. import decisions, gate, releases
from ..decisions import Kind
from ..house import House
from . import growth


def grow(house: House) -> tuple[str, ...]:
    """Look at every release, and give those whose sentences changed in the memory.

    What was published and is still approved as it stands is kept. Raises RecordError, HouseError or Tampered.
    """
    return tuple(slug for slug in releases.slugs(house) if _grown(house, slug))


def _grown(house: House, slug: str) -> bool:
    record = decisions.read(house.drafts / slug, house.keys)
    ends = growth.ends(record)
    if not ends or any(decision.kind is Kind.WITHDRAW for decision in ends):
        return growth.forget(house, slug)
    case = gate.Case(house, slug)
    published = case.board.approved and any(decision.subject == case.board.subject for decision in ends)
    return published and growth.remember(house, case.release, gate.approvals_of(case), case.board.subject)
