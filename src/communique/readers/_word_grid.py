"""The rows and columns of a bilingual Word table, whatever was added, merged or deleted in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ._names import Element, W, number, value

DEEPEST = 20
NUMBER, SOURCE, TARGET, REMARK = range(4)
COLUMNS = 4
WRAPPERS = frozenset({W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")})


@dataclass(frozen=True, slots=True)
class Slot:
    """One cell: in which column of the grid it begins, over how many it reaches, and how it is merged with cells above or below."""

    cell: Element
    start: int
    span: int = 1
    merge: str = ""


def tables_of(body: Element) -> list[Element]:
    """The tables of a body in their order; those in cells and text boxes belong to these."""
    inner = (W + "tc", W + "txbxContent")
    return [table for table in body.iter(W + "tbl") if next(table.iterancestors(*inner), None) is None]


def rows_of(table: Element) -> list[Element]:
    """The rows of a table, those in content controls included."""
    return list(_inner(table, "tr", 0))


def row_gone(row: Element) -> bool:
    """Whether a row was deleted with changes tracked."""
    return row.find(f"{W}trPr/{W}del") is not None


def slots_of(row: Element) -> list[Slot]:
    """The cells of a row on its grid; cells that were deleted with changes tracked are left out."""
    found: list[Slot] = []
    at = number(value(row.find(W + "trPr"), "gridBefore")) or 0
    for cell in _inner(row, "tc", 0):
        properties = cell.find(W + "tcPr")
        span = max(1, number(value(properties, "gridSpan")) or 1)
        merged = None if properties is None else properties.find(W + "vMerge")
        merge = "" if merged is None else merged.get(W + "val") or "continue"
        if properties is not None and properties.find(W + "cellMerge") is not None:
            merge = "continue"
        if properties is None or properties.find(W + "cellDel") is None:
            found.append(Slot(cell, at, span, merge))
        at += span
    return found


def _inner(parent: Element, name: str, depth: int) -> Iterator[Element]:
    for child in parent if depth < DEEPEST else ():
        if child.tag == W + name:
            yield child
        elif child.tag in WRAPPERS:
            yield from _inner(child, name, depth + 1)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the four columns stand: each one's first grid column and its span. Nothing where the heads of the columns are gone."""

    places: tuple[tuple[int, int] | None, ...] = ()

    def cells(self, slots: list[Slot]) -> list[Slot | None]:
        """Number, source, target and remark of a row; None where there is no such cell, or one that reaches over others."""
        if not self.places:
            # Without heads only rows of exactly our four cells are told by their order.
            return list[Slot | None](slots) if len(slots) == COLUMNS else [None] * COLUMNS
        return [next((s for s in slots if place == (s.start, s.span)), None) if place else None for place in self.places]


NOWHERE = Layout((None,) * COLUMNS)


def layout_of(heads: list[tuple[Slot, int | None]]) -> Layout | None:
    """The layout that a row of heads gives, each with the column that its label names; None where the row is none of heads."""
    known = [column for _, column in heads if column is not None]
    if not {SOURCE, TARGET} <= set(known):
        return None
    places = {column: (slot.start, slot.span) for slot, column in heads if column is not None and known.count(column) == 1}
    return Layout(tuple(places.get(column) for column in range(COLUMNS)))


def merged_rows(rows: list[list[Slot | None]]) -> set[tuple[int, int]]:
    """Which cells (row, column) of rows share one cell with the row above or below."""
    found = set()
    for at, row in enumerate(rows):
        for column, slot in enumerate(row):
            if slot is not None and slot.merge == "continue":
                found |= {(at, column)} | ({(at - 1, column)} if at else set())
    return found
