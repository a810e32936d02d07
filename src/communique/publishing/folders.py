"""A whole folder put in another's place: whoever looks, at any moment and after any crash, finds the old one or the new one."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from ..errors import RenderError
from ..files.storage import sync_folder
from ..languages import Wording

BUILDING, ASIDE, DROPPED = ".building-", ".aside-", ".dropped-"
# renameat2(2) and renameatx_np(2): the flag that exchanges two names, and the descriptor that means the working directory.
AN_HOUR = 3600
EXCHANGE, HERE = 2, {"linux": -100, "darwin": -2}

NO_ROOM = Wording(
    "on ne peut pas y écrire ({why})\u202f; ce qui s’y trouvait est intact",
    "dort lässt sich nicht schreiben ({why}); was dort lag, ist unversehrt",
    "cannot be written to ({why}); what lay there is untouched",
)
MAKE_ROOM = Wording(
    "faites de la place, ou rendez ce dossier accessible en écriture, puis recommencez",
    "schaffen Sie Platz oder Schreibrechte, dann versuchen Sie es noch einmal",
    "make room or make the folder writable, then try again",
)


def build(place: Path, files: Mapping[str, bytes]) -> Path:
    """A new folder beside `place` with these files, by path inside it, all of them on the disk.

    Raises RenderError where the disk refuses; it does not name `place`, which may be a hidden one.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(prefix=f"{BUILDING}{place.name}-", dir=place.parent))
        return _filled(fresh, files)
    except OSError as error:
        raise RenderError(place.parent.name, NO_ROOM.fill(why=error.strerror or type(error).__name__), MAKE_ROOM) from error


def _filled(fresh: Path, files: Mapping[str, bytes]) -> Path:
    try:
        for name, content in files.items():
            _write(fresh / name, content)
        for folder in sorted({path.parent for path in fresh.rglob("*")} | {fresh}):
            folder.chmod(0o755)
            sync_folder(folder)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    return fresh


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fchmod(file.fileno(), 0o644)
        os.fsync(file.fileno())


def put(fresh: Path, place: Path) -> None:
    """Give `fresh` the name `place`; what stood there is removed. Raises OSError, and then the old folder still stands."""
    if not os.path.lexists(place):
        fresh.rename(place)
    elif _exchange(fresh, place):
        _remove(fresh)
    else:
        aside = place.with_name(f"{ASIDE}{place.name}")
        _remove(aside)
        place.rename(aside)
        fresh.rename(place)
        _remove(aside)
    sync_folder(place.parent)


def drop(place: Path) -> None:
    """Take a folder away: whoever looks finds all of it or nothing. Raises OSError."""
    gone = Path(tempfile.mkdtemp(prefix=DROPPED, dir=place.parent))
    place.rename(gone / place.name)
    sync_folder(place.parent)
    _remove(gone)


def sweep_dropped(parent: Path) -> None:
    """Remove what killed processes had taken away under a folder and not removed."""
    for left in parent.glob(f"{DROPPED}*"):
        shutil.rmtree(left, ignore_errors=True)


def mend(place: Path) -> None:
    """Bring back what a crash between two renames left aside, and remove what killed builders left more than an hour ago."""
    aside = place.with_name(f"{ASIDE}{place.name}")
    if os.path.lexists(aside) and not os.path.lexists(place):
        aside.rename(place)
    _remove(aside)
    for left in place.parent.glob(f"{BUILDING}{place.name}-*"):
        if time.time() - left.stat().st_mtime > AN_HOUR:
            _remove(left)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names at once; False where the system or the file system cannot."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2" if sys.platform == "linux" else "renameatx_np", None)
    if call is None or sys.platform not in HERE:
        return False
    here = HERE[sys.platform]
    done: int = call(here, os.fsencode(one), here, os.fsencode(other), EXCHANGE)
    return done == 0


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
