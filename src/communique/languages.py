"""The three languages of a release, and wording that exists in each of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class Language(StrEnum):
    """A language that a release is published in; its value is the BCP 47 primary subtag."""

    FR = "fr"
    DE = "de"
    EN = "en"

    @property
    def locale(self) -> str:
        """The BCP 47 tag with region: what `<html lang>` and hyphenation are given."""
        return LOCALES[self]

    @property
    def own_name(self) -> str:
        """The language's name in itself, as in a language switch."""
        return OWN_NAMES[self]


LOCALES = {Language.FR: "fr-FR", Language.DE: "de-DE", Language.EN: "en-GB"}
CODES = {
    **dict.fromkeys(("fr", "fra", "fre"), Language.FR),
    **dict.fromkeys(("de", "deu", "ger"), Language.DE),
    **dict.fromkeys(("en", "eng"), Language.EN),
}
OWN_NAMES = {Language.FR: "français", Language.DE: "Deutsch", Language.EN: "English"}


def of_tag(tag: str) -> Language | None:
    """The language of a BCP 47 tag or a locale (`de-DE`, `en_GB`, `fra`), None for any other."""
    return CODES.get(tag.strip().lower().replace("_", "-").partition("-")[0])


@dataclass(frozen=True, slots=True)
class Wording:
    """One sentence for an officer, in French, German and English; `{name}` marks what is filled in."""

    fr: str
    de: str
    en: str

    def __getitem__(self, language: Language) -> str:
        return str(getattr(self, language.value))

    def fill(self, **values: object) -> Self:
        """The same sentence with its `{name}` places filled; a value that is a Wording fills each language with its own."""

        def spoken(language: Language) -> str:
            own = {name: value[language] if isinstance(value, Wording) else value for name, value in values.items()}
            return self[language].format(**own)

        return type(self)(*(spoken(language) for language in Language))


def same(text: str) -> Wording:
    """A wording that is the same in all languages: a name, a number, an address."""
    return Wording(text, text, text)


LANGUAGE_NAMES = {
    Language.FR: Wording("français", "Französisch", "French"),
    Language.DE: Wording("allemand", "Deutsch", "German"),
    Language.EN: Wording("anglais", "Englisch", "English"),
}


def joined(parts: Iterable[Wording], sign: str = ", ") -> Wording:
    """Several wordings as one, with a sign between them."""
    every = list(parts)
    gap = {Language.FR: sign.replace(";", "\u202f;")}
    return Wording(*(gap.get(language, sign).join(part[language] for part in every) for language in Language))
