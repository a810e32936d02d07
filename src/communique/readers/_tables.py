"""Tables: of figures, or of press contacts."""

from __future__ import annotations

from collections.abc import Sequence

from ..document import Break, Cell, Inline, Inlines, Table, Text, plain
from ..markup import merged
from ._contacts import EMAIL
from ._raw import Grid, GridCell, Line, lines_of
from ._tidy import untabbed


def table(grid: Grid) -> Table:
    """A grid as a table; its first row is its header where Word repeats it, or where it alone is bold."""
    header = grid.header or _bold_head(grid)
    return Table(rows=tuple(tuple(_cell(cell) for cell in row) for row in grid.rows), header=header, place=grid.place)


def _cell(cell: GridCell) -> Cell:
    return Cell(content=_content(lines_of(cell.raws)), span=cell.span, place=cell.place)


def _content(lines: Sequence[Line]) -> Inlines:
    """The lines of a cell, kept apart by breaks; list items keep their bullet or number."""
    found: list[Inline] = []
    for n, line in enumerate(lines):
        found.extend([Break()] if n else [])
        found.extend([Text("• ")] if line.label and not line.label.ordered else [])
        found.extend(untabbed(line.printed))
    return merged(found)


def _bold_head(grid: Grid) -> bool:
    first, rest = [line for cell in grid.rows[0] for line in lines_of(cell.raws)], [c for row in grid.rows[1:] for c in row]
    below = [line for cell in rest for line in lines_of(cell.raws)]
    return len(first) > 1 and all(line.bold for line in first) and bool(below) and not all(line.bold for line in below)


def contact_rows(grid: Grid) -> list[list[Line]] | None:
    """The lines of each contact of a contacts table: a row, a column or a cell each; None for any other table.

    A table is one of contacts where mail addresses stand in at least half of its rows, or in at least half of the columns of one row.
    """
    rows = [[lines_of(cell.raws) for cell in row] for row in grid.rows]
    mails = [[any(EMAIL.search(line.text) for line in cell) for cell in row] for row in rows]
    with_mail = sum(any(row) for row in mails)
    body_rows = max(1, len(rows) - 1) if len(rows) > 2 else len(rows)
    widest = max((sum(row) for row in mails), default=0)
    if widest > 1 and (with_mail == 1 or len(rows) == 1):
        return _columns(rows)
    if not with_mail or 2 * with_mail < body_rows or _long(rows):
        return None
    groups = [cell for row, found in zip(rows, mails, strict=True) for cell in (row if sum(found) > 1 else [_joined(row)])]
    return _attached([group for group in groups if group])


def _joined(row: list[list[Line]]) -> list[Line]:
    return [line for cell in row for line in cell]


def _columns(rows: list[list[list[Line]]]) -> list[list[Line]]:
    width = max(len(row) for row in rows)
    columns = [[line for row in rows if n < len(row) for line in row[n]] for n in range(width)]
    return [column for column in columns if column]


def _long(rows: list[list[list[Line]]]) -> bool:
    """Whether a table holds running text, which contacts do not."""
    return any(len(plain(line.content)) > 300 for row in rows for cell in row for line in cell)


def _attached(groups: list[list[Line]]) -> list[list[Line]]:
    """Rows without an address (a heading, a phone number) go with the next row that has one, or with the last."""
    found: list[list[Line]] = []
    waiting: list[Line] = []
    for group in groups:
        if any(EMAIL.search(line.text) for line in group):
            found.append([*waiting, *group])
            waiting = []
        else:
            waiting = [*waiting, *group]
    if waiting and found:
        found[-1] = [*found[-1], *waiting]
    return found
