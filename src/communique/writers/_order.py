"""Blocks as listeners need them: headings that skip no level, tables with rows of one length (ISO 14289-1, 7.4 and 7.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..document import About, Block, Cell, Heading, KeyPoints, Table


def ordered(blocks: Iterable[Block], above: int = 0) -> Iterator[Block]:
    """The same blocks under a heading of level `above` (0: the title), no heading more than one level below the one before it."""
    level = above
    for block in blocks:
        match block:
            case Heading():
                level = min(max(block.level, above + 1), level + 1)
                yield replace(block, level=level)
            case KeyPoints():
                level = above + 1
                yield block
            case Table():
                yield _squared(block)
            case About():
                yield replace(block, blocks=tuple(ordered(block.blocks, above + 1)))
            case _:
                yield block


def _squared(table: Table) -> Table:
    """The table, short rows filled up with empty cells."""
    columns = max((_columns(row) for row in table.rows), default=0)
    return replace(table, rows=tuple((*row, *(Cell(()),) * (columns - _columns(row))) for row in table.rows))


def _columns(row: tuple[Cell, ...]) -> int:
    return sum(cell.span for cell in row)
