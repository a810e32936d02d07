"""What a preview depends on, and whether any of it has changed: times and sizes of files, since shares tell nobody of changes."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

from starlette.concurrency import run_in_threadpool

from ..house import House

# Twice a second; a word now and then, so that a browser knows that its connection lives.
PAUSE, ALIVE = 0.5, 30


def state(house: House, slug: str) -> str:
    """What the draft, the record, the partners and the templates of a release look like now; it changes with any of them."""
    lines = "\n".join(f"{path}\t{_seen(path)}" for path in _files(house, slug))
    return hashlib.sha256(lines.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _files(house: House, slug: str) -> Iterator[Path]:
    own = house.drafts / slug
    yield from (house.templates / "house.toml", house.templates / "glossary.csv", *sorted(house.drafts.glob("*.docx")))
    yield from sorted(own.glob("*.*"))
    for folder in (own / "assets", house.templates / "partners", house.templates / "release", house.templates / "release" / "fonts"):
        yield from sorted(folder.glob("*"))


def _seen(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return "gone"
    return f"{found.st_mtime_ns} {found.st_size} {found.st_ino}"


async def told(house: House, slug: str, is_over: Callable[[], bool]) -> AsyncIterator[str]:
    """Server-sent events (HTML 9.2): the state now, then every other one, until it is over."""
    known, silent = "", 0
    while not is_over():
        now = await run_in_threadpool(state, house, slug)
        if now != known:
            known, silent = now, 0
            yield f"data: {now}\n\n"
        elif silent >= ALIVE:
            silent = 0
            yield ": \n\n"
        silent += 1
        await asyncio.sleep(PAUSE)
