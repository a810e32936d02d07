"""Dates: months, weekdays and times are the same in every language."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts.dates import difference, months, weekdays
from ..findings import Finding, Severity
from ..languages import Wording
from . import Pair, Reference, flag

TITLE = Wording(
    "Dates : mois et jours sont les mêmes dans chaque langue",
    "Daten: Monate und Wochentage sind in jeder Sprache dieselben",
    "Dates: months and weekdays are the same in every language",
)
CHANGED = Wording("date différente de l’original", "Datum weicht vom Original ab", "date differs from the original")
MISSING = Wording("date absente de la traduction", "Datum fehlt in der Übersetzung", "date missing in the translation")


def on_pair(pair: Pair, reference: Reference) -> Iterator[Finding]:
    """Each month or weekday that the target changes, and each month that it lacks while it has figures."""
    for mentions in (months, weekdays):
        lost, new = difference(mentions(pair.source_text, pair.source_language), mentions(pair.target_text, pair.target_language))
        for before, after in zip(lost, new, strict=False):
            yield flag(CHANGED, after.text, severity=Severity.BLOCK, source=before.text)
        for before in lost[len(new) :]:
            yield flag(MISSING, source=before.text)
