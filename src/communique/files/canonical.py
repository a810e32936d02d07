"""Values as the one sequence of bytes that a digest or a signature is made of."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from typing import Any


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, no white space and ASCII only (after RFC 8785). Raises TypeError or ValueError for what JSON cannot hold."""
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def digest(value: Any) -> str:
    """The sha256 of a value's canonical form, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def settled(value: Any) -> Any:
    """The same value with its strings in NFC and their lines ended by LF: two spellings of one text that no reader tells apart."""
    match value:
        case str():
            return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
        case list() | tuple():
            return [settled(part) for part in value]
        case dict():
            return {key: settled(part) for key, part in value.items()}
    return value
