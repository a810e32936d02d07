"""What people write, as it is kept: valid Unicode in NFC, and nothing blank around it."""

from __future__ import annotations

import unicodedata


def kept(text: str) -> str:
    """A text as the record and editions keep it; half a character becomes a question mark."""
    return unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode()).strip()


def on_one_line(text: str) -> str:
    """A text in NFC with one blank wherever there is white space, no-break spaces included."""
    return " ".join(unicodedata.normalize("NFC", text).split())
