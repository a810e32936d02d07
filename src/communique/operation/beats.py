"""Signs of life: when each part of the set-up was last heard of, as the times of empty files that anyone on this machine can look at."""

from __future__ import annotations

import time
from contextlib import suppress

from ..house import House

FOLDER = "beats"
# How many seconds each part may be silent before something is wrong with it: several times what it takes between two beats.
PARTS = {"flows": 90.0, "watcher": 60.0, "notices": 300.0}


def beat(house: House, part: str) -> None:
    """Note that a part of the set-up is at work now; a disk that refuses stops nobody."""
    path = house.state / FOLDER / part
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def silence(house: House, part: str, now: float | None = None) -> float | None:
    """Seconds since a part was last heard of, never less than 0; None where it never was. `now` is in seconds since 1970.

    A sign from the future tells nothing: the clock was put back, and a part that lives gives another one within its time.
    """
    try:
        last = (house.state / FOLDER / part).stat().st_mtime
    except OSError:
        return None
    since = (time.time() if now is None else now) - last
    return None if since < -PARTS[part] else max(0.0, since)
