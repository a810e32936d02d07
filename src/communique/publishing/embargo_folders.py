"""Where a release under embargo lies: in a folder whose name nobody can guess, until it is lifted."""

from __future__ import annotations

import hashlib
import json
import re
import string
from collections.abc import Iterator
from pathlib import Path

from ..house import House
from ..record.keys import SigningKey
from . import folders, manifest

PREFIX = "embargo-"
LETTERS = 26
NAME = re.compile(rf"{PREFIX}[a-z]{{{LETTERS}}}")
# A signature made for this is worth nothing anywhere else, and none made elsewhere tells this name.
PURPOSE = b"communique embargo folder\n"


def place_of(house: House, slug: str, key: SigningKey) -> Path:
    """The folder of a release under embargo: always the same one, and 122 bits that only the gate's private key gives."""
    number, letters = int.from_bytes(hashlib.sha256(key.sign(PURPOSE + slug.encode())).digest()), []
    for _ in range(LETTERS):
        number, letter = divmod(number, len(string.ascii_lowercase))
        letters.append(string.ascii_lowercase[letter])
    return house.output / (PREFIX + "".join(letters))


def lying(house: House, slug: str) -> Iterator[Path]:
    """The embargoed folders of a release; there may be another one since before the key was rotated."""
    for path in sorted(house.output.glob(f"{PREFIX}*")) if house.output.is_dir() else ():
        if NAME.fullmatch(path.name) and _holds(path) == (slug, manifest.EMBARGOED):
            yield path


def lift(house: House, slug: str, *, but: Path | None = None) -> None:
    """Take the embargoed folders of a release away, each at once; `but` stays. Raises OSError."""
    for path in lying(house, slug):
        if path != but:
            folders.drop(path)
    folders.sweep_dropped(house.output)


def _holds(folder: Path) -> tuple[str, str]:
    try:
        values = json.loads((folder / manifest.NAME).read_bytes())
        return values["release"], values["status"]
    except (OSError, ValueError, KeyError, TypeError):
        return "", ""
