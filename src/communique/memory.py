"""The memory: sentences that people approved, recalled verbatim or nearly so."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz, process

from . import tmx
from .conversions import FIGURE, MONTHS
from .document import Inlines, plain
from .languages import Language
from .releases import slug_of
from .segments import normal
from .tmx import Entry

# Below three quarters of the characters in common a match costs a translator more than it saves.
NEAR, OTHER_NUMBERS = 75, 70
# Two texts can be alike in x per cent only if the shorter has at least x / (200 - x) of the longer's characters.
SHORTEST = NEAR / (200 - NEAR)
CANDIDATES = 12

MONTH = {name.lower(): str(number) for names in MONTHS.values() for number, name in enumerate(names)}
WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Match:
    """What the memory has for a text: the approved target, how alike the sources are in per cent, the entry's id and its source."""

    target: Inlines
    score: int
    unit: str
    source: Inlines


@dataclass(frozen=True, slots=True)
class _Index:
    """One direction of the memory: entries by their normalised source, and those sources by length."""

    exact: dict[str, Entry]
    texts: list[str]
    lengths: list[int]


@dataclass(frozen=True, slots=True)
class Memory:
    """Approved entries; each pair of languages that an entry holds can be recalled, in either direction, and no other."""

    entries: tuple[Entry, ...] = ()
    _indexes: dict[tuple[Language, Language], _Index] = field(default_factory=dict, init=False, repr=False, compare=False)

    @staticmethod
    def load(paths: Iterable[Path]) -> Memory:
        """The memory of TMX files, the later and the younger entry preferred. Raises HouseError for a broken one."""
        return Memory(tuple(entry for path in paths for entry in tmx.read(path)))

    def __len__(self) -> int:
        return len(self.entries)

    def add(self, entries: Iterable[Entry]) -> Memory:
        """The memory with more entries."""
        return Memory((*self.entries, *entries))

    def recall(self, text: str, source: Language, target: Language) -> Match | None:
        """The best match for a text, or None below 75 per cent; 100 is the same text but for its typography, and only that.

        A near match whose figures or months differ from the text's is not offered, however alike the rest.
        """
        if known := self.exact(text, source, target):
            return known
        wanted, index = normal(text), self._index(source, target)
        for found, score in _near(wanted, index):
            entry = index.exact[found]
            if likeness(wanted, found, score) >= NEAR:
                return Match(entry.texts[target], min(int(score), 99), entry.id, entry.texts[source])
        return None

    def exact(self, text: str, source: Language, target: Language) -> Match | None:
        """The match of the same text, whatever its typography, or None."""
        entry = self._index(source, target).exact.get(normal(text))
        return Match(entry.texts[target], 100, entry.id, entry.texts[source]) if entry else None

    def texts(self, ids: Collection[str]) -> dict[str, dict[Language, str]]:
        """The plain texts of entries by id and language; ids that no entry has are left out."""
        known = (entry for entry in self.entries if entry.id in ids)
        return {entry.id: {language: plain(text) for language, text in entry.texts.items()} for entry in known}

    def _index(self, source: Language, target: Language) -> _Index:
        if (source, target) not in self._indexes:
            held = [entry for entry in self.entries if source in entry.texts and target in entry.texts]
            exact = {normal(plain(entry.texts[source])): entry for entry in sorted(held, key=lambda entry: entry.date)}
            texts = sorted(exact, key=lambda text: (len(text), text))
            self._indexes[source, target] = _Index(exact, texts, [len(text) for text in texts])
        return self._indexes[source, target]


def _near(wanted: str, index: _Index) -> list[tuple[str, float]]:
    low = bisect_left(index.lengths, len(wanted) * SHORTEST)
    high = bisect_right(index.lengths, len(wanted) / SHORTEST)
    found = process.extract(wanted, index.texts[low:high], scorer=fuzz.ratio, score_cutoff=NEAR, limit=CANDIDATES)
    return [(text, score) for text, score, _ in found]


def likeness(wanted: str, found: str, score: float) -> float:
    """A score in per cent, at most 70 where the two texts name other numbers or months."""
    return score if numbers(wanted) == numbers(found) else min(score, OTHER_NUMBERS)


@lru_cache(maxsize=4096)
def numbers(text: str) -> tuple[str, ...]:
    """The figures and months of a text, in order, without the signs that group digits."""
    figures = [re.sub(r"\D", "", figure) for figure in FIGURE.findall(text)]
    return (*figures, *(MONTH[word] for word in WORDS.findall(text.lower()) if word in MONTH))


def dump(entries: Iterable[Entry], path: Path) -> None:
    """Write entries to a TMX 1.4b file; release, approver and date go with each as properties. Raises OSError."""
    tmx.write(path, entries)


def import_tmx(path: Path, folder: Path) -> int:
    """Take another tool's TMX file into the memory's folder and give the number of entries. Raises HouseError; then nothing is written.

    Its inline tags are dropped to their text; an earlier import of a file of the same name is replaced.
    """
    entries = [replace(entry, id=entry.id.partition(":")[2]) for entry in tmx.read(path)]
    tmx.write(folder / f"{slug_of(path.stem)}.tmx", entries)
    return len(entries)
