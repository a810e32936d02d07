"""The services that notices go out by: addresses with keys in them, from the environment or a file that only its owner can read."""

from __future__ import annotations

import hashlib
import os
import stat
import tomllib
from dataclasses import dataclass
from pathlib import Path

from ..errors import HouseError
from ..house import House
from ..languages import Wording

ADDRESSES = "COMMUNIQUE_NOTICES"
FILE = "notices.toml"
MAIL = ("mailto://", "mailtos://")
PLACE = ".communique/notices.toml"

OPEN = Wording(
    "d’autres que vous peuvent lire ce fichier, et il contient des clés",
    "andere können diese Datei lesen, und sie enthält Schlüssel",
    "others can read this file, and there are keys in it",
)
CLOSE = Wording("fermez-le\u00a0: chmod 600 {path}", "schließen Sie sie: chmod 600 {path}", "close it: chmod 600 {path}")
BROKEN = Wording("ne se lit pas ({why})", "ist nicht lesbar ({why})", "cannot be read ({why})")
MEND = Wording(
    "le modèle est dans docs/operate.md\u202f; mail est une adresse mailto:// ou mailtos://, chat une liste d’adresses",
    "das Muster steht in docs/operate.md; mail ist eine Adresse mailto:// oder mailtos://, chat eine Liste von Adressen",
    "docs/operate.md has the pattern; mail is an address mailto:// or mailtos://, chat a list of addresses",
)


# Without a repr: whatever shows a value of this kind must not show the keys.
@dataclass(frozen=True, slots=True, repr=False)
class Services:
    """The mail account that letters go out by, empty for none, and the chat channels, each as an apprise address."""

    mail: str = ""
    chat: tuple[str, ...] = ()

    def channel(self, name: str) -> str:
        """The address of a chat channel by the name that `channel_name` gives it; empty where it is not there any more."""
        return next((address for address in self.chat if channel_name(address) == name), "")

    def __bool__(self) -> bool:
        return bool(self.mail or self.chat)


def channel_name(address: str) -> str:
    """A name for a channel that gives nothing of its address away."""
    return f"chat-{hashlib.sha256(address.encode()).hexdigest()[:12]}"


def load(house: House) -> Services:
    """The services of a house: `$COMMUNIQUE_NOTICES` (a file, or addresses between blanks), else `.communique/notices.toml`; or none.

    Raises HouseError for a file that others can read or that has another form; what is in it is never said.
    """
    said = os.environ.get(ADDRESSES, "").strip()
    if "://" in said:
        return _sorted(said.split())
    path, place = (Path(said), ADDRESSES) if said else (house.state / FILE, PLACE)
    return _read(path, place) if said or path.exists() else Services()


def _sorted(addresses: list[str]) -> Services:
    letters = [address for address in addresses if address.startswith(MAIL)]
    if len(letters) > 1:
        raise HouseError(ADDRESSES, BROKEN.fill(why=f"{len(letters)} mail"), MEND)
    return Services("".join(letters), tuple(dict.fromkeys(address for address in addresses if not address.startswith(MAIL))))


def _read(path: Path, place: str) -> Services:
    try:
        if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise HouseError(place, OPEN, CLOSE.fill(path=place if place == PLACE else f"${place}"))
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        # A parser's message may quote the line, and the line holds a key.
        raise HouseError(place, BROKEN.fill(why=type(error).__name__), MEND) from None
    mail, chat = values.pop("mail", ""), values.pop("chat", [])
    formed = isinstance(mail, str) and isinstance(chat, list) and all(isinstance(one, str) and "://" in one for one in chat)
    if values or not formed or (mail and not mail.startswith(MAIL)):
        raise HouseError(place, BROKEN.fill(why="mail, chat"), MEND)
    return Services(mail, tuple(dict.fromkeys(chat)))
