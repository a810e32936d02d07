"""Spent links: each approves once; which ones did is kept on this machine."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from ..decisions import utc
from ..errors import NotAllowed
from ..files.storage import sync_folder
from ..house import House
from ..languages import Wording
from .links import PLACE, Opened

SPENT = Wording(
    "ce lien a déjà servi à valider\u202f; il permet encore de lire, de commenter et de renvoyer",
    "mit diesem Link wurde schon freigegeben; lesen, kommentieren und zurückgeben lässt sich damit weiterhin",
    "this link has been used to approve; it still lets you read, comment and return",
)
ASK_AGAIN = Wording(
    "pour valider de nouveau, demandez-en un autre",
    "um erneut freizugeben, fordern Sie einen neuen an",
    "to approve once more, ask for another",
)


def is_spent(house: House, link: Opened) -> bool:
    """Whether a link has approved."""
    return _file(house, link).exists()


def demand_unspent(house: House, link: Opened) -> None:
    """Raises NotAllowed for a link that has approved."""
    if is_spent(house, link):
        raise NotAllowed(PLACE, SPENT, ASK_AGAIN)


def spend(house: House, link: Opened) -> None:
    """Use a link up before it approves, so that of several who try at the same time one does. Raises NotAllowed for a spent one.

    A machine that stops between this and the approval leaves a link that is good for reading only, never one that approves twice.
    """
    path = _file(house, link)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise NotAllowed(PLACE, SPENT, ASK_AGAIN) from error
    with os.fdopen(handle, "wb") as file:
        file.write(utc(link.expires).encode())
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def give_back(house: House, link: Opened) -> None:
    """Make a link good again whose approval was refused."""
    _file(house, link).unlink(missing_ok=True)


def sweep(house: House, now: datetime) -> None:
    """Forget the links that have expired: they approve nothing any more."""
    for path in _folder(house).glob("*"):
        with suppress(OSError, UnicodeDecodeError):
            if (end := path.read_text("ascii")) and end < utc(now):
                path.unlink()


def _file(house: House, link: Opened) -> Path:
    return _folder(house) / hashlib.sha256(link.nonce.encode()).hexdigest()[:32]


def _folder(house: House) -> Path:
    return house.state / "desk" / "spent"
