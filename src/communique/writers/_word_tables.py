"""The tables of a Word file: a head that is repeated and named as one, rows that stay whole (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from ..document import Cell, Table, plain
from ..exchange.word_package import Element, paragraph, sub
from ..translation.inline_tags import IMPOSSIBLE
from ._template import numeric, row_headers
from ._word_look import WIDTH
from ._word_runs import Runs

# The share of the line that a column of words gets beside one of numbers.
WORDS = 2.2


def table(parent: Element, block: Table, runs: Runs, caption: str) -> None:
    """Put a table at the end of a body; `caption` is what it is called where nobody sees it."""
    numbers, head = numeric(block), block.rows[0] if block.header else ()
    widths = _widths(block, numbers)
    own = sub(parent, "tbl")
    _properties(own, block, caption)
    grid = sub(own, "tblGrid")
    for width in widths:
        sub(grid, "gridCol", w=str(width))
    for cells in block.rows:
        _row(own, cells, widths, numbers, runs, head=bool(head) and cells is block.rows[0])


def _properties(own: Element, block: Table, caption: str) -> None:
    properties = sub(own, "tblPr")
    sub(properties, "tblStyle", val="ReleaseTable")
    sub(properties, "tblW", w=str(WIDTH), type="dxa")
    sub(properties, "tblLayout", type="fixed")
    named = {"firstRow": str(int(block.header)), "firstColumn": str(int(row_headers(block)))}
    sub(properties, "tblLook", val="0020", lastRow="0", lastColumn="0", noHBand="1", noVBand="1", **named)
    sub(properties, "tblCaption", val=IMPOSSIBLE.sub("\ufffd", caption))


def _row(own: Element, cells: tuple[Cell, ...], widths: list[int], numbers: frozenset[int], runs: Runs, *, head: bool) -> None:
    row = sub(own, "tr")
    properties = sub(row, "trPr")
    sub(properties, "cantSplit")
    if head:
        sub(properties, "tblHeader")
    at = 0
    for cell in cells:
        element = sub(row, "tc")
        _cell(element, sum(widths[at : at + cell.span]), cell.span, head=head)
        line = paragraph(element, "TableHead" if head else "TableText")
        if at in numbers and cell.span == 1:
            sub(line[0], "jc", val="right")
        runs.add(line, cell.content)
        at += cell.span


def _cell(element: Element, width: int, span: int, *, head: bool) -> None:
    properties = sub(element, "tcPr")
    sub(properties, "tcW", w=str(width), type="dxa")
    if span > 1:
        sub(properties, "gridSpan", val=str(span))
    if head:
        sub(properties, "vAlign", val="bottom")


def _widths(block: Table, numbers: frozenset[int]) -> list[int]:
    """The columns' widths in twentieths of a point: numbers need less room than words."""
    columns = max((sum(cell.span for cell in row) for row in block.rows), default=1)
    shares = [1.0 if column in numbers else WORDS for column in range(columns)]
    widths = [int(WIDTH * share / sum(shares)) for share in shares]
    widths[-1] += WIDTH - sum(widths)
    return widths


def spoken(block: Table) -> str:
    """What a table is about where nothing else says so: the names of its columns."""
    return ", ".join(filter(None, (plain(cell.content).strip() for cell in block.rows[0]))) if block.header else ""
