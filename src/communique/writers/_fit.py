"""How well a text fills its pages: what is left empty because a block that stays whole went over to the next page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

# A last page filled less than this is pulled back by tighter style sheets, where that is enough.
NEARLY_EMPTY = 0.42
# A page before the last that is empty by more than this has a hole, which no reader expects.
HOLE = 0.27


def fitted(first: Any, variants: Iterable[Callable[[], Any]]) -> Any:
    """The document as it was set first or, where its last page is nearly empty or another has a hole, the first variant that mends it."""
    few, hole = len(first.pages) > 1 and filled(first) <= NEARLY_EMPTY, holes(first)
    if not (few or hole):
        return first
    best = first
    for document in (set_in() for set_in in variants):
        if len(document.pages) < len(first.pages) and not holes(document):
            return document
        if hole and not holes(document) and len(document.pages) == len(first.pages) and holes(best):
            best = document
        if few and not hole and len(document.pages) < len(first.pages):
            return document
    return best


def filled(document: Any) -> float:
    """How much of the last page is filled, from 0 to 1."""
    last = document.pages[-1]
    return float(last.anchors["end"][1] / last.height) if "end" in last.anchors else 1.0


def holes(document: Any) -> int:
    """How many pages before the last one are left empty from a good way above their end."""
    return sum(1 for page in document.pages[:-1] if emptiness(page) > HOLE)


def emptiness(page: Any) -> float:
    """The share of a page's type area below the last line or picture on it, from 0 to 1."""
    box = page._page_box
    top, height = box.content_box_y(), box.height
    ends = (float(found.position_y + found.height) for found in _marks(box))
    return float(1 - (max(ends, default=top) - top) / height)


def _marks(box: Any) -> Iterable[Any]:
    for child in box.children:
        if getattr(child, "element_tag", None) == "html":
            found = list(child.descendants())
            fixed = {id(inner) for b in found if b.style["position"] == "fixed" for inner in (b, *b.descendants())}
            for inner in found:
                if id(inner) not in fixed and type(inner).__name__ in {"LineBox", "BlockReplacedBox", "InlineReplacedBox"}:
                    yield inner
