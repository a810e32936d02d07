"""Quotation marks: which ones a text uses, and which ones its language asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..languages import Language

FULL = "\u00a0"
SPACES = " \u00a0\u202f\u2009"


@dataclass(frozen=True, slots=True)
class Quotes:
    """The marks of a language: outer pair, inner pair, and what stands between an outer mark and the words."""

    outer: tuple[str, str]
    inner: tuple[str, str]
    gap: str = ""

    @property
    def own(self) -> str:
        """All four marks."""
        return "".join((*self.outer, *self.inner))


QUOTES = {
    Language.FR: Quotes(("«", "»"), ("‹", "›"), FULL),
    Language.DE: Quotes(("„", "“"), ("‚", "‘")),
    Language.EN: Quotes(("“", "”"), ("‘", "’")),
}
# Marks that are nothing else; a straight or curly single quote may be an apostrophe and is never taken for a quotation mark.
MARKS = '"“”„‟«»‹›'
ANY = re.compile(f"[{MARKS}]")
OPENING, CLOSING = "“„‟«‹", "”»›"
BEFORE_WORDS = f"{SPACES}\t\n([{{—–-/'’"
AFTER_WORDS = f"{SPACES}\t\n.,;:!?…)]}}—–-/'’"


@dataclass(frozen=True, slots=True)
class Mark:
    """A quotation mark in a text: where, whether it opens, and how deep it stands (0: outer)."""

    at: int
    sign: str
    opens: bool
    depth: int


def marks(text: str) -> Iterator[Mark]:
    """The quotation marks of a text; what opens is told by what stands around a mark, then by the mark, then by turns."""
    depth = 0
    for found in ANY.finditer(text):
        at, sign = found.start(), found.group()
        if sign == '"' and depth == 0 and at > 0 and text[at - 1].isdigit():
            continue
        opens = _opens(text, at, depth)
        if opens:
            yield Mark(at, sign, True, min(depth, 1))
            depth += 1
        else:
            depth = max(depth - 1, 0)
            yield Mark(at, sign, False, min(depth, 1))


def _opens(text: str, at: int, depth: int) -> bool:
    before = at == 0 or text[at - 1] in BEFORE_WORDS or text[at - 1] in MARKS
    after = at + 1 == len(text) or text[at + 1] in AFTER_WORDS or text[at + 1] in MARKS
    if before != after:
        return before
    sign = text[at]
    return sign in OPENING if sign in OPENING + CLOSING else depth == 0


def requoted(text: str, language: Language) -> list[tuple[int, int, str]]:
    """What to put where so that a text has its language's marks: start, end and new characters, in order.

    Nothing, where the marks cannot be told apart: where the new text would be read differently from the old one.
    """
    changes = list(_changes(text, language))
    changed = _applied(text, changes)
    return changes if _applied(changed, list(_changes(changed, language))) == changed else []


def _changes(text: str, language: Language) -> Iterator[tuple[int, int, str]]:
    own = QUOTES[language]
    for mark in marks(text):
        pair, gap = (own.outer, own.gap) if mark.depth == 0 else (own.inner, "")
        start, end = mark.at, mark.at + 1
        # A gap belongs to French outer marks; where another mark stood with one (« Wort »), it goes.
        if mark.opens:
            while end < len(text) and text[end] in SPACES and (gap or mark.sign in "«‹"):
                end += 1
        else:
            while start > 0 and text[start - 1] in SPACES and (gap or mark.sign in "»›"):
                start -= 1
        yield start, end, pair[0] + gap if mark.opens else gap + pair[1]


def _applied(text: str, changes: list[tuple[int, int, str]]) -> str:
    made = []
    done = 0
    for start, end, new in changes:
        # Two marks may both ask for the one space between them.
        made += [text[done:start], new[max(done - start, 0) :]]
        done = end
    return "".join((*made, text[done:]))
