"""Who listens at a port of this machine, as far as the system tells (Linux, and only of one's own processes unless one is root)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from . import marks

# The state of a socket that listens, as proc(5) writes it.
LISTENS = "0A"
TABLES = ("tcp", "tcp6")


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that listens: its number, the name of its program, and the folder of the house that it works for, empty for none."""

    pid: int
    program: str
    house: str


def holder(port: int) -> Holder | None:
    """The process that listens at a port, None where nobody does or the system does not tell."""
    sockets = set(_sockets(port))
    return next((_holder(pid) for pid in _processes_with(sockets)), None) if sockets else None


def _sockets(port: int) -> Iterator[str]:
    for table in TABLES:
        with suppress(OSError):
            for line in (marks.PROC / "net" / table).read_text(encoding="ascii").splitlines()[1:]:
                fields = line.split()
                if fields[3] == LISTENS and int(fields[1].rpartition(":")[2], 16) == port:
                    yield f"socket:[{fields[9]}]"


def _processes_with(sockets: set[str]) -> Iterator[int]:
    for folder in marks.PROC.glob("[0-9]*"):
        with suppress(OSError):
            if any(_target(link) in sockets for link in (folder / "fd").iterdir()):
                yield int(folder.name)


def _target(link: Path) -> str:
    try:
        return str(link.readlink())
    except OSError:
        return ""


def _holder(pid: int) -> Holder:
    try:
        program = (marks.PROC / str(pid) / "comm").read_text(errors="replace").strip()
    except OSError:
        program = "?"
    return Holder(pid, program, marks.house_of(pid))
