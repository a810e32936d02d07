"""Processes of our own: each with its log and its mark, and ended together with all that it started."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ..languages import Wording
from . import journal, marks

GRACE = 15.0
SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
# A log that has grown beyond this becomes `….log.1` at the next start of its part.
LONGEST_LOG = 20_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """One process of the set-up: its name for people, its command, and the file that its output goes to."""

    name: Wording
    command: tuple[str, ...]
    log: Path


def started(part: Part, setting: Mapping[str, str], mark: str) -> subprocess.Popen[bytes]:
    """A part at work in a session of its own, its output in its log; all that it starts carries the mark."""
    part.log.parent.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        if part.log.stat().st_size > LONGEST_LOG:
            part.log.replace(part.log.with_name(f"{part.log.name}.1"))
    command, setting = journal.dressed(part.log.stem, part.command, setting)
    with part.log.open("ab") as log:
        return subprocess.Popen(  # noqa: S603 - our own commands
            command,
            env={**setting, marks.NAME: mark},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def end(process: subprocess.Popen[bytes], mark: str) -> None:
    """End a process and all that it started: gently, and after some seconds by force; also what left its session."""
    signal_group(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(GRACE)
    signal_group(process.pid, signal.SIGKILL)
    process.wait()
    for pid in marks.carriers(mark):
        marks.send(pid, signal.SIGKILL)


def signal_group(leader: int, which: signal.Signals) -> None:
    """Send a signal to the session that a process of ours leads; it is its own, so nobody else is meant."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, which)


class Asked:
    """Whether somebody has asked to end: Ctrl-C, SIGTERM, or a terminal that closes. It interrupts no step half-way."""

    def __init__(self) -> None:
        self.to_end = False

    def __enter__(self) -> Asked:
        self._before = {which: signal.signal(which, self._note) for which in SIGNALS}
        return self

    def _note(self, *_: object) -> None:
        self.to_end = True

    def wait(self, seconds: float) -> None:
        """Sleep, but no longer than until somebody asks."""
        until = time.monotonic() + seconds
        while not self.to_end and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, 0.1))

    def __exit__(self, *_: object) -> None:
        for which, handler in self._before.items():
            signal.signal(which, handler)


@contextmanager
def guarded(mark: str) -> Iterator[Guard]:
    """A guard beside this process: should we be killed, it ends everything that carries the mark."""
    guard = Guard(mark)
    try:
        yield guard
    finally:
        guard.dismiss()


class Guard:
    """The process of `guard.py`, which waits for the end of the pipe that we hold."""

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self.groups: set[int] = set()
        self._begin()

    def _begin(self) -> None:
        own = {name: value for name, value in os.environ.items() if name != marks.NAME}
        self.process = subprocess.Popen(  # noqa: S603 - our own module
            (sys.executable, "-P", "-m", "communique.operation.guard", self.mark), env=own, stdin=subprocess.PIPE, start_new_session=True
        )
        for group in self.groups:
            self._say(f"+{group}")

    def look(self) -> None:
        """Begin again if it was killed."""
        if self.process.poll() is not None:
            self._begin()

    def watch(self, group: int) -> None:
        """End this session too; for systems where marks cannot be read."""
        self.groups.add(group)
        self._say(f"+{group}")

    def forget(self, group: int) -> None:
        """This session has ended; its number may become another's."""
        self.groups.discard(group)
        self._say(f"-{group}")

    def dismiss(self) -> None:
        """Everything has ended: the guard can go."""
        self._say("done")
        with suppress(OSError):
            self._pipe.close()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(GRACE)
        self.process.kill()
        self.process.wait()

    @property
    def _pipe(self):  # type: ignore[no-untyped-def]
        return self.process.stdin

    def _say(self, line: str) -> None:
        # A guard that was killed is seen by `look`, which tells its successor all.
        with suppress(OSError, ValueError):
            self._pipe.write(f"{line}\n".encode())
            self._pipe.flush()
