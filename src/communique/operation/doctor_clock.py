"""What the doctor knows of the clock: whether something keeps it, and whether the house holds anything of a later time."""

from __future__ import annotations

import ctypes
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ..languages import Wording
from .diagnosis import Diagnosis, doubtful, well

# ntp_adjtime(2): the word `status` of its structure, and the bit that is set while nothing keeps the clock.
STATUS_AT, UNSYNCHRONISED = 40, 0x40
TOLERANCE = timedelta(minutes=2)

KEPT = Wording("synchronisée", "wird synchronisiert", "is synchronised")
SEEMS_RIGHT = Wording("rien ne la contredit", "nichts widerspricht ihr", "nothing contradicts it")
UNKEPT = Wording("rien ne synchronise l’horloge", "nichts synchronisiert die Uhr", "nothing synchronises the clock")
BEHIND = Wording(
    "retarde d’au moins {minutes} min sur {what}",
    "geht gegenüber {what} mindestens {minutes} min nach",
    "is at least {minutes} min behind {what}",
)
COMMIT = Wording("le dernier commit", "dem letzten Commit", "the last commit")
DECISION = Wording("la dernière décision", "der letzten Entscheidung", "the last decision")
SET_CLOCK = Wording(
    "activez NTP (timedatectl set-ntp true)\u202f; les embargos suivent cette horloge",
    "schalten Sie NTP ein (timedatectl set-ntp true); Sperrfristen folgen dieser Uhr",
    "switch NTP on (timedatectl set-ntp true); embargoes follow this clock",
)


def clock(root: Path, now: datetime) -> Iterator[Diagnosis]:
    """Whether something keeps the clock, and nothing that is dated in this house lies in the future."""
    late = [(COMMIT, at) for at in _last_commit(root)] + [(DECISION, at) for at in _last_decision(root)]
    what, at = max(late, key=lambda one: one[1], default=(COMMIT, now))
    if at - now > TOLERANCE:
        yield doubtful("clock", BEHIND.fill(minutes=(at - now) // timedelta(minutes=1), what=what), SET_CLOCK)
    elif _kept() is False:
        yield doubtful("clock", UNKEPT, SET_CLOCK)
    else:
        yield well("clock", KEPT if _kept() else SEEMS_RIGHT)


def _kept() -> bool | None:
    """Whether the system says that its clock is synchronised; None where it cannot be asked."""
    if not sys.platform.startswith("linux") or sys.maxsize < 2**32:
        return None
    asked = ctypes.create_string_buffer(512)
    try:
        state = ctypes.CDLL(None).ntp_adjtime(asked)
    except (OSError, AttributeError):
        return None
    return None if state < 0 else not int.from_bytes(asked.raw[STATUS_AT : STATUS_AT + 4], sys.byteorder) & UNSYNCHRONISED


def _last_commit(root: Path) -> Iterator[datetime]:
    with suppress(OSError, ValueError, subprocess.SubprocessError):
        command = ("git", "-C", str(root), "log", "-1", "--format=%ct")
        ended = subprocess.run(command, capture_output=True, text=True, check=True, timeout=2)  # noqa: S603
        yield datetime.fromtimestamp(int(ended.stdout), UTC)


def _last_decision(root: Path) -> Iterator[datetime]:
    stamps = (re.match(r"\d{8}T\d{6}", path.name) for path in root.glob("drafts/*/decisions/*.json"))
    with suppress(ValueError):
        yield max(datetime.strptime(f"{stamp[0]}Z", "%Y%m%dT%H%M%S%z") for stamp in stamps if stamp)
