"""The numbers of a text as values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..languages import Language
from .addresses import blanked, without_addresses
from .dates import months_in_figures, times
from .numerals import FIGURES, SPACES, readings, roman, value
from .spoken import magnitudes


@dataclass(frozen=True, slots=True)
class Number:
    """A number in figures with its offsets: its `values` as its language reads them, its `readings` in any of the three languages.

    A range shares its magnitude: 340 in "340 to 500 million" has two values. `factors` are what the word behind the figures multiplies
    by. `clock` is a time of day in minutes of twelve hours, `half` which half of the day it is in where that is said ("a", "p").
    """

    text: str
    start: int
    end: int
    values: frozenset[float]
    readings: frozenset[float]
    clock: int | None = None
    half: str = ""
    factors: frozenset[float] = frozenset({1.0})


FIGURE = re.compile(FIGURES)
GLUED = re.compile(r"(?<=[A-Za-z])-?\d|\d[A-Zx]|\d\.\d+[a-z]")
DIGIT, PARTS = re.compile(r"\d"), re.compile(r"\d\.\d")
# A380, G20, COVID-19, 802.11n, 4x4: letters and digits in one are a name, not an amount; a unit of one letter (100m) is none.
CURRENCY = rf"[{SPACES}]?(?:[€$£]|EUR|USD|GBP|CHF)"
CODE = re.compile(
    r"(?<![\w-])[A-Z][A-Za-z]{0,7}-?\d+[A-Za-z]?\b(?![.,]\d)(?! (?:[mbt]r?illi|m[dr]))"
    rf"|(?<![€$£.,])(?<!EUR )(?<!USD )\b\d+[A-Z]{{1,3}}\b(?![a-z]|{CURRENCY})|\b\d+\.\d+[ac-jln-z]\b|\b\d+x\d+\b"
)
# Figure 1.1, version 2.0, hall 7.2: a label's parts, no decimals.
LABELS = (
    "abbildung abb. illustration figure figur fig. fig version tabelle tab. tableau table kapitel chapitre chapter section abschnitt "
    "hall halle pavillon pavilion stand booth"
)
LABELLED = re.compile(rf"\b(?:{'|'.join(map(re.escape, LABELS.split()))})[{SPACES}]\d{{1,2}}(?:\.\d{{1,2}})+\b", re.IGNORECASE)
# « 24 heures sur 24 », "24/7", a 4x4: figures of speech.
IDIOM = re.compile(
    rf"\b24[{SPACES}]?(?:h|heures)(?:[{SPACES}]sur[{SPACES}]|/)24\b|\b7[{SPACES}]?j(?:ours)?(?:[{SPACES}]sur[{SPACES}]|/)7\b|\b24/7\b"
    rf"|\b24[{SPACES}](?:hours|Stunden)[{SPACES}](?:a|per|am|pro)[{SPACES}](?:day|Tag)\b"
    rf"|\b7[{SPACES}](?:days|Tage)[{SPACES}](?:a|per|die|in der|pro)[{SPACES}](?:week|Woche)\b|\b4[x×]4\b"
)
# CO₂ is CO2.
LOW, LOW_FIGURES = re.compile("[₀-₉]"), str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
# The 2 of km2 is an exponent.
SQUARE = re.compile(r"(?<=m)[23](?!\w)")
ROMAN = re.compile(rf"\b([IVXLC]{{2,6}}|[VX])(?=[{SPACES}]?(?:e|ème|ᵉ|èmes|es)\b)|\b([IVX]{{2,5}})\b|\b([VX])\.(?=[{SPACES}][A-ZÄÖÜ])")
LETTERS = re.compile(r"[IVXLC][IVXLC]|[VX]")
SCALE = re.compile(r"(?<![^\W\d_])(?:m|b|tr)illi(?:on|ard)", re.IGNORECASE)
# 12 M€, 250 k€, 30 M USD, 12 M d’euros; German T€ are thousands of euros.
MONEY = re.compile(rf"[{SPACES}]?(?:([kKTMB])(?={CURRENCY})|(M)(?=[{SPACES}]d(?:['’]|e[{SPACES}])))")
MONEYS = {"k": 1e3, "K": 1e3, "T": 1e3, "M": 1e6, "B": 1e9}
AFTER = re.compile(rf"[{SPACES}\-]?([^\W\d_]+)")
RANGE = re.compile(rf"[{SPACES}]?(?:à|a|et|ou|bis|und|oder|bzw\.|to|and|or|[-–—])[{SPACES}]?", re.IGNORECASE)
ONE_LETTER = {"m", "k", "b"}
THOUSAND = 1e3
THOUSANDS = {Language.FR: "mille", Language.DE: "tausend", Language.EN: "thousand"}


@lru_cache(maxsize=512)
def numbers(text: str, language: Language) -> tuple[Number, ...]:
    """The numbers of a text that stand in figures or Roman numerals, in order; addresses are left out."""
    text = without_addresses(text)
    text = text.translate(LOW_FIGURES) if LOW.search(text) else text
    if not DIGIT.search(text):
        return tuple(_romans(text))
    text = IDIOM.sub(_blanks, text) if "4" in text or "7" in text else text
    text = blanked(text, months_in_figures(text))
    found = []
    for time in times(text):
        hour = float(re.findall(r"\d+", time.text)[0])
        found.append(Number(time.text, time.start, time.end, frozenset({hour}), frozenset({hour}), time.value, time.half))
    text = blanked(text, ((time.start, time.end) for time in found))
    labelled = list(LABELLED.finditer(text)) if PARTS.search(text) else []
    text = blanked(text, (label.span() for label in labelled))
    codes = list(CODE.finditer(text)) if GLUED.search(text) else []
    text = blanked(text, (code.span() for code in codes))
    for code in (*labelled, *codes):
        digits = frozenset(float(part) for part in re.findall(r"\d+\.\d+$|\d+", code.group()))
        found.append(Number(code.group(), code.start(), code.end(), digits, digits))
    text = SQUARE.sub(" ", text)
    return tuple(sorted([*found, *_in_figures(text, language), *_romans(text)], key=lambda number: number.start))


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _romans(text: str) -> Iterator[Number]:
    for found in ROMAN.finditer(text) if LETTERS.search(text) else ():
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
        anyhow = frozenset(round(v * factor, 6) for v in any_language for factor in factors)
        yield Number(text, figure.start(), end, values, anyhow, factors=frozenset(factors))
        return
    for part in re.finditer(r"\d+", figure.group()):
        worth = frozenset({float(part.group())})
        yield Number(part.group(), figure.start() + part.start(), figure.start() + part.end(), worth, worth)


def _magnitude(text: str, end: int, language: Language) -> tuple[float, int]:
    if money := MONEY.match(text, end):
        return MONEYS[money.group(1) or money.group(2)], money.end()
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


@lru_cache(maxsize=512)
def scales(text: str, language: Language) -> tuple[Number, ...]:
    """The words for millions and more that no figures stand before: dix milliards, Millionenbuße, several billions."""
    found: list[Number] = []
    if "illi" not in text.lower():
        return ()
    for scale in SCALE.finditer(text):
        word = scale.group().lower()
        factor = magnitudes(language).get(word) or magnitudes(language).get(f"{word}e")
        before = text[: scale.start()].rstrip(SPACES)
        if factor and not before[-1:].isdigit():
            # three thousand million
            factor *= THOUSAND if before.lower().endswith(THOUSANDS[language]) else 1
            worth = frozenset({factor})
            found.append(Number(scale.group(), scale.start(), scale.end(), worth, worth))
    return tuple(found)
