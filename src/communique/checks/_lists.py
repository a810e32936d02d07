"""The lists of a document as their outermost items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..document import About, Block, Bullets, Document, Item, KeyPoints, Numbered, plain


def item_lists(document: Document) -> Iterator[tuple[Item, ...]]:
    """The items of each list that are not indented and hold text, boilerplates' lists too."""
    yield from _lists(document.blocks)


def _lists(blocks: Iterable[Block]) -> Iterator[tuple[Item, ...]]:
    for block in blocks:
        match block:
            case KeyPoints(items=items) | Bullets(items=items) | Numbered(items=items):
                yield tuple(item for item in items if item.level == 0 and plain(item.content).strip())
            case About(blocks=inner):
                yield from _lists(inner)
