"""One-time review codes: what a reviewer types into a form that cannot know who they are."""

from __future__ import annotations

import hashlib
import json
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ..decisions import utc
from ..errors import NotAllowed
from ..files.storage import sync_folder, write_whole
from ..languages import Language, Wording
from ..roles import Role

# 32 signs without I, L, O and U (Crockford's base 32): twelve of them are 60 random bits.
SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, GROUP = 12, 4
MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": "", "\u00a0": "", "\u2010": "", "\u2011": "", "\u2013": ""})

KEPT = timedelta(days=30)

PLACE = "code"
WRONG = Wording("ce code n’existe pas", "diesen Code gibt es nicht", "there is no such code")
TYPE_AGAIN = Wording(
    "recopiez-le depuis le message reçu", "übernehmen Sie ihn aus der Nachricht", "copy it from the message that you were sent"
)
USED = Wording("ce code a déjà servi", "dieser Code wurde schon verwendet", "this code has been used already")
EXPIRED = Wording("ce code a expiré", "dieser Code ist abgelaufen", "this code has expired")
OUTDATED = Wording(
    "le texte a changé depuis l’envoi de ce code",
    "der Text hat sich geändert, seit dieser Code verschickt wurde",
    "the text has changed since this code was sent",
)
ASK_AGAIN = Wording("demandez-en un autre", "fordern Sie einen neuen an", "ask for another")


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """What a code entitles to: one decision of one reviewer in one role about one partner's text in one language (`subject`), until
    `expires` (UTC).
    """

    release: str
    language: Language
    partner: str
    reviewer: str
    subject: str
    expires: str
    role: Role = Role.LANGUAGE


def issue(
    state_folder: Path,
    *,
    release: str,
    language: Language,
    partner: str,
    reviewer: str,
    subject: str,
    at: datetime,
    days: int = 14,
    role: Role = Role.LANGUAGE,
) -> str:
    """A fresh code such as `K7QF-3M2P-9XWT`, good for `days` from `at`; only its hash is kept. Raises OSError."""
    sweep(state_folder, at)
    code = "".join(secrets.choice(SIGNS) for _ in range(LENGTH))
    expires = utc(at + timedelta(days=days))
    grant = Grant(release=release, language=language, partner=partner, reviewer=reviewer, subject=subject, expires=expires, role=role)
    path = _file(state_folder, code)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(path, json.dumps(asdict(grant)).encode())
    return "-".join(code[start : start + GROUP] for start in range(0, LENGTH, GROUP))


def look(state_folder: Path, code: str, now: datetime) -> Grant:
    """What a code entitles to, without using it up. Raises NotAllowed for a wrong, used or expired one."""
    path = _file(state_folder, code)
    try:
        values = json.loads(path.read_bytes())
        role = Role(values.get("role", Role.LANGUAGE))
        grant = Grant(**{**values, "language": Language(values["language"]), "role": role})
    except (OSError, ValueError, TypeError, KeyError) as error:
        if _spent(path).exists():
            raise NotAllowed(PLACE, USED, ASK_AGAIN) from error
        raise NotAllowed(PLACE, WRONG, TYPE_AGAIN) from error
    if utc(now) > grant.expires:
        raise NotAllowed(PLACE, EXPIRED, ASK_AGAIN)
    return grant


def demand_current(grant: Grant, subject: str) -> None:
    """Raises NotAllowed where the text is no longer the one that the code was sent for."""
    if grant.subject != subject:
        raise NotAllowed(PLACE, OUTDATED, ASK_AGAIN)


def spend(state_folder: Path, code: str, now: datetime) -> Grant:
    """Use a code up, once and for all: of several who try at the same time one succeeds. Raises NotAllowed as `look` does.

    Look first, let the decision be made, spend, then record it: a refused decision leaves the code as it was.
    """
    grant = look(state_folder, code, now)
    path = _file(state_folder, code)
    try:
        path.rename(_spent(path))
    except FileNotFoundError as error:
        raise NotAllowed(PLACE, USED, ASK_AGAIN) from error
    sync_folder(path.parent)
    return grant


def sweep(state_folder: Path, now: datetime) -> None:
    """Remove codes that were used, or have expired, thirty days ago or longer. A clock that was wrong for a while costs a sentence: a
    code whose file is gone is one that does not exist.
    """
    for path in (state_folder / "codes").glob("*.*"):
        with suppress(OSError, ValueError, KeyError, TypeError):
            ended = json.loads(path.read_bytes())["expires"] if path.suffix == ".json" else _used_at(path)
            if ended < utc(now - KEPT):
                path.unlink()


def _used_at(path: Path) -> str:
    """When a code was used up: its file was renamed then, which the change time tells."""
    return utc(datetime.fromtimestamp(path.stat().st_ctime, UTC))


def _file(state_folder: Path, code: str) -> Path:
    plain = code.upper().translate(MISREAD)
    return state_folder / "codes" / f"{hashlib.sha256(plain.encode('utf-8', 'replace')).hexdigest()}.json"


def _spent(path: Path) -> Path:
    return path.with_suffix(".used")
