"""Hyphenation patterns, parsed once per machine and kept under `.communique/`."""

from __future__ import annotations

import marshal
from pathlib import Path

import pyphen

from ..languages import Language
from ..storage import write_whole


def ready(language: Language, state: Path) -> None:
    """Have a language's patterns in memory; the parsed ones lie in `state`, under the dictionary's name, size and age.

    Parsing the German dictionary takes ten times as long as setting a page; a missing, broken or read-only store only costs that time.
    """
    path = pyphen.LANGUAGES[pyphen.language_fallback(language.locale)]
    if path in pyphen.hdcache:
        return
    seen = path.stat()
    store = state / "hyphenation" / f"{path.stem}-{seen.st_size}-{seen.st_mtime_ns}"
    pyphen.hdcache[path] = _stored(store) or _parsed(path, store)


def _stored(store: Path) -> pyphen.HyphDict | None:
    try:
        patterns = marshal.loads(store.read_bytes())  # noqa: S302 - plain tuples; our own store, which holds the gate's key too
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
