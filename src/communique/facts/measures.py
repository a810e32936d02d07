"""Currencies and units of measure beside numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from .numerals import SPACES

G = f"[{SPACES}]?"
# ISO 4217 codes, and what running text calls them in the three languages.
CURRENCIES = {
    "EUR": r"€|\beur\b|(?<![a-zà-ÿ])euros?\b|\beuro[cs]ents?\b|\beuro(?=-)|-euro\b",
    "USD": r"\$|\busd\b|dollars?\b|\bdollar(?=-)",
    "GBP": r"£|\bgbp\b|\bpounds?\b(?! of)|\bpfund\b|\blivres?\b(?: sterling)?",
    "CHF": r"\bchf\b|\bfranken\b|\bfrancs?\b|\bfrancs?-suisses?\b|\bsfr\b",
    "JPY": r"¥|\byens?\b|\bjpy\b",
    "CZK": r"\bczk\b|\bkronen?\b|\bcouronnes?\b|\bcrowns?\b|\bkč",
    "MXN": r"\bpesos?\b",
    "RUB": r"\broubles?\b|\brubel\b|\brubles?\b",
    "CNY": r"\byuans?\b|\brenminbi\b",
}
CURRENCY = re.compile("|".join(f"(?P<{code}>{pattern})" for code, pattern in CURRENCIES.items()), re.IGNORECASE)
A = rf"(?<=\d)[{SPACES}\-‑]{{0,2}}"
UNITS = {
    "percent": rf"{A}(?:%|prozent\w*|pour[{SPACES}]cent\b|per[{SPACES}]?cent\b|pc\b|v\.[{SPACES}]?h\.)",
    "permille": r"‰|promille|\bpour mille\b|\bper mille?\b",
    "km_h": rf"{A}(?:km/h|kmh|km/std|kph|kilom[eè]tres?[-{SPACES}](?:par|à l['’]|/)[-{SPACES}]?heure|stundenkilometern?|"
    rf"kilomet(?:er|re)s?[{SPACES}](?:per|an)[{SPACES}](?:an[{SPACES}])?hour|kilometern?[{SPACES}](?:pro|in der)[{SPACES}]stunde)",
    "mph": rf"{A}(?:mph|mi/h|miles?[-{SPACES}](?:per|an|par|à l['’])[-{SPACES}]?(?:hour|heure)|"
    rf"meilen[{SPACES}](?:pro|in der)[{SPACES}]stunde)",
    "km2": rf"{A}(?:km[²2]|square kilomet(?:er|re)s?|quadratkilometern?|kilomètres?[{SPACES}]carrés?|km[{SPACES}]carrés?)",
    "m2": rf"{A}(?:m[²2](?!\w)|square met(?:er|re)s?|quadratmetern?|mètres?[{SPACES}]carrés?)",
    "km": rf"{A}(?:km(?![/\w²])|kilomet(?:er|re|ern)s?\b|kilomètres?\b)",
    "cm": rf"{A}(?:cm\b|cent[iy]?met(?:er|re)s?\b|zentimetern?\b|centimètres?\b)",
    "mm": rf"{A}(?:mm\b|millimet(?:er|re|ern)s?\b|millimètres?\b)",
    "m": rf"{A}(?:m(?![/\w²'’-])|m(?=-[A-ZÄÖÜ])|met(?:er|re|ern)s?\b|mètres?\b)",
    "miles": rf"{A}(?:miles?\b|meilen?\b|mi\b)",
    "feet": rf"{A}(?:feet\b|foot\b|ft\b|fuß\b|pieds?\b)",
    "inch": rf"{A}(?:inch(?:es)?\b|zoll\b|pouces?\b)",
    "kg": rf"{A}(?:kg\b|kilos?\b|kilogra\w+)",
    "g": rf"{A}(?:g(?![\w/])|gram(?:s|mes?|m)?\b)",
    "lb": rf"{A}(?:lbs?\b)",
    "t": rf"{A}(?:t(?![\w/'’])|tonnen?\b|tonnes?\b|tons?\b)",
    "celsius": rf"°{G}c\b|celsius",
    "fahrenheit": rf"°{G}f\b|fahrenheit",
    "hours": rf"{A}(?:heures?\b(?!{G}\d)|stunden?\b|stündig\w*|hours?\b)",
    "minutes": rf"{A}(?:minuten?\b|minutes?\b|minütig\w*|min\b)",
    "seconds": rf"{A}(?:sekunden?\b|secondes?\b|seconds?\b)",
    "days": rf"{A}(?:jours?\b|tagen?\b|tage\b|tägig\w*|days?\b)",
    "months": rf"{A}(?:mois\b|monaten?\b|monate\b|monatig\w*|months?\b)",
    "years": rf"{A}(?:ans?\b|années?\b|jahren?\b|jahre\b|jährig\w*|years?\b)",
    "weeks": rf"{A}(?:semaines?\b|wochen?\b|wöchig\w*|weeks?\b)",
    "ghz": rf"{A}(?:ghz\b|gigahert\w*)",
    "mhz": rf"{A}(?:mhz\b|m[eé]gahert\w*)",
    "mw": rf"{A}(?:mw\b|megawatt\w*|mégawatts?\b)",
    "gw": rf"{A}(?:gw\b|gigawatts?\b)",
    "kw": rf"{A}(?:kw\b|kilowatts?\b)",
    "litres": rf"{A}(?:l(?![\w'’/])|litern?\b|litres?\b|liters?\b)",
    "hectares": rf"{A}(?:ha\b|hektar\w*|hectares?\b)",
}
UNIT = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in UNITS.items()), re.IGNORECASE)
# Periods may be said in other terms (18 months, a year and a half; 24 hours, a day): they are compared in words, not here.
LOOSE = frozenset({"years", "days", "months", "weeks"})


@lru_cache(maxsize=2048)
def currencies(text: str) -> tuple[tuple[str, str], ...]:
    """The currencies that a text names, each with the words for it."""
    return tuple((str(found.lastgroup), found.group()) for found in CURRENCY.finditer(text))


@lru_cache(maxsize=2048)
def units(text: str) -> tuple[tuple[str, str], ...]:
    """The units that stand after figures in a text, each with the words for it."""
    if not any(sign.isdigit() or sign in "‰°" for sign in text):
        return ()
    return tuple((str(found.lastgroup), found.group()) for found in UNIT.finditer(text))


def exchanged(source: Iterable[tuple[str, str]], target: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """What the source names and the target replaces by something else: pairs of words, source first."""
    lost = _minus(source, target)
    come = _minus(target, source)
    return [(before, after) for (_, before), (_, after) in zip(lost, come, strict=False)]


def _minus(one: Iterable[tuple[str, str]], other: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    rest = Counter(name for name, _ in other)
    left = []
    for name, words in one:
        if rest[name]:
            rest[name] -= 1
        else:
            left.append((name, words))
    return left
