"""A quotation taken apart for the eye: who speaks and what is said, in the order of the text, no character lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..document import Inlines, Quotation, plain
from ..segments import between

# An opening sign and the ones that can close it; German sets guillemets the other way round.
CLOSING = {"«": "»", "»": "«", "„": "“”", "“": "”", '"': '"'}
# Shorter than this, quotation marks set off a term or a name, not what somebody says.
SHORTEST_SPEECH = 24
# A comma or full stop after the closing sign stays with it.
CLINGING = re.compile(r"\s?[,.;!?…]+")
AFTERWARDS = re.compile(r"(?<=[»«“”\"])[,.;]+$")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a quotation: what is said (`spoken`), or the words around it that name the speaker."""

    content: Inlines
    spoken: bool


def parts(quotation: Quotation) -> tuple[Part, ...]:
    """The parts in source order; one spoken part where the text cannot be told apart. White space between parts is dropped."""
    text = plain(quotation.content)
    spans = tuple(_spans(text))
    if 2 * sum(end - start for start, end in spans) < len(text):
        return (Part(quotation.content, spoken=True),)
    return tuple(part for part in _cut(quotation.content, text, spans) if plain(part.content))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of what stands in quotation marks, the marks and clinging signs included."""
    at = 0
    while at < len(text):
        end = _closed(text, at) if text[at] in CLOSING else 0
        if end - at >= SHORTEST_SPEECH:
            clinging = CLINGING.match(text, end)
            end = clinging.end() if clinging else end
            yield at, end
        at = max(end, at + 1)


def _closed(text: str, start: int) -> int:
    """The offset after the sign that closes the one at `start`, inner pairs of the same kind skipped; 0 where none does."""
    opening, closing, depth = text[start], CLOSING[text[start]], 0
    for at in range(start, len(text)):
        if text[at] in closing and (at > start or opening not in closing):
            depth -= 1
        elif text[at] == opening:
            depth += 1
        if depth == 0:
            return at + 1
    return 0


def _cut(content: Inlines, text: str, spans: tuple[tuple[int, int], ...]) -> Iterator[Part]:
    at = 0
    for start, end in (*spans, (len(text), len(text))):
        yield Part(_stripped(content, text, at, start), spoken=False)
        yield Part(_stripped(content, text, start, end), spoken=True)
        at = end


def _stripped(content: Inlines, text: str, start: int, end: int) -> Inlines:
    piece = text[start:end]
    return between(content, start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))


def ended(content: Inlines) -> tuple[Inlines, Inlines]:
    """What is said up to its last quotation mark, and the comma or full stop of the sentence around it, which is not the speaker's."""
    text = plain(content)
    found = AFTERWARDS.search(text)
    at = found.start() if found else len(text)
    return between(content, 0, at), between(content, at, len(text))


def around(content: Inlines, name: str) -> tuple[Inlines, Inlines, Inlines]:
    """The inlines before, of and after a speaker's name; the name's are empty where it does not stand there."""
    text = plain(content)
    start = text.find(name) if name else -1
    if start < 0:
        return content, (), ()
    end = start + len(name)
    return between(content, 0, start), between(content, start, end), between(content, end, len(text))
