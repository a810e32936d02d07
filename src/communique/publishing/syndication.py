"""The feeds beside the published folders: one a language, put together from the entries that lie in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path, PurePath

from ..errors import CommuniqueError, Tampered
from ..files.storage import TEMPORARY, locked, write_whole
from ..house import House
from ..languages import Language
from ..record import alterations as say
from ..record.verified import FEEDS, Checked, counted
from . import feeds, manifest

FOLDER = "feeds"
ENDING, PRINTED = ".atom", "{slug}.{lang}.pdf"
PUBLIC = (manifest.APPROVED, manifest.WITHDRAWN)


def renew(house: House, slug: str = "", files: Mapping[str, bytes] | None = None, output: Path | None = None) -> None:
    """Write the feeds that are not as the published folders have it, each by one rename; `files` are those that `slug` is about to have,
    `output` has the folders where they are not those of the house.

    A language without any entry gets no feed unless it has one. Raises OSError.
    """
    if not house.web.feeds:
        return
    output = output or house.output
    with locked(house.state / "feeds.lock"):
        for left in (output / FOLDER).glob(f"{TEMPORARY}*"):
            left.unlink()
        for language in house.languages:
            path = output / FOLDER / f"{language}{ENDING}"
            fresh = _wanted(house, language, output, slug, files)
            if fresh is not None and (not path.is_file() or path.read_bytes() != fresh):
                write_whole(path, fresh)


def verify(folder: Path, house: House) -> tuple[Checked, ...]:
    """What holds for a folder of feeds beside published folders. Raises Tampered for one that is not as these have it, or too many."""
    names = {f"{language}{ENDING}": language for language in house.languages}
    found = sorted(path for path in folder.iterdir() if path.name not in manifest.NOT_OURS and not path.name.startswith(TEMPORARY))
    for path in found:
        if path.name not in names or not path.is_file():
            raise Tampered(path, say.FILE_ADDED, say.RENDER_AGAIN)
        if path.read_bytes() != _wanted(house, names[path.name], folder.parent):
            raise Tampered(path, say.ALTERED_FEED, say.RENDER_AGAIN)
    return (counted("feeds", len(found), FEEDS),)


def _wanted(house: House, language: Language, output: Path, slug: str = "", files: Mapping[str, bytes] | None = None) -> bytes | None:
    """A language's feed as the published folders have it; None where it has no entry and never had."""
    others = [(name, content) for name, content in _entries(output, language) if name != slug]
    own = [content for name, content in (files or {}).items() if _is_entry(name, language)]
    lengths: dict[str, int | None] = {PurePath(name).name: len(content) for name, content in (files or {}).items()}
    lengths |= dict(_length(output / name, language) for name, _ in others)
    there = (output / FOLDER / f"{language}{ENDING}").is_file()
    return feeds.feed([*(content for _, content in others), *own], language, house, lengths) if others or own or there else None


def _length(folder: Path, language: Language) -> tuple[str, int | None]:
    """The printed release of a language in a published folder by its file's name, and its size in bytes; None where there is none."""
    path = folder / language / PRINTED.format(slug=folder.name, lang=language)
    try:
        return path.name, path.stat().st_size
    except OSError:
        return path.name, None


def _entries(output: Path, language: Language) -> Iterator[tuple[str, bytes]]:
    """The entries of a language by release; one that is not as it was rendered is none."""
    for folder in sorted(output.iterdir()) if output.is_dir() else ():
        if not folder.name.startswith(".") and (folder / manifest.NAME).is_file():
            yield from ((folder.name, content) for content in _entry(folder, language))


def _entry(folder: Path, language: Language) -> Iterator[bytes]:
    try:
        at = (folder / manifest.NAME).stat()
        for name, digest in _named(folder, at.st_ino, at.st_size, at.st_mtime_ns, at.st_ctime_ns):
            if _is_entry(name, language) and hashlib.sha256(content := (folder / name).read_bytes()).hexdigest() == digest:
                yield content
    except (CommuniqueError, OSError):
        return


@lru_cache(maxsize=4096)
def _named(folder: Path, inode: int, size: int, modified: int, changed: int) -> tuple[tuple[str, str], ...]:
    """The entries that a published folder's manifest names, with their digests. Raises as `manifest.load`."""
    listed = manifest.load(folder)
    if listed.status not in PUBLIC or listed.release != folder.name:
        return ()
    return tuple((name, digest) for name, digest in listed.files.items() if name.endswith(ENDING))


def _is_entry(name: str, language: Language) -> bool:
    return name.startswith(f"{language}/") and name.endswith(ENDING)
