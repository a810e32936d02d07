"""Currencies and units of measure beside numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
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
# What stands after figures.
UNITS = {
    "percent": rf"(?:%|prozent\w*|pour[{SPACES}]cent\b|per[{SPACES}]?cent\b|pc\b|v\.[{SPACES}]?h\.)",
    "km_h": rf"(?:km/h|kmh|km/std|kph|kilom[eè]tres?[-{SPACES}](?:par|à l['’]|/)[-{SPACES}]?heure|stundenkilometern?|"
    rf"kilomet(?:er|re)s?[{SPACES}](?:per|an)[{SPACES}](?:an[{SPACES}])?hour|kilometern?[{SPACES}](?:pro|in der)[{SPACES}]stunde)",
    "mph": rf"(?:mph|mi/h|miles?[-{SPACES}](?:per|an|par|à l['’])[-{SPACES}]?(?:hour|heure)|"
    rf"meilen[{SPACES}](?:pro|in der)[{SPACES}]stunde)",
    "km2": rf"(?:km[²2]|square kilomet(?:er|re)s?|quadratkilometern?|kilomètres?[{SPACES}]carrés?|km[{SPACES}]carrés?)",
    "m2": rf"(?:m[²2](?!\w)|square met(?:er|re)s?|quadratmetern?|mètres?[{SPACES}]carrés?)",
    "km": r"(?:km(?![/\w²])|kilomet(?:er|re|ern)s?\b|kilomètres?\b)",
    "cm": r"(?:cm\b|cent[iy]?met(?:er|re)s?\b|zentimetern?\b|centimètres?\b)",
    "mm": r"(?:mm\b|millimet(?:er|re|ern)s?\b|millimètres?\b)",
    "m": r"(?:m(?![/\w²'’-])|m(?=-[A-ZÄÖÜ])|met(?:er|re|ern)s?\b|mètres?\b)",
    "miles": r"(?:miles?\b|meilen?\b|mi\b)",
    "feet": r"(?:feet\b|foot\b|ft\b|fuß\b|pieds?\b)",
    "inch": r"(?:inch(?:es)?\b|zoll\b|pouces?\b)",
    "kg": r"(?:kg\b|kilos?\b|kilogra\w+)",
    "g": r"(?:g(?![\w/])|gram(?:s|mes?|m)?\b)",
    "lb": r"(?:lbs?\b)",
    "t": r"(?:t(?![\w/'’])|tonnen?\b|tonnes?\b|tons?\b)",
    "hours": rf"(?:heures?\b(?!{G}\d)|stunden?\b|stündig\w*|hours?\b)",
    "minutes": r"(?:minuten?\b|minutes?\b|minütig\w*|min\b)",
    "seconds": r"(?:sekunden?\b|secondes?\b|seconds?\b)",
    "days": r"(?:jours?\b|tagen?\b|tage\b|tägig\w*|days?\b)",
    "months": r"(?:mois\b|monaten?\b|monate\b|monatig\w*|months?\b)",
    "years": r"(?:ans?\b|années?\b|jahren?\b|jahre\b|jährig\w*|years?\b)",
    "weeks": r"(?:semaines?\b|wochen?\b|wöchig\w*|weeks?\b)",
    "ghz": r"(?:ghz\b|gigahert\w*)",
    "mhz": r"(?:mhz\b|m[eé]gahert\w*)",
    "mw": r"(?:mw\b|megawatt\w*|mégawatts?\b)",
    "gw": r"(?:gw\b|gigawatts?\b)",
    "kw": r"(?:kw\b|kilowatts?\b)",
    "litres": r"(?:l(?![\w'’/])|litern?\b|litres?\b|liters?\b)",
    "hectares": r"(?:ha\b|hektar\w*|hectares?\b)",
}
# What says itself wherever it stands.
SIGNS = {
    "permille": r"‰|promille|\bpour mille\b|\bper mille?\b",
    "celsius": rf"°{G}c\b|celsius",
    "fahrenheit": rf"°{G}f\b|fahrenheit",
}


def _named(patterns: Mapping[str, str]) -> str:
    return "|".join(f"(?P<{name}>{pattern})" for name, pattern in patterns.items())


CURRENCY = re.compile(_named(CURRENCIES), re.IGNORECASE)
UNIT = re.compile(rf"(?<=\d)[{SPACES}\-‑]{{0,2}}(?:{_named(UNITS)})|{_named(SIGNS)}", re.IGNORECASE)
# Without one of these no currency is named: a look that saves the search.
CURRENCY_SIGNS = re.compile(
    "[€$£¥]|eur|usd|dollar|gbp|pound|pfund|livre|chf|fran|sfr|yen|jpy|czk|kron|couronn|crown|kč|peso|rub|roub|yuan|renmin"
)


@lru_cache(maxsize=2048)
def currencies(text: str) -> tuple[tuple[str, str], ...]:
    """The currencies that a text names, each with the words for it."""
    if not CURRENCY_SIGNS.search(text.lower()):
        return ()
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
