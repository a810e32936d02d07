"""Many releases one after another or side by side: one that cannot be rendered stops none of the others."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from threading import Lock
from typing import TypeVar

from ..errors import CommuniqueError
from ..house import House
from ..releases import Release
from ..writers import Stamp
from .publication import Make
from .workers import Workers

Result = TypeVar("Result")
Done = tuple[str, Result | CommuniqueError]


def processors() -> int:
    """How many processes this machine runs at the same time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def each(
    slugs: Sequence[str],
    do: Callable[[str, Make], Result],
    *,
    jobs: int = 0,
    formats: Sequence[str] = (),
    begun: Callable[[str], None] = lambda _: None,
) -> Iterator[Done[Result]]:
    """What `do` gives for each release, or the error that stopped it, in the order in which they are done.

    `do` is given a release's slug and what makes its files, in `jobs` processes (one a processor where it is 0), in the formats of these
    names, all where there are none; `begun` is told the path of each file before it is made. Two releases are never decided about or
    written at the same time, only set.
    """
    jobs = min(jobs or processors(), len(slugs)) or 1
    with Workers(jobs, begun=begun) as workers:
        if jobs == 1:
            yield from (_one(slug, do, _make(workers, formats)) for slug in slugs)
            return
        alone = Lock()
        hands = ThreadPoolExecutor(jobs)
        try:
            tasks = [hands.submit(_in_turn, slug, do, _make(workers, formats, alone), alone) for slug in slugs]
            yield from (task.result() for task in as_completed(tasks))
        finally:
            hands.shutdown(cancel_futures=True)


def _make(workers: Workers, formats: Sequence[str], alone: Lock | None = None) -> Make:
    def make(release: Release, house: House, stamp: Stamp) -> dict[str, bytes]:
        if alone is None:
            return workers.made(release, house, stamp, formats)
        alone.release()
        try:
            return workers.made(release, house, stamp, formats)
        finally:
            alone.acquire()

    return make


def _in_turn(slug: str, do: Callable[[str, Make], Result], make: Make, alone: Lock) -> Done[Result]:
    with alone:
        return _one(slug, do, make)


def _one(slug: str, do: Callable[[str, Make], Result], make: Make) -> Done[Result]:
    try:
        return slug, do(slug, make)
    except CommuniqueError as error:
        return slug, error
