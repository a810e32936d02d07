"""Number words: six stays six where both languages say it in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ..facts import vocabulary
from ..facts import words as in_order
from ..facts.measures import KIND, Measure, unit_at
from ..facts.numbers import numbers
from ..facts.spoken import spelt, spoken
from ..findings import Finding, Severity
from ..languages import Language, Wording
from . import Pair, Reference, flag

TITLE = Wording(
    "Nombres en lettres : six reste six quand les deux langues l’écrivent en lettres",
    "Zahlwörter: Sechs bleibt sechs, wo beide Sprachen die Zahl ausschreiben",
    "Number words: six stays six where both languages say it in words",
)
CHANGED = Wording("nombre différent de l’original", "Zahl weicht vom Original ab", "number differs from the original")

UNIT = Wording("unité différente de l’original", "Einheit weicht vom Original ab", "unit differs from the original")

# One is an article, the first is no place in a row.
LAST_CARDINAL, LAST_ORDINAL = 16, 12
FIRST = {
    Language.FR: "premier première premiers premières",
    Language.DE: "erste",
    Language.EN: "first",
}
PAIRS = {Language.FR: "", Language.DE: "beide beiden beider", Language.EN: "both"}
# Beside one of these a word is a part of a longer number: vingt-six, six cents, deux tiers, one of two.
PARTS = vocabulary(
    "cent cents vingt trente quarante cinquante soixante quatre-vingts quatre-vingt tiers quarts hundert hundred "
    "twenty thirty forty fifty sixty seventy eighty ninety dozen dozens dutzend "
    "thirds quarters half halves fifths tenths dritteln drittel viertel fünftel demi demie virgule komma point"
)
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
GERMAN_ENDING = re.compile(r"(?<=te)[rnms]$")
BEGINNING = 3
Spelt = tuple[str, float, bool]


def on_pair(pair: Pair, reference: Reference) -> Iterator[Finding]:
    """Each number in words for which the target has another one; one that it says in figures, or not at all, is no change."""
    ours, theirs = _words(pair.source_text, pair.source_language), _words(pair.target_text, pair.target_language)
    if not ours or not theirs:
        return
    lost = [word for word in ours if not _said(word[1], pair.target_text, pair.target_language)]
    come = [word for word in theirs if not _said(word[1], pair.source_text, pair.source_language)]
    for ordinal in (False, True):
        before, after = ([word for word in words if word[2] is ordinal] for words in (lost, come))
        if len(before) == len(after):
            for old, new in zip(before, after, strict=True):
                yield flag(CHANGED, new[0], severity=Severity.BLOCK, source=old[0])
    for old in (word for word in ours if word not in lost):
        for new in (word for word in theirs if word[1:] == old[1:]):
            one, other = _unit(pair.source_text, old[0]), _unit(pair.target_text, new[0])
            if one and other and one.name != other.name and KIND[one.name] == KIND[other.name]:
                yield flag(UNIT, f"{new[0]} {other.text}", severity=Severity.BLOCK, source=f"{old[0]} {one.text}")


def _unit(text: str, word: str) -> Measure | None:
    """The unit right behind a number word."""
    return unit_at(text, text.find(word) + len(word) + 1)


@lru_cache(maxsize=2048)
def _words(text: str, language: Language) -> tuple[Spelt, ...]:
    """The number words that stand alone: as they are written, their values, and whether they are ordinals."""
    known, beginnings = _known(language)
    if not any(word[:BEGINNING] in beginnings for word in in_order(text)):
        return ()
    words = WORD.findall(text)
    found = []
    for at, word in enumerate(words):
        plain = GERMAN_ENDING.sub("", word.lower()) if language is Language.DE else word.lower()
        if plain in known and not PARTS & {other.lower() for other in (*words[max(at - 1, 0) : at], *words[at + 1 : at + 2])}:
            found.append((word, *known[plain]))
    return tuple(found)


@cache
def _known(language: Language) -> tuple[dict[str, tuple[float, bool]], frozenset[str]]:
    """What each number word means, with the letters that they begin with."""
    ranges = ((LAST_CARDINAL, False), (LAST_ORDINAL, True))
    known = {spelt(n, language, ordinal=ordinal): (float(n), ordinal) for last, ordinal in ranges for n in range(2, last + 1)}
    known |= dict.fromkeys(PAIRS[language].split(), (2.0, False)) | dict.fromkeys(FIRST[language].split(), (1.0, True))
    return known, frozenset(word[:BEGINNING] for word in known)


def _said(value: float, text: str, language: Language) -> bool:
    return value in spoken(text, language) or any(value in number.values for number in numbers(text, language))
