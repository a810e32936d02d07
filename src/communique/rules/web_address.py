"""What `[web]` in house.toml says: where a house's releases lie on the web, and what machines may do with them there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ..errors import HouseError
from ..languages import Language, Wording

# A folder on a server: a name with a top level, no user, no query, no fragment; a port and a path where the house has one.
ADDRESS = re.compile(
    r"https://[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)+(:\d{1,5})?(/[\w.~-]+)*/?", re.ASCII
)
POLICY = re.compile(r"https://[\w.:-]+(/[\w.~%/?=&#-]*)?", re.ASCII)
LINES = frozenset({"address", "site_name", "index", "tdm", "feeds"})
FILE = "templates/house.toml"
FEEDS = "feeds"

NO_TABLE = Wording("«\u00a0web\u00a0» n’est pas une table", "„web“ ist keine Tabelle", "“web” is not a table")
AS_A_TABLE = Wording(
    "écrivez une ligne [web] et, dessous, address = «\u00a0…\u00a0»",
    "schreiben Sie eine Zeile [web] und darunter address = „…“",
    "write a line [web] and, below it, address = “…”",
)
UNKNOWN = Wording(
    "sous [web], la ligne «\u00a0{names}\u00a0» n’existe pas",
    "unter [web] gibt es die Zeile „{names}“ nicht",
    "under [web], there is no line “{names}”",
)
THE_LINES = Wording(
    "les lignes sont address, site_name, index, tdm et feeds",
    "die Zeilen heißen address, site_name, index, tdm und feeds",
    "the lines are address, site_name, index, tdm and feeds",
)
NO_ADDRESS = Wording(
    "sous [web], «\u00a0address\u00a0» n’est pas l’adresse d’un dossier du site",
    "unter [web] ist „address“ nicht die Adresse eines Ordners der Website",
    "under [web], “address” is not the address of a folder of the site",
)
ADDRESS_IS = Wording(
    "écrivez l’adresse sous laquelle le dossier output est en ligne, par exemple https://presse.example.org, ou laissez-la vide",
    "schreiben Sie die Adresse, unter der der Ordner output im Netz steht, etwa https://presse.example.org, oder lassen Sie sie leer",
    "write the address under which the folder output is online, such as https://press.example.org, or leave it empty",
)
NO_SITE_NAME = Wording(
    "sous [web], «\u00a0site_name\u00a0» n’est pas un nom",
    "unter [web] ist „site_name“ kein Name",
    "under [web], “site_name” is not a name",
)
A_NAME = Wording(
    "écrivez un nom entre guillemets, ou ôtez la ligne",
    "schreiben Sie einen Namen in Anführungszeichen oder streichen Sie die Zeile",
    "write a name in quotation marks, or take the line away",
)
NO_CHOICE = Wording(
    "sous [web], «\u00a0{name}\u00a0» ne vaut ni true ni false",
    "unter [web] steht bei „{name}“ weder true noch false",
    "under [web], “{name}” is neither true nor false",
)
A_CHOICE = Wording(
    "écrivez true ou false, sans guillemets",
    "schreiben Sie true oder false, ohne Anführungszeichen",
    "write true or false, without quotation marks",
)
NO_POLICY = Wording(
    "sous [web], «\u00a0tdm\u00a0» n’est ni false, ni true, ni l’adresse de vos conditions",
    "unter [web] ist „tdm“ weder false noch true noch die Adresse Ihrer Bedingungen",
    "under [web], “tdm” is neither false nor true nor the address of your terms",
)
POLICY_IS = Wording(
    "écrivez false (réutilisation libre), true (fouille réservée) ou l’adresse https de vos conditions",
    "schreiben Sie false (Auswertung frei), true (Auswertung vorbehalten) oder die https-Adresse Ihrer Bedingungen",
    "write false (mining is free), true (mining is reserved) or the https address of your terms",
)


@dataclass(frozen=True, slots=True)
class Web:
    """Where a house's output folder is online, and what it wishes there.

    `address` ends without a slash and is empty while the house has none: links between the files of a release are then relative, and
    what may not be relative is left out. `site_name` is what previews of a link call the site, empty for the house's name. `index` lets
    search engines keep what is published; `reserved` reserves text and data mining (Directive (EU) 2019/790, Article 4(3)), `policy` is
    the address of the terms, empty for none; `feeds` makes a feed per language.
    """

    address: str = ""
    site_name: str = ""
    index: bool = True
    reserved: bool = False
    policy: str = ""
    feeds: bool = True

    def __bool__(self) -> bool:
        """Whether there is an address."""
        return bool(self.address)

    def of(self, path: str) -> str:
        """The absolute address of a file in the output folder, `dialogue/fr/dialogue.fr.html`; empty while there is no address."""
        return f"{self.address}/{quote(path)}" if self.address else ""

    def feed(self, language: Language) -> str:
        """The absolute address of a language's feed; empty while there is no address or no feed."""
        return self.of(f"{FEEDS}/{language}.atom") if self.feeds else ""


def read(values: object) -> Web:
    """What a `[web]` table says. Raises HouseError for a line that is not known or not possible."""
    if not isinstance(values, Mapping):
        raise HouseError(FILE, NO_TABLE, AS_A_TABLE)
    if unknown := sorted(set(values) - LINES):
        raise HouseError(FILE, UNKNOWN.fill(names=", ".join(unknown)), THE_LINES)
    reserved, policy = _mining(values.get("tdm", False))
    return Web(
        address=_address(values.get("address", "")),
        site_name=_site_name(values.get("site_name", "")),
        index=_choice(values, "index"),
        reserved=reserved,
        policy=policy,
        feeds=_choice(values, "feeds"),
    )


def _address(value: Any) -> str:
    if not isinstance(value, str) or (value and not ADDRESS.fullmatch(value)) or "/../" in f"{value}/":
        raise HouseError(FILE, NO_ADDRESS, ADDRESS_IS)
    return value.rstrip("/")


def _site_name(value: Any) -> str:
    if not isinstance(value, str) or not value.isprintable():
        raise HouseError(FILE, NO_SITE_NAME, A_NAME)
    return " ".join(value.split())


def _choice(values: Mapping[str, Any], name: str) -> bool:
    value = values.get(name, True)
    if not isinstance(value, bool):
        raise HouseError(FILE, NO_CHOICE.fill(name=name), A_CHOICE)
    return value


def _mining(value: Any) -> tuple[bool, str]:
    """Whether mining is reserved, and the address of the terms."""
    if isinstance(value, bool):
        return value, ""
    if not isinstance(value, str) or not POLICY.fullmatch(value):
        raise HouseError(FILE, NO_POLICY, POLICY_IS)
    return True, value
