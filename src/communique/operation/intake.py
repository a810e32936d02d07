"""The drop folder as it is seen: which files lie in it, which of them are at rest, and their bytes when nobody is writing them."""

from __future__ import annotations

import hashlib
import io
import json
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..readers._intake import LARGEST, NOT_DRAFTS, SUFFIXES

# What officers take for a draft and the reader does not: it must be said, not passed over.
OTHER_TEXTS = frozenset({".doc", ".odt", ".rtf", ".pages"})
RELEASE = "draft.json"
# Shares keep times to two seconds (FAT, some SMB) or hand out sizes that are seconds old (NFS): at looks two seconds apart, a file that
# was the same three times has not been written since its time ticked.
SETTLED = 3
# A file that rests this many looks and is still no zip is no copy under way: its refusal must be seen, so it is handed over too.
GIVEN_UP = 60
END_RECORD = struct.Struct("<12x2LH")
LONGEST_COMMENT = 0xFFFF
# Unpacking stops there: what is larger is for the reader to refuse, with its own limits.
UNPACKED = 200 << 20


@dataclass(frozen=True, slots=True)
class Sighting:
    """A file as it was seen: bytes, times in ns of its last change and of that of its entry, and for how many looks in a row."""

    size: int
    modified: int
    changed: int = 0
    looks: int = 1


Snapshot = Mapping[Path, Sighting]


@dataclass(frozen=True, slots=True)
class Found:
    """What one look finds: drafts; drafts that tell nothing of themselves now; what lies too deep, or is no draft."""

    drafts: Snapshot
    silent: frozenset[Path] = frozenset()
    deeper: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    nameless: tuple[str, ...] = ()


@dataclass(slots=True)
class Searched:
    """Folders inside the drop folder that were searched, with the time of their last change; those of releases are not."""

    releases: set[str] = field(default_factory=set)
    folders: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)


def scan(folder: Path) -> Snapshot:
    """The drafts directly in a folder, in the order of their names. Raises OSError where it cannot be listed."""
    return look(folder).drafts


def look(folder: Path, searched: Searched | None = None) -> Found:
    """What lies in a folder, by name; what programs put there for themselves is left out. Raises OSError where it cannot be listed."""
    drafts: dict[Path, Sighting] = {}
    silent, deeper, links, foreign, nameless = set[Path](), list[str](), list[str](), list[str](), list[str]()
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            suffix = os.path.splitext(entry.name)[1].lower()  # noqa: PTH122 - a thousand times in each look
            if NOT_DRAFTS.search(entry.name):
                continue
            try:
                if entry.is_dir(follow_symlinks=False):
                    deeper += _inside(entry, searched) if searched else ()
                elif suffix in SUFFIXES and not _is_text(entry.name):
                    nameless.append(entry.name)
                elif suffix in OTHER_TEXTS and entry.is_file(follow_symlinks=False):
                    foreign.append(entry.name)
                elif suffix in SUFFIXES and entry.is_symlink():
                    links.append(entry.name)
                elif suffix in SUFFIXES and entry.is_file(follow_symlinks=False):
                    drafts[folder / entry.name] = seen(entry.stat(follow_symlinks=False))
            except FileNotFoundError:
                continue
            except OSError:
                # A share that falters (ESTALE, EIO) says nothing of this file; that is no reason to forget it, or the others.
                silent.add(folder / entry.name)
    return Found(drafts, frozenset(silent), tuple(deeper), tuple(links), tuple(foreign), tuple(nameless))


def _is_text(name: str) -> bool:
    """Whether a name can be told to anybody; Linux keeps bytes of any kind."""
    return not any("\ud800" <= sign <= "\udfff" for sign in name)


