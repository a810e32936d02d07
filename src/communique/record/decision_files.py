"""The files of decisions: their one form, byte by byte, their names, and what a signature of theirs is over."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import RecordError, Tampered
from ..files.canonical import canonical, digest
from ..languages import Wording
from . import alterations as say

FOLDER = "decisions"
LARGEST = 1024 * 1024
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
NAME = re.compile(r"\d{8}T\d{6}Z-[a-z]+-[0-9a-f]{12}\.json")
# A proof by the reviewer's own SSH key lies beside the decision that it is about.
PROOF = ".sig"
# A signature made here is worth nothing for a manifest or anything else that the same key may sign.
PURPOSE = b"communique decision\n"


def listing(folder: Path) -> list[Path]:
    """The files of a release's decisions in the order of their names, proofs left out; none where there is no such folder.

    Raises Tampered where something else stands in its place, RecordError where it cannot be opened.
    """
    place = folder / FOLDER
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        raise Tampered(f"drafts/{folder.name}/{FOLDER}", say.NOT_A_FOLDER, say.RESTORE)
    try:
        names = sorted(path.name for path in place.iterdir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise RecordError(f"drafts/{folder.name}/{FOLDER}", unreadable(error), say.CHECK_RIGHTS) from error
    return [place / name for name in names if not name.startswith(".") and not _is_proof(place / name)]


def _is_proof(path: Path) -> bool:
    return path.suffix == PROOF and bool(NAME.fullmatch(path.stem)) and path.with_suffix("").is_file()


def parsed(path: Path) -> dict[str, Any]:
    """The values of a file that has, byte by byte, the form in which decisions are written. Raises Tampered or RecordError."""
    if not NAME.fullmatch(path.name):
        raise Tampered(place(path), say.STRAY, say.RESTORE)
    try:
        with path.open("rb") as file:
            found_bytes = file.read(LARGEST)
    except OSError as error:
        raise RecordError(place(path), unreadable(error), say.CHECK_RIGHTS) from error
    try:
        found = json.loads(found_bytes)
        formed = _formed(found) and content(found) == found_bytes
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Tampered(place(path), say.ALTERED, say.RESTORE) from error
    if not formed:
        raise Tampered(place(path), say.ALTERED, say.RESTORE)
    if path.name != name_of(found):
        raise Tampered(place(path), say.MISNAMED, say.RESTORE)
    return dict(found)


def _formed(found: Mapping[str, Any]) -> bool:
    # Base 64 has several spellings of the same bytes; only the canonical one passes, so that no byte of a file can change unseen.
    spelled = base64.b64encode(base64.b64decode(found["signature"], validate=True)).decode() == found["signature"]
    words = all(isinstance(found[name], str) for name in ("kind", "release", "at"))
    return spelled and words and isinstance(found["version"], int) and TIME.fullmatch(found["at"]) is not None


def signed_part(found: Mapping[str, Any]) -> dict[str, Any]:
    """Everything but the signature."""
    return {name: value for name, value in found.items() if name != "signature"}


def message(found: Mapping[str, Any]) -> bytes:
    """What the gate signs."""
    return PURPOSE + canonical(signed_part(found))


def name_of(found: Mapping[str, Any]) -> str:
    """The name that a decision's file has to have."""
    moment = str(found["at"]).replace("-", "").replace(":", "")
    return f"{moment}-{found['kind']}-{digest(signed_part(found))[:12]}.json"


def content(found: Mapping[str, Any]) -> bytes:
    """The bytes of a decision's file."""
    return (json.dumps(found, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False) + "\n").encode()


def place(path: Path) -> str:
    """A file as errors name it."""
    return f"drafts/{path.parent.parent.name}/{FOLDER}/{path.name}"


def unreadable(error: OSError) -> Wording:
    """The sentence for a file or folder that the system refuses."""
    return say.UNREADABLE.fill(why=error.strerror or type(error).__name__)
