"""Columns that were typed with tabs: two contacts side by side."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from ._contacts import EMAIL, PHONE
from ._raw import Line, Raw
from ._tidy import cut

CELL = re.compile(r"[^\t]*[^\t\s][^\t]*")


def apart(raws: Sequence[Raw]) -> list[Raw]:
    """The raws with contacts that stand side by side put one under the other, so that each keeps its own name and address."""
    found: list[Raw] = []
    at = 0
    while at < len(raws):
        run = _run(raws[at:])
        found.extend(_columns(run) if run else [raws[at]])
        at += len(run) or 1
    return found


def _run(raws: Sequence[Raw]) -> list[Line]:
    """The lines from the first on that have the same number of columns; none unless several columns hold an address."""
    lines = [raw for raw in takewhile(lambda raw: isinstance(raw, Line) and not raw.said, raws) if isinstance(raw, Line)]
    width = len(_cells(lines[0])) if lines else 0
    same = list(takewhile(lambda line: len(_cells(line)) == width, lines))
    addressed = [sum(bool(EMAIL.search(cell[0]) or PHONE.search(cell[0])) for cell in _cells(line)) for line in same]
    return same if width > 1 and len(same) > 1 and max(addressed) > 1 else []


def _cells(line: Line) -> list[re.Match[str]]:
    return list(CELL.finditer(line.text))


def _columns(lines: list[Line]) -> list[Line]:
    width = len(_cells(lines[0]))
    return [_cell(line, n, gap=not m) for n in range(width) for m, line in enumerate(lines)]


def _cell(line: Line, n: int, *, gap: bool) -> Line:
    cell = _cells(line)[n]
    place = f"{line.place}/{n + 1}" if n else line.place
    return replace(line, content=cut(line.content, cell.start(), cell.end()), place=place, gap=gap)
