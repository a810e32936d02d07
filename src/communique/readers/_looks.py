"""Text that is dressed as a link and is none."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ._names import OFF, Element, W, value
from ._oddities import Oddities
from ._styles import Style

HEX = re.compile(r"[0-9A-Fa-f]{6}")
THEME = f"{W}themeColor"


def like_link(properties: Element | None, character: Style) -> bool:
    """Whether a run is underlined in blue, or in the style of links; where it stands in one is not asked."""
    return "hyperlink" in character.names or (underlined(properties) and _blue(properties))


def underlined(properties: Element | None) -> bool:
    """Whether a run is underlined by its own properties."""
    return (value(properties, "u") or "none") not in OFF


def _blue(properties: Element | None) -> bool:
    colour = None if properties is None else properties.find(W + "color")
    if colour is None:
        return False
    shade = colour.get(W + "val", "")
    if colour.get(THEME) in {"hyperlink", "followedHyperlink"}:
        return True
    if not HEX.fullmatch(shade):
        return False
    red, green, blue = bytes.fromhex(shade)
    return blue >= 0x80 and blue - red >= 0x40 and blue - green >= 0x40


def report(pieces: Iterable[str], place: str, oddities: Oddities) -> None:
    """Say that the pieces of a paragraph look like links."""
    for piece in pieces:
        if any(sign.isalnum() for sign in piece):
            oddities.note("link-look", place, piece)
