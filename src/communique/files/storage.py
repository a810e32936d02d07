"""Files that are there whole or not at all: temporary file, fsync, rename, fsync of the folder."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

AN_HOUR = 3600.0
TEMPORARY = ".tmp-"


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file by `content` so that a crash at any moment leaves the old file or the new one. Raises OSError."""
    with whole(path) as file:
        file.write(content)


@contextmanager
def whole(path: Path) -> Iterator[IO[bytes]]:
    """A file to write little by little; it takes the old one's place at the end, or never if an error comes first. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=TEMPORARY, dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fchmod(file.fileno(), 0o644)
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold a lock that ends with its process, among threads and processes of this machine; where the system has none nothing is held."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        if fcntl:
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def sync_folder(folder: Path) -> None:
    """Make a rename in a folder last through a power cut (POSIX; where folders cannot be opened nothing is done)."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(folder: Path, now: float) -> None:
    """Remove what killed writers left behind in a folder more than an hour before `now` (seconds since 1970)."""
    for path in folder.glob(f"{TEMPORARY}*"):
        try:
            if now - path.stat().st_mtime > AN_HOUR:
                path.unlink()
        except FileNotFoundError:
            continue
