"""Partners: their names, their official boilerplates with validity, and their press contacts."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from .document import Inlines
from .errors import HouseError
from .languages import LANGUAGE_NAMES, Language, Wording
from .markup import load as inlines
from .rules.inclusion import policy

# A paragraph may be written on several lines; its no-break spaces must survive, which str.split() would lose.
LINE_ENDS = re.compile(r"[ \t\n]+")


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """The official "About" of a partner in one language, a paragraph as its inlines; it is used from `since` to `until`, both included."""

    title: str
    paragraphs: tuple[Inlines, ...]
    since: date | None = None
    until: date | None = None

    def valid(self, day: date) -> bool:
        """Whether it may be printed on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class PressContact:
    """Whom journalists ask; an empty `languages` means every language. `phone` is in E.123 international form."""

    name: str
    email: str
    phone: str = ""
    languages: frozenset[Language] = frozenset()


@dataclass(frozen=True, slots=True)
class Partner:
    """An organisation that publishes with others; `id` is its file's name, `names` its names in a draft, the official one first.

    `inclusive` is the style of inclusive forms that it asks for, one of `inclusion.STYLES` by language.
    """

    id: str
    name: str
    names: tuple[str, ...]
    about: Mapping[Language, Boilerplate]
    contacts: tuple[PressContact, ...]
    url: Mapping[Language, str]
    logo: Path | None = None
    inclusive: Mapping[Language, str] = field(default_factory=dict)

    @property
    def logo_file(self) -> str:
        """What its logo is called among a release's files, by its path; empty where it has none."""
        return f"logos/{self.id}{self.logo.suffix}" if self.logo else ""

    def boilerplate(self, language: Language) -> Boilerplate:
        """Its official text in a language. Raises HouseError where the partner's file has none."""
        if language not in self.about:
            raise HouseError(
                f"templates/partners/{self.id}.toml", NO_ABOUT.fill(language=LANGUAGE_NAMES[language]), ADD_ABOUT.fill(code=language)
            )
        return self.about[language]

    def contacts_in(self, language: Language) -> tuple[PressContact, ...]:
        """The contacts that are printed in a language."""
        return tuple(c for c in self.contacts if not c.languages or language in c.languages)


class Form(NamedTuple):
    """What a value has to look like, and how that is said."""

    pattern: re.Pattern[str]
    said: str


# Neither signs that nobody sees nor those that turn the writing round, behind which a name or an address reads as another.
LINE = Form(re.compile("[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]+"), "one line of readable text")
# As it stands in the head of a mail and behind mailto: (RFC 5322, 3.4.1, without quotation and without what a link would take for more).
MAIL = Form(re.compile(r"[\w+'-]+(?:\.[\w+'-]+)*@[\w-]+(?:\.[\w-]+)+", re.ASCII), "an e-mail address like press@example.org")
WEB = Form(re.compile(r"https?://[\w.-]+(?::\d+)?(?:[/?#][^\s\"<>\\^`{|}]*)?", re.IGNORECASE), "an address that starts with https://")

LOGO = re.compile(r"\w[\w.-]*\.(?:svg|png|jpe?g)")

NO_ABOUT = Wording(
    "ce partenaire n’a pas de présentation officielle en {language}",
    "dieser Partner hat keinen offiziellen Text auf {language}",
    "this partner has no official boilerplate in {language}",
)
ADD_ABOUT = Wording(
    "ajoutez une partie [about.{code}] fournie par le partenaire",
    "ergänzen Sie einen Abschnitt [about.{code}] mit dem Text des Partners",
    "add a part [about.{code}] with the partner’s own text",
)
BROKEN = Wording(
    "ce fichier ne se lit pas comme une fiche de partenaire ({why})",
    "diese Datei ist nicht als Partnerdatei lesbar ({why})",
    "this file cannot be read as a partner’s file ({why})",
)
MEND = Wording(
    "corrigez-le d’après docs/partners.md",
    "korrigieren Sie sie nach docs/partners.md",
    "mend it after docs/partners.md",
)


def load(folder: Path) -> dict[str, Partner]:
    """The partners of a house by id, in the order of their file names. Raises HouseError where a file is broken."""
    return {path.stem: _partner(path) for path in sorted(folder.glob("*.toml"))}


def _partner(path: Path) -> Partner:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        about = {Language(code): _boilerplate(part) for code, part in values.get("about", {}).items()}
        contacts = tuple(_contact(part) for part in values.get("contacts", ()))
        url = {Language(code): _kept(WEB, address) for code, address in values.get("url", {}).items()}
        names = tuple(dict.fromkeys((values["name"], *values.get("names", ()))))
        logo = _logo(path.parent, values.get("logo", ""))
        for name in names:
            _kept(LINE, name)
        return Partner(path.stem, values["name"], names, about, contacts, url, logo, policy(values.get("inclusive", {})))
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise HouseError(f"templates/partners/{path.name}", BROKEN.fill(why=f"{type(error).__name__}: {error}"), MEND) from error


def _logo(folder: Path, name: str) -> Path | None:
    """A picture beside the partners' files. Raises ValueError for anything else: what it names is printed."""
    if name and not LOGO.fullmatch(name):
        raise ValueError(f"logo = {name!r}: a picture in this folder, .svg, .png or .jpg")
    return folder / name if name else None


def _day(values: Mapping[str, Any], name: str) -> date | None:
    """A day without quotation marks. Raises TypeError for anything else."""
    day = values.get(name)
    if day is not None and type(day) is not date:
        raise TypeError(f"{name} = {day!r}: a day without quotation marks, 2026-01-31")
    return day


def _boilerplate(values: Mapping[str, Any]) -> Boilerplate:
    paragraphs = tuple(inlines(LINE_ENDS.sub(" ", p.strip())) for p in values["text"].split("\n\n") if p.strip())
    return Boilerplate(values["title"], paragraphs, _day(values, "since"), _day(values, "until"))


def _contact(values: Mapping[str, Any]) -> PressContact:
    languages = frozenset(Language(code) for code in values.get("languages", ()))
    phone = _kept(LINE, values["phone"]) if values.get("phone") else ""
    return PressContact(_kept(LINE, values["name"]), _kept(MAIL, values["email"]), phone, languages)


def _kept(form: Form, text: object) -> str:
    """A text of this form. Raises TypeError or ValueError for anything else: it becomes a link, a line of a mail's head, an author."""
    if not isinstance(text, str):
        raise TypeError(f"{text!r}: a text in quotation marks")
    if not form.pattern.fullmatch(text):
        raise ValueError(f"{text!r}: {form.said}")
    return text
