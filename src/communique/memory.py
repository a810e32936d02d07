"""The memory: sentences that people approved, recalled verbatim or nearly so."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial
from pathlib import Path

from rapidfuzz import fuzz, process

from . import tmx
from .conversions import FIGURE, MONTHS
from .document import Inlines, Text, plain
from .errors import HouseError
from .languages import Language, Wording
from .refilling import refill
from .releases import slug_of
from .segments import Segment, normal
from .tmx import Entry

# Below three quarters of the characters in common a match costs a translator more than it saves.
NEAR, OTHER_NUMBERS = 75, 70
# Two texts can be alike in x per cent only if the shorter has at least x / (200 - x) of the longer's characters.
SHORTEST = NEAR / (200 - NEAR)
CANDIDATES = 12
# Up to so many different texts all of fitting length are compared; beyond, an index of rare words is worth its making.
SCANNED = 20_000

# An entry names the units before and after it; of one source so many of its entries are kept, the youngest.
NEIGHBOURS = ("x-previous", "x-next")
VARIANTS = 8
Around = tuple[str, str]

MONTH = {name.lower(): str(number) for names in MONTHS.values() for number, name in enumerate(names)}
WORDS = re.compile(r"[^\W\d_]+")
NOTHING_OF_OURS = Wording(
    "ne contient aucune phrase dans deux de nos langues",
    "enthält keinen Satz in zweien unserer Sprachen",
    "holds no sentence in two of our languages",
)
EXPORT_PAIR = Wording(
    "exportez une mémoire entre le français, l’allemand et l’anglais",
    "exportieren Sie einen Speicher zwischen Französisch, Deutsch und Englisch",
    "export a memory between French, German and English",
)


@dataclass(frozen=True, slots=True)
class Match:
    """What the memory has for a text: the approved target, how alike the sources are in per cent, the entry's id and its source.

    `others` says that the same text has another approved target too; `refilled` that the target has the figures and dates of the
    text looked for in the place of the entry's own.
    """

    target: Inlines
    score: int
    unit: str
    source: Inlines
    others: bool = False
    refilled: bool = False


@dataclass(frozen=True)
class _Index:
    """One direction of the memory: entries by their normalised source, the preferred last, and those sources by length."""

    exact: dict[str, tuple[Entry, ...]]
    texts: list[str]
    lengths: list[int]

    @cached_property
    def near(self) -> Callable[[str], list[tuple[str, float]]]:
        """The way to the texts most like another, the best first; an index is made for many texts alone, and when it is first asked."""
        if len(self.texts) <= SCANNED:
            return partial(_near, index=self)
        from .rare_words import RareWords

        return partial(RareWords(self.texts).near, least=NEAR, limit=CANDIDATES)


@dataclass(frozen=True)
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

        A near match whose figures or months differ from the text's is offered only where nothing else differs and each has its one
        place in the target, and then with the text's own (`refilled`); else not, however alike the rest.
        """
        if known := self.exact(text, source, target):
            return known
        wanted, index = normal(text), self._index(source, target)
        for found, score in index.near(wanted):
            entry = index.exact[found][-1]
            match = Match(entry.texts[target], min(int(score), 99), entry.id, entry.texts[source])
            if likeness(wanted, found, score) >= NEAR:
                return match
            if refilled := refill(text, plain(match.source), plain(match.target), source, target):
                return replace(match, target=(Text(refilled),), refilled=True)
        return None

    def exact(self, text: str, source: Language, target: Language, around: Around = ("", "")) -> Match | None:
        """The match of the same text, whatever its typography, or None.

        Of several approved targets the one counts whose neighbours are those `around` the text, the sentences before and after it;
        else the youngest.
        """
        entries = self._index(source, target).exact.get(normal(text))
        if not entries:
            return None
        entry = entries[-1] if len(entries) == 1 else max(reversed(entries), key=partial(self._at_home, source=source, around=around))
        others = any(normal(plain(other.texts[target])) != normal(plain(entry.texts[target])) for other in entries)
        return Match(entry.texts[target], 100, entry.id, entry.texts[source], others)

    def _at_home(self, entry: Entry, source: Language, around: Around) -> int:
        """How many of an entry's neighbours, of two, are those of a text."""
        folder = entry.id.rpartition(":")[0]
        beside = (self._by_id.get(f"{folder}:{entry.props[name]}") if name in entry.props else None for name in NEIGHBOURS)
        return sum(
            bool(text) and found is not None and source in found.texts and normal(text) == normal(plain(found.texts[source]))
            for text, found in zip(around, beside, strict=True)
        )

    @cached_property
    def _by_id(self) -> dict[str, Entry]:
        return {entry.id: entry for entry in self.entries}

    def texts(self, ids: Collection[str]) -> dict[str, dict[Language, str]]:
        """The plain texts of entries by id and language; ids that no entry has are left out."""
        known = (entry for entry in self.entries if entry.id in ids)
        return {entry.id: {language: plain(text) for language, text in entry.texts.items()} for entry in known}

    def _index(self, source: Language, target: Language) -> _Index:
        if (source, target) not in self._indexes:
            held = [entry for entry in self.entries if source in entry.texts and target in entry.texts]
            exact: dict[str, tuple[Entry, ...]] = {}
            for entry in sorted(held, key=lambda entry: entry.date):
                written = plain(entry.texts[source])
                # One string where both are the same: a million sentences take a sixth less room.
                text = written if (same := normal(written)) == written else same
                exact[text] = (*exact.get(text, ()), entry)[-VARIANTS:]
            texts = sorted(sorted(exact), key=len)
            self._indexes[source, target] = _Index(exact, texts, [len(text) for text in texts])
        return self._indexes[source, target]


def _near(wanted: str, index: _Index) -> list[tuple[str, float]]:
    low = bisect_left(index.lengths, len(wanted) * SHORTEST)
    high = bisect_right(index.lengths, len(wanted) / SHORTEST)
    found = process.extract(wanted, index.texts[low:high], scorer=fuzz.ratio, score_cutoff=NEAR, limit=CANDIDATES)
    return [(text, score) for text, score, _ in found]


def neighbours(segments: Sequence[Segment]) -> dict[str, Around]:
    """The texts before and after each segment by its key; nothing stands before the first."""
    texts = ["", *(segment.text for segment in segments), ""]
    return {segment.key: (texts[at], texts[at + 2]) for at, segment in enumerate(segments)}


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


def units_of(path: Path) -> int:
    """How many entries of ours a TMX file of any size holds. Raises HouseError where it is broken, and where it holds none."""
    count = sum(1 for _ in tmx.read(path))
    if not count:
        raise HouseError(path.name, NOTHING_OF_OURS, EXPORT_PAIR)
    return count


def place_of(path: Path, folder: Path) -> Path:
    """Where the memory's folder keeps what comes from a file."""
    return folder / f"{slug_of(path.stem)}.tmx"


def import_tmx(path: Path, folder: Path) -> int:
    """Take another tool's TMX file into the memory's folder and give the number of entries. Raises HouseError; then nothing is written.

    It is read twice, entry by entry, whatever its size. Its inline tags are dropped to their text; an earlier import of a file of the same
    name is replaced.
    """
    count = units_of(path)
    tmx.write(place_of(path, folder), (replace(entry, id=entry.id.partition(":")[2]) for entry in tmx.read(path)))
    return count
