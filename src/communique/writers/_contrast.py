"""How well a colour stands out from its ground (WCAG 2.2, 1.4.3), and the nearest shade that does."""

from __future__ import annotations

from collections.abc import Iterable

LEAST = 4.5
STEPS = 100


def contrast(one: str, other: str) -> float:
    """The ratio of two colours `#rrggbb`, from 1 to 21."""
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def readable(colour: str, grounds: Iterable[str], least: float = LEAST) -> str:
    """The colour with as much black or white in it as makes it stand out from all the grounds; black or white where nothing less does."""
    under = tuple(grounds)
    end = "#000000" if sum(map(_luminance, under)) / len(under) > 0.18 else "#ffffff"
    shades = (_mixed(colour, end, step / STEPS) for step in range(STEPS + 1))
    return next((shade for shade in shades if all(contrast(shade, ground) >= least for ground in under)), end)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mixed(colour: str, other: str, share: float) -> str:
    mixed = (round(a + (b - a) * share) for a, b in zip(_channels(colour), _channels(other), strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour."""
    channels = (channel / 255 for channel in _channels(colour))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
