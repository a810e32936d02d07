"""Numbers: every amount is the same in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Document
from ..facts.booths import moved
from ..facts.comparison import compare
from ..findings import Finding, Severity
from ..languages import Language, Wording
from ..text.passages import passages
from . import Pair, Reference, flag

TITLE = Wording(
    "Nombres : chaque quantité est la même dans chaque langue (3,6 milliards = 3,6 Mrd. = 3.6 billion)",
    "Zahlen: Jede Angabe ist in jeder Sprache dieselbe (3,6 milliards = 3,6 Mrd. = 3.6 billion)",
    "Numbers: every amount is the same in every language (3,6 milliards = 3,6 Mrd. = 3.6 billion)",
)
CHANGED = Wording("nombre différent de l’original", "Zahl weicht vom Original ab", "number differs from the original")
MISSING = Wording("nombre absent de la traduction", "Zahl fehlt in der Übersetzung", "number missing in the translation")
LONG_SCALE = Wording(
    "« billion » vaut mille milliards ; « billion » en anglais est un milliard : vérifiez",
    "„Billion“ sind tausend Milliarden; englisch „billion“ ist eine Milliarde: bitte prüfen",
    "“billion” means a million millions in French and German; is “milliard” meant?",
)
ELSEWHERE = Wording(
    "numéro de stand ou de salle différent de l’original",
    "Stand- oder Raumnummer weicht vom Original ab",
    "booth or room differs from the original",
)
ADDED = Wording("nombre absent de l’original", "Zahl steht nicht im Original", "number that the original does not have")


BILLION = re.compile(r"\bbillion(?:s|en)?\b", re.IGNORECASE)


def on_document(document: Document, reference: Reference) -> Iterator[Finding]:
    """Each French or German billion of a draft: most of them are English ones."""
    if document.language is not Language.EN:
        for passage in passages(document):
            for found in BILLION.finditer(passage.text):
                yield flag(LONG_SCALE, found.group(), severity=Severity.HINT, place=passage.place)


def on_pair(pair: Pair, reference: Reference) -> Iterator[Finding]:
    """Each number that is changed, missing or added in the target, and each booth or room that is another."""
    found = compare(pair.source_text, pair.target_text, pair.source_language, pair.target_language)
    for before, after in found.changed:
        yield flag(CHANGED, after.text, severity=Severity.BLOCK, source=before.text)
    for before in found.missing:
        yield flag(MISSING, source=before.text)
    for after in found.added:
        yield flag(ADDED, after.text)
    for room, other in moved(pair.source_text, pair.target_text):
        yield flag(ELSEWHERE, other, severity=Severity.BLOCK, source=room, suggestion=room)
    if Language.EN not in {pair.source_language, pair.target_language} and not found.changed:
        for billion in BILLION.finditer(pair.target_text):
            yield flag(LONG_SCALE, billion.group(), severity=Severity.HINT)
