"""Numbers written in figures: what they are worth in each language's way of writing, and how a language writes them."""

from __future__ import annotations

import re
from functools import lru_cache

from ..languages import Language

SPACES = " \u00a0\u202f\u2009"
DECIMAL = {Language.FR: ",", Language.DE: ",", Language.EN: "."}
# CLDR: French groups by a narrow no-break space, German by a full stop (DIN 5008 allows a space), English by a comma.
GROUPING = {Language.FR: SPACES, Language.DE: f".{SPACES}'’", Language.EN: f",{SPACES}"}
WRITTEN_GROUPING = {Language.FR: "\u202f", Language.DE: ".", Language.EN: ","}
FIGURES = rf"\d{{1,3}}(?:[{SPACES}'’]\d{{3}})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*"
THREES = {language: re.compile(rf"\d{{1,3}}(?:[{re.escape(signs)}]\d{{3}})+|\d+") for language, signs in GROUPING.items()}
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@lru_cache(maxsize=16384)
def value(figures: str, language: Language) -> float | None:
    """What figures are worth as a language writes them, None where it does not write them so: 3.800 is no French number."""
    whole, _, fraction = figures.partition(DECIMAL[language])
    if not THREES[language].fullmatch(whole) or (fraction and not fraction.isdigit()):
        return None
    return float(f"{re.sub(r'[^0-9]', '', whole)}.{fraction or 0}")


@lru_cache(maxsize=16384)
def readings(figures: str) -> frozenset[float]:
    """What figures are worth in any of the three languages: 3,800 is 3.8 or 3800."""
    return frozenset(worth for language in Language if (worth := value(figures, language)) is not None)


def written(number: float, language: Language, figures: str = "") -> str:
    """A number in groups of three, with as many digits as the figures have that it was read from: 3.250, not 3.25."""
    whole, _, fraction = f"{number:,.6f}".rstrip("0").rstrip(".").partition(".")
    digits = sum(sign.isdigit() for sign in figures) - sum(sign.isdigit() for sign in whole)
    fraction = fraction.ljust(digits, "0")
    grouped = whole.replace(",", WRITTEN_GROUPING[language])
    return f"{grouped}{DECIMAL[language]}{fraction}" if fraction else grouped


def roman(letters: str) -> int:
    """The value of a Roman numeral; 0 where the letters are none (ten is X, not VV)."""
    worths = [ROMAN[letter] for letter in letters]
    total = sum(-worth if worth < after else worth for worth, after in zip(worths, [*worths[1:], 0], strict=True))
    return total if re.fullmatch(r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", letters) else 0
