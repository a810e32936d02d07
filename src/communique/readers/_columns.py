"""Columns that were typed with tabs: two contacts side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from ._contacts import EMAIL, PHONE
from ._raw import Line, Raw
from ._tidy import cut

CELL = re.compile(r"[^\t]+")


def apart(raws: Sequence[Raw]) -> list[Raw]:
    """The raws with contacts that stand side by side put one under the other, so that each keeps its own name and address."""
    found: list[Raw] = []
    at = 0
    while at < len(raws):
        run = _run(raws, at)
        found.extend(_columns(run) if _addressed(run) else run or [raws[at]])
        at += len(run) or 1
    return found


def _run(raws: Sequence[Raw], at: int) -> list[Line]:
    """The lines from a position on that have the same number of columns, several of them."""
    lines: list[Line] = []
    width = 0
    for raw in islice(raws, at, None):
        if not isinstance(raw, Line) or raw.said:
            break
        columns = len(_cells(raw))
        if columns < 2 or (lines and columns != width):
            break
        width = columns
        lines.append(raw)
    return lines


def _addressed(lines: list[Line]) -> bool:
    """Whether several columns of a line hold an address."""
    addressed = [sum(bool(EMAIL.search(cell[0]) or PHONE.search(cell[0])) for cell in _cells(line)) for line in lines]
    return len(lines) > 1 and max(addressed) > 1


def _cells(line: Line) -> list[re.Match[str]]:
    text = line.text
    return [cell for cell in CELL.finditer(text) if cell.group().strip()] if "\t" in text else []


def _columns(lines: list[Line]) -> list[Line]:
    width = len(_cells(lines[0]))
    return [_cell(line, n, gap=not m) for n in range(width) for m, line in enumerate(lines)]


def _cell(line: Line, n: int, *, gap: bool) -> Line:
    cell = _cells(line)[n]
    place = f"{line.place}/{n + 1}" if n else line.place
    return replace(line, content=cut(line.content, cell.start(), cell.end()), place=place, gap=gap)
