"""Dead ends: every link leads to an address and every note call to a note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Document, Inlines, Link, NoteRef, plain
from ..findings import Finding
from ..languages import Wording
from ..releases import Release
from ..text.passages import passages
from . import Reference, flag
from ._sides import sides

TITLE = Wording(
    "Impasses : chaque lien mène à une adresse, chaque appel à une note",
    "Sackgassen: Jeder Link führt zu einer Adresse, jedes Fußnotenzeichen zu einer Fußnote",
    "Dead ends: every link leads to an address, every note call to a note",
)
LINK = Wording("ce lien ne mène nulle part", "dieser Link führt nirgendwohin", "this link leads nowhere")
CALL = Wording("cet appel de note n’a pas de note", "zu diesem Fußnotenzeichen gibt es keine Fußnote", "this note call has no note")
NOTE = Wording("rien n’appelle cette note", "kein Zeichen im Text ruft diese Fußnote auf", "nothing in the text calls this note")
# RFC 3986: with a host that has a dot, an e-mail address, or a telephone number. An anchor of Word (#_Toc1) is none of them.
ADDRESS = re.compile(r"https?://[^\s/?#]+\.[^\s/?#]+\S*|mailto:[^\s@]+@[^\s@]+|tel:\+?[\d().\- ]+", re.IGNORECASE)


def on_document(document: Document, reference: Reference) -> Iterator[Finding]:
    """Each link without an address, each call without its note, and each note without a call."""
    notes, called = {note.key for note in document.notes}, set()
    for passage in passages(document):
        called |= {inline.note for inline in passage.content if isinstance(inline, NoteRef)}
        for message, excerpt in _dead(passage.content, notes):
            yield flag(message, excerpt or passage.text, place=passage.place)
    for note in document.notes:
        if note.key not in called:
            yield flag(NOTE, plain(note.content), place=note.place)


def on_release(release: Release, reference: Reference) -> Iterator[Finding]:
    """Each link and note call of a translation that leads nowhere and is not the original's."""
    notes = {note.key for note in release.draft.document.notes}
    for side in sides(release):
        known = set(_dead(side.source.content, notes))
        for message, excerpt in _dead(side.target.content, notes):
            if (message, excerpt) not in known:
                yield side.told(flag(message, excerpt or side.target.text))


def _dead(content: Inlines, notes: set[str]) -> Iterator[tuple[Wording, str]]:
    for inline in content:
        if isinstance(inline, Link) and not ADDRESS.fullmatch(inline.href):
            yield LINK, plain(inline.content) or inline.href
        elif isinstance(inline, NoteRef) and inline.note not in notes:
            yield CALL, ""
