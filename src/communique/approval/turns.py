"""Turns: who changes what people wrote in a release does so alone, for as long as it takes to read, judge and write."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from filelock import FileLock, Timeout

from ..errors import RecordError
from ..house import House
from ..languages import Wording
from ..releases import slug_of

PATIENCE = 20.0
BUSY = Wording(
    "ce communiqué est en train d’être modifié ailleurs (importation, correction ou traduction)",
    "diese Mitteilung wird gerade anderswo geändert (Import, Korrektur oder Übersetzung)",
    "this release is being changed elsewhere just now (import, correction or translation)",
)
TRY_AGAIN = Wording("réessayez dans un instant", "versuchen Sie es gleich noch einmal", "try again in a moment")


@contextmanager
def alone(own: House, slug: str) -> Iterator[None]:
    """Wait for whoever else on this machine is changing a release's editions. Raises RecordError where that takes over twenty seconds.

    Not to be held while an engine is asked, and not to be asked for twice by the same hand.
    """
    folder = own.state / "turns"
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / f"{slug_of(slug)}.lock", timeout=PATIENCE)
    try:
        lock.acquire()
    except Timeout as error:
        raise RecordError(slug, BUSY, TRY_AGAIN) from error
    try:
        yield
    finally:
        lock.release()
