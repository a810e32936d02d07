"""How long renders took on this machine: a small journal in the house's own state, for whoever watches over it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from ..files.storage import locked, write_whole
from ..house import House

FILE = "renders.jsonl"
# Some four thousand renders; beyond that the older half goes.
MOST_BYTES = 256_000


@dataclass(frozen=True, slots=True)
class Render:
    """One render that gave its files: `status` of what was made, seconds, and when it ended (seconds since 1970). No release is named."""

    status: str
    seconds: float
    at: float


@contextmanager
def timed(house: House, status: str) -> Iterator[None]:
    """Note how long the block takes, unless an error ends it; what cannot be noted stops no render."""
    begun = time.perf_counter()
    yield
    with suppress(OSError):
        _note(house, Render(status, round(time.perf_counter() - begun, 3), round(time.time(), 3)))


def renders(house: House) -> tuple[Render, ...]:
    """What was noted, the oldest first; a line that a crash cut short is left out."""
    try:
        lines = (house.state / FILE).read_bytes().splitlines()
    except OSError:
        return ()
    return tuple(found for line in lines if (found := _render(line)))


def _render(line: bytes) -> Render | None:
    try:
        values = json.loads(line)
        return Render(str(values["status"]), float(values["seconds"]), float(values["at"]))
    except (ValueError, KeyError, TypeError):
        return None


def _note(house: House, render: Render) -> None:
    path = house.state / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    # It begins with a line's end: what a crash left unfinished takes no other line with it.
    line = "\n" + json.dumps({"status": render.status, "seconds": render.seconds, "at": render.at})
    with locked(path.with_suffix(".lock")):
        with path.open("ab") as journal:
            journal.write(line.encode())
        if path.stat().st_size > MOST_BYTES:
            kept = path.read_bytes().splitlines()
            write_whole(path, b"\n".join(kept[len(kept) // 2 :]))
