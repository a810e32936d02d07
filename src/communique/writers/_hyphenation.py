"""Hyphenation patterns, parsed once for a person on a machine and kept in that person's cache."""

from __future__ import annotations

import marshal
import os
from array import array
from pathlib import Path

import pyphen

from ..files.storage import write_whole
from ..languages import Language

# How the numbers of values are kept: in four bytes each.
NUMBER = "I"


def cache() -> Path:
    """The folder of parsed patterns: `$XDG_CACHE_HOME/communique/hyphenation`, usually under `~/.cache` (XDG Base Directory)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "communique" / "hyphenation"


def ready(language: Language) -> None:
    """Have a language's patterns in memory; the parsed ones lie in the cache, under the dictionary's name, size and age.

    Parsing the German dictionary takes ten times as long as setting a page; a missing, broken or read-only store only costs that time.
    """
    path = pyphen.LANGUAGES[pyphen.language_fallback(language.locale)]
    if path in pyphen.hdcache:
        return
    seen = path.stat()
    store = cache() / f"{path.stem}-{seen.st_size}-{seen.st_mtime_ns}.1"
    pyphen.hdcache[path] = _stored(store) or _parsed(path, store)


def _stored(store: Path) -> pyphen.HyphDict | None:
    try:
        letters, numbers, values, longest = marshal.loads(store.read_bytes())  # noqa: S302 - plain values, from a folder of our own user
        patterns = dict(zip(letters.split("\n"), map(values.__getitem__, array(NUMBER, numbers)), strict=True))
        return _dictionary(patterns, longest)
    except (OSError, ValueError, EOFError, TypeError, AttributeError, IndexError):
        return None


def _dictionary(patterns: dict[str, tuple[int, tuple[int, ...]]], longest: int) -> pyphen.HyphDict:
    dictionary = pyphen.HyphDict.__new__(pyphen.HyphDict)
    dictionary.patterns, dictionary.cache, dictionary.maxlen = patterns, {}, longest
    return dictionary


def _parsed(path: Path, store: Path) -> pyphen.HyphDict:
    """The patterns as they come; stored are their letters in one text, and which of the few values each of them has."""
    dictionary = pyphen.HyphDict(path)
    values = list(dict.fromkeys(dictionary.patterns.values()))
    number_of = {value: number for number, value in enumerate(values)}
    numbers = array(NUMBER, map(number_of.__getitem__, dictionary.patterns.values()))
    try:
        write_whole(store, marshal.dumps(("\n".join(dictionary.patterns), numbers.tobytes(), values, dictionary.maxlen)))
    except (OSError, ValueError):
        return dictionary
    return dictionary
