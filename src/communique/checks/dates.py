"""Dates: months, weekdays and times are the same in every language."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts.dates import difference, months, named_days, weekday_name, weekdays
from ..findings import Finding, Severity
from ..languages import Wording
from ..text.passages import Passage
from . import Pair, Reference, flag

TITLE = Wording(
    "Dates : mois et jours sont les mêmes dans chaque langue",
    "Daten: Monate und Wochentage sind in jeder Sprache dieselben",
    "Dates: months and weekdays are the same in every language",
)
CHANGED = Wording("date différente de l’original", "Datum weicht vom Original ab", "date differs from the original")
MISSING = Wording("date absente de la traduction", "Datum fehlt in der Übersetzung", "date missing in the translation")

OTHER_DAY = Wording(
    "ce jour de la semaine n’est pas celui de la date", "dieser Wochentag gehört nicht zum Datum", "this weekday is not the date’s"
)


def on_passage(passage: Passage, reference: Reference) -> Iterator[Finding]:
    """Each weekday that the calendar does not give to the date behind it; the year must be there."""
    for named in named_days(passage.text, passage.language):
        if named.weekday != named.day.isoweekday():
            right = weekday_name(named.day, passage.language, named.words)
            yield flag(OTHER_DAY, named.text, suggestion=named.text.replace(named.words, right, 1))


def on_pair(pair: Pair, reference: Reference) -> Iterator[Finding]:
    """Each month or weekday that the target changes, and each month that it lacks while it has figures."""
    for mentions in (months, weekdays):
        lost, new = difference(mentions(pair.source_text, pair.source_language), mentions(pair.target_text, pair.target_language))
        for before, after in zip(lost, new, strict=False):
            yield flag(CHANGED, after.text, severity=Severity.BLOCK, source=before.text)
        for before in lost[len(new) :]:
            yield flag(MISSING, source=before.text)
