"""What becomes of a text's numbers in translation."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..languages import Language
from .addresses import without_addresses
from .measures import in_words, units
from .numbers import Number, numbers, scales
from .quantities import Quantity, alike, quantity_of
from .spoken import spoken

HALF_DAY, MINUTES, CENTURY = 12, 60, 100
# As many quantities as a paragraph converts into other units, and as far as the same in another unit stands.
MOST, BESIDE = 100, 3


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
    missing, added, clocks = _matched(numbers(source, source_language), numbers(target, target_language), _clocks_sought, _clocks)
    missing, added, kept = _matched(missing, added, _values_sought, _values)
    converted: list[tuple[Number, Number]] = []
    rewritten: list[tuple[Number, Number]] = []
    if missing and added:
        ours, theirs = _quantified(source, source_language), _quantified(target, target_language)
        # 23.764 km² is 23 764 km² written wrongly, while 1.65 GW are 1.650 MW.
        missing, added, rewritten = _matched(missing, added, _readings_in(ours), _readings_in(theirs))
        missing, added, converted = _unconverted(missing, added, ours, theirs)
        missing, added, others = _matched(missing, added, _readings, _readings)
        rewritten += others
    missing, added, _ = _matched(missing, added, _years_sought, _years)
    if missing or added:
        missing = [number for number in missing if not _said(number, target, target_language)]
        added = [number for number in added if not _said(number, source, source_language)]
    if missing or added:
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
    """What is still missing and added without what says the same in another unit: 3,000 miles for 4 800 km."""
    of_source, of_target = dict(source), dict(target)
    candidates = [number for number in added if number in of_target][:MOST]
    pairs = []
    for number in [number for number in missing if number in of_source][:MOST]:
        twin = next((other for other in candidates if alike(of_source[number], of_target[other])), None)
        if twin:
            candidates.remove(twin)
            pairs.append((number, twin))
    gone = {number for pair in pairs for number in pair}
    return [n for n in missing if n not in gone], [n for n in added if n not in gone], pairs


def _without_glosses(alone: list[Number], quantities: Quantities, other_text: str) -> list[Number]:
    """Numbers without those whose neighbour says the same in another unit ("783 km² (302 sq mi)"), where the other text omits both."""
    if not quantities:
        return alone
    lonely = set(alone)
    named = {measure.name for measure in (*units(other_text), *in_words(other_text))}
    glosses = {
        number
        for at, (number, own) in enumerate(quantities)
        if own.unit not in named
        and any(alike(own, other) for beside, other in quantities[max(at - BESIDE, 0) : at + BESIDE + 1] if beside not in lonely)
    }
    return [number for number in alone if number not in glosses]


def _rescaled(source: str, target: str, source_language: Language, target_language: Language) -> list[tuple[Number, Number]]:
    """Words for millions and more that stand for others: milliards for millions."""
    all_lost, all_come = scales(source, source_language), scales(target, target_language)
    lost, come = _minus(all_lost, all_come), _minus(all_come, all_lost)
    pairs = list(zip(lost, come, strict=False))
    if all_lost and all_come:
        # One of two: "two billion to three million" for « deux à trois millions »
        known = spoken(source, source_language) | {value for number in numbers(source, source_language) for value in number.values}
        first = all_lost[0]
        foreign = {new.values for new in come if new.values.isdisjoint(first.values)}
        foreign = {factors for factors in foreign if not _backed(factors, known)}
        pairs += [(first, new) for new in come[len(lost) :] if new.values in foreign]
    return pairs


def _backed(factors: frozenset[float], known: frozenset[float]) -> bool:
    """Whether a text that knows these values speaks of that many: five billion for 5 000 000 000."""
    return any(1 <= value / factor < 1000 for value in known for factor in factors)


# What a number is found by. Two numbers are the same where one is sought by what the other has.
Keys = Callable[[Number], Iterable[Hashable]]
Matched = tuple[list[Number], list[Number], list[tuple[Number, Number]]]


def _matched(source: Sequence[Number], target: Sequence[Number], sought: Keys, had: Keys) -> Matched:
    """What is left of both sides, and the pairs that were found, each with the first twin that is free."""
    if not source or not target:
        return list(source), list(target), []
    rest, places = dict(enumerate(target)), defaultdict[Hashable, deque[int]](deque)
    for at, number in rest.items():
        for key in had(number):
            places[key].append(at)
    left, pairs = [], []
    for number in source:
        first = min((at for key in sought(number) if key in places for at in _free(places[key], rest)), default=None)
        if first is None:
            left.append(number)
        else:
            pairs.append((number, rest.pop(first)))
    return left, list(rest.values()), pairs


def _free(places: deque[int], rest: Mapping[int, Number]) -> Iterable[int]:
    """The first of some places that is still free, if there is one."""
    while places and places[0] not in rest:
        places.popleft()
    return (places[0],) if places else ()


def _minus(one: Sequence[Number], other: Sequence[Number]) -> list[Number]:
    return _matched(one, other, _values_sought, _values)[0]


def _clocks(number: Number) -> Iterable[Hashable]:
    return ((number.clock, number.half),) if number.clock is not None else ()


def _clocks_sought(number: Number) -> Iterable[Hashable]:
    halves = ("", number.half) if number.half else ("", "a", "p")
    return [(number.clock, half) for half in halves] if number.clock is not None else ()


def _values(number: Number) -> Iterable[Hashable]:
    if number.clock is not None:
        return [("clock", hour) for hour in _hours(number)]
    return [*number.values, *(("hour", hour) for hour in _hours(number))]


def _values_sought(number: Number) -> Iterable[Hashable]:
    if number.clock is not None:
        return [("hour", hour) for hour in _hours(number)]
    return [*number.values, *(("clock", hour) for hour in _hours(number))]


def _hours(number: Number) -> set[float]:
    """The hours of half a day that a number may mean; 2 h 30 is two hours, and two and a half."""
    return {value % HALF_DAY for value in number.values} | ({number.clock / MINUTES} if number.clock is not None else set())


def _readings(number: Number) -> Iterable[tuple[float, float]]:
    """A wrong separator leaves the word behind the figures as it is."""
    return () if number.clock is not None else [(reading, factor) for reading in number.readings for factor in number.factors]


def _readings_in(quantities: Quantities) -> Keys:
    """What keeps its reading and its unit."""
    known = dict(quantities)
    return lambda number: [(*key, known[number].unit) for key in _readings(number)] if number in known else ()


def _years(number: Number) -> Iterable[Hashable]:
    """98 for 1998, the 30s for the 1930s."""
    return [("short", value) if value < CENTURY else ("long", value % CENTURY) for value in number.values if _may_be_year(value)]


def _years_sought(number: Number) -> Iterable[Hashable]:
    return [("long", value) if value < CENTURY else ("short", value % CENTURY) for value in number.values if _may_be_year(value)]


def _may_be_year(value: float) -> bool:
    return value < CENTURY or 1000 <= value < 2100


def _said(number: Number, text: str, language: Language) -> bool:
    """Whether a text says a number in words."""
    values = spoken(text, language)
    candidates = number.readings
    if number.clock is not None:
        hour = next(iter(number.values))
        candidates = frozenset({hour, hour % HALF_DAY, hour % HALF_DAY + HALF_DAY, number.clock / MINUTES})
    decade = {value % 100 for value in candidates if 1000 < value < 2100 and value % 10 == 0}
    return not values.isdisjoint(candidates | decade) or any(_multiplied(value, values) for value in candidates)


def _multiplied(number: float, values: frozenset[float]) -> bool:
    return any(number >= factor and factor in values and number / factor in values for factor in (1e3, 1e6, 1e9, 1e12))
