"""Logos in balance: a wide one and a square one weigh the same to the eye."""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..partners import Partner

# Square millimetres of a wordmark three times as wide as high: it stands 8.6 mm high. One that stands alone is its publisher's.
AREA, ALONE = 222.0, 480.0
LOWEST, HIGHEST, WIDEST = 4.5, 17.0, 64.0
# How fast height falls as logos grow wider. At a half all had the same area, and the letters of a long name looked thin beside a short one.
FALL = 0.28
# The line of print.css, and what lies between two logos.
LINE, GAP = 152.0, 11.0
# Smaller than this share of their size they go on two lines instead.
TOO_SMALL = 0.72
# What the web page shows a millimetre as, in CSS pixels.
PIXELS = 3.6
SVG = re.compile(r"<svg\b[^>]*>", re.DOTALL)
VIEW_BOX = re.compile(r"\bviewBox\s*=\s*[\"']\s*[-\d.e]+[\s,]+[-\d.e]+[\s,]+([\d.e]+)[\s,]+([\d.e]+)")
SIDES = {side: re.compile(rf"(?<![-\w]){side}\s*=\s*[\"']\s*([\d.]+)(?:px)?\s*[\"']") for side in ("width", "height")}
# A file whose size nobody can tell is taken for a wordmark.
USUAL = 3.0
PNG = b"\x89PNG\r\n\x1a\n"
# Start of frame in a JPEG (ITU T.81, B.2.2): the markers that a size follows.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


@dataclass(frozen=True, slots=True)
class Logo:
    """A partner's place in the masthead, in millimetres."""

    partner: Partner
    width: float
    height: float

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height on a screen."""
        return max(1, round(self.width * PIXELS)), max(1, round(self.height * PIXELS))


def rows(partners: Sequence[Partner]) -> tuple[tuple[Logo, ...], ...]:
    """The partners' logos, on as few lines as hold them, about as many on each; a name takes the place of a logo that is missing."""
    logos = tuple(_logo(partner, ALONE if len(partners) == 1 else AREA) for partner in partners)
    for count in range(1, len(logos) + 1):
        found = tuple(_fitted(row) for row in _dealt(logos, count))
        if count == len(logos) or all(
            row[0].height >= TOO_SMALL * whole[0].height for row, whole in zip(found, _dealt(logos, count), strict=True)
        ):
            return found
    return ()


def _logo(partner: Partner, area: float) -> Logo:
    shape = ratio(partner.logo) if partner.logo else max(1.0, len(partner.name) / 2.2)
    height = min(max(math.sqrt(area / USUAL) * (USUAL / shape) ** FALL, LOWEST), HIGHEST, WIDEST / shape)
    return Logo(partner, height * shape, height)


def _dealt(logos: Sequence[Logo], count: int) -> Iterable[tuple[Logo, ...]]:
    """The logos on so many lines, the longer ones first."""
    size, over = divmod(len(logos), count)
    ends = [(n + 1) * size + min(n + 1, over) for n in range(count)]
    return tuple(tuple(logos[start:end]) for start, end in zip([0, *ends], ends, strict=False))


def _fitted(row: tuple[Logo, ...]) -> tuple[Logo, ...]:
    """A line of logos, all smaller by the same share where they are too wide for it."""
    share = min(1.0, (LINE - GAP * (len(row) - 1)) / sum(logo.width for logo in row))
    return tuple(Logo(logo.partner, round(logo.width * share, 2), round(logo.height * share, 2)) for logo in row)


def ratio(path: Path) -> float:
    """Width over height of an SVG, PNG or JPEG picture. Raises OSError."""
    return shape(path.read_bytes(), path.suffix)


def shape(content: bytes, suffix: str) -> float:
    """Width over height of a picture in a file with that suffix; that of a wordmark where nobody can tell."""
    size = _svg(content.decode("utf-8", "replace")) if suffix == ".svg" else _png(content) or _jpeg(content)
    return size[0] / size[1] if size and min(size) > 0 else USUAL


def _svg(text: str) -> tuple[float, float] | None:
    head = SVG.search(text)
    if head is None:
        return None
    if box := VIEW_BOX.search(head[0]):
        return float(box[1]), float(box[2])
    width, height = (SIDES[side].search(head[0]) for side in ("width", "height"))
    return (float(width[1]), float(height[1])) if width and height else None


def _png(content: bytes) -> tuple[float, float] | None:
    return struct.unpack(">II", content[16:24]) if content.startswith(PNG) and len(content) >= 24 else None


def _jpeg(content: bytes) -> tuple[float, float] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if marker in FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + length
    return None