def _inside(entry: os.DirEntry[str], searched: Searched) -> tuple[str, ...]:
    """The drafts in a folder that is no release's; it is listed again only when it has changed."""
    if entry.name in searched.releases:
        return ()
    modified = entry.stat(follow_symlinks=False).st_mtime_ns
    known = searched.folders.get(entry.name)
    if known and known[0] == modified:
        return known[1]
    names = sorted(os.listdir(entry.path))  # noqa: PTH208 - names are all that is wanted
    if RELEASE in names:
        searched.releases.add(entry.name)
        return ()
    drafts = tuple(f"{entry.name}/{name}" for name in names if Path(name).suffix.lower() in SUFFIXES and not NOT_DRAFTS.search(name))
    searched.folders[entry.name] = modified, drafts
    return drafts


def seen(status: os.stat_result) -> Sighting:
    """A file as its status tells."""
    return Sighting(status.st_size, status.st_mtime_ns, status.st_ctime_ns)


def followed(before: Snapshot, now: Found) -> Snapshot:
    """What is seen now, with the number of looks that it has not changed for; what told nothing of itself has to rest anew."""
    kept = {path: replace(before[path], looks=0) for path in now.silent if path in before}
    return {**kept, **{path: replace(file, looks=_looks(before.get(path), file)) for path, file in now.drafts.items()}}


def _looks(before: Sighting | None, now: Sighting) -> int:
    return before.looks + 1 if before and same(before, now) else 1


def same(one: Sighting, other: Sighting) -> bool:
    """Whether a file was not touched between two sightings."""
    return (one.size, one.modified, one.changed) == (other.size, other.modified, other.changed)


def at_rest(file: Sighting) -> bool:
    """Whether a file has kept its size and times long enough to be read."""
    return file.looks >= SETTLED


def digest(path: Path) -> str:
    """The sha256 of a file, hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def submitted(release: Path, sha256: str) -> bool:
    """Whether a release that was read from a file with these bytes ever got as far as its reviewers. Raises OSError."""
    return any(_is_submission(decision, sha256) for decision in release.glob("decisions/*-submit-*.json"))


def _is_submission(decision: Path, sha256: str) -> bool:
    try:
        values = json.loads(decision.read_text(encoding="utf-8"))
        return bool((values["kind"], values["subject"]) == ("submit", sha256))
    except (FileNotFoundError, ValueError, KeyError, TypeError, RecursionError):
        return False


def too_large(file: Sighting) -> bool:
    """Whether a file is larger than the reader takes; it need not be opened to know."""
    return file.size > LARGEST


def content(path: Path, sighting: Sighting) -> bytes | None:
    """The bytes of a file that is as it was seen before they were read and after, None of one that somebody is writing. Raises OSError."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        before = os.fstat(file.fileno())
        if not stat.S_ISREG(before.st_mode) or not same(seen(before), sighting):
            return None
        read = file.read(LARGEST + 1)
        after = seen(os.fstat(file.fileno()))
    return read if same(after, sighting) and len(read) == sighting.size else None


def whole(read: bytes) -> bool:
    """Whether a zip file is there to its last byte and without holes: its end record (PKWARE APPNOTE 4.3.16) closes it, and each of its
    members, in the order of the directory, has the sum that it should; beyond 200 MB unpacked the rest is believed.
    """
    return _ended(read) and _sound(read)


def _ended(read: bytes) -> bool:
    start = max(0, len(read) - END_RECORD.size - LONGEST_COMMENT)
    at = read.rfind(b"PK\x05\x06", start)
    if at < 0 or len(read) - at < END_RECORD.size:
        return False
    directory_size, directory_at, comment = END_RECORD.unpack_from(read, at)
    # A file cut inside a zipped attachment can end like a zip, but then nothing lies where its directory should.
    return bool(at + END_RECORD.size + comment == len(read) and directory_at + directory_size <= at)


def _sound(read: bytes) -> bool:
    room = UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(read)) as archive:
            for member in archive.infolist():
                if room <= 0 or member.flag_bits & 1:
                    break
                with archive.open(member) as file:
                    while room > 0 and (piece := file.read(1 << 20)):
                        room -= len(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        return False
    return True
