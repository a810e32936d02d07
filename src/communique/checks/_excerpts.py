"""What a finding shows of a text: a few words around the place, as they stand and as they should."""

from __future__ import annotations

WORDS = 12


def around(text: str, start: int, end: int, new: str) -> tuple[str, str]:
    """The words around a place of a text, and the same words with `new` in it."""
    low = max(text.rfind(" ", 0, max(start - WORDS, 0)) + 1, 0)
    space = text.find(" ", min(end + WORDS, len(text)))
    high = space if space >= 0 else len(text)
    return text[low:high], text[low:start] + new + text[end:high]
