"""Whose draft a file is: a corrected draft goes back into its release, under the same name or another that says so."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePath

from .draft_names import composed, understood
from .errors import NOTHING, DraftError
from .house import House
from .languages import Wording
from .releases import slug_of

# `drafts.save` writes these first; a whole record has pages of text behind them.
HEAD = re.compile(rb'^\{\s*"version": \d+,\s*"file": ("(?:[^"\\]|\\.)*"),\s*"sha256": "([0-9a-f]{64})"')
HEAD_ROOM = 4096

TWIN = Wording(
    "porte le même nom de communiqué que «\u00a0{file}\u00a0»",
    "ergibt denselben Mitteilungsnamen wie „{file}“",
    "has the same release name as “{file}”",
)
RENAME = Wording(
    "pour un autre communiqué, donnez-lui un autre nom\u202f; sinon, supprimez l’un des deux fichiers",
    "für eine andere Mitteilung geben Sie ihr einen anderen Namen; sonst löschen Sie eine der beiden Dateien",
    "for another release give it another name; otherwise remove one of the two files",
)
SAME = Wording(
    "est le même fichier que «\u00a0{file}\u00a0», déjà pris en compte",
    "ist dieselbe Datei wie „{file}“, die schon übernommen ist",
    "is the same file as “{file}”, which has been taken in",
)
REMOVE = Wording("vous pouvez le supprimer", "Sie können sie löschen", "you can remove it")
COPY = Wording(
    "est une copie de «\u00a0{file}\u00a0»\u202f; c’est ce dernier qui compte",
    "ist eine Kopie von „{file}“; es gilt das Original",
    "is a copy of “{file}”; the original is what counts",
)
SAVE_THERE = Wording(
    "pour corriger ce communiqué, enregistrez la copie sous le nom de l’original ou avec «\u00a0v2\u00a0» à la fin\u202f; "
    "pour un autre communiqué, donnez-lui un autre nom",
    "um die Mitteilung zu korrigieren, speichern Sie die Kopie unter dem Namen des Originals oder mit „v2“ am Ende; "
    "für eine andere Mitteilung geben Sie ihr einen anderen Namen",
    "to correct that release, save the copy under the original’s name or with “v2” at its end; for another release give it another name",
)
OLDER = Wording(
    "passe pour plus ancien que «\u00a0{file}\u00a0»",
    "gilt als älter als „{file}“",
    "counts as older than “{file}”",
)
NUMBER_IT = Wording(
    "si ce texte est le plus récent, enregistrez-le sous le nom de l’autre ou avec un numéro de version plus élevé",
    "ist dieser Text der neueste, speichern Sie ihn unter dem anderen Namen oder mit einer höheren Versionsnummer",
    "if this text is the newest, save it under the other’s name or with a higher version number",
)


@dataclass(frozen=True, slots=True)
class Holder:
    """The file that a release was read from: its name, the sha256 of its bytes, and the release."""

    file: str
    sha256: str
    release: str


@dataclass(frozen=True, slots=True)
class Belonging:
    """The release that a file is a draft of; with a `fact` it is not to be read, and `way_out` says what people can do."""

    release: str
    fact: Wording = NOTHING
    way_out: Wording = NOTHING


class Register:
    """The files that releases were read from, found by name, family and bytes; `there` are the names (`composed`) in the drop folder."""

    def __init__(self, holders: Iterable[Holder], there: Collection[str]) -> None:
        """Of two holders for one release the later counts."""
        self.there = there
        self.by_name: dict[str, Holder] = {}
        self.gone: dict[str, Holder] = {}
        self.kin: dict[str, dict[str, Holder]] = {}
        for holder in {one.release: one for one in holders}.values():
            self.add(holder)

    def add(self, holder: Holder) -> None:
        """Note whose file is a release's from now on."""
        self.by_name[composed(holder.file)] = holder
        if not self.is_there(holder):
            self.gone.setdefault(holder.sha256, holder)
        for key in {understood(holder.file).family, holder.release, slug_of(PurePath(holder.file).stem)}:
            self.kin.setdefault(key, {})[holder.release] = holder

    def is_there(self, holder: Holder) -> bool:
        """Whether the file of a release lies in the drop folder."""
        return composed(holder.file) in self.there

    def belonging(self, file: str, digest: Callable[[], str]) -> Belonging:
        """Whose draft a file is; `digest` gives the sha256 of its bytes where that matters.

        The same name is the same release. A file that was renamed is followed by its bytes. A name of the same family is the same release
        where the former file is gone, or where its version is newer; a copy, an older version or a twin beside it is not read.
        """
        if same := self.by_name.get(composed(file)):
            return Belonging(same.release)
        if self.gone and (renamed := self.gone.get(digest())):
            return Belonging(renamed.release)
        slug = slug_of(PurePath(file).stem)
        kin = [*self.kin.get(understood(file).family, {}).values(), *self.kin.get(slug, {}).values()]
        if not kin:
            return Belonging(slug)
        newest = max(kin, key=lambda one: (self.is_there(one), understood(one.file).rank))
        return _beside(file, digest, newest) if self.is_there(newest) else Belonging(newest.release)


