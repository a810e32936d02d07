"""What an office does to its house: make its key, bring its partners' official texts."""

from __future__ import annotations

import base64
from datetime import UTC, date, datetime
from pathlib import Path

from .. import house, memory, pipeline
from ..errors import HouseError
from ..files.storage import write_whole
from ..house import House
from ..languages import Wording
from ..record import keys
from ..record.rotation import PUBLIC
from ..text.typography import mend
from . import adoption

KEY_EXISTS = Wording("il y a déjà une clé", "es gibt schon einen Schlüssel", "there already is a key")
MOVE_KEY = Wording(
    "déplacez-la d’abord ; ce qu’elle a signé ne se vérifie qu’avec sa moitié publique",
    "verschieben Sie ihn zuerst; was er signiert hat, prüft nur sein öffentlicher Teil",
    "move it first; what it signed can only be verified with its public half",
)
HAS_PUBLIC = Wording(
    "cette maison a déjà une clé, dont la moitié publique est ici",
    "dieses Haus hat schon einen Schlüssel, dessen öffentlicher Teil hier steht",
    "this house already has a key, whose public half stands here",
)
BRING_KEY = Wording(
    "copiez la clé privée vers {path} depuis la machine qui l’a",
    "kopieren Sie den privaten Schlüssel von dem Rechner, der ihn hat, nach {path}",
    "copy the private key to {path} from the machine that has it",
)


def adopt(
    own: House, path: Path, *, memories: tuple[Path, ...] = (), since: date | None = None, accept_changes: bool = False
) -> list[Path]:
    """Take the official boilerplates and contacts out of a draft into the partners' files, and give those that changed."""
    draft = pipeline.read(own, path, accept_changes=accept_changes)
    known = memory.Memory.load([*memories, *pipeline.memory_files(own)])
    changed = adoption.adopt(draft, own.templates / "partners", since=since or datetime.now(UTC).date(), memory=known, mend=mend)
    for file, text in changed.items():
        write_whole(file, text.encode())
    return list(changed)


def new_key(own: House) -> House:
    """Make a house its keys: the private one on this machine, the public one in house.toml.

    Raises HouseError where there is one: another public key would make every decision so far unreadable.
    """
    if own.key_file.exists():
        raise HouseError(own.key_file, KEY_EXISTS, MOVE_KEY)
    if own.public_key:
        raise HouseError("templates/house.toml", HAS_PUBLIC, BRING_KEY.fill(path=own.key_file))
    private, public = keys.new()
    keys.keep(own.key_file, private)
    return _with_public(own, base64.b64encode(public).decode())


def without_key(own: House) -> House:
    """The same house as if it never had a key; for a copy of a house, never for the house itself."""
    return _with_public(own, "")


def _with_public(own: House, key: str) -> House:
    settings = own.templates / "house.toml"
    text, line = settings.read_text(encoding="utf-8"), f'"{key}"'
    changed = PUBLIC.sub(rf"\g<1>{line}", text) if PUBLIC.search(text) else f"{text}\n[gate]\npublic_key = {line}\n"
    write_whole(settings, changed.encode())
    return house.load(own.root)
