"""Currencies and units of measure beside numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from . import vocabulary
from .numerals import SPACES

G = f"[{SPACES}]?"
# ISO 4217 codes, and what running text calls them in the three languages.
CURRENCIES = {
    "EUR": r"€|\b[mkt]?eur\b|(?<![a-zà-ÿ])euros?\b|\beuro[cs]ents?\b|\beuro(?=-)|-euro\b|\beuro(?:zonen?|länder\w*|raum\w*)\b",
    "USD": r"\$|\b[mk]?usd\b|dollars?\b|\bdollar(?=-)",
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
    "percentage_points": rf"(?:prozentpunkt\w*|(?:%|prozent)-punkt\w*"
    rf"|points?[{SPACES}]de[{SPACES}](?:pourcentage|%)|percentage[- ]points?|pp\b)",
    "points": r"(?:points?\b|punkten?\b|punkte\b|pts?\b)",
    "percent": rf"(?:°?%|prozent(?!punkt)\w*|pour[{SPACES}]?cent\b|per[{SPACES}]?cent\b|pc\b|v\.[{SPACES}]?h\.)",
    "km_h": rf"(?:km/h|kmh|km/std|kph|kilom[eè]tres?[-{SPACES}](?:par|à l['’]|/)[-{SPACES}]?heure|stundenkilometern?|"
    rf"kilomet(?:er|re)s?[{SPACES}](?:per|an)[{SPACES}](?:an[{SPACES}])?hour|kilometern?[{SPACES}](?:pro|in der)[{SPACES}]stunde)",
    "mph": rf"(?:mph|mi/h|miles?[-{SPACES}](?:per|an|par|à l['’])[-{SPACES}]?(?:hour|heure)|"
    rf"meilen[{SPACES}](?:pro|in der)[{SPACES}]stunde)",
    "m_s": rf"(?:m/s\b|mètres?[{SPACES}](?:par|à la)[{SPACES}]seconde"
    rf"|met(?:er|re)s?[{SPACES}]per[{SPACES}]second|metern?[{SPACES}](?:pro|in der)[{SPACES}]sekunde)",
    "km3": rf"(?:km[³3]|kubikkilometern?|kilomètres?[{SPACES}]cubes?|cubic[{SPACES}]kilomet(?:er|re)s?)",
    "m3": rf"(?:m[³3](?!\w)|kubikmetern?|mètres?[{SPACES}]cubes?|cubic[{SPACES}]met(?:er|re)s?)",
    "square_miles": rf"(?:quadratmeilen?|square[{SPACES}]miles?|sq\.?[{SPACES}]mi\b|miles?[{SPACES}]carrés?)",
    "km2": rf"(?:km[²2]|square kilomet(?:er|re)s?|quadratkilometern?|kilomètres?[{SPACES}]carrés?|km[{SPACES}]carrés?)",
    "m2": rf"(?:m[²2](?!\w)|square met(?:er|re)s?|quadratmetern?|mètres?[{SPACES}]carrés?)",
    "km": r"(?:km(?![/\w²])|kilomet(?:er|re|ern)s?\b|kilomètres?\b)",
    "cm": r"(?:cm\b|cent[iy]?met(?:er|re)s?\b|zentimetern?\b|centimètres?\b)",
    "mm": r"(?:mm\b|millimet(?:er|re|ern)s?\b|millimètres?\b)",
    "m": r"(?:m(?![/\w²'’-])|m(?=-[A-ZÄÖÜ])|met(?:er|re|ern)s?\b|mètres?\b)",
    "miles": r"(?:miles?\b|meilen?\b|mi\b)",
    "yards": r"(?:yards?\b|yd\b)",
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
    "kwh": rf"(?:kwh\b|kilowatt(?:s|[-{SPACES}])?-?(?:hours?|stunden?|heures?)\b)",
    "mwh": rf"(?:mwh\b|m[eé]gawatt(?:s|[-{SPACES}])?-?(?:hours?|stunden?|heures?)\b)",
    "gwh": rf"(?:gwh\b|gigawatt(?:s|[-{SPACES}])?-?(?:hours?|stunden?|heures?)\b)",
    "twh": rf"(?:twh\b|t[eé]rawatt(?:s|[-{SPACES}])?-?(?:hours?|stunden?|heures?)\b)",
    "mw": r"(?:mw\b|megawatt\w*|mégawatts?\b)",
    "gw": r"(?:gw\b|gigawatts?\b)",
    "kw": r"(?:kw\b|kilowatts?\b)",
    "gigabytes": r"(?:(?-i:G[oB])\b|gigabytes?\b|gigaoctets?\b)",
    "terabytes": r"(?:(?-i:T[oB])\b|terabytes?\b|téraoctets?\b)",
    "litres": r"(?:l(?![\w'’/])|litern?\b|litres?\b|liters?\b)",
    "acres": r"(?:acres?\b)",
    "hectares": r"(?:ha\b|hektar\w*|hectares?\b)",
}
# What says itself wherever it stands.
SIGNS = {
    "permille": r"‰|promille|\bpour mille\b|\bper mille?\b",
    "celsius": rf"°{G}c\b|celsius",
    "fahrenheit": rf"°{G}f\b|fahrenheit|(?<=\d)\(f\)",
    "a_percent": rf"\bprozent\b|\bper[{SPACES}]?cent\b|\bpour[{SPACES}]cent\b",
}
# The kinds of units, each of which is taken for another of its kind.
KINDS = {
    "share": "percent percentage_points points permille",
    "speed": "km_h mph m_s",
    "area": "km2 m2 square_miles hectares acres",
    "volume": "km3 m3 litres",
    "length": "km cm mm m miles yards feet inch",
    "mass": "kg g lb t",
    "time": "hours minutes seconds days months years weeks",
    "temperature": "celsius fahrenheit",
    "frequency": "ghz mhz",
    "power": "gw mw kw",
    "energy": "kwh mwh gwh twh",
    "memory": "gigabytes terabytes",
}
KIND = {name: kind for kind, names in KINDS.items() for name in names.split()}
# Units in words wherever they stand: „fünf Kilos“, "fifty years".
WORDS = {
    "years": r"\bans?\b|\bannées?\b|jahre?[sn]?\b|jährig|\byears?\b|\bannuel",
    "months": r"\bmois\b|monat|\bmonths?\b",
    "weeks": r"\bsemaines?\b|woche|wöch|\bweeks?\b",
    "days": r"\bjours?\b|\bjournées?\b|tage?[sn]?\b|tägig|\bdays?\b",
    "hours": r"\bheures?\b|stunde|stünd|\bhours?\b|\buhr\b",
    "minutes": r"\bminut",
    "seconds": r"\bsekunde|\bsecondes\b|\bseconds\b",
    "km": r"\bkilom[eè]t|\bkm\b",
    "m": r"\bm[eè]t(?:er|re)[sn]?\b|\bm\b",
    "miles": r"meile|\bmiles?\b",
    "feet": r"\bfeet\b|\bfuß|\bpieds\b",
    "kg": r"\bkilos?\b|kilogra|\bkg\b",
    "t": r"\btonne|\btons?\b",
    "g": r"\bgramm",
    "km_h": r"km/h",
    "mph": r"\bmph",
    "km2": r"km²|quadratkilom|square kilom",
    "square_miles": r"quadratmeil|square mile",
    "fahrenheit": r"°.?f\b",
    "celsius": r"°.?c\b",
}


def _named(patterns: Mapping[str, str]) -> str:
    return "|".join(f"(?P<{name}>{pattern})" for name, pattern in patterns.items())


CURRENCY = re.compile(_named(CURRENCIES), re.IGNORECASE)
WORD = re.compile(_named(WORDS), re.IGNORECASE)
UNIT = re.compile(rf"\d[{SPACES}\-‑]{{0,2}}(?:{_named(UNITS)})", re.IGNORECASE)
DIGIT = re.compile(r"\d")
SIGN = re.compile(_named(SIGNS), re.IGNORECASE)
# Without one of these no currency is named: a look that saves the search.
CURRENCY_SIGNS = vocabulary(
    "€ $ £ ¥ euro usd dollar gbp pound pfund livre chf francs franken sfr jpy czk kron couronn crown kč peso roub rubel ruble yuan renmin"
) | {
    " eur",
    "meur",
    "keur",
    "teur",
    " yen",
    "franc ",
    "franc-",
}


SIGN_PARTS = vocabulary("‰ ° mille celsius fahrenheit (f) prozent rcent") | {"r cent", "r\u00a0cent"}


@dataclass(frozen=True, slots=True)
class Measure:
    """A currency or unit in a text: its name, its words and their offsets."""

    name: str
    text: str
    start: int
    end: int


@lru_cache(maxsize=2048)
def currencies(text: str) -> tuple[Measure, ...]:
    """The currencies that a text names."""
    return _measures(CURRENCY, text) if _has(CURRENCY_SIGNS, f" {text} ".replace("Europ", "").replace("europ", "")) else ()


@lru_cache(maxsize=2048)
def units(text: str) -> tuple[Measure, ...]:
    """The units that stand after figures in a text."""
    after = _measures(UNIT, text) if DIGIT.search(text) else ()
    if not _has(SIGN_PARTS, text):
        return after
    ends = {measure.end for measure in after}
    return tuple(sorted((*after, *(m for m in _measures(SIGN, text) if m.end not in ends)), key=lambda measure: measure.start))


def _has(parts: Iterable[str], text: str) -> bool:
    folded = text.lower()
    return any(part in folded for part in parts)


@lru_cache(maxsize=512)
def in_words(text: str) -> tuple[Measure, ...]:
    """The units that a text names in words, beside figures or not."""
    return _measures(WORD, text)


def unit_at(text: str, at: int) -> Measure | None:
    """The unit in words that begins at an offset of a text."""
    found = WORD.match(text, at)
    return Measure(str(found.lastgroup), found.group(), at, found.end()) if found else None


def _measures(pattern: re.Pattern[str], text: str) -> tuple[Measure, ...]:
    return tuple(
        Measure(str(found.lastgroup).removeprefix("a_"), found[str(found.lastgroup)], found.start(str(found.lastgroup)), found.end())
        for found in pattern.finditer(text)
    )
