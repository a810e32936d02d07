"""Links to the desk: signed, personal, for one release, language and partner, good until a day that they name."""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import stat
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from itsdangerous import BadData, Signer, URLSafeSerializer
from itsdangerous.encoding import base64_decode, base64_encode

from ..errors import HouseError, NotAllowed
from ..house import House
from ..languages import Language, Wording
from ..record import keys
from ..roles import Role

# One salt for each purpose: what is signed for one of them is worth nothing for another.
REVIEW, QUEUE, FORM, HEALTH = "communique review", "communique queue", "communique form", "communique health"
SECRET_BYTES = 32
SIGNS = re.compile(r"[\w.-]{1,1000}", re.ASCII)
LONGEST_LIFE = 366
HMAC = {"digest_method": hashlib.sha256, "key_derivation": "hmac"}

PLACE = "link"
FORGED = Wording(
    "ce lien n’est pas complet ou a été modifié",
    "dieser Link ist nicht vollständig oder wurde verändert",
    "this link is not complete or was changed",
)
COPY_WHOLE = Wording(
    "copiez-le en entier depuis le message reçu, ou demandez-en un autre",
    "übernehmen Sie ihn ganz aus der Nachricht, oder fordern Sie einen neuen an",
    "copy the whole of it from the message that you were sent, or ask for another",
)
EXPIRED = Wording("ce lien a expiré", "dieser Link ist abgelaufen", "this link has expired")
ASK_AGAIN = Wording("demandez-en un autre", "fordern Sie einen neuen an", "ask for another")
OPEN_TO_OTHERS = Wording(
    "d’autres comptes de cette machine peuvent lire ou modifier le secret des liens",
    "andere Konten dieses Rechners können das Geheimnis der Links lesen oder ändern",
    "other accounts of this machine can read or change the secret of the links",
)
CLOSE_IT = Wording("fermez-le avec «\u00a0chmod 600\u00a0»", "schließen Sie es mit „chmod 600“", "close it with “chmod 600”")
NO_SECRET = Wording("ce fichier ne contient pas de secret", "diese Datei enthält kein Geheimnis", "there is no secret in this file")
REMOVE_IT = Wording(
    "supprimez-le\u00a0: un nouveau sera créé, et les anciens liens ne vaudront plus rien",
    "löschen Sie sie: Eine neue wird angelegt, und die alten Links gelten nicht mehr",
    "remove it: a new one is made, and the old links are worth nothing any more",
)


@dataclass(frozen=True, slots=True)
class Visit:
    """What a link entitles to: one person (`reviewer` is an id of reviewers.toml) deciding for one partner about one language."""

    release: str
    language: Language
    partner: str
    role: Role
    reviewer: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A link that was read: what it entitles to, when it ends, and the random word that no other link has."""

    visit: Visit
    expires: datetime
    nonce: str
    token: str


@dataclass(frozen=True, slots=True)
class Opening:
    """A link to the queue of one person that was read."""

    reviewer: str
    expires: datetime
    nonce: str
    token: str


def link(house: House, visit: Visit, base: str, days: int = 14) -> str:
    """The address of a review page below `base` (`https://desk.example.org`), good for `days`. Raises HouseError without a secret."""
    return f"{base}/r/{_review(house, visit, _end(days), secrets.token_urlsafe(9))}"


def queue_link(house: House, reviewer: str, base: str, days: int = 14) -> str:
    """The address of everything that waits for one person, good for `days`. Raises HouseError without a usable secret."""
    return f"{base}/q/{_serializer(house, QUEUE).dumps([reviewer, _end(days), secrets.token_urlsafe(9)])}"


def link_of(house: House, opening: Opening, visit: Visit, subject: str, base: str) -> str:
    """The link to a review that a queue shows: always the same one while the text is the same, ending with the queue's own."""
    told = "\x1f".join((opening.nonce, visit.release, visit.language, visit.partner, visit.role, subject))
    return f"{base}/r/{_review(house, visit, int(opening.expires.timestamp()), hashlib.sha256(told.encode()).hexdigest()[:16])}"


