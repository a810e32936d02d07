"""A zip archive whose bytes depend on its files alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

# The first day that a zip archive can name.
NO_DAY = (1980, 1, 1, 0, 0, 0)
Moment = tuple[int, int, int, int, int, int]
# Readable by everybody, writable by the owner: what unpacking gives on Unix (APPNOTE 4.4.15).
MODE = 0o100644 << 16
UNIX = 3
# Their bytes are compressed already; once more costs time and saves nothing.
COMPRESSED = frozenset({".pdf", ".png", ".jpg", ".jpeg", ".docx", ".zip", ".woff2"})


def packed(files: Mapping[str, bytes], first: Iterable[str] = (), day: Moment = NO_DAY) -> bytes:
    """The files by their paths as a zip archive, `first` before the others, which are sorted; every entry has the same day and mode."""
    whole, before = io.BytesIO(), tuple(first)
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (*before, *sorted(set(files) - set(before))):
            entry = zipfile.ZipInfo(name, day)
            entry.external_attr, entry.create_system = MODE, UNIX
            entry.compress_type = zipfile.ZIP_STORED if PurePosixPath(name).suffix in COMPRESSED else zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return whole.getvalue()
