"""Numbers: every amount is the same in every language."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts.numbers import compare
from ..findings import Finding, Severity
from ..languages import Wording
from . import Pair, Reference, flag

TITLE = Wording(
    "Nombres : chaque quantité est la même dans chaque langue (3,6 milliards = 3,6 Mrd. = 3.6 billion)",
    "Zahlen: Jede Angabe ist in jeder Sprache dieselbe (3,6 milliards = 3,6 Mrd. = 3.6 billion)",
    "Numbers: every amount is the same in every language (3,6 milliards = 3,6 Mrd. = 3.6 billion)",
)
CHANGED = Wording("nombre différent de l’original", "Zahl weicht vom Original ab", "number differs from the original")
MISSING = Wording("nombre absent de la traduction", "Zahl fehlt in der Übersetzung", "number missing in the translation")
ADDED = Wording("nombre absent de l’original", "Zahl steht nicht im Original", "number that the original does not have")


def on_pair(pair: Pair, reference: Reference) -> Iterator[Finding]:
    """Each number that is changed, missing or added in the target."""
    found = compare(pair.source_text, pair.target_text, pair.source_language, pair.target_language)
    for before, after in found.changed:
        yield flag(CHANGED, after.text, severity=Severity.BLOCK, source=before.text)
    for before in found.missing:
        yield flag(MISSING, source=before.text)
    for after in found.added:
        yield flag(ADDED, after.text)
