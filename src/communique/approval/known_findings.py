"""Findings that are known already: what was found in the same release, for the same house, on the same day, by the same program.

They are kept in the house's own state, one file a release, under a code that only the gate's private key gives: whoever has not that key
cannot make a finding disappear. Without the key nothing is kept, and everything is found anew.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from ..errors import CommuniqueError
from ..files.canonical import canonical, digest
from ..files.digests import file_digest
from ..files.storage import write_whole
from ..findings import Finding, dump, load
from ..house import House
from ..program import digest as program_digest
from ..publishing.inputs import of_house, of_release
from ..record import keys
from ..releases import Release

FOLDER = "findings"
PURPOSE = b"communique findings\n"


def known(house: House, release: Release, today: date, find: Callable[[], Sequence[Finding]]) -> tuple[Finding, ...]:
    """What is wrong with a release: as it is known, else as `find` says, which is then known."""
    secret = _secret(house)
    if not secret:
        return tuple(find())
    path, asked = path_of(house, release.slug), _asked(house, release, today)
    kept = _recalled(path, asked, secret)
    if kept is None:
        kept = tuple(find())
        # What somebody changed meanwhile was perhaps seen, perhaps not.
        if _asked(house, release, today) == asked:
            _keep(path, {"asked": asked, "findings": [dump(finding) for finding in kept]}, secret)
    return kept


def last_known(house: House, slug: str) -> tuple[Finding, ...] | None:
    """What was found in a release when somebody last looked, whatever has changed since; None where nobody did, or the key is elsewhere.

    For counting. Whoever decides asks `known`.
    """
    secret = _secret(house)
    return _recalled(path_of(house, slug), None, secret) if secret else None


def path_of(house: House, slug: str) -> Path:
    """The file that the findings of a release are kept in."""
    return house.state / FOLDER / f"{slug}.json"


def _secret(house: House) -> bytes:
    """What the code is made with: a signature that nobody else can make and that is shown to nobody; empty without the key."""
    try:
        return keys.load(house.key_file, house.public_key).sign(PURPOSE) if house.key_file.is_file() else b""
    except CommuniqueError:
        return b""


def _asked(house: House, release: Release, today: date) -> str:
    return digest([of_release(release), of_house(house), program_digest(), today.isoformat(), _memories(house, release)])


def _memories(house: House, release: Release) -> list[list[str]]:
    """The files of the memory that findings ask: of a sentence that is alike, not the same, the file it comes from, and no other.

    So that what one release leaves in the memory makes nobody look for the findings of all others again.
    """
    entries = frozenset[str]().union(*(edition.recalled for edition in release.editions.values()))
    # An entry's own id may have colons too: then more files are asked than have to be, never fewer.
    named = {entry[:at] for entry in entries for at, sign in enumerate(entry) if sign == ":"}
    return [[name, file_digest(house.templates / "memory" / f"{name}.tmx")] for name in sorted(named)]


def _recalled(path: Path, asked: str | None, secret: bytes) -> tuple[Finding, ...] | None:
    """What is kept there, for these inputs or, where none are asked for, for whichever."""
    try:
        kept = json.loads(path.read_bytes())
        values: dict[str, Any] = kept["values"]
        if asked in (None, values["asked"]) and hmac.compare_digest(kept["code"], _code(values, secret)):
            return tuple(map(load, values["findings"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return None


def _keep(path: Path, values: dict[str, Any], secret: bytes) -> None:
    # What cannot be kept is found anew the next time.
    with suppress(OSError):
        write_whole(path, canonical({"code": _code(values, secret), "values": values}))


def _code(values: dict[str, Any], secret: bytes) -> str:
    return hmac.new(secret, canonical(values), "sha256").hexdigest()
