"""A typeset page read back: nothing of the release's text may be missing on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

# White space, the hyphens that line breaks add, and signs without width: they may differ between the text and its lines.
LOOSE = re.compile(r"[\s\u00a0\u202f\u2000-\u200d\u2060\ufeff\u00ad\u2010\u2011-]+")


def missing(texts: Iterable[str], pages: Iterable[Any]) -> int:
    """How many of the texts do not stand on the pages as they read, whole and in one piece."""
    printed = solid("".join(piece for page in pages for piece in _pieces(page)))
    return sum(1 for text in texts if solid(text) not in printed)


def solid(text: str) -> str:
    """A text without what line breaking may change."""
    return LOOSE.sub("", text)


def _pieces(page: Any) -> Iterator[str]:
    """The text of a page's type area; running head and foot stand in boxes of their own beside the root element."""
    for box in page._page_box.children:
        if getattr(box, "element_tag", None) == "html":
            boxes = list(box.descendants())
            # A preview's watermark is repeated on every page, in the middle of whatever runs over from the page before.
            fixed = {id(inner) for b in boxes if b.style["position"] == "fixed" for inner in (b, *b.descendants())}
            yield from (found.text for found in boxes if getattr(found, "text", "") and id(found) not in fixed)
