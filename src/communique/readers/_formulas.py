"""Formulas: their visible signs on one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ._names import Element, M, W, toggle
from ._revisions import Unsettled

Note = Callable[[Unsettled, Element], None]
GONE = {W + "del": Unsettled.DELETION, W + "moveFrom": Unsettled.MOVE}
COME = {W + "ins": Unsettled.INSERTION, W + "moveTo": Unsettled.MOVE}


def visible(formula: Element, note: Note) -> str:
    """The signs of a formula (ECMA-376 part 1, 22.1) without deleted and hidden ones; what is tracked or hidden is noted."""
    return "".join(_signs(formula, note))


def _signs(parent: Element, note: Note) -> Iterator[str]:
    for child in parent:
        if kind := GONE.get(child.tag) or COME.get(child.tag):
            note(kind, child)
        if child.tag == M + "t":
            yield child.text or ""
        elif child.tag == M + "r" and toggle(child.find(W + "rPr"), "vanish"):
            note(Unsettled.HIDDEN, child)
        elif child.tag not in GONE:
            yield from _signs(child, note)
