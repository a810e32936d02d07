"""The sha256 of files, read anew only where they may have changed."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path


def file_digest(path: Path | str) -> str:
    """The sha256 of a file, remembered while its size and times stay as they are; empty where there is no such file. Raises OSError."""
    try:
        now = os.stat(path)  # noqa: PTH116 - hundreds of files on every start
    except FileNotFoundError:
        return ""
    return _hashed(os.fspath(path), now.st_ino, now.st_size, now.st_mtime_ns, now.st_ctime_ns)


# The change time is part of the key because anyone may set the other one back.
@lru_cache(maxsize=4096)
def _hashed(path: str, inode: int, size: int, modified: int, changed: int) -> str:
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()
