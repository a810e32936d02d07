"""Figures or words: a passage counts the same thing in one way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Document
from ..facts.addresses import without_addresses
from ..findings import Finding, Severity
from ..languages import Language, Wording
from ..terms.inflections import stemming
from ..text.passages import Passage, passages
from . import Reference, flag

TITLE = Wording(
    "Chiffres ou lettres : un passage compte une même chose d’une seule façon",
    "Ziffern oder Wörter: Ein Absatz zählt dieselbe Sache auf eine Weise",
    "Figures or words: a passage counts the same thing in one way",
)
BOTH = Wording(
    "nombres en lettres et en chiffres pour la même chose : « {word} » et « {figure} »",
    "Zahlen in Worten und in Ziffern für dieselbe Sache: „{word}“ und „{figure}“",
    "numbers in words and in figures for the same thing: “{word}” and “{figure}”",
)

WORDS = {
    Language.FR: "deux trois quatre cinq six sept huit neuf dix onze douze",
    Language.DE: "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    Language.EN: "two three four five six seven eight nine ten eleven twelve",
}
UNITS = (
    r"(?:%|€|\$|£|h|m|km|cm|mm|kg|g|°C|ans?|Jahre?n?|years?|mois|Monate?n?|months?|heures?|Uhr|"
    r"millions?|milliards?|Mio|Mrd|Million\w*|Milliard\w*|billions?)\b"
)
# A small number before what it counts, with a word or two between (« huit Grandes Écoles publiques »); not a part of a date or a list.
COUNTED = r"[ \u00a0](?P<counted>(?!{units})[^\W\d_][\w-]{{2,}}(?:[ \u00a0][^\W\d_][\w-]{{2,}}){{0,2}})"
IN_WORDS = {
    language: re.compile(rf"(?<![\w-])(?P<number>{'|'.join(words.split())})" + COUNTED.format(units=UNITS), re.IGNORECASE)
    for language, words in WORDS.items()
}
IN_FIGURES = re.compile(r"(?<![\w.,:/+–-])(?<!\d[ \u00a0\u202f])(?P<number>[2-9]|1[0-2])" + COUNTED.format(units=UNITS))
RUNNING = frozenset({"Lead", "Paragraph", "KeyPoints", "Bullets", "Numbered", "About"})
SHORTEST = 4


def on_document(document: Document, reference: Reference) -> Iterator[Finding]:
    """Each passage that gives small numbers of one thing in words here and in figures there."""
    for passage in passages(document):
        if passage.block in RUNNING:
            yield from _mixed(passage)


def _mixed(passage: Passage) -> Iterator[Finding]:
    text = without_addresses(passage.text)
    figures = list(IN_FIGURES.finditer(text))
    words = list(IN_WORDS[passage.language].finditer(text)) if figures else []
    counted = {thing: figure for figure in reversed(figures) for thing in _things(figure, passage.language)} if words else {}
    for word in words:
        figure = next((counted[thing] for thing in sorted(_things(word, passage.language)) if thing in counted), None)
        if figure:
            message = BOTH.fill(word=word["number"], figure=figure["number"])
            yield flag(message, figure.group(), severity=Severity.HINT, beside=word.group(), place=passage.place)
            return


def _things(found: re.Match[str], language: Language) -> frozenset[str]:
    """What a number counts, by the stems of its nouns; a German one has its capital."""
    words = [word for word in found["counted"].split() if language is not Language.DE or word[0].isupper()]
    return frozenset(stemming(language)(word) for word in words if len(word) >= SHORTEST)
