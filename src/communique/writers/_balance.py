"""Headings on paper in lines of about the same length; WeasyPrint 70 knows no `text-wrap: balance`."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

# How wide the line of print.css is for each heading, in its own ems: 152 mm at so many points.
LINE = 152 / 25.4 * 72 / 10.3
LINES = {"title": LINE / 2.2, "title long": LINE / 1.9, "subtitle": LINE / 1.24, "heading": LINE / 1.2}
# Room for what kerning and spacing change.
ROOM = 0.25
STEP = 0.2
# Where a line may end; no-break spaces are none of these.
WORDS = re.compile(r"[^ \n]+")
REGULAR, BOLD = "Regular", "Bold"


def narrowest(text: str, kind: str, face: Path) -> float:
    """The least width in ems, to one decimal, in which a heading takes no more lines than the page gives it; 0 where it takes one.

    `kind` is one of LINES, `face` the font file. Line breaks of its own are left alone.
    """
    if "\n" in text:
        return 0.0
    widths = [_width(word, face) for word in WORDS.findall(text)]
    blank, whole = _width(" ", face), LINES[kind]
    count = _count(widths, blank, whole)
    if count < 2:
        return 0.0
    width = whole
    while width > max(widths) and _count(widths, blank, width - STEP) == count:
        width -= STEP
    return round(min(width + ROOM, whole), 1)


def _count(widths: list[float], blank: float, line: float) -> int:
    """How many lines words of these widths take."""
    count, at = 1, 0.0
    for width in widths:
        if at and at + blank + width > line:
            count, at = count + 1, width
        else:
            at += blank + width if at else width
    return count


def _width(text: str, face: Path) -> float:
    advances, usual = _advances(face, face.stat().st_mtime_ns)
    return sum(advances.get(ord(sign), usual) for sign in text)


@lru_cache(maxsize=8)
def _advances(face: Path, _changed: int) -> tuple[dict[int, float], float]:
    """How far each character of a font moves on, in ems, and how far one does that it lacks."""
    with TTFont(face, lazy=True) as font:
        units, widths = font["head"].unitsPerEm, font["hmtx"].metrics
        return {code: widths[name][0] / units for code, name in font.getBestCmap().items() if code < 0x2100}, 0.55
