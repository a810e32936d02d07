"""The facts of a text: what a translation must carry over whatever its words, each as a value that is the same in every language."""

from __future__ import annotations


def vocabulary(words: str) -> frozenset[str]:
    """A line of words as a set of words."""
    return frozenset(words.split())
