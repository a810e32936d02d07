"""Hyphenation patterns, parsed once for a person on a machine and kept in that person's cache."""

from __future__ import annotations

import marshal
import os
from pathlib import Path

import pyphen

from ..files.storage import write_whole
from ..languages import Language


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
    store = cache() / f"{path.stem}-{seen.st_size}-{seen.st_mtime_ns}"
    pyphen.hdcache[path] = _stored(store) or _parsed(path, store)


def _stored(store: Path) -> pyphen.HyphDict | None:
    try:
        patterns = marshal.loads(store.read_bytes())  # noqa: S302 - plain tuples, from a folder of our own user
        return _dictionary(patterns)
    except (OSError, ValueError, EOFError, TypeError, AttributeError):
        return None


def _dictionary(patterns: dict[str, tuple[int, tuple[int, ...]]]) -> pyphen.HyphDict:
    dictionary = pyphen.HyphDict.__new__(pyphen.HyphDict)
    dictionary.patterns, dictionary.cache, dictionary.maxlen = patterns, {}, max(map(len, patterns))
    return dictionary


def _parsed(path: Path, store: Path) -> pyphen.HyphDict:
    dictionary = pyphen.HyphDict(path)
    try:
        write_whole(store, marshal.dumps(dictionary.patterns))
    except (OSError, ValueError):
        return dictionary
    return dictionary
