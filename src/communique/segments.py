"""Segments: the sentences of a document, each under a key that survives an edit anywhere else."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .document import Break, Document, Inline, Inlines, Link, Text, plain
from .languages import Language
from .markup import merged
from .text import sentences
from .text.passages import Passage, passages, rewrite

# What is never translated by an engine or a memory: boilerplates and contacts come from templates/partners.
OFFICIAL = frozenset({"About", "Contact"})

FOLDED = {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\u2011": "-"}
# Looking for them is several times as fast as str.translate, which asks for every letter; a large memory has ten million.
FOLDING = re.compile(f"[{''.join(FOLDED)}]")
AROUND_QUOTES = re.compile(r' ?" ?')
BEFORE_SIGNS = re.compile(r" (?=[:;!?%])")


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence, heading or list item: its key, where it stands, the kind of its block, and its inlines."""

    key: str
    place: str
    block: str
    content: Inlines

    @property
    def text(self) -> str:
        """Its plain text."""
        return plain(self.content)


def cut(document: Document) -> tuple[Segment, ...]:
    """The segments of a document in reading order; boilerplates and contacts are left out."""
    return tuple(segment for _, segments in _by_passage(document) for segment in segments)


def _by_passage(document: Document) -> Iterator[tuple[Passage, tuple[Segment, ...]]]:
    seen: Counter[str] = Counter()
    for passage in passages(document):
        if passage.block not in OFFICIAL:
            pieces = split(passage)
            yield passage, tuple(Segment(_key(plain(piece), seen), passage.place, passage.block, piece) for piece in pieces)


def _key(text: str, seen: Counter[str]) -> str:
    digest = hashlib.sha256(normal(text).encode()).hexdigest()[:8]
    seen[digest] += 1
    return digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"


def normal(text: str) -> str:
    """Text as keys and memories compare it: NFC, plain quotes and apostrophes, no typographic spaces. Letters and case are kept."""
    folded = FOLDING.sub(lambda sign: FOLDED[sign[0]], unicodedata.normalize("NFC", text))
    folded = " ".join(folded.split())
    return BEFORE_SIGNS.sub("", AROUND_QUOTES.sub('"', folded)) if '"' in folded else BEFORE_SIGNS.sub("", folded)


def split(passage: Passage) -> Iterator[Inlines]:
    """The sentences of a passage as inlines; white space between them is dropped."""
    for start, end in sentences.spans(passage.text, passage.language):
        piece = merged(list(_slice(passage.content, start, end)))
        if plain(piece).strip():
            yield piece


def between(content: Inlines, start: int, end: int) -> Inlines:
    """The inlines between two offsets of their plain text; marks, links and languages are kept."""
    return merged(list(_slice(content, start, end)))


def _slice(content: Inlines, start: int, end: int) -> Iterator[Inline]:
    """The inlines between two offsets of the plain text."""
    at = 0
    for inline in content:
        size = len(plain((inline,)))
        low, high = max(start - at, 0), min(end - at, size)
        match inline:
            case Text(text=text, marks=marks, language=language) if low < high:
                yield Text(text[low:high], marks, language)
            case Link(content=inner, href=href) if low < high:
                yield Link(tuple(i for i in _slice(inner, low, high) if isinstance(i, Text | Break)), href)
            case Break() if low < high:
                yield inline
            case _ if size == 0 and start < at <= end:
                yield inline
        at += size


def assemble(document: Document, targets: Mapping[str, Inlines], language: Language) -> Document:
    """The document in another language: every segment's key replaced by its target.

    Sentences are joined by one space, or by the line breaks that stand between them in the source.
    """
    fresh: dict[str, list[Inlines]] = defaultdict(list)
    for passage, segments in _by_passage(document):
        pieces = [targets.get(segment.key, segment.content) for segment in segments]
        fresh[passage.place].append(merged([i for gap, piece in zip(_gaps(passage), pieces, strict=True) for i in (*gap, *piece)]))

    def change(place: str, content: Inlines) -> Inlines:
        return (fresh[place].pop(0) if fresh[place] else ()) or content

    return rewrite(document, language, change)


def _gaps(passage: Passage) -> Iterator[Inlines]:
    """What stands before each sentence of a passage: nothing before the first, else line breaks or one space."""
    text, end = passage.text, 0
    for start, next_end in sentences.spans(text, passage.language):
        breaks = text.count("\n", end, start)
        yield ((Break(),) * breaks or (Text(" "),)) if end else ()
        end = next_end
