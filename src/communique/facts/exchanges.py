"""Currencies and units that stand beside the same number of two texts, or take each other's place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence

from .measures import KIND, Measure
from .numbers import Number

# As far as "3 millions de dollars" goes.
NEAR = 4
# Between the ends of a range: " to ", " bis ".
GAP = 5
# As many measures or numbers as can stand that near.
FEW = 6
# « 3 points » says less than „3 Prozentpunkte“, and nothing else.
SHORT = {"points", "percentage_points"}


def exchanged(source: Iterable[Measure], target: Iterable[Measure]) -> list[tuple[Measure, Measure]]:
    """What the source has and the target replaces by something else of its kind, wherever it stands, in pairs."""
    by_kind: defaultdict[str | None, deque[Measure]] = defaultdict(deque)
    for measure in _minus(target, source):
        by_kind[KIND.get(measure.name)].append(measure)
    pairs = []
    for before in _minus(source, target) if by_kind else ():
        others = by_kind[KIND.get(before.name)]
        if others and {before.name, others[0].name} != SHORT:
            pairs.append((before, others.popleft()))
    return pairs


def exchanged_beside(
    source: Sequence[Measure], target: Sequence[Measure], kept: Iterable[tuple[Number, Number]]
) -> Iterator[tuple[Measure, Measure]]:
    """What stands beside a number of the source and is something else beside the same number of the target."""
    pairs = list(kept)
    often = Counter(value for number, _ in pairs for value in number.values)
    ours, theirs = (sorted(numbers, key=_start) for numbers in ((n for n, _ in pairs), (n for _, n in pairs)))
    for before, after in pairs:
        if all(often[value] == 1 for value in before.values):
            one, other = beside(before, source, ours), beside(after, target, theirs)
            if one and other and one.name != other.name and {one.name, other.name} != SHORT:
                yield one, other


def lost(text: str, measures: Sequence[Measure], kept: Iterable[tuple[Number, Number]]) -> Iterator[tuple[str, str]]:
    """The amounts of a text whose number another text has without any measure: « 12 % » and "12"."""
    for before, after in kept:
        measure = beside(before, measures)
        # "Euro 2012" is no amount.
        if measure and (measure.start >= before.end or not measure.text.isalpha()):
            yield text[min(before.start, measure.start) : max(before.end, measure.end)], after.text


def beside(number: Number, measures: Sequence[Measure], others: Sequence[Number] = ()) -> Measure | None:
    """What stands right behind or before a number, or behind the other end of its range: $ for 11,000 in "11,000 to 22,500 $".

    Measures and other numbers come in the order of their text.
    """
    first = max(bisect_left(measures, number.start, key=_start) - 1, 0)
    for measure in measures[first : first + FEW]:
        if (-NEAR <= measure.start - number.end <= NEAR and measure.end > number.end) or 0 <= number.start - measure.end <= 1:
            return measure
    behind = bisect_right(others, number.end, key=_start)
    upper = (other for other in others[behind : behind + FEW] if other.start - number.end <= GAP and _exceeds(other, number))
    return beside(found, measures) if (found := next(upper, None)) else None


def _exceeds(other: Number, number: Number) -> bool:
    return bool(number.values) and max(other.values, default=0) > max(number.values)


def _start(thing: Measure | Number) -> int:
    return thing.start


def _minus(one: Iterable[Measure], other: Iterable[Measure]) -> list[Measure]:
    if not one:
        return []
    rest = Counter(measure.name for measure in other)
    left = []
    for measure in one:
        if rest[measure.name]:
            rest[measure.name] -= 1
        else:
            left.append(measure)
    return left
