"""Datelines: place and date that are printed over the release are the same in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..document import Dateline, plain
from ..facts import vocabulary
from ..findings import Finding, Severity
from ..languages import Language, Wording
from ..releases import Release
from ..terms.lookalikes import plain_spaces
from ..text import embargoes
from . import Reference, shortened

TITLE = Wording(
    "Lieu et date : les mêmes dans chaque langue, y compris ceux de release.toml",
    "Ort und Datum: in jeder Sprache dieselben, auch die aus release.toml",
    "Datelines: place and date are the same in every language, those of release.toml too",
)
DATE = Wording(
    "date différente de celle imprimée dans la langue du brouillon",
    "anderes Datum, als in der Sprache des Entwurfs gedruckt wird",
    "another date than the one printed in the draft’s language",
)
PLACE = Wording(
    "lieu différent de celui imprimé dans la langue du brouillon",
    "anderer Ort, als in der Sprache des Entwurfs gedruckt wird",
    "another place than the one printed in the draft’s language",
)
# Towns that the three languages call by different names; the first is the one that they are compared by.
EXONYMS = {
    name: towns.split()[0]
    for towns in (
        "köln cologne",
        "münchen munich",
        "frankfurt francfort francfort-sur-le-main",
        "straßburg strasbourg strassburg",
        "nürnberg nuremberg",
        "hannover hanovre hanover",
        "hamburg hambourg",
        "bremen brême",
        "dresden dresde",
        "aachen aix-la-chapelle",
        "mainz mayence",
        "trier trèves",
        "saarbrücken sarrebruck",
        "regensburg ratisbonne",
        "braunschweig brunswick",
        "freiburg fribourg-en-brisgau fribourg",
        "wien vienne vienna",
        "zürich zurich",
        "genf genève geneva",
        "basel bâle basle",
        "bern berne",
        "brüssel bruxelles brussels",
        "antwerpen anvers antwerp",
        "luxemburg luxembourg",
        "london londres",
        "rom rome",
        "mailand milan",
        "lissabon lisbonne lisbon",
        "warschau varsovie warsaw",
        "prag prague",
        "kopenhagen copenhague copenhagen",
        "mülhausen mulhouse",
        "marseille marseilles",
        "lyon lyons",
        "nizza nice",
        "dünkirchen dunkerque dunkirk",
        "barcelona barcelone",
        "sevilla séville seville",
        "turin torino",
        "venedig venise venice",
        "athen athènes athens",
        "peking pékin beijing",
        "tokio tokyo",
        "moskau moscou moscow",
        "kiew kyiv kiev",
    )
    for name in towns.split()
}
# What stands beside towns and date.
SMALL = vocabulary(
    "le la les et und and the on am den der dem an in à a im zu of von de du sur main oder er st nd rd th "
    "lundi mardi mercredi jeudi vendredi samedi dimanche montag dienstag mittwoch donnerstag freitag samstag sonntag "
    "monday tuesday wednesday thursday friday saturday sunday"
)
TOWN = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Line:
    """A dateline as it is printed: its words, and whether they come from release.toml."""

    text: str
    place: str
    set: bool


def on_release(release: Release, reference: Reference) -> Iterator[Finding]:
    """Each language whose dateline has another town than the draft's, or, where release.toml says one of the two, another day."""
    lines = {language: line for language in release.editions if (line := _printed(release, language))}
    own = lines.get(release.source)
    for language, line in lines.items():
        if own is None or language is release.source:
            continue
        if (own.set or line.set) and embargoes.day(line.text) != embargoes.day(own.text):
            yield _told(DATE, language, line, own, Severity.BLOCK)
        ours, theirs = towns(own.text), towns(line.text)
        if ours and theirs and ours != theirs:
            yield _told(PLACE, language, line, own, Severity.WARN)


def _printed(release: Release, language: Language) -> Line | None:
    edition = release.editions[language]
    waiting = {unit.segment.place for unit in edition.untranslated}
    block = next((b for b in edition.document.blocks if isinstance(b, Dateline)), None)
    place = block.place if block else ""
    if language in release.settings.dateline:
        return Line(release.settings.dateline[language], place, set=True)
    return Line(plain(block.content), place, set=False) if block and place not in waiting else None


def _told(message: Wording, language: Language, line: Line, own: Line, severity: Severity) -> Finding:
    return Finding(
        check="",
        place=line.place,
        message=message,
        severity=severity,
        language=language,
        excerpt=shortened(line.text),
        source=shortened(own.text),
    )


def towns(line: str) -> frozenset[str]:
    """The towns of a dateline by one name in all languages; months, weekdays and small words are no towns."""
    words = (word.lower() for word in TOWN.findall(plain_spaces(line)))
    kept = (word for word in words if word not in SMALL and word not in embargoes.MONTHS)
    return frozenset(EXONYMS.get(word, word) for word in kept)
