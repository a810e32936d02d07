"""Feeds of many releases that are published one after another: renewed now and then, and when all are done."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..house import House
from . import syndication

# Whoever follows a feed asks every hour; each renewal reads what every release left.
PAUSE_S = 5.0


@dataclass
class _Gathering:
    """When the feeds of a house were renewed last, in the machine's own seconds, and whether they are to be renewed again."""

    last: float = 0.0
    due: bool = False


_gathered: dict[Path, _Gathering] = {}


def renew(house: House) -> None:
    """Bring the feeds in line with the folders; while releases are gathered only where the last time is PAUSE_S ago. Raises OSError."""
    gathering = _gathered.get(house.root)
    if gathering is None:
        syndication.renew(house)
    elif time.monotonic() - gathering.last < PAUSE_S:
        gathering.due = True
    else:
        syndication.renew(house)
        gathering.last, gathering.due = time.monotonic(), False


@contextmanager
def gathered(house: House) -> Iterator[None]:
    """While this lasts feeds may be PAUSE_S late; at its end, even one by an error, they are as the folders are. Raises OSError.

    A process that is killed meanwhile leaves feeds that lack its last releases, as one does that is killed between a folder and its feeds;
    whatever is published next mends them. A withdrawal waits for nobody: its notice is in the feeds before it is in the folder.
    """
    gathering = _gathered[house.root] = _Gathering()
    try:
        yield
    finally:
        del _gathered[house.root]
        if gathering.due:
            syndication.renew(house)
