"""Processes that set pages, each within its time and its memory: what goes beyond is ended, and is one sentence."""

from __future__ import annotations

import atexit
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cache, partial
from queue import LifoQueue
from typing import Any, Self

from .. import errors
from ..errors import CommuniqueError, RenderError
from ..house import House
from ..languages import Wording
from ..releases import Release
from ..writers import Stamp
from . import setting
from .answers import Answers, Late
from .publication import REPORT

# A file is a second's work at most. Twelve are a bomb, or a machine that has to do the work of ten.
DEADLINE_S, COMPUTING_S = 18.0, 12
MEMORY = 1_500_000_000
# What a library forgets to give back is given back when its process ends.
MOST_JOBS = 200

TOO_SLOW = Wording(
    "n’est toujours pas prêt après {seconds} s",
    "ist nach {seconds} s noch nicht fertig",
    "is still not ready after {seconds} s",
)
TOO_BIG = Wording("demande plus de {size} Mo de mémoire", "verlangt mehr als {size} MB Speicher", "asks for more than {size} MB of memory")
DIED = Wording(
    "la mise en pages s’est interrompue ({why})", "der Satz ist abgebrochen ({why})", "the setting of the page broke off ({why})"
)
LIGHTEN = Wording(
    "allégez ce que la page contient de lourd (logo SVG, grande image, tableau ou texte très longs), ou recommencez quand la machine est "
    "moins occupée",
    "vereinfachen Sie, was die Seite schwer macht (SVG-Logo, großes Bild, sehr lange Tabelle oder sehr langer Text), oder versuchen Sie es "
    "noch einmal, wenn der Rechner weniger zu tun hat",
    "lighten what is heavy on the page (an SVG logo, a large picture, a very long table or text), or try again when the machine is less "
    "busy",
)


