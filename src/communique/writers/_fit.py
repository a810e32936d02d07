"""How well a text fills its pages: what is left empty because a block that stays whole went over to the next page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple, Protocol

# A last page filled less than this is pulled back by tighter style sheets, where that is enough.
NEARLY_EMPTY = 0.42
# A page before the last that is empty by more than this has a hole, which no reader expects.
HOLE = 0.27


class Fill(NamedTuple):
    """How a document fills its pages: how many there are, how much of the last is filled, and how many before it have a hole."""

    pages: int
    last: float
    holes: int

    @property
    def few(self) -> bool:
        """Whether the last page has a few lines only."""
        return self.pages > 1 and self.last <= NEARLY_EMPTY

    @property
    def sound(self) -> bool:
        """Whether no reader would wonder."""
        return not (self.few or self.holes)


class Draft(Protocol):
    """A page in one of its styles, not set yet."""

    def foreseen(self) -> Fill:
        """How it will fill its pages, as far as that can be told."""
        ...

    def set(self) -> Any:
        """The document."""
        ...


def fitted(styles: Sequence[Callable[[], Draft]]) -> Any:
    """The document in the first style or, where its last page is nearly empty or another has a hole, in the first that mends it.

    What the drafts foresee is set first, for it takes fifteen times as long to set a page. Only where that is not sound all styles are
    set in turn.
    """
    drafts = cache(lambda number: styles[number]())
    documents = cache(lambda number: drafts(number).set())
    everyone = range(len(styles))
    likely = documents(chosen(drafts(number).foreseen() for number in everyone))
    return likely if fill(likely).sound else documents(chosen(fill(documents(number)) for number in everyone))


def chosen(fills: Iterator[Fill]) -> int:
    """Which of several ways to fill the pages to take, from 0; those after it are not asked for."""
    first = best = next(fills)
    if first.sound:
        return 0
    number_of_best = 0
    for number, found in enumerate(fills, start=1):
        if found.pages < first.pages and not (first.holes and found.holes):
            return number
        if best.holes and not found.holes and found.pages == first.pages:
            best, number_of_best = found, number
    return number_of_best


def fill(document: Any) -> Fill:
    """How a document fills its pages."""
    return Fill(len(document.pages), filled(document), holes(emptiness(page) for page in document.pages[:-1]))


def filled(document: Any) -> float:
    """How much of the last page is filled, from 0 to 1."""
    last = document.pages[-1]
    return float(last.anchors["end"][1] / last.height) if "end" in last.anchors else 1.0


def holes(empty: Iterable[float]) -> int:
    """How many pages are left empty from a good way above their end, of those before the last."""
    return sum(1 for share in empty if share > HOLE)


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
