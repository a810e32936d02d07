"""The running head: a headline in so few words that nobody takes it for a sentence of the text."""

from __future__ import annotations

import re
from itertools import accumulate

# Seven words are read at a glance, and programs that listen for lost text take eight in a margin for prose.
MOST_WORDS, MOST_SIGNS = 7, 80
WORD = re.compile(r"[^\W\d_]{2,}")
CLAUSE = re.compile(r"\s?(?::|\s[–—])\s")
# What a cut does not end with: articles and prepositions.
LITTLE = 3


def running_head(title: str) -> str:
    """The headline whole, or up to a colon or dash, or cut after a word."""
    if _fits(title):
        return title
    clause = max((found.start() for found in CLAUSE.finditer(title) if _fits(title[: found.start()])), default=0)
    if len(WORD.findall(title[:clause])) > 1:
        return title[:clause]
    begun = [start for start in accumulate(title.split(" "), lambda head, word: f"{head} {word}") if _fits(start)]
    words = (begun[-1] if begun else title[:MOST_SIGNS]).split(" ")
    while len(words) > 1 and len(words[-1]) <= LITTLE:
        words.pop()
    return " ".join(words).rstrip(" ,;:–—-\u00a0\u202f") + "\u202f…"


def _fits(text: str) -> bool:
    return len(text) <= MOST_SIGNS and len(WORD.findall(text)) <= MOST_WORDS
