"""Headings on paper in lines of about the same length; WeasyPrint 70 knows no `text-wrap: balance`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from ._faces import width as width_of

# How wide the line of print.css is for each heading, in its own ems: 152 mm at so many points.
LINE = 152 / 25.4 * 72 / 10
LINES = {"title": LINE / 2.2, "title long": LINE / 1.9, "subtitle": LINE / 1.24, "heading": LINE / 1.2}
# Room for what kerning and spacing change.
ROOM = 0.25
STEP = 0.2
# Where a line may end; no-break spaces are none of these.
WORDS = re.compile(r"[^ ]+")
# A compound's hyphen, where a line may end too unless it stands whole.
PARTS = re.compile(r"(?<=\w[-–])(?=\w{3})")


class Fit(NamedTuple):
    """How a heading is to be set: in so many ems, 0 for the whole line, and whether its compounds are kept whole."""

    width: float
    whole: bool


Pieces = list[tuple[float, float]]


def fit(text: str, kind: str, face: Path, *, line: float = 0.0) -> Fit:
    """The least width in which a heading takes no more lines than the page gives it; one with lines of its own is left alone.

    `kind` is one of LINES, `face` the font file, `line` the ems of another line than that of the kind. Compounds stand whole where that
    costs no line.
    """
    if "\n" in text:
        return Fit(0.0, whole=False)
    blank, line = width_of(" ", face), line or LINES[kind]
    divided = [_pieces(PARTS.split(word), blank, face) for word in WORDS.findall(text)]
    words = [[(sum(width for width, _ in pieces), blank)] for pieces in divided]
    count = _count(divided, line)
    whole = _count(words, line) == count
    if count < 2:
        return Fit(0.0, whole)
    return Fit(round(min(_narrowest(words if whole else divided, line, count) + ROOM, line), 1), whole)


def _pieces(parts: list[str], blank: float, face: Path) -> Pieces:
    """A word as the widths of its parts, each with what lies before it."""
    return [(width_of(part, face), 0.0 if n else blank) for n, part in enumerate(parts)]


def _narrowest(words: list[Pieces], line: float, count: int) -> float:
    longest = max(width for pieces in words for width, _ in pieces)
    while line - STEP > longest and _count(words, line - STEP) == count:
        line -= STEP
    return line


def _count(words: list[Pieces], line: float) -> int:
    """How many lines words take."""
    count, at = 1, 0.0
    for width, gap in (piece for pieces in words for piece in pieces):
        if at and at + gap + width > line:
            count, at = count + 1, width
        else:
            at += gap + width if at else width
    return count