def opened(house: House, token: str, now: datetime) -> Opened:
    """What a review link entitles to. Raises NotAllowed for one that was changed, made elsewhere or has expired."""
    found = _loaded(house, REVIEW, token)
    try:
        release, language, partner, role, reviewer, end, nonce = found
        own = Opened(Visit(release, Language(language), partner, Role(role), reviewer), _moment(end), nonce, token)
    except (TypeError, ValueError, OverflowError) as error:
        raise NotAllowed(PLACE, FORGED, COPY_WHOLE) from error
    _demand_time(own.expires, now)
    return own


def opened_queue(house: House, token: str, now: datetime) -> Opening:
    """Whose queue a link shows. Raises NotAllowed as `opened` does."""
    found = _loaded(house, QUEUE, token)
    try:
        reviewer, end, nonce = found
        own = Opening(reviewer, _moment(end), nonce, token)
    except (TypeError, ValueError, OverflowError) as error:
        raise NotAllowed(PLACE, FORGED, COPY_WHOLE) from error
    _demand_time(own.expires, now)
    return own


def form_key(house: House, token: str) -> str:
    """What a form of the page behind a link has to send along; another link's is worth nothing."""
    return _signer(house, FORM).get_signature(token.encode()).decode()


def is_form_key(house: House, token: str, given: str) -> bool:
    """Whether a form was made for the page behind this link."""
    return _signer(house, FORM).verify_signature(token.encode(), given.encode("utf-8", "replace"))


def sign_of_life(house: House) -> str:
    """What the desk of this house, and no other, answers when it is asked whether it is there."""
    return _signer(house, HEALTH).get_signature(b"alive").decode()


def _review(house: House, visit: Visit, end: int, nonce: str) -> str:
    own = [visit.release, visit.language.value, visit.partner, visit.role.value, visit.reviewer, end, nonce]
    return str(_serializer(house, REVIEW).dumps(own))


def _loaded(house: House, purpose: str, token: str) -> Any:
    # Base 64 has several spellings of the same bytes; only the canonical one of a signature passes.
    end = token.rpartition(".")[2].encode()
    try:
        if not SIGNS.fullmatch(token) or base64_encode(base64_decode(end)) != end:
            raise NotAllowed(PLACE, FORGED, COPY_WHOLE)
        return _serializer(house, purpose).loads(token)
    except (BadData, RecursionError) as error:
        raise NotAllowed(PLACE, FORGED, COPY_WHOLE) from error


def _demand_time(end: datetime, now: datetime) -> None:
    if now >= end:
        raise NotAllowed(PLACE, EXPIRED, ASK_AGAIN)


def _end(days: int) -> int:
    if not 0 < days <= LONGEST_LIFE:
        raise ValueError(f"a link is good for 1 to {LONGEST_LIFE} days")
    return int((datetime.now(UTC) + timedelta(days=days)).timestamp())


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _serializer(house: House, purpose: str) -> URLSafeSerializer:
    return URLSafeSerializer(_secrets(house), salt=purpose, signer_kwargs=HMAC)


def _signer(house: House, purpose: str) -> Signer:
    return Signer(_secrets(house), salt=purpose, **HMAC)  # type: ignore[arg-type]


def secret_file(house: House) -> Path:
    """Where the secret of the links lies: one a line, the last one signs, all of them are believed."""
    return house.state / "desk.key"


def _secrets(house: House) -> list[bytes]:
    path = secret_file(house)
    if not path.exists():
        _make(path)
    try:
        with path.open("rb") as file:
            if os.name == "posix" and os.fstat(file.fileno()).st_mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise HouseError(path, OPEN_TO_OTHERS, CLOSE_IT)
            found = [line.strip() for line in file if line.strip()]
    except OSError as error:
        raise HouseError(path, NO_SECRET, REMOVE_IT) from error
    if not found or any(len(line) < SECRET_BYTES for line in found):
        raise HouseError(path, NO_SECRET, REMOVE_IT)
    return found


def _make(path: Path) -> None:
    """Write a fresh secret that is there whole or not at all; of two who try at the same time the first one's stays."""
    fresh = path.with_name(f".tmp-{secrets.token_hex(8)}")
    keys.keep(fresh, secrets.token_hex(SECRET_BYTES).encode() + b"\n")
    try:
        os.link(fresh, path)
    except FileExistsError:
        return
    finally:
        fresh.unlink()
