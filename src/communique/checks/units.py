"""Units: kilometres stay kilometres, and per cent per cent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..facts.addresses import without_addresses
from ..facts.comparison import compare
from ..facts.exchanges import SHORT, beside, exchanged, exchanged_beside, lost
from ..facts.measures import KIND, Measure, in_words, units
from ..facts.numbers import Number
from ..findings import Finding, Severity
from ..languages import Wording
from . import Pair, Reference, flag

TITLE = Wording(
    "Unités : les kilomètres restent des kilomètres, et les pour cent des pour cent",
    "Einheiten: Kilometer bleiben Kilometer und Prozent Prozent",
    "Units: kilometres stay kilometres, and per cent per cent",
)
LOST = Wording("unité absente", "Einheit fehlt", "unit missing")
CHANGED = Wording("unité différente de l’original", "Einheit weicht vom Original ab", "unit differs from the original")

# Kinds of units that running text says in words, and kinds that it leaves out or has other words for: « 180 degrés ».
SPELT = {"time", "length", "mass"}
UNSAID = {"time", "temperature"}


def on_pair(pair: Pair, reference: Reference) -> Iterator[Finding]:
    """Each unit that the target replaces by another, or leaves out; 4 800 km may become 3,000 miles, but not 4,800 miles.

    Time, temperature and points may be left out: running text has other words for them.
    """
    sides = without_addresses(pair.source_text), without_addresses(pair.target_text)
    source, target = (units(text) for text in sides)
    if source or target:
        found = compare(pair.source_text, pair.target_text, pair.source_language, pair.target_language)
        source = _without(source, [before for before, _ in found.converted])
        target = _without(target, [after for _, after in found.converted])
        swapped = exchanged(source, target) or list(
            exchanged_beside(_timed(source, found.kept, 0), _timed(target, found.kept, 1), found.kept)
        )
        if not swapped and {m.name for m in source} != {m.name for m in target}:
            odd = {number for numbers in (found.missing, found.added, *found.changed) for number in numbers}
            swapped = list(_in_words(_without(source, odd), _without(target, odd), sides))
        if source and not target and not swapped:
            told = [measure for measure in source if KIND.get(measure.name) not in UNSAID and measure.name not in SHORT]
            for amount, number in lost(pair.source_text, told, found.kept):
                yield flag(LOST, number, severity=Severity.BLOCK, source=amount)
        for before, after in swapped:
            yield flag(CHANGED, after.text, severity=Severity.BLOCK, source=before.text)


def _without(measures: Sequence[Measure], numbers: Iterable[Number]) -> tuple[Measure, ...]:
    gone = {beside(number, measures) for number in numbers}
    return tuple(measure for measure in measures if measure not in gone)


def _timed(measures: tuple[Measure, ...], kept: Iterable[tuple[Number, Number]], side: int) -> tuple[Measure, ...]:
    """Measures with the hours that a time of day says by itself: 10 Uhr is no 10 minutes."""
    clocks = [numbers[side] for numbers in kept if numbers[side].clock is not None]
    bare = [clock for clock in clocks if not any(0 <= m.start - clock.end <= 1 for m in measures)]
    hours = (Measure("hours", clock.text, clock.start, clock.end + 1) for clock in bare)
    return tuple(sorted((*measures, *hours), key=lambda measure: measure.start)) if bare else measures


def _in_words(source: tuple[Measure, ...], target: tuple[Measure, ...], texts: tuple[str, str]) -> Iterator[tuple[Measure, Measure]]:
    """A unit beside figures that the other side, where the number is said in words, replaces: „fünf Kilos“ and « 5 tonnes »."""
    before, after = in_words(texts[0]), in_words(texts[1])
    for measure in target:
        if rival := _rival(measure, before, after):
            yield rival, measure
            return
    for measure in source:
        if rival := _rival(measure, after, before):
            yield measure, rival
            return


def _rival(measure: Measure, others: tuple[Measure, ...], own: tuple[Measure, ...]) -> Measure | None:
    """What the other side says instead of a unit that it does not know, of the same kind and unknown to this side."""
    kind = KIND.get(measure.name)
    if kind not in SPELT or any(word.name == measure.name for word in others):
        return None
    known = {word.name for word in own}
    return next((word for word in others if KIND[word.name] == kind and word.name not in known), None)
