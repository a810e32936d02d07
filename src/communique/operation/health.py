"""Whether each part of a set-up does its work, as yes or no with a number beside it; no release is named."""

from __future__ import annotations

import json
import shutil
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

from ..desk import whereabouts
from ..errors import CommuniqueError
from ..house import House
from ..record import keys
from . import beats

# A server that does not say within so many seconds that it is well is not.
PATIENCE = 2.0
# A release's files take some ten megabytes while they are made; Prefect's database wants room as well.
ENOUGH_BYTES = 300_000_000


@dataclass(frozen=True, slots=True)
class Sign:
    """Whether a part does its work, and the number that this is told by, `name` and `value`; nothing but numbers is ever said."""

    fine: bool
    name: str = ""
    value: float | None = None

    def values(self) -> dict[str, Any]:
        """As JSON values."""
        return {"ok": self.fine} | ({self.name: self.value} if self.name else {})


def signs(house: House, api: str, now: float | None = None) -> dict[str, Sign]:
    """The parts of the set-up by name; `api` is the address of Prefect's API, empty for none, `now` in seconds since 1970."""
    found = {"server": _server(api)} if api else {}
    for part in ("flows", "watcher"):
        silence = beats.silence(house, part, now)
        fine = silence is not None and silence <= beats.PARTS[part]
        found[part] = Sign(fine, "seconds_since", None if silence is None else round(silence, 1))
    return {**found, "desk": Sign(bool(whereabouts.running(house))), "disk": _disk(house), "key": _key(house)}


def answer(found: dict[str, Sign]) -> tuple[int, str]:
    """What `/healthz` answers: 200 where every part is well and 503 where one is not, and the parts as JSON."""
    fine = all(sign.fine for sign in found.values())
    parts = {name: sign.values() for name, sign in found.items()}
    return 200 if fine else 503, json.dumps({"status": "ok" if fine else "failing", "parts": parts}, indent=1) + "\n"


def _server(api: str) -> Sign:
    begun = time.perf_counter()
    try:
        with urllib.request.urlopen(f"{api}/health", timeout=PATIENCE) as answered:  # noqa: S310 - our own http address
            fine = answered.status == 200
    except (OSError, HTTPException, ValueError):
        fine = False
    return Sign(fine, "seconds", round(time.perf_counter() - begun, 3))


def _disk(house: House) -> Sign:
    try:
        free = shutil.disk_usage(house.root).free
    except OSError:
        return Sign(False)
    return Sign(free >= ENOUGH_BYTES, "free_bytes", free)


def _key(house: House) -> Sign:
    """Whether decisions can be signed here: the key is there, its owner's alone, and the house's."""
    try:
        keys.load(house.key_file, house.public_key)
    except CommuniqueError:
        return Sign(False)
    return Sign(True)
