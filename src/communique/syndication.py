"""The feeds beside the published folders: one a language, put together from the entries that lie in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from . import feeds, manifest
from .errors import CommuniqueError
from .house import House
from .languages import Language
from .storage import locked, write_whole

FOLDER = "feeds"
ENDING = ".atom"
PUBLIC = (manifest.APPROVED, manifest.WITHDRAWN)


def path_of(house: House, language: Language) -> Path:
    """The file of a language's feed."""
    return house.output / FOLDER / f"{language}{ENDING}"


def renew(house: House, slug: str = "", files: Mapping[str, bytes] | None = None) -> None:
    """Write the feeds that are not as the published folders have it, each by one rename; `files` are those that `slug` is about to have.

    A language without any entry gets no feed unless it has one. Raises OSError.
    """
    if not house.web.feeds:
        return
    with locked(house.state / "feeds.lock"):
        for language in house.languages:
            path, fresh = path_of(house, language), wanted(house, language, slug, files)
            if fresh is not None and (not path.is_file() or path.read_bytes() != fresh):
                write_whole(path, fresh)


def wanted(house: House, language: Language, slug: str = "", files: Mapping[str, bytes] | None = None) -> bytes | None:
    """A language's feed as the published folders have it; None where it has no entry and never had."""
    entries = [content for name, content in _entries(house, language) if name != slug]
    entries += [content for name, content in (files or {}).items() if _is_entry(name, language)]
    return feeds.feed(entries, language, house) if entries or path_of(house, language).is_file() else None


def _entries(house: House, language: Language) -> Iterator[tuple[str, bytes]]:
    """The entries of a language by release; one that is not as it was rendered is none."""
    for folder in sorted(house.output.iterdir()) if house.output.is_dir() else ():
        if not folder.name.startswith(".") and (folder / manifest.NAME).is_file():
            yield from ((folder.name, content) for content in _entry(folder, language))


def _entry(folder: Path, language: Language) -> Iterator[bytes]:
    try:
        listed = manifest.load(folder)
        if listed.status in PUBLIC and listed.release == folder.name:
            for name, digest in listed.files.items():
                if _is_entry(name, language) and hashlib.sha256(content := (folder / name).read_bytes()).hexdigest() == digest:
                    yield content
    except (CommuniqueError, OSError):
        return


def _is_entry(name: str, language: Language) -> bool:
    return name.startswith(f"{language}/") and name.endswith(ENDING)
