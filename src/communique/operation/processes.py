"""Processes of our own: each with its log, and ended together with all that it started."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ..languages import Wording

GRACE = 15.0


@dataclass(frozen=True, slots=True)
class Part:
    """One process of the set-up: its name for people, its command, and the file that its output goes to."""

    name: Wording
    command: tuple[str, ...]
    log: Path


@contextmanager
def running(part: Part, setting: Mapping[str, str]) -> Iterator[subprocess.Popen[bytes]]:
    """A part at work, its output in its log; it ends with all that it started."""
    part.log.parent.mkdir(parents=True, exist_ok=True)
    with part.log.open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - our own commands
            part.command, env=setting, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    try:
        yield process
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started; the session that it leads is its own, so nobody else is meant."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _signal(process, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(GRACE)
        _signal(process, signal.SIGKILL)
        process.wait()
    finally:
        signal.signal(signal.SIGINT, before)


def _signal(process: subprocess.Popen[bytes], which: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, which)


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """What Ctrl-C does, done as well by SIGTERM and by a terminal that closes."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = {which: signal.signal(which, interrupt) for which in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for which, handler in before.items():
            signal.signal(which, handler)