class Workers:
    """So many processes that set pages; they live from job to job, and each may be asked from any thread.

    A file may take `deadline_s` seconds, `computing_s` of them of computing, a process `memory_bytes` beyond what it starts with;
    `begun` is told the path of each file before it is made.
    """

    def __init__(
        self,
        jobs: int = 1,
        *,
        deadline_s: float = DEADLINE_S,
        computing_s: int = COMPUTING_S,
        memory_bytes: int = MEMORY,
        begun: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.deadline_s, self.computing_s, self.memory_bytes, self._begun = deadline_s, computing_s, memory_bytes, begun
        self._idle: LifoQueue[_Worker | None] = LifoQueue()
        for _ in range(jobs):
            self._idle.put(self._start() if jobs > 1 and _may_copy() else None)
        self._jobs = jobs

    def made(self, release: Release, house: House, stamp: Stamp, formats: Sequence[str] = ()) -> dict[str, bytes]:
        """The files of a release by their paths in its folder, as `setting.made` gives them in a process of its own.

        Waits until one is idle. Raises what it raises there; RenderError too where a file takes too long or needs too much memory.
        """
        worker = self._idle.get()
        try:
            if worker is None or not worker.alive:
                worker = self._start()
            files = worker.made((release, house, stamp, tuple(formats)), self.deadline_s, self._begun)
        except _Ended as ended:
            raise RenderError(*self._sentence(ended, release.slug)) from ended
        finally:
            spent = worker is None or not worker.alive or worker.jobs >= MOST_JOBS
            if worker and spent:
                worker.end()
            self._idle.put(None if spent else worker)
        return files

    def close(self) -> None:
        """End the processes; one that is at work is ended too when it has answered."""
        for worker in [self._idle.get() for _ in range(self._jobs)]:
            if worker:
                worker.end()
            self._idle.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start(self) -> _Worker:
        return (_copied if _may_copy() else _fresh)(self.memory_bytes, self.computing_s)

    def _sentence(self, ended: _Ended, slug: str) -> tuple[str, Wording, Wording]:
        place = ended.path.rpartition("/")[2] or slug
        match ended.why:
            case "late":
                return place, TOO_SLOW.fill(seconds=round(self.deadline_s)), LIGHTEN
            case "SIGXCPU":
                return place, TOO_SLOW.fill(seconds=self.computing_s), LIGHTEN
            case "memory":
                return place, TOO_BIG.fill(size=self.memory_bytes // 1_000_000), LIGHTEN
        return place, DIED.fill(why=ended.why), LIGHTEN if ended.why.startswith("SIG") else REPORT


@cache
def shared() -> Workers:
    """The one process that sets the pages of everything that this process publishes or previews, one release at a time."""
    workers = Workers()
    atexit.register(workers.close)
    return workers


class _Ended(Exception):
    """A process that set pages has ended, or has to: at which file, and why."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(path, why)
        self.path, self.why = path, why


class _Worker:
    """One process, and the pipes to it."""

    def __init__(self, asking: int, answering: int, pid: int, wait: Callable[[], int]) -> None:
        self.asking, self.answers, self.pid, self.wait = asking, Answers(answering), pid, wait
        self.jobs, self.alive = 0, True

    def made(self, job: tuple[Any, ...], deadline_s: float, begun: Callable[[str], None]) -> dict[str, bytes]:
        """The files of one job. Raises _Ended where the process ended or is to be ended, and the errors that it tells of."""
        path = ""
        self.jobs += 1
        try:
            self._ask(pickle.dumps(job))
            while "begun" in (answer := self.answers.values(deadline_s)):
                begun(path := answer["begun"])
            if "files" in answer:
                return {name: self.answers.read(size, deadline_s) for name, size in answer["files"]}
        except Late:
            self.end()
            raise _Ended(path, "late") from None
        except (EOFError, OSError, ValueError):
            raise _Ended(path, _why(self.end())) from None
        if answer["stopped"] == "error":
            raise _as_error(answer["error"])
        if answer["stopped"] == "memory":
            self.end()
        raise _Ended(path, "memory" if answer["stopped"] == "memory" else answer["why"])

    def _ask(self, job: bytes) -> None:
        rest = memoryview(setting.SIZE.pack(len(job)) + job)
        while rest:
            rest = rest[os.write(self.asking, rest) :]

    def end(self) -> int:
        """End the process, and give how it ended: less than 0 by a signal."""
        if not self.alive:
            return 0
        self.alive = False
        os.close(self.asking)
        if not self.answers.over:
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
        self.answers.close()
        return self.wait()


def _why(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"{code}"


def _may_copy() -> bool:
    """Whether a copy of this process could work: one with threads, ours or Pango's, waits for locks that nobody in it will ever open."""
    return sys.platform == "linux" and threading.active_count() == 1 and "weasyprint" not in sys.modules


def _copied(memory_bytes: int, computing_s: int) -> _Worker:
    """A copy of this process, which has what it needs in memory already."""
    asked, asking = os.pipe()
    answering, answers = os.pipe()
    pid = os.fork()
    if pid:
        _close(asked, answers)
        return _Worker(asking, answering, pid, partial(_exit_code, pid))
    try:
        _close(asking, answering)
        with os.fdopen(asked, "rb") as jobs, os.fdopen(answers, "wb") as told:
            setting.serve(jobs, told, memory_bytes=memory_bytes, seconds=computing_s)
    finally:
        os._exit(0)


def _fresh(memory_bytes: int, computing_s: int) -> _Worker:
    """A process of its own, started anew."""
    asked, asking = os.pipe()
    answering, answers = os.pipe()
    command = (sys.executable, "-P", "-m", setting.__name__, str(memory_bytes), str(computing_s))
    started = subprocess.Popen(command, stdin=asked, stdout=answers, start_new_session=True)  # noqa: S603 - our own module
    _close(asked, answers)
    return _Worker(asking, answering, started.pid, started.wait)


def _exit_code(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _close(*descriptors: int) -> None:
    for descriptor in descriptors:
        os.close(descriptor)


def _as_error(values: dict[str, Any]) -> CommuniqueError:
    kind: type[CommuniqueError] = getattr(errors, values["kind"], RenderError)
    return kind(values["place"], Wording(*values["fact"]), Wording(*values["hint"]))
