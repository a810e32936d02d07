"""One direction of the memory: the entries of each source text, and the texts that are most like another."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from ..document import plain
from ..languages import Language
from ..segments import normal
from .tmx import Entry

if TYPE_CHECKING:
    from .rare_words import RareWords

# Below three quarters of the characters in common a match costs a translator more than it saves.
NEAR = 75
# Two texts can be alike in x per cent only if the shorter has at least x / (200 - x) of the longer's characters.
SHORTEST = NEAR / (200 - NEAR)
CANDIDATES = 12
# Up to so many different texts all of fitting length are compared; beyond, an index of rare words is worth its making.
SCANNED = 20_000
# Of one source so many of its entries are kept, the youngest.
VARIANTS = 8


@dataclass(frozen=True)
class Index:
    """The normalised sources by length; `numbers` are those of their entries, the preferred last, `starts` where each text's begin.

    `rare` makes the index of rare words, which many texts alone need, when it is first asked.
    """

    texts: Sequence[str]
    starts: Sequence[int]
    numbers: Sequence[int]
    rare: Callable[[Sequence[str]], RareWords] = field(repr=False)

    @cached_property
    def places(self) -> dict[str, int]:
        """The place of each text."""
        return {text: place for place, text in enumerate(self.texts)}

    @cached_property
    def near(self) -> Callable[[str], list[tuple[str, float]]]:
        """The way to the texts most like another, the best first, at most twelve, with their likeness in per cent."""
        if len(self.texts) <= SCANNED:
            return partial(_near, self.texts, [len(text) for text in self.texts])
        return partial(self.rare(self.texts).near, least=NEAR, limit=CANDIDATES)

    def of(self, text: str) -> Sequence[int]:
        """The numbers of the entries of a normalised text, the preferred last; none for a text that no entry has."""
        place = self.places.get(text)
        return () if place is None else self.numbers[self.starts[place] : self.starts[place + 1]]


def build(entries: Sequence[Entry], source: Language, target: Language, rare: Callable[[Sequence[str]], RareWords]) -> Index:
    """The index of the entries that hold both languages, the younger preferred, and of one age the later."""
    held = [(entry.date, number) for number, entry in enumerate(entries) if source in entry.texts and target in entry.texts]
    found: dict[str, list[int] | int] = {}
    for _, number in sorted(held):
        written = plain(entries[number].texts[source])
        # One string where both are the same: a million sentences take a sixth less room; and no list for the one entry that most have.
        text = written if (same := normal(written)) == written else same
        before = found.get(text)
        found[text] = number if before is None else [*([before] if isinstance(before, int) else before), number][-VARIANTS:]
    texts = sorted(sorted(found), key=len)
    starts, numbers = array("i", [0]), array("i")
    for text in texts:
        own = found[text]
        numbers.extend([own] if isinstance(own, int) else own)
        starts.append(len(numbers))
    return Index(texts, starts, numbers, rare)


def rare_words(texts: Sequence[str]) -> RareWords:
    """The index of rare words of many texts; it takes a library that small memories do without."""
    from .rare_words import RareWords

    return RareWords.of(texts)


def _near(texts: Sequence[str], lengths: Sequence[int], wanted: str) -> list[tuple[str, float]]:
    low, high = bisect_left(lengths, len(wanted) * SHORTEST), bisect_right(lengths, len(wanted) / SHORTEST)
    found = process.extract(wanted, texts[low:high], scorer=fuzz.ratio, score_cutoff=NEAR, limit=CANDIDATES)
    return [(text, score) for text, score, _ in found]
