"""How people are reached: the address of the review desk, the mail addresses that a house writes to, who answers for what it prints."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

WEB = re.compile(r"https?://[\w.:\[\]-]+(/[\w./~-]*)?", re.ASCII)
# One that cannot break out of a header or of a list of addresses.
MAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\\x00-\x1f\x7f]+@[\w-]+(\.[\w-]+)*")


def desk(values: Mapping[str, Any]) -> str:
    """The `address` of a `[desk]` table without a slash at its end, empty for none. Raises ValueError for anything else."""
    value = values.get("address", "")
    if not isinstance(value, str) or (value and not WEB.fullmatch(value)):
        raise ValueError("desk: address is one such as https://review.example.org")
    return value.rstrip("/")


def officers(values: Mapping[str, Any]) -> tuple[str, ...]:
    """The `officers` of a `[notices]` table, each once. Raises ValueError for what is no list of mail addresses."""
    listed = values.get("officers", [])
    if not isinstance(listed, list) or not all(isinstance(value, str) and is_mail(value) for value in listed):
        raise ValueError("notices: officers is a list of mail addresses")
    return tuple(dict.fromkeys(listed))


def editor(values: Mapping[str, Any]) -> str:
    """The `editor` of a `[publisher]` table, name and address as printed, empty for none. Raises ValueError for anything else."""
    value = values.get("editor", "")
    if not isinstance(value, str) or set(values) - {"editor"}:
        raise ValueError("publisher: editor is a name and an address in quotation marks")
    return " ".join(value.split())


def is_mail(address: str) -> bool:
    """Whether this is one mail address and nothing else."""
    return MAIL.fullmatch(address) is not None
