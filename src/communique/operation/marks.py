"""Marks: an entry in the environment of all that a set-up starts, by which its processes are found wherever they went."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

# What stands behind it: the process that started all, when it began, and the number of the part.
NAME = "COMMUNIQUE_STARTED_BY"
PROC = Path("/proc")


def own() -> str:
    """The mark of this process, `<pid>.<when it began>:`; the number of a part follows."""
    return f"{os.getpid()}.{_began(os.getpid())}:"


def carriers(mark: str) -> list[int]:
    """The processes that carry a mark or one that begins with it; none on systems without /proc."""
    wanted = f"{NAME}={mark}".encode()
    return [pid for pid, entries in _environments() if any(_is(entry, wanted) for entry in entries)]


def left_behind(house: Path) -> list[int]:
    """The processes of a house whose `communique up` is gone."""
    at = f"COMMUNIQUE_HOUSE={house}".encode()
    return [pid for pid, entries in _environments() if at in entries and any(_is_orphan(entry) for entry in entries)]


def house_of(pid: int) -> str:
    """The house that a process works for, empty where it works for none or cannot be asked."""
    prefix = b"COMMUNIQUE_HOUSE="
    found = (entry.removeprefix(prefix) for entry in _entries(PROC / str(pid)) if entry.startswith(prefix))
    return next(found, b"").decode(errors="replace")


def of(pid: int) -> str:
    """The mark that a process carries, without the number of its part; empty for none."""
    prefix = f"{NAME}=".encode()
    found = (entry.removeprefix(prefix).decode("ascii", "replace") for entry in _entries(PROC / str(pid)) if entry.startswith(prefix))
    mark = next(found, "")
    return mark[: mark.find(":") + 1]


def is_running(mark: str) -> bool:
    """Whether the process that made a mark still runs; another one may have its number by now."""
    pid, _, began = mark.partition(":")[0].partition(".")
    if PROC.joinpath("self").exists():
        return pid.isdigit() and bool(began) and _began(int(pid)) == began
    try:
        os.kill(int(pid), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True


def send(pid: int, which: signal.Signals) -> None:
    """Send a signal to a process that may be gone."""
    with suppress(ProcessLookupError, PermissionError):
        os.kill(pid, which)


def _is(entry: bytes, wanted: bytes) -> bool:
    return entry.startswith(wanted) if wanted.endswith(b":") else entry == wanted


def _is_orphan(entry: bytes) -> bool:
    prefix = f"{NAME}=".encode()
    return entry.startswith(prefix) and not is_running(entry.removeprefix(prefix).decode("ascii", "replace"))


def _environments() -> Iterator[tuple[int, list[bytes]]]:
    for folder in PROC.glob("[0-9]*"):
        if entries := _entries(folder):
            yield int(folder.name), entries


def _entries(folder: Path) -> list[bytes]:
    try:
        return (folder / "environ").read_bytes().split(b"\0")
    except OSError:
        return []


def _began(pid: int) -> str:
    """When a process began, in ticks since the machine did; proc(5) has it twentieth behind the name, which may hold anything."""
    try:
        status = (PROC / str(pid) / "stat").read_text(errors="replace")
    except OSError:
        return ""
    fields = status.rpartition(")")[2].split()
    return "" if fields[0] in "ZX" else fields[19]
