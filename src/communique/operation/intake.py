"""The drop folder: which Word files in it are whole and new, found by looking again and again."""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

from ..errors import CommuniqueError

# Word, LibreOffice, macOS, browsers and our own storage leave these beside a file that is open or on its way.
TEMPORARY = ("~$", ".")
SETTLED = 2
# A file that rests this many looks and is still no zip is no copy under way: its refusal must be seen, so it is handed over too.
GIVEN_UP = 60
END_RECORD = struct.Struct("<12x2LH")
LONGEST_COMMENT = 0xFFFF


@dataclass(frozen=True, slots=True)
class Sighting:
    """A file as it was seen: bytes, time of change in ns, and how many looks in a row it has been like this."""

    size: int
    modified: int
    looks: int = 1


Snapshot = Mapping[Path, Sighting]


def scan(folder: Path) -> Snapshot:
    """The Word files directly in a folder, in the order of their names; what programs put there for themselves is left out."""
    return {path: _sighting(path) for path in sorted(folder.iterdir()) if _is_draft(path)}


def _is_draft(path: Path) -> bool:
    return path.suffix.lower() == ".docx" and not path.name.startswith(TEMPORARY) and path.is_file()


def _sighting(path: Path) -> Sighting:
    status = path.stat()
    return Sighting(status.st_size, status.st_mtime_ns)


def followed(before: Snapshot, now: Snapshot) -> Snapshot:
    """What is seen now, with the number of looks that it has not changed for."""
    return {path: replace(seen, looks=_looks(before.get(path), seen)) for path, seen in now.items()}


def _looks(before: Sighting | None, now: Sighting) -> int:
    return before.looks + 1 if before and _same(before, now) else 1


def _same(one: Sighting, other: Sighting) -> bool:
    return (one.size, one.modified) == (other.size, other.modified)


def ready(seen: Snapshot, done: Snapshot) -> tuple[Path, ...]:
    """The files that have kept size and time of change from one look to the next, and were not handed over like that before."""
    settled = (path for path, sighting in seen.items() if sighting.looks >= SETTLED)
    return tuple(path for path in settled if path not in done or not _same(done[path], seen[path]))


def whole(path: Path) -> bool:
    """Whether a zip file has arrived to its last byte: its end record (PKWARE APPNOTE 4.3.16) closes the file. Raises OSError."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - END_RECORD.size - LONGEST_COMMENT))
        tail = file.read()
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < END_RECORD.size:
        return False
    directory_size, directory_at, comment = END_RECORD.unpack_from(tail, at)
    ends_the_file = at + END_RECORD.size + comment == len(tail)
    # A file cut inside a zipped attachment can end like a zip, but then nothing lies where its directory should.
    return bool(ends_the_file and directory_at + directory_size <= size - len(tail) + at)


def digest(path: Path) -> str:
    """The sha256 of a file, hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def taken_in(folder: Path, name: str, sha256: str) -> bool:
    """Whether a release in the drop folder was read from a file of this name with these bytes, and got as far as its reviewers."""
    records = (record for record in folder.glob("*/draft.json") if _values(record, "file", "sha256") == (name, sha256))
    return any(_submitted(record.parent, sha256) for record in records)


def _submitted(release: Path, sha256: str) -> bool:
    return any(_values(decision, "kind", "subject") == ("submit", sha256) for decision in release.glob("decisions/*-submit-*.json"))


def _values(path: Path, *names: str) -> tuple[object, ...]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return tuple(values[name] for name in names)
    except (OSError, ValueError, KeyError, TypeError):
        return ()


Submit = Callable[[Path, str], None]
Tell = Callable[[str], None]
Looked = Callable[[], None]


def watch(folder: Path, submit: Submit, *, every: float, stop: Event, tell: Tell = print, looked: Looked = lambda: None) -> None:
    """Look at the folder every so many seconds and hand each whole, new file to `submit(path, sha256)`, once, until `stop` is set.

    `looked` is called after each look at a folder that could be read.
    A submit that raises CommuniqueError or OSError leaves the file waiting: it is tried again at every look, and `tell` hears each
    reason once. A folder that cannot be read (a share that is away) is looked at again.
    """
    seen: Snapshot = {}
    done: dict[Path, Sighting] = {}
    told: set[str] = set()
    while not stop.is_set():
        reasons: list[str] = []
        try:
            seen = followed(seen, scan(folder))
            reasons = [reason for path in ready(seen, done) if (reason := _hand_over(path, seen[path], submit, done))]
            looked()
        except OSError as error:
            reasons = [str(error)]
        for reason in dict.fromkeys(reasons):
            if reason not in told:
                tell(reason)
        told = set(reasons)
        stop.wait(every)


def _hand_over(path: Path, seen: Sighting, submit: Submit, done: dict[Path, Sighting]) -> str:
    try:
        if not whole(path) and seen.looks < GIVEN_UP:
            return ""
        sha256 = digest(path)
        if not taken_in(path.parent, path.name, sha256):
            submit(path, sha256)
    except (CommuniqueError, OSError) as error:
        return str(error)
    done[path] = seen
    return ""
