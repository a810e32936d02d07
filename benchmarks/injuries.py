"""What befalls a writer: its n-th call of the system is cut short by a kill, or told that the disk is full or broken."""

from __future__ import annotations

import atexit
import errno
import io
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CALLS = ("open", "fsync", "fchmod", "replace", "rename", "close", "unlink")
# `torn` is killed after the call, of which a write does only half; an error leaves half a write behind too.
MODES = ("killed", "torn", "full", "broken")
ERRORS = {"full": errno.ENOSPC, "broken": errno.EIO}
COUNTED = "system calls:"


class Fate:
    """Counts calls, and lets the one that was chosen fail."""

    def __init__(self, point: int, mode: str) -> None:
        self.made, self.point, self.mode = 0, point, mode

    def call(self, true: Any, half: Any = None) -> Any:
        """Do a call, unless it is the chosen one; `half` does what a failing write leaves behind."""
        self.made += 1
        if self.made != self.point:
            return true()
        if half is not None and self.mode != "killed":
            half()
        elif self.mode == "torn":
            true()
        if self.mode in ERRORS:
            raise OSError(ERRORS[self.mode], os.strerror(ERRORS[self.mode]))
        os.kill(os.getpid(), signal.SIGKILL)
        return None


class Raw(io.FileIO):
    """A file whose writes are calls too."""

    fate: Fate

    def write(self, content: Any) -> int:
        """Write, or what the fate leaves of it."""
        whole = bytes(content)
        own = super()
        return int(self.fate.call(lambda: own.write(whole), lambda: own.write(whole[: len(whole) // 2])))


def injure(point: int, mode: str) -> None:
    """Let the call number `point` fail as `mode` says, counted from the first one from here."""
    fate = Fate(point, mode)

    def wrapped(name: str) -> None:
        true = getattr(os, name)
        setattr(os, name, lambda *arguments, **more: fate.call(lambda: true(*arguments, **more)))

    for name in CALLS:
        wrapped(name)
    Raw.fate = fate
    os.fdopen = lambda handle, mode="r", *_, **__: io.BufferedWriter(Raw(handle, mode))  # type: ignore[assignment]
    atexit.register(lambda: print(COUNTED, fate.made, file=sys.stderr))


def bounded(room: int) -> None:
    """Let no file grow beyond `room` bytes: the write that would is told so."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[bool]:
    """A disk of `size` bytes at a folder; False where this account may not mount one."""
    folder.mkdir(parents=True, exist_ok=True)
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    asked = (mount or "mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder))
    mounted = bool(mount and unmount) and subprocess.run(asked, capture_output=True, check=False).returncode == 0
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run((unmount or "umount", str(folder)), check=True, capture_output=True)
