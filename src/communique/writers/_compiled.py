"""Page templates as Python runs them, compiled once for a person on a machine and kept in that person's cache."""

from __future__ import annotations

import hashlib
import os
import stat
from contextlib import suppress
from pathlib import Path
from types import CodeType

from jinja2 import BytecodeCache, compiler
from jinja2.bccache import Bucket

from ..files.storage import write_whole

OTHERS = stat.S_IWGRP | stat.S_IWOTH


def cache() -> Path:
    """The folder of compiled templates: `$XDG_CACHE_HOME/communique/templates`, usually under `~/.cache` (XDG Base Directory)."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()) / "communique" / "templates"


class Compiled(BytecodeCache):
    """Compiled templates by the digest of their text and of `made_by`, the files of the program that what they become depends on.

    What is stored runs as a part of this program, as a `.pyc` does: only a file that nobody but its owner, who runs the program, can have
    written is taken. A missing, broken or read-only store only costs the time to compile.
    """

    def __init__(self, *made_by: Path) -> None:
        seen = [(path.name, found.st_size, found.st_mtime_ns) for path in (Path(compiler.__file__), *made_by) for found in [path.stat()]]
        self.made_by = repr(seen)

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The template's name and its file; the file is only told to who compiles."""
        return f"{name}\n{filename or ''}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket from the store, where that has it."""
        with suppress(OSError, ValueError, EOFError, TypeError):
            bucket.bytecode_from_string(_own(self._store(bucket)))
            if bucket.code:
                bucket.code = _moved(bucket.code, bucket.key.partition("\n")[2] or bucket.code.co_filename)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store what a bucket holds."""
        with suppress(OSError, ValueError):
            write_whole(self._store(bucket), bucket.bytecode_to_string())

    def _store(self, bucket: Bucket) -> Path:
        name = bucket.key.partition("\n")[0]
        return cache() / hashlib.sha256(f"{self.made_by}\n{name}\n{bucket.checksum}".encode()).hexdigest()


def _own(path: Path) -> bytes:
    """What a file of our own holds that nobody else may write. Raises OSError for any other."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
        seen, folder = os.fstat(file.fileno()), path.parent.stat()
        if any(one.st_uid != os.geteuid() or one.st_mode & OTHERS for one in (seen, folder)):
            raise PermissionError(path.name)
        return file.read()


def _moved(code: CodeType, place: str) -> CodeType:
    """Compiled code as of a template in that file, for where the same text lies elsewhere errors must name its own place."""
    inner = tuple(_moved(const, place) if isinstance(const, CodeType) else const for const in code.co_consts)
    return code.replace(co_filename=place, co_consts=inner)
