"""A release's files, made in the process that asks or in one that does nothing else and answers over a pipe."""

from __future__ import annotations

import gc
import json
import os
import pickle
import resource
import signal
import struct
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import Any, BinaryIO

from .. import families
from ..errors import CommuniqueError
from ..house import House
from ..languages import Language, Wording
from ..releases import Release
from ..writers import Stamp, Status
from . import publication

SIZE = struct.Struct(">Q")
STATEMENT = "/proc/self/statm"


def made(
    release: Release, house: House, stamp: Stamp, formats: Sequence[str] = (), *, begun: Callable[[str], None] = lambda _: None
) -> dict[str, bytes]:
    """The files of a release by their paths in its folder, in the formats of these names, all where there are none.

    `begun` is told each path before its file is made. Raises RenderError and HouseError.
    """
    modules = [families.load("writers", name) for name in formats or families.members("writers")]
    everywhere = frozenset(Status)
    writers = [publication.Format(one.NAME, one.write, getattr(one, "MADE_FOR", everywhere)) for one in modules]
    return publication.made(release, house, stamp, writers, begun=begun)


def serve(asked: BinaryIO, answers: BinaryIO, *, memory_bytes: int, seconds: int) -> None:
    """Make the files of one release after another, until nobody asks any more: what a process that only sets pages does.

    A job is a frame with the pickled arguments of `made`; the answer is a frame of JSON for every file that is begun, and a last one with
    the names and sizes of all files, which follow it, or with what stopped the work. A file may take so many seconds of computing, the
    process so much memory beyond what it starts with; the system ends it where it takes more.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    _limit(resource.RLIMIT_AS, memory_bytes + _size())

    def begun(path: str) -> None:
        spent = resource.getrusage(resource.RUSAGE_SELF)
        _limit(resource.RLIMIT_CPU, int(spent.ru_utime + spent.ru_stime) + seconds)
        tell(answers, {"begun": path})

    while job := frame(asked):
        try:
            files = made(*pickle.loads(job), begun=begun)  # noqa: S301 - from the process that started this one
        except MemoryError:
            tell(answers, {"stopped": "memory"})
        except CommuniqueError as error:
            tell(answers, {"stopped": "error", "error": _as_values(error)})
        except Exception as error:
            if os.environ.get("COMMUNIQUE_TRACEBACK"):
                traceback.print_exc()
            tell(answers, {"stopped": "fault", "why": type(error).__name__})
        else:
            tell(answers, {"files": [[name, len(content)] for name, content in files.items()]}, *files.values())


def frame(source: BinaryIO) -> bytes:
    """The next frame, its size before it; nothing where the other side is gone."""
    head = source.read(SIZE.size)
    return source.read(*SIZE.unpack(head)) if len(head) == SIZE.size else b""


def tell(answers: BinaryIO, values: dict[str, Any], *contents: bytes) -> None:
    """Send a frame of JSON, and the bytes that it speaks of."""
    head = json.dumps(values).encode()
    for piece in (SIZE.pack(len(head)), head, *contents):
        answers.write(piece)
    answers.flush()


def _limit(what: int, soft: int) -> None:
    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def _size() -> int:
    """How many bytes of addresses this process has; 0 where the system does not say."""
    try:
        with open(STATEMENT) as statement:  # noqa: PTH123 - a file of the system's, read on every start
            return int(statement.read().split()[0]) * resource.getpagesize()
    except OSError:
        return 0


def _as_values(error: CommuniqueError) -> dict[str, Any]:
    return {"kind": type(error).__name__, "place": error.place, "fact": _words(error.fact), "hint": _words(error.hint)}


def _words(wording: Wording) -> list[str]:
    return [wording[language] for language in Language]


def main(memory_bytes: int, seconds: int) -> None:
    """Serve the process that started this one; whatever a library prints goes where errors go."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers, memory_bytes=memory_bytes, seconds=seconds)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
