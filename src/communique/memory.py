"""The memory: sentences that people approved, recalled verbatim or nearly so."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from .document import Inlines, Text, plain
from .errors import HouseError
from .languages import Language, Wording
from .releases import slug_of
from .segments import Segment, normal
from .translation import tmx
from .translation.conversions import FIGURE, MONTHS
from .translation.memory_index import NEAR, Index, build, rare_words
from .translation.refilling import refill
from .translation.tmx import NEIGHBOURS, Entry

if TYPE_CHECKING:
    from .translation.memory_store import Store

OTHER_NUMBERS = 70
# A memory of fewer entries is read from its files in well under a second.
LARGE = 5_000

# An entry names the units before and after it.
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
class Memory:
    """Approved entries; each pair of languages that an entry holds can be recalled, in either direction, and no other.

    `store` is where the indexes of a large memory are kept ready.
    """

    entries: Sequence[Entry] = ()
    store: Store | None = field(default=None, repr=False, compare=False)
    _indexes: dict[tuple[Language, Language], Index] = field(default_factory=dict, init=False, repr=False, compare=False)

    @staticmethod
    def load(paths: Iterable[Path]) -> Memory:
        """The memory of TMX files, the later and the younger entry preferred. Raises HouseError for a broken one.

        A process reads the same files once; a large memory is kept ready in this person's cache.
        """
        files = tuple(paths)
        try:
            return _loaded(files, digest_of(files))
        except OSError:
            return Memory(_read(files))

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
            entry = self.entries[index.of(found)[-1]]
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
        entries = [self.entries[number] for number in self._index(source, target).of(normal(text))]
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

    def _index(self, source: Language, target: Language) -> Index:
        if (source, target) not in self._indexes:
            make = self.store.index if self.store else partial(build, rare=rare_words)
            self._indexes[source, target] = make(self.entries, source, target)
        return self._indexes[source, target]


@lru_cache(maxsize=1)
def _loaded(paths: tuple[Path, ...], digest: str) -> Memory:
    """The memory of files with this digest."""
    folder = cache() / digest
    if folder.is_dir() and (kept := _store(folder).entries()):
        return Memory(kept, _store(folder))
    entries = _read(paths)
    if len(entries) < LARGE or digest_of(paths) != digest:
        return Memory(entries)
    _store(folder).keep(entries)
    return Memory(entries, _store(folder))


def _store(folder: Path) -> Store:
    """The store in a folder; it takes a library that small memories do without."""
    from .translation.memory_store import Store

    return Store(folder)


def cache() -> Path:
    """The folder of memories kept ready: `$XDG_CACHE_HOME/communique/memory-1`, usually under `~/.cache` (XDG Base Directory)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "communique" / "memory-1"


def digest_of(paths: Iterable[Path]) -> str:
    """One digest for memory files, their names and their order. Raises OSError where one cannot be read."""
    joined = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            joined.update(f"{path.stem}\n{hashlib.file_digest(file, 'sha256').hexdigest()}\n".encode())
    return joined.hexdigest()


def _read(paths: Iterable[Path]) -> tuple[Entry, ...]:
    return tuple(entry for path in paths for entry in tmx.read(path))


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
