"""The outbox: one file a notice, named by what it is about, so that nothing is told twice or forgotten over a restart."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

from filelock import FileLock, Timeout

from ..decisions import utc
from ..errors import RecordError
from ..files.canonical import digest
from ..files.storage import sweep, write_whole
from ..house import House
from ..languages import Wording

FOLDER = "outbox"
VERSION = 1
# Of a notice that was answered for so long ago no event can be news any more.
KEPT = timedelta(days=400)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=4)
GIVE_UP = timedelta(days=3)
BUSY = Wording(
    "des avis sont en train d’être envoyés par un autre programme",
    "ein anderes Programm verschickt gerade Benachrichtigungen",
    "another program is sending notices just now",
)
TRY_AGAIN = Wording("réessayez dans un instant", "versuchen Sie es gleich noch einmal", "try again in a moment")


class State(StrEnum):
    """How far a notice has come.

    `claimed`: a program began to send it; whoever finds it so with the lock in hand knows that the program died. `unsure`: it may have
    arrived and is not repeated. `dropped`: what it would have said was no longer true.
    """

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    UNSURE = "unsure"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Notice:
    """That somebody is to be told something: `kind` of a release, `to` an addressee, `occasion` what makes it a new thing to tell.

    `to` is `person:` and a reviewer's id, `officer:` and a mail address, or a channel's name. No text, no title, no link.
    """

    release: str
    kind: str
    to: str
    occasion: str

    @property
    def id(self) -> str:
        """The first 24 hexadecimal digits of its sha256: the same thing to tell has the same id on every machine."""
        return digest(asdict(self))[:24]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A notice and how far it has come; times are UTC as decisions write them, `reason` a code such as 550 or a word, never a message."""

    notice: Notice
    state: State = State.WAITING
    made: str
    after: str
    changed: str = ""
    tries: int = 0
    reason: str = ""


@contextmanager
def opened(house: House, patience: float = 0) -> Iterator[Path]:
    """The outbox of a house, for one program at a time. Raises RecordError where another has it for longer than `patience` seconds."""
    folder = house.state / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(folder / ".lock", timeout=patience)
    try:
        lock.acquire()
    except Timeout as error:
        raise RecordError(f".communique/{FOLDER}", BUSY, TRY_AGAIN) from error
    try:
        sweep(folder, time.time())
        yield folder
    finally:
        lock.release()


def read(folder: Path) -> dict[str, Entry]:
    """Everything in an outbox by id. A file that somebody broke counts as unsure: what it was may have been told."""
    return {path.stem: _entry(path) for path in sorted(folder.glob("*.json"))}


def _entry(path: Path) -> Entry:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if values.pop("version") != VERSION:
            raise ValueError("another version")
        found = Entry(**{**values, "notice": Notice(**values["notice"]), "state": State(values["state"])})
        for moment in (found.made, found.after):
            datetime.fromisoformat(moment)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Entry(notice=Notice(release="", kind="", to="", occasion=path.stem), state=State.UNSURE, made="", after="", reason="file")
    return found


def write(folder: Path, entry: Entry) -> Entry:
    """Keep an entry; once this returns it outlives any crash. Raises OSError."""
    values = {"version": VERSION, **asdict(entry)}
    write_whole(folder / f"{entry.notice.id}.json", (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode())
    return entry


def fresh(notice: Notice, now: datetime, pause: timedelta = timedelta(0)) -> Entry:
    """A notice that waits to be sent, after a pause."""
    return Entry(notice=notice, made=utc(now), after=utc(now + pause))


def turned(entry: Entry, state: State, now: datetime, reason: str = "") -> Entry:
    """An entry that has come to another state."""
    return replace(entry, state=state, changed=utc(now), reason=reason)


def claimed(entry: Entry, now: datetime) -> Entry:
    """An entry that is about to be sent."""
    return replace(turned(entry, State.CLAIMED, now), tries=entry.tries + 1)


def put_off(entry: Entry, now: datetime, reason: str) -> Entry:
    """An entry that could not be sent now: it waits, twice as long each time, and is given up three days after the first try was due."""
    if now - datetime.fromisoformat(entry.made) >= GIVE_UP:
        return turned(entry, State.FAILED, now, reason)
    pause = min(FIRST_PAUSE * 2 ** min(entry.tries - 1, 12), LONGEST_PAUSE)
    return replace(turned(entry, State.WAITING, now, reason), after=utc(now + pause))


def prune(folder: Path, entries: dict[str, Entry], now: datetime) -> None:
    """Remove what was settled more than four hundred days ago."""
    for name, entry in entries.items():
        if entry.state is not State.WAITING and entry.changed and now - datetime.fromisoformat(entry.changed) > KEPT:
            (folder / f"{name}.json").unlink(missing_ok=True)
