"""The numbers of a text as values, and what becomes of them in translation."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..languages import Language
from .addresses import without_addresses
from .dates import times
from .numerals import FIGURES, SPACES, readings, roman, value
from .spoken import magnitudes, spoken


@dataclass(frozen=True, slots=True)
class Number:
    """A number in figures with its offsets: its `values` as its language reads them, its `readings` in any of the three languages.

    A range shares its magnitude: 340 in "340 to 500 million" has two values. `clock` is a time of day in minutes of twelve hours.
    """

    text: str
    start: int
    end: int
    values: frozenset[float]
    readings: frozenset[float]
    clock: int | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What becomes of a source's numbers: kept, changed and rewritten (wrong separator) ones in pairs, missing and added ones alone."""

    kept: tuple[tuple[Number, Number], ...] = ()
    changed: tuple[tuple[Number, Number], ...] = ()
    rewritten: tuple[tuple[Number, Number], ...] = ()
    missing: tuple[Number, ...] = ()
    added: tuple[Number, ...] = ()


FIGURE = re.compile(FIGURES)
# A380, G20, COVID-19, 802.11n, 4x4: letters and digits in one are a name, not an amount; a unit of one letter (100m) is none.
CODE = re.compile(
    r"(?<![\w-])[A-Z][A-Za-z]{0,7}-?\d+[A-Za-z]?\b(?![.,]\d)(?! (?:[mbt]r?illi|m[dr]))"
    r"|\b\d+[A-Z]{1,3}\b(?![a-z])|\b\d+\.\d+[ac-jln-z]\b|\b\d+x\d+\b"
)
# The 2 of km2 is an exponent.
SQUARE = re.compile(r"(?<=m)[23](?!\w)")
ROMAN = re.compile(rf"\b([IVXLC]{{2,6}}|[VX])(?=[{SPACES}]?(?:e|ème|ᵉ|èmes|es)\b)|\b([IVX]{{2,5}})\b|\b([VX])\.(?=[{SPACES}][A-ZÄÖÜ])")
SCALE = re.compile(r"(?<![^\W\d_])(?:m|b|tr)illi(?:on|ard)", re.IGNORECASE)
AFTER = re.compile(rf"[{SPACES}\-]?([^\W\d_]+)")
RANGE = re.compile(rf"[{SPACES}]?(?:à|a|et|ou|bis|und|oder|bzw\.|to|and|or|[-–—])[{SPACES}]?", re.IGNORECASE)
ONE_LETTER = {"m", "k", "b"}
THOUSAND = 1e3


@lru_cache(maxsize=512)
def compare(source: str, target: str, source_language: Language, target_language: Language) -> Comparison:
    """What becomes of the numbers of a source in its translation; words count for figures (zwei for 2), in either direction."""
    missing, added, clocks = _matched(numbers(source, source_language), numbers(target, target_language), _same_clock)
    missing, added, kept = _matched(missing, added, _same_value)
    missing, added, rewritten = _matched(missing, added, _same_reading)
    missing, added, _ = _matched(missing, added, _same_year)
    if missing or added:
        missing = [number for number in missing if not _said(number, target, target_language)]
        added = [number for number in added if not _said(number, source, source_language)]
    lost, come = scales(source, source_language), scales(target, target_language)
    changed = [*zip(missing, added, strict=False), *zip(_minus(lost, come), _minus(come, lost), strict=False)]
    alone = tuple(missing[len(added) :]), tuple(added[len(missing) :])
    return Comparison((*clocks, *kept), tuple(changed), tuple(rewritten), *alone)


