"""Relative dates: “this week” needs a day to count from."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Document
from ..findings import Finding
from ..languages import Language, Wording
from ..text.passages import passages
from ..text.sentences import spans
from . import Reference, flag
from ._datelines import dated_to_the_day, full_dates

TITLE = Wording(
    "Dates relatives : « cette semaine » veut un jour d’où compter",
    "Relative Zeitangaben: „diese Woche“ braucht einen Tag, von dem aus man zählt",
    "Relative dates: “this week” needs a day to count from",
)
NO_DAY = Wording(
    "date relative dans un communiqué sans jour : indiquez la date",
    "relative Zeitangabe in einer Mitteilung ohne Tag: Nennen Sie das Datum",
    "relative date in a release without a day: give the date",
)

# Words that also mean “nowadays” or “of the future” (aujourd’hui, heute, l’industrie de demain) are left alone.
PHRASES = {
    Language.FR: r"cette semaine|ce (?:matin|soir|week-end|mois-ci)|(?:avant-)?hier(?! encore)|la semaine (?:dernière|prochaine|passée)|"
    r"le mois (?:dernier|prochain)|(?<!de )(?<!d['’])(?:après-)?demain|"
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) (?:dernier|prochain)",
    Language.DE: r"(?:in )?dieser Woche|diese Woche|(?:vor)?gestern|übermorgen|heute (?:Morgen|Vormittag|Mittag|Nachmittag|Abend)|"
    r"(?:an diesem|am kommenden|am vergangenen) (?:Wochenende|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag)|"
    r"(?:vergangene|letzte|nächste|kommende)[nr]? (?:Woche|Monat)",
    Language.EN: r"this (?:week|weekend|morning|afternoon|evening)|yesterday|(?<!of )tomorrow(?!['’]s)|tonight|"
    r"(?:last|next) (?:week|month)|(?:last|next) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day",
}
RELATIVE = {language: re.compile(rf"(?<![\w'’-])(?:{words})(?![\w-])", re.IGNORECASE) for language, words in PHRASES.items()}
NEAR = 400
RUNNING = frozenset({"Subtitle", "Lead", "Paragraph", "KeyPoints", "Bullets", "Numbered"})


def on_document(document: Document, reference: Reference) -> Iterator[Finding]:
    """Each relative date of a release that says nowhere which day it is of; a date in the same sentence explains it."""
    if dated_to_the_day(document):
        return
    for passage in passages(document):
        found = list(RELATIVE[document.language].finditer(passage.text)) if passage.block in RUNNING else []
        for phrase in found:
            if not any(full_dates(_sentence(passage.text, phrase.start(), document.language), document.language)):
                yield flag(NO_DAY, phrase.group(), place=passage.place)


def _sentence(text: str, at: int, language: Language) -> str:
    first = max(at - NEAR, 0)
    near = text[first : at + NEAR]
    return next((near[start:end] for start, end in spans(near, language) if start <= at - first < end), near)
