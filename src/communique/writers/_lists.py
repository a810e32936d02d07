"""Lists on the page: which element shows the numbers that the draft has."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from ..document import Item
from ..text.numerals import KINDS, numeral

Branch = tuple[Item, list[Any]]


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring items in one element: `tag` is ul or ol, `type` and `start` are HTML's (HTML 4.4.5).

    With `labels` the numbers are of no kind that HTML counts in, and stand as text before the items' words.
    """

    tag: str
    branches: tuple[Branch, ...]
    type: str = "1"
    start: int = 1
    labels: bool = False


def tree(items: tuple[Item, ...]) -> list[Branch]:
    """The items of a list, each with those of the levels below it."""
    root: list[Branch] = []
    open_lists: list[tuple[int, list[Branch]]] = [(0, root)]
    for item in items:
        while len(open_lists) > 1 and open_lists[-1][0] > item.level:
            open_lists.pop()
        level, siblings = open_lists[-1]
        if item.level > level and siblings:
            siblings = siblings[-1][1]
            open_lists.append((item.level, siblings))
        siblings.append((item, []))
    return root


def runs(branches: list[Branch], start: int | None = None) -> tuple[Run, ...]:
    """Branches in as few elements as show their labels; items without one are counted from `start`, or get a bullet."""
    return tuple(_run(tuple(run), start) for _, run in groupby(branches, key=lambda branch: bool(branch[0].label)))


def _run(branches: tuple[Branch, ...], start: int | None) -> Run:
    labels = [item.label for item, _ in branches]
    if not labels[0]:
        return Run("ul", branches) if start is None else Run("ol", branches, start=start)
    for kind in KINDS:
        counted = [f"{numeral(n, kind)}." for n in range(_end(kind))]
        first = counted.index(labels[0]) if labels[0] in counted else _end(kind)
        if counted[first : first + len(labels)] == labels:
            return Run("ol", branches, kind, first)
    return Run("ol", branches, labels=True)


def _end(kind: str) -> int:
    """The first number that HTML writes in another way: after aa it goes on with ab, Word with bb."""
    return 28 if kind in {"a", "A"} else 1000