@lru_cache(maxsize=512)
def numbers(text: str, language: Language) -> tuple[Number, ...]:
    """The numbers of a text that stand in figures or Roman numerals, in order; addresses are left out."""
    text = without_addresses(text)
    if not any(letter.isdigit() for letter in text):
        return tuple(_romans(text))
    found = []
    for time in times(text):
        hour = float(re.findall(r"\d+", time.text)[0])
        found.append(Number(time.text, time.start, time.end, frozenset({hour}), frozenset({hour}), time.value))
        text = _blank(text, time.start, time.end)
    for code in CODE.finditer(text):
        digits = frozenset(float(part) for part in re.findall(r"\d+", code.group()))
        found.append(Number(code.group(), code.start(), code.end(), digits, digits))
    text = CODE.sub(lambda code: " " * len(code.group()), SQUARE.sub(" ", text))
    return tuple(sorted([*found, *_in_figures(text, language), *_romans(text)], key=lambda number: number.start))


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]


def _romans(text: str) -> Iterator[Number]:
    for found in ROMAN.finditer(text):
        if worth := roman(found.group(1) or found.group(2) or found.group(3)):
            values = frozenset({float(worth)})
            yield Number(found.group(), found.start(), found.end(), values, values)


def _in_figures(text: str, language: Language) -> Iterator[Number]:
    inherited = 1.0
    for figure in reversed(list(FIGURE.finditer(text))):
        factor, end = _magnitude(text, figure.end(), language)
        if factor == 1.0 and RANGE.match(text, figure.end()) and inherited > 1 and _joins(text, figure.end()):
            factors = {1.0, inherited}
        else:
            factors, inherited = {factor}, factor
        yield from _number(text[figure.start() : end], figure, factors, language)


def _joins(text: str, end: int) -> bool:
    gap = RANGE.match(text, end)
    return bool(gap and FIGURE.match(text, gap.end()))


def _number(text: str, figure: re.Match[str], factors: set[float], language: Language) -> Iterator[Number]:
    """The number of some figures; figures that no language reads as one (9.3.2026, 2.0.1) are as many numbers as they have parts."""
    own, any_language = value(figure.group(), language), readings(figure.group())
    end = figure.start() + len(text)
    if any_language:
        values = frozenset() if own is None else frozenset(round(own * factor, 6) for factor in factors)
        yield Number(text, figure.start(), end, values, frozenset(round(v * factor, 6) for v in any_language for factor in factors))
        return
    for part in re.finditer(r"\d+", figure.group()):
        worth = frozenset({float(part.group())})
        yield Number(part.group(), figure.start() + part.start(), figure.start() + part.end(), worth, worth)


def _magnitude(text: str, end: int, language: Language) -> tuple[float, int]:
    after = AFTER.match(text, end)
    word = after.group(1).lower() if after else ""
    factor = magnitudes(language).get(word)
    # "5 m" is metres, "5m" five million in English.
    if after is None or factor is None or (word in ONE_LETTER and after.start(1) != end):
        return 1.0, end
    if factor > THOUSAND:
        return factor, after.end()
    # 47 thousand million, cinq mille milliards
    more, end = _magnitude(text, after.end(), language)
    return factor * more, end


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


@lru_cache(maxsize=512)
def scales(text: str, language: Language) -> tuple[Number, ...]:
    """The words for millions and more that no figures stand before: dix milliards, Millionenbuße, several billions."""
    found = []
    for scale in SCALE.finditer(text):
        word = scale.group().lower()
        factor = magnitudes(language).get(word) or magnitudes(language).get(f"{word}e")
        before = text[: scale.start()].rstrip(SPACES)[-1:]
        if factor and not before.isdigit():
            worth = frozenset({factor})
            found.append(Number(scale.group(), scale.start(), scale.end(), worth, worth))
    return tuple(found)


def _minus(one: Iterable[Number], other: Iterable[Number]) -> list[Number]:
    return _matched(one, other, _same_value)[0]


def _same_clock(one: Number, other: Number) -> bool:
    return one.clock is not None and one.clock == other.clock


def _same_value(one: Number, other: Number) -> bool:
    if one.clock is not None and other.clock is not None:
        return False
    if one.clock is not None or other.clock is not None:
        return any(a % 12 == b % 12 for a in one.values for b in other.values)
    return not one.values.isdisjoint(other.values)


def _same_reading(one: Number, other: Number) -> bool:
    return one.clock is None and other.clock is None and not one.readings.isdisjoint(other.readings)


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
