"""A large memory kept ready: its entries and indexes in this person's cache, under the digest of the files that they were made from.

Whatever is missing, broken, or in a folder that others may write to is made anew from the files; only time is lost. Nothing in it is code.
"""

from __future__ import annotations

import json
import os
import shutil
import stat
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, overload
from zipfile import BadZipFile, ZipFile

import numpy as np

from ..document import Inlines, Text
from ..document_json import Json, dump_inlines, load_inlines
from ..files.storage import whole
from ..languages import Language
from .memory_index import Index, build, rare_words
from .rare_words import RareWords
from .tmx import Entry

Arrays = Mapping[str, Any]
# What a file of the store holds: lines, and arrays that are asked for when the lines are written.
Packed = tuple[Iterable[bytes], Callable[[], Arrays]]
T = TypeVar("T")
# So many memories are kept, the last used, and of these no more bytes than this, but always the one in use.
KEPT, LARGEST = 4, 2_000_000_000
PRIVATE = 0o700
BROKEN = (
    OSError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    EOFError,
    RuntimeError,
    MemoryError,
    struct.error,
    zlib.error,
    BadZipFile,
)


class Stored(Sequence[Entry]):
    """Entries that are read when they are asked for."""

    def __init__(self, arrays: Arrays) -> None:
        self._lines, self._ends = bytes(arrays["lines"]), arrays["ends"]

    def __len__(self) -> int:
        return len(self._ends) - 1

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Entry]: ...
    def __getitem__(self, at: int | slice) -> Entry | Sequence[Entry]:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        number = range(len(self))[at]
        return _entry(json.loads(self._lines[self._ends[number] : self._ends[number + 1]]))


def _bare(content: Inlines) -> str | list[Json]:
    """Inlines as JSON values; most are one text without a mark, and stand as that."""
    match content:
        case (Text(text=text, marks=marks, language=None),) if not marks:
            return text
    return dump_inlines(content)


def _inlines(values: str | list[Json]) -> Inlines:
    return (Text(values),) if isinstance(values, str) else load_inlines(values)


def _entry(values: list[Any]) -> Entry:
    name, date, props, texts = values
    return Entry(name, {Language(code): _inlines(content) for code, content in texts.items()}, date, props)


def _lines(entries: Iterable[Entry], ends: list[int]) -> Iterator[bytes]:
    """A line an entry; where each ends is added to `ends`."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for entry in entries:
        texts = {language.value: _bare(content) for language, content in entry.texts.items()}
        line = encode([entry.id, entry.date, dict(entry.props), texts]).encode()
        ends.append(ends[-1] + len(line))
        yield line


def _ended(texts: Iterable[str]) -> Iterator[bytes]:
    """Texts, which hold no line breaks, as lines."""
    return (f"{text}\n".encode() for text in texts)


def _parted(lines: bytes) -> list[str]:
    return lines.decode().split("\n")[:-1]


@dataclass(frozen=True, slots=True)
class Store:
    """What is kept for the memory files of one digest."""

    folder: Path

    def entries(self) -> Stored | None:
        """The entries as they were kept, None where there are none."""
        return self._read("entries", Stored)

    def keep(self, entries: Iterable[Entry]) -> None:
        """Keep entries, if the cache can be written to, and let go of memories that were not used for long."""
        ends = [0]
        self._write("entries", (_lines(entries, ends), lambda: {"ends": np.array(ends, np.int64)}))
        _let_go(self.folder.parent)

    def index(self, entries: Sequence[Entry], source: Language, target: Language) -> Index:
        """One direction's index, as it was kept or else made and kept."""
        name = f"{source}-{target}"

        def rare(texts: Sequence[str]) -> RareWords:
            return self._ready(f"{name}-words", lambda: rare_words(texts), _packed_words, lambda a: _words(texts, a))

        def kept(arrays: Arrays) -> Index:
            return Index(_parted(arrays["lines"]), arrays["starts"], arrays["numbers"], rare)

        return self._ready(name, lambda: build(entries, source, target, rare), _packed_index, kept)

    def _ready(self, name: str, make: Callable[[], T], pack: Callable[[T], Packed], unpack: Callable[[Arrays], T]) -> T:
        found = self._read(name, unpack)
        if found is None:
            found = make()
            self._write(name, pack(found))
        return found

    def _read(self, name: str, unpack: Callable[[Arrays], T]) -> T | None:
        try:
            if not _own(self.folder):
                return None
            with (self.folder / f"{name}.npz").open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                found = unpack({part: arrays[part] for part in arrays.files})
            os.utime(self.folder)
        except BROKEN:
            return None
        return found

    def _write(self, name: str, packed: Packed) -> None:
        lines, arrays = packed
        try:
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            self.folder.mkdir(PRIVATE, exist_ok=True)
            if not _own(self.folder):
                return
            # Written line by line: a second copy of a million units in this process would take half a gigabyte.
            with whole(self.folder / f"{name}.npz") as file, ZipFile(file, "w") as archive:
                with archive.open("lines", "w", force_zip64=True) as member:
                    member.writelines(lines)
                for part, array in arrays().items():
                    with archive.open(f"{part}.npy", "w", force_zip64=True) as member:
                        np.save(member, array, allow_pickle=False)
        except BROKEN:
            return


def _packed_index(index: Index) -> Packed:
    return _ended(index.texts), lambda: {"starts": np.array(index.starts, np.int32), "numbers": np.array(index.numbers, np.int32)}


def _packed_words(words: RareWords) -> Packed:
    return _ended(words.numbers), lambda: {"starts": words.starts, "owners": words.owners}


def _words(texts: Sequence[str], arrays: Arrays) -> RareWords:
    numbers = {word: number for number, word in enumerate(_parted(arrays["lines"]))}
    return RareWords(texts, numbers, arrays["starts"], arrays["owners"])


def _own(folder: Path) -> bool:
    """Whether a folder is this person's alone, where the system can tell."""
    found = folder.lstat()
    return stat.S_ISDIR(found.st_mode) and (not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o077))


def _let_go(folder: Path) -> None:
    """Remove all but the memories that were used last."""
    room = LARGEST
    try:
        held = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime, reverse=True)
        for place, path in enumerate(held):
            room -= sum(file.stat().st_size for file in path.iterdir())
            if place >= KEPT or (place and room < 0):
                shutil.rmtree(path, ignore_errors=True)
    except OSError:
        return