def _beside(file: str, digest: Callable[[], str], newest: Holder) -> Belonging:
    ours, theirs = understood(file), understood(newest.file)
    if digest() == newest.sha256:
        return Belonging(newest.release, SAME.fill(file=newest.file), REMOVE)
    if ours.copy and not theirs.copy:
        return Belonging(newest.release, COPY.fill(file=newest.file), SAVE_THERE)
    if ours.rank > theirs.rank or (theirs.copy and not ours.copy):
        return Belonging(newest.release)
    if ours.rank < theirs.rank:
        return Belonging(newest.release, OLDER.fill(file=newest.file), NUMBER_IT)
    return Belonging(newest.release, TWIN.fill(file=newest.file), RENAME)


def slug_for(own: House, path: Path) -> str:
    """The release that a Word file is a draft of. Raises DraftError where another file has that place."""
    found = _found(own, path)
    if found.fact is not NOTHING:
        raise DraftError(composed(path.name), found.fact, found.way_out)
    return found.release


def release_of(own: House, path: Path) -> str:
    """The release whose settings hold for a Word file, whether it is to be read into it or not."""
    return _found(own, path).release


def _found(own: House, path: Path) -> Belonging:
    likely = slug_of(path.stem)
    holder = held(own.drafts / likely / "draft.json")
    if holder and composed(holder.file) == composed(path.name):
        return Belonging(likely)
    known = holders(own.drafts)
    there = _there(own, path) or {composed(one.file) for one in known}
    return Register(known, there).belonging(path.name, lambda: _digest(path))


def _there(own: House, path: Path) -> set[str]:
    """The names in the drop folder; none for a file elsewhere, of which nobody knows what lies beside it."""
    try:
        return {composed(one.name) for one in own.drafts.iterdir()} if path.resolve().parent == own.drafts.resolve() else set()
    except OSError:
        return set()


def holders(folder: Path) -> tuple[Holder, ...]:
    """The files that the releases of a drop folder were read from; a broken record names none. Raises OSError."""
    found = (held(path) for path in sorted(folder.glob("*/draft.json")))
    return tuple(holder for holder in found if holder)


def held(record: Path) -> Holder | None:
    """The file that a release was read from, by its `draft.json`; None where there is none or it is broken. Raises OSError."""
    try:
        status = record.stat()
        return _read(record, status.st_mtime_ns, status.st_size)
    except (FileNotFoundError, NotADirectoryError, ValueError, KeyError, TypeError):
        return None


@lru_cache(maxsize=4096)
def _read(record: Path, _modified: int, _size: int) -> Holder:
    with record.open("rb") as file:
        head = file.read(HEAD_ROOM)
        if found := HEAD.match(head):
            return Holder(json.loads(found[1]), found[2].decode(), record.parent.name)
        values = json.loads(head + file.read())
    return Holder(str(values["file"]), str(values["sha256"]), record.parent.name)


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
