"""The facts of a text: what a translation must carry over whatever its words, each as a value that is the same in every language."""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=512)
def words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, in order."""
    return tuple(WORD.findall(text.lower()))


def vocabulary(words: str) -> frozenset[str]:
    """A line of words as a set of words."""
    return frozenset(words.split())
