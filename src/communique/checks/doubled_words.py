"""Doubled words: "de de", and a phrase that says the same twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..facts import vocabulary, words
from ..facts.addresses import without_addresses
from ..findings import Finding
from ..languages import Language, Wording
from ..text.passages import Passage
from . import Pair, Reference, flag

TITLE = Wording(
    "Mots doublés : ni « de de », ni deux fois la même expression",
    "Doppelte Wörter: weder „der der“ noch zweimal derselbe Ausdruck",
    "Doubled words: neither “the the” nor the same phrase twice",
)
TWICE = Wording("mot répété", "Wort doppelt", "word repeated")
PHRASE = Wording("expression répétée", "Ausdruck doppelt", "phrase repeated")
FEMININE_TWICE = Wording(
    "forme féminine répétée ; le masculin est sans doute voulu",
    "weibliche Form doppelt; gemeint ist wohl auch die männliche",
    "feminine form repeated; the masculine is probably meant",
)

ADJACENT = re.compile(r"(?<![\w-])([^\W\d_]{2,})[ \u00a0\u202f\n]+\1(?![\w'’-])", re.IGNORECASE)
# "d'ingénieures, d'ingénieures" and "ingénieures et ingénieures": the same words on both sides of a comma or a conjunction.
AROUND_COMMA = re.compile(
    r"(?<![\w'’-])((?:[\w’'-]+ ){0,3}?[\w’'-]{4,})(?:, ?| et | und | and )\1(?![\w'’-])",
    re.IGNORECASE,
)
# Doubled by grammar: « nous nous réunissons », "that that"; in German behind a comma („Teams, die die Arbeit machen“).
RIGHT = {
    Language.FR: vocabulary("nous vous en"),
    Language.DE: vocabulary("die der das sie den dem"),
    Language.EN: vocabulary("that bye no"),
}
# Names that say a word twice.
NAMES_TWICE = vocabulary("duran baden wagga walla bora pago sing cha tam yo hong papa berber aga")
# Ways to give emphasis: « toujours et toujours », "over and over", „mehr und mehr“.
RHETORIC = vocabulary(
    "mehr more immer plus over again encore toujours jamais never years hours milliers millions thousands tausende hundreds"
)
# A shorter word on both sides of a comma ends one clause and begins another: „… haben, haben wir …“.
TELLING = 7


def on_passage(passage: Passage, reference: Reference) -> Iterator[Finding]:
    """Each word that stands twice in a row, and each phrase that is repeated after a comma or a conjunction."""
    text = without_addresses(passage.text)
    for found in _adjacent(text):
        first, second = re.split(r"\s+", found.group(), maxsplit=1)
        if not (_by_grammar(text, found.start(), second, passage.language) or _a_name(first, second, passage.language)):
            yield flag(TWICE, found.group(), suggestion=first)
    for found in AROUND_COMMA.finditer(text) if _says_twice(text) else ():
        phrase = found.group(1)
        if phrase.lower().split()[-1] not in RHETORIC and _telling(phrase, passage.language):
            yield _phrase(found.group(), phrase, passage.language)


def on_pair(pair: Pair, reference: Reference) -> Iterator[Finding]:
    """Each capitalised word that stands twice in the target only: Duran Duran does so in every language."""
    for found in _adjacent(without_addresses(pair.target_text)):
        first, second = re.split(r"\s+", found.group(), maxsplit=1)
        if _a_name(first, second, pair.target_language) and not ADJACENT.search(without_addresses(pair.source_text)):
            yield flag(TWICE, found.group(), suggestion=first)


def _says_twice(text: str) -> bool:
    """Whether a longer word stands in a text more than once: a look that saves the search."""
    longer = [word for word in words(text) if len(word) > 3]
    return len(set(longer)) < len(longer)


def _adjacent(text: str) -> Iterator[re.Match[str]]:
    if any(word == after for word, after in pairwise(words(text))):
        yield from ADJACENT.finditer(text)


def _a_name(first: str, second: str, language: Language) -> bool:
    """Whether a doubled word may be a name by its capitals; German nouns have them too."""
    return first[0].isupper() and second[0].isupper() and (language is not Language.DE or first.lower() in NAMES_TWICE)


def _by_grammar(text: str, start: int, word: str, language: Language) -> bool:
    right = word.lower() in RIGHT[language] and (language is not Language.DE or word.islower())
    return right and (language is not Language.DE or text[:start].rstrip()[-1:] in {",", ""})


def _telling(phrase: str, language: Language) -> bool:
    noun = language is not Language.DE or phrase.split()[-1][0].isupper()
    # "Fewer and fewer, faster and faster" is how English says it.
    if language is Language.EN and phrase.endswith("er") and " " not in phrase:
        return False
    return noun and (" " in phrase or "'" in phrase or "’" in phrase or len(phrase) >= TELLING)


def _phrase(excerpt: str, phrase: str, language: Language) -> Finding:
    if language is Language.FR and phrase.endswith("es"):
        masculine = excerpt[: len(excerpt) - len(phrase)] + _masculine(excerpt[len(excerpt) - len(phrase) :])
        if masculine != excerpt:
            return flag(FEMININE_TWICE, excerpt, suggestion=masculine)
    return flag(PHRASE, excerpt, suggestion=phrase)


MASCULINE = (
    ("euses", "eurs"),
    ("trices", "teurs"),
    ("ières", "iers"),
    ("ères", "ers"),
    ("iennes", "iens"),
    ("eures", "eurs"),
    ("ées", "és"),
    ("antes", "ants"),
    ("entes", "ents"),
)


def _masculine(word: str) -> str:
    return next((word.removesuffix(feminine) + masculine for feminine, masculine in MASCULINE if word.endswith(feminine)), word)
