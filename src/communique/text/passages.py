"""The passages of a document: its stretches of running text in reading order, to be read or rewritten."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from ..document import About, Block, Bullets, Document, Inlines, KeyPoints, Numbered, Table, plain
from ..languages import Language


@dataclass(frozen=True)
class Passage:
    """One stretch of running text in a document: where it stands, in which kind of block, and its inlines."""

    place: str
    block: str
    language: Language
    content: Inlines

    @cached_property
    def text(self) -> str:
        """Its plain text."""
        return plain(self.content)


def passages(document: Document) -> Iterator[Passage]:
    """Every passage of a document in reading order, notes last."""
    for block in (*document.blocks, *document.notes):
        yield from _passages(block, document.language)


def _passages(block: Block, language: Language) -> Iterator[Passage]:
    kind = type(block).__name__
    match block:
        case KeyPoints(items=items) | Bullets(items=items) | Numbered(items=items):
            for item in items:
                yield Passage(item.place, kind, language, item.content)
        case Table(rows=rows):
            for cell in (cell for row in rows for cell in row):
                yield Passage(cell.place, kind, language, cell.content)
        case About(title=title, blocks=blocks):
            yield Passage(block.place, kind, language, title)
            for inner in blocks:
                for passage in _passages(inner, language):
                    yield replace(passage, block=kind)
        case _:
            content: Inlines = getattr(block, "content", ())
            if content:
                yield Passage(block.place, kind, language, content)


Rewrite = Callable[[str, Inlines], Inlines]


def rewrite(document: Document, language: Language, change: Rewrite) -> Document:
    """The document in `language`, each passage's inlines replaced by `change(place, inlines)`."""
    return replace(
        document,
        language=language,
        blocks=tuple(_rewrite(block, change) for block in document.blocks),
        notes=tuple(replace(note, content=change(note.place, note.content)) for note in document.notes),
    )


def _rewrite(block: Block, change: Rewrite) -> Block:
    match block:
        case KeyPoints(items=items) | Bullets(items=items) | Numbered(items=items):
            return replace(block, items=tuple(replace(i, content=change(i.place, i.content)) for i in items))
        case Table(rows=rows):
            return replace(block, rows=tuple(tuple(replace(c, content=change(c.place, c.content)) for c in row) for row in rows))
        case About(title=title, blocks=blocks):
            return replace(block, title=change(block.place, title), blocks=tuple(_rewrite(b, change) for b in blocks))
        case _:
            content: Inlines = getattr(block, "content", ())
            return replace(block, content=change(block.place, content)) if content else block  # type: ignore[call-arg]
