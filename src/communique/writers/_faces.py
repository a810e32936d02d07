"""The door to fontTools: how wide a face's characters are, and which it has."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont

# Headings are measured in these; what lies beyond is taken for a wide letter.
MEASURED = 0x2100
USUAL = 0.55


def width(text: str, face: Path) -> float:
    """The width of a text in ems, kerning left out. Raises OSError."""
    known = advances(face)
    return sum(known.get(ord(sign), USUAL) for sign in text)


def advances(face: Path) -> dict[int, float]:
    """The widths of a face's characters in ems, by code point. Raises OSError."""
    return _advances(face, face.stat().st_mtime_ns)


def characters(place: Path) -> frozenset[int]:
    """The code points that a font has, or at least one of the fonts in a folder. Raises OSError."""
    files = sorted(place.glob("*.ttf")) if place.is_dir() else [place]
    return frozenset().union(*(_characters(path, path.stat().st_mtime_ns) for path in files))


@lru_cache(maxsize=8)
def _advances(face: Path, _changed: int) -> dict[int, float]:
    with _opened(face) as font:
        units, widths = font["head"].unitsPerEm, font["hmtx"].metrics
        return {code: widths[name][0] / units for code, name in font.getBestCmap().items() if code < MEASURED}


@lru_cache(maxsize=32)
def _characters(face: Path, _changed: int) -> frozenset[int]:
    with _opened(face) as font:
        return frozenset(font.getBestCmap())


def _opened(face: Path) -> TTFont:
    """A font whose glyphs go by their numbers: to read their names takes as long as everything else."""
    font = TTFont(face, lazy=True)
    font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
    return font
