"""Texts found by the words that few of them have: what a large memory looks through instead of everything."""

from __future__ import annotations

import re
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from rapidfuzz import fuzz, process

WORD = re.compile(r"\w+")
# Postings that one look-up reads at most, the rarest words first, and texts that are then compared letter by letter.
POSTINGS, COMPARED = 60_000, 2_500
# A text this short may be near another and share no word with it; the few of its length are compared one by one.
SHORT = 30


@dataclass(frozen=True)
class RareWords:
    """An index of different texts in the order of their lengths: for each word the numbers of the texts that have it.

    `numbers` are those of the words, `starts` where each word's `owners` begin.
    """

    texts: Sequence[str]
    numbers: Mapping[str, int]
    starts: np.ndarray
    owners: np.ndarray

    @staticmethod
    def of(texts: Sequence[str]) -> RareWords:
        """Read all texts once: a million sentences take half a minute and 250 MB."""
        numbers: dict[str, int] = {}
        # One number for word and text, sorted in place: what a list for each word would hold, in a third of the room.
        pairs, number = array("q"), numbers.setdefault
        for at, text in enumerate(texts):
            pairs.extend([number(word, len(numbers)) << 32 | at for word in set(WORD.findall(text.lower()))])
        held = np.frombuffer(pairs, np.int64) if pairs else np.empty(0, np.int64)
        held.sort()
        return RareWords(texts, numbers, np.searchsorted(held, np.arange(len(numbers) + 1, dtype=np.int64) << 32), held.astype(np.int32))

    @cached_property
    def lengths(self) -> np.ndarray:
        """The length of each text."""
        return np.fromiter(map(len, self.texts), np.int32, len(self.texts))

    def near(self, wanted: str, least: float, limit: int) -> list[tuple[str, float]]:
        """At most `limit` texts that are alike in at least `least` per cent with their likeness, the best first."""
        shortest = least / (200 - least)
        low, high = np.searchsorted(self.lengths, (len(wanted) * shortest, len(wanted) / shortest + 1))
        if len(wanted) <= SHORT:
            chosen: Sequence[str] = self.texts[low:high]
        else:
            chosen = [self.texts[number] for number in self._candidates(wanted, int(low), int(high))]
        found = process.extract(wanted, chosen, scorer=fuzz.ratio, score_cutoff=least, limit=limit)
        return [(text, score) for text, score, _ in found]

    def _candidates(self, wanted: str, low: int, high: int) -> Sequence[int]:
        """The texts of fitting length that share most letters in rare words, in proportion to both lengths."""
        lists = [(self._owners(word, low, high), len(word) + 1) for word in set(WORD.findall(wanted.lower()))]
        lists = sorted((pair for pair in lists if len(pair[0])), key=lambda pair: len(pair[0]))
        if not lists:
            return ()
        sums = np.cumsum([len(owners) for owners, _ in lists])
        lists = lists[: max(1, int(np.searchsorted(sums, POSTINGS, side="right")))]
        owners = np.concatenate([owners for owners, _ in lists])
        shared = np.bincount(owners - low, weights=np.repeat([size for _, size in lists], [len(owners) for owners, _ in lists]))
        having = np.flatnonzero(shared)
        if len(having) > COMPARED:
            alike = shared[having] / (self.lengths[having + low] + len(wanted))
            having = having[np.argpartition(-alike, COMPARED)[:COMPARED]]
        return (having + low).tolist()

    def _owners(self, word: str, low: int, high: int) -> np.ndarray:
        """The texts with a word between two numbers; a list is in their order."""
        number = self.numbers.get(word)
        if number is None:
            return self.owners[:0]
        owners = self.owners[self.starts[number] : self.starts[number + 1]]
        return owners[slice(*np.searchsorted(owners, (low, high)))]
