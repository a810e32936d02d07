"""What a finding shows of a text: a few words around the place, as they stand and as they should."""

from __future__ import annotations

WORDS = 12
# The longest word that is shown whole.
LONGEST = 80


def around(text: str, start: int, end: int, new: str) -> tuple[str, str]:
    """The words around a place of a text, and the same words with `new` in it."""
    first, last = max(start - WORDS, 0), min(end + WORDS, len(text))
    low = max(text.rfind(" ", max(first - LONGEST, 0), first) + 1, first - LONGEST, 0)
    space = text.find(" ", last, last + LONGEST)
    high = space if space >= 0 else min(last + LONGEST, len(text))
    return text[low:high], text[low:start] + new + text[end:high]
