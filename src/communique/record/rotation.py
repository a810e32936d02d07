"""Rotating the gate's key: another pair, and a seal over everything that the former one signed."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from .. import decisions, house
from ..decisions import Decision, Kind
from ..errors import HouseError, RecordError
from ..files.storage import sync_folder, write_whole
from ..house import House
from ..languages import Wording
from . import alterations, keys
from .keys import SigningKey

PUBLIC = re.compile(r'^([ \t]*public_key\s*=\s*)"[^"]*"', re.MULTILINE)
FORMER = re.compile(r"^[ \t]*former_keys\s*=\s*\[[^\]]*\]\n?", re.MULTILINE)
NOTHING_LOOSE = Wording(
    "chaque décision de ce communiqué porte la clé actuelle ou un sceau",
    "jede Entscheidung zu dieser Mitteilung trägt den jetzigen Schlüssel oder ein Siegel",
    "every decision of this release bears the present key or a seal",
)
NOT_WRITTEN = Wording(
    "la nouvelle clé publique n’a pas pu y être inscrite",
    "der neue öffentliche Schlüssel ließ sich dort nicht eintragen",
    "the new public key could not be written there",
)
AS_ONE_LINE = Wording(
    'écrivez la ligne public_key = "" sous [gate] et recommencez',
    'schreiben Sie die Zeile public_key = "" unter [gate] und beginnen Sie neu',
    "write the line public_key = “” below [gate] and begin again",
)
CANNOT_MOVE = Wording(
    "cette clé ne peut pas être déplacée ({why})",
    "dieser Schlüssel lässt sich nicht verschieben ({why})",
    "this key cannot be moved ({why})",
)
MAY_WRITE = Wording(
    "lancez la commande là où ce dossier est inscriptible",
    "führen Sie den Befehl dort aus, wo dieser Ordner beschreibbar ist",
    "run the command where this folder can be written to",
)


@dataclass(frozen=True, slots=True)
class Rotated:
    """A house after its key was rotated: the releases that were sealed, and where the former private key lies, if it was here."""

    house: House
    sealed: tuple[str, ...]
    former: Path | None


def rotate(own: House, at: datetime) -> Rotated:
    """Make another pair of keys, keep the former public one to verify with, and seal every release that has decisions.

    The former private key need not be here. Every step can be cut short: called again it goes on, with the same new key. Raises HouseError
    where there is no key yet, and Tampered or RecordError, before anything was changed, for a record that does not verify.
    """
    if not own.public_key:
        raise HouseError("templates/house.toml", alterations.NO_KEY, alterations.ADD_KEY)
    fresh = own.key_file.with_name(own.key_file.name + keys.FRESH)
    begun = fresh.exists() and keys.load(fresh).public == own.public_key
    if not begun:
        for folder in decided(own):
            decisions.read(folder, own.keys)
        if not fresh.exists():
            keys.keep(fresh, keys.new()[0])
        _move(own.key_file, _former(own))
        own = _with_keys(own, keys.load(fresh).public)
    signing = keys.load(fresh)
    sealed = tuple(folder.name for folder in decided(own) if _seal(own, folder, signing, at))
    _move(fresh, own.key_file)
    former = _former(replace(own, public_key=own.former_keys[-1]))
    return Rotated(own, sealed, former if former.exists() else None)


def decided(own: House) -> tuple[Path, ...]:
    """The folders of releases that have decisions."""
    return tuple(place.parent for place in sorted(own.drafts.glob(f"*/{decisions.FOLDER}")) if place.is_dir() and any(place.iterdir()))


def loose(own: House, slug: str) -> tuple[Decision, ...]:
    """The decisions of a release that a former key signed and no later one sealed: made on another branch, or with a stolen key."""
    return decisions.unsealed(decisions.read(own.drafts / slug, own.keys, sealed=False), own.keys)


def seal(own: House, slug: str, at: datetime) -> int:
    """Take what a former key signed in a release as it stands; how many decisions that were. Somebody has to have looked at them.

    Raises RecordError where there is nothing to seal.
    """
    held = loose(own, slug)
    if not held:
        raise RecordError(slug, NOTHING_LOOSE)
    _seal(own, own.drafts / slug, keys.load(own.key_file, own.public_key), at)
    return len(held)


def _seal(own: House, folder: Path, key: SigningKey, at: datetime) -> bool:
    if not decisions.unsealed(decisions.read(folder, own.keys, sealed=False), own.keys):
        return False
    about = hashlib.sha256(own.former_keys[-1]).hexdigest()
    sealing = Decision(kind=Kind.SEAL, release=folder.name, about=about, at=decisions.utc(at), channel="terminal")
    decisions.record(folder, sealing, key, own.keys, sealing=True)
    return True


def _former(own: House) -> Path:
    """Where the private half of a house's key is put when it is rotated."""
    return own.key_file.with_name(f"{own.key_file.name}.former-{hashlib.sha256(own.public_key).hexdigest()[:8]}")


def _move(path: Path, target: Path) -> None:
    try:
        if path.exists():
            path.rename(target)
            sync_folder(path.parent)
    except OSError as error:
        raise HouseError(path, CANNOT_MOVE.fill(why=error.strerror or type(error).__name__), MAY_WRITE) from error


def _with_keys(own: House, public: bytes) -> House:
    """The house with another key in house.toml, the present one the last of its former ones."""
    settings = own.templates / "house.toml"
    former = ", ".join(f'"{_spelled(key)}"' for key in (*own.former_keys, own.public_key))
    text = FORMER.sub("", settings.read_text(encoding="utf-8"))
    changed = PUBLIC.sub(rf'\g<1>"{_spelled(public)}"\nformer_keys = [{former}]', text, count=1)
    write_whole(settings, changed.encode())
    fresh = house.load(own.root)
    if fresh.public_key != public:
        raise HouseError("templates/house.toml", NOT_WRITTEN, AS_ONE_LINE)
    return fresh


def _spelled(key: bytes) -> str:
    return base64.b64encode(key).decode()
