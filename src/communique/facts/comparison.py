"""What becomes of a text's numbers in translation."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from ..languages import Language
from .addresses import without_addresses
from .measures import in_words, units
from .numbers import Number, numbers, scales
from .quantities import Quantity, alike, quantity_of
from .spoken import spoken


@dataclass(frozen=True, slots=True)
class Comparison:
    """What becomes of a source's numbers: kept, changed, rewritten (wrong separator) and converted (miles for kilometres) ones in pairs,
    missing and added ones alone.
    """

    kept: tuple[tuple[Number, Number], ...] = ()
    changed: tuple[tuple[Number, Number], ...] = ()
    rewritten: tuple[tuple[Number, Number], ...] = ()
    missing: tuple[Number, ...] = ()
    added: tuple[Number, ...] = ()
    converted: tuple[tuple[Number, Number], ...] = ()


@lru_cache(maxsize=512)
def compare(source: str, target: str, source_language: Language, target_language: Language) -> Comparison:
    """What becomes of the numbers of a source in its translation; words count for figures (zwei for 2), in either direction."""
    missing, added, clocks = _matched(numbers(source, source_language), numbers(target, target_language), _same_clock)
    missing, added, kept = _matched(missing, added, _same_value)
    missing, added, rewritten = _matched(missing, added, _same_reading)
    missing, added, _ = _matched(missing, added, _same_year)
    converted: list[tuple[Number, Number]] = []
    if missing or added:
        missing = [number for number in missing if not _said(number, target, target_language)]
        added = [number for number in added if not _said(number, source, source_language)]
    if missing or added:
        missing, added, converted = _unconverted(missing, added, _quantified(source, source_language), _quantified(target, target_language))
        missing = _without_glosses(missing, _quantified(source, source_language), target)
        added = _without_glosses(added, _quantified(target, target_language), source)
    changed = [*zip(missing, added, strict=False), *_rescaled(source, target, source_language, target_language)]
    alone = tuple(missing[len(added) :]), tuple(added[len(missing) :])
    return Comparison((*clocks, *kept), tuple(changed), tuple(rewritten), *alone, tuple(converted))


Quantities = list[tuple[Number, Quantity]]


def _quantified(text: str, language: Language) -> Quantities:
    found = units(without_addresses(text))
    return [(number, quantity) for number in numbers(text, language) if (quantity := quantity_of(number, found))] if found else []


def _unconverted(
    missing: list[Number], added: list[Number], source: Quantities, target: Quantities
) -> tuple[list[Number], list[Number], list[tuple[Number, Number]]]:
    """What is still missing and added without what says the same in another unit: 3,000 miles for 4 800 km, "783 km² (302 sq mi)"."""
    of_source, of_target = dict(source), dict(target)

    def same(one: Number, other: Number) -> bool:
        return one in of_source and other in of_target and alike(of_source[one], of_target[other])

    return _matched(missing, added, same)


def _without_glosses(alone: list[Number], quantities: Quantities, other_text: str) -> list[Number]:
    """Numbers without those that another number of the same text says in another unit, where the other text has left out both."""
    own = dict(quantities)
    others = [quantity for number, quantity in quantities if number not in alone]
    named = {measure.name for measure in (*units(other_text), *in_words(other_text))} if own else frozenset()
    return [
        number
        for number in alone
        if number not in own or own[number].unit in named or not any(alike(own[number], other) for other in others)
    ]


def _rescaled(source: str, target: str, source_language: Language, target_language: Language) -> list[tuple[Number, Number]]:
    """Words for millions and more that stand for others: milliards for millions."""
    all_lost, all_come = scales(source, source_language), scales(target, target_language)
    lost, come = _minus(all_lost, all_come), _minus(all_come, all_lost)
    pairs = list(zip(lost, come, strict=False))
    if all_lost and all_come:
        # One of two: "two billion to three million" for « deux à trois millions »
        known = spoken(source, source_language) | {value for number in numbers(source, source_language) for value in number.values}
        pairs += [(all_lost[0], new) for new in come[len(lost) :] if not _backed(new, known) and new.values.isdisjoint(all_lost[0].values)]
    return pairs


def _backed(scale: Number, known: frozenset[float]) -> bool:
    """Whether a text that knows these values speaks of that many: five billion for 5 000 000 000."""
    return any(1 <= value / factor < 1000 for value in known for factor in scale.values)


Sameness = Callable[[Number, Number], bool]
Matched = tuple[list[Number], list[Number], list[tuple[Number, Number]]]


def _matched(source: Iterable[Number], target: Iterable[Number], same: Sameness) -> Matched:
    """What is left of both sides, and the pairs that were found."""
    left, rest, pairs = [], list(target), []
    for number in source:
        twin = next((other for other in rest if same(number, other)), None)
        if twin is None:
            left.append(number)
        else:
            rest.remove(twin)
            pairs.append((number, twin))
    return left, rest, pairs


def _minus(one: Iterable[Number], other: Iterable[Number]) -> list[Number]:
    return _matched(one, other, _same_value)[0]


def _same_clock(one: Number, other: Number) -> bool:
    return one.clock is not None and one.clock == other.clock and {one.half, other.half} != {"a", "p"}


def _same_value(one: Number, other: Number) -> bool:
    if one.clock is not None and other.clock is not None:
        return False
    if one.clock is not None or other.clock is not None:
        return any(a % 12 == b % 12 for a in one.values for b in other.values)
    return not one.values.isdisjoint(other.values)


def _same_reading(one: Number, other: Number) -> bool:
    # A wrong separator leaves the word behind the figures as it is.
    plain = one.clock is None and other.clock is None
    return plain and not one.readings.isdisjoint(other.readings) and not one.factors.isdisjoint(other.factors)


def _same_year(one: Number, other: Number) -> bool:
    """98 for 1998, the 30s for the 1930s."""
    return any(min(a, b) < 100 <= 1000 <= max(a, b) < 2100 and max(a, b) % 100 == min(a, b) for a in one.values for b in other.values)


def _said(number: Number, text: str, language: Language) -> bool:
    """Whether a text says a number in words."""
    values = spoken(text, language)
    candidates = number.readings
    if number.clock is not None:
        hour = next(iter(number.values))
        candidates = frozenset({hour, hour % 12, hour % 12 + 12})
    decade = {value % 100 for value in candidates if 1000 < value < 2100 and value % 10 == 0}
    return not values.isdisjoint(candidates | decade) or any(_multiplied(value, values) for value in candidates)


def _multiplied(number: float, values: frozenset[float]) -> bool:
    return any(number >= factor and factor in values and number / factor in values for factor in (1e3, 1e6, 1e9, 1e12))
