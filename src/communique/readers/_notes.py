"""Foot- and endnotes: read when they are called, numbered in the order of their calls."""

from __future__ import annotations

from dataclasses import replace

from ..document import Inlines, Note, NoteRef
from ..markup import merged
from ._names import Element, W
from ._raw import Box, Grid, Line, Raw, joined, lines_of
from ._source import Source
from ._walk import Walk

NOTE_ROOTS = {"footnotes": "fn", "endnotes": "en"}


def notes(source: Source, raws: tuple[Raw, ...]) -> tuple[tuple[Raw, ...], tuple[Note, ...]]:
    """The raws with their note calls renamed in order (`fn1`, `en1`), and the notes that are there."""
    if not source.notes:
        return raws, ()
    found: dict[str, Note] = {}
    roots: dict[str, Element | None] = {}
    at = 0
    while at < len(source.notes):  # a note may call another
        kind, note_id = source.notes[at]
        at += 1
        key = f"{NOTE_ROOTS[kind]}{sum(k == kind for k, _ in source.notes[:at])}"
        if kind not in roots:
            roots[kind] = source.package.related_tree(kind)
        content = _note(source, roots[kind], note_id, key, kind)
        if content is None:
            caller = next((line for line in lines_of(raws) if NoteRef(f"{kind}:{note_id}") in line.content), None)
            source.oddities.note("missing-note", caller.place if caller else key, caller.text[-60:] if caller else "")
        else:
            found[f"{kind}:{note_id}"] = Note(place=key, key=key, content=content)
    named = {call: note.key for call, note in found.items()}
    kept = tuple(replace(note, content=_called(note.content, named, note.key)) for note in found.values())
    return tuple(_renamed(raw, named) for raw in raws), kept


def _note(source: Source, root: Element | None, note_id: str, key: str, kind: str) -> Inlines | None:
    note = None if root is None else next((n for n in root if n.get(W + "id") == note_id), None)
    if note is None:
        return None
    source.part, before = next(iter(source.package.related(source.package.main, kind))), source.part
    raws = Walk(source, f"{key}/", 1).through(note)
    source.part = before
    return joined(lines_of(raws))


def _called(content: Inlines, named: dict[str, str], within: str = "") -> Inlines:
    kept = [NoteRef(named[i.note]) if isinstance(i, NoteRef) else i for i in content if not isinstance(i, NoteRef) or i.note in named]
    return merged([i for i in kept if not (isinstance(i, NoteRef) and i.note == within)])


def _renamed(raw: Raw, named: dict[str, str]) -> Raw:
    match raw:
        case Line():
            return replace(raw, content=_called(raw.content, named))
        case Grid(rows=rows):
            return replace(raw, rows=tuple(tuple(replace(c, raws=tuple(_renamed(r, named) for r in c.raws)) for c in row) for row in rows))
        case Box(raws=inner):
            return replace(raw, raws=tuple(_renamed(r, named) for r in inner))
    return raw
