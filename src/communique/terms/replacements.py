"""Replacements: what should stand instead of a term, in its form where that is certain."""

from __future__ import annotations

import re
import unicodedata

from ..facts import vocabulary
from ..languages import Language
from .inflections import same_word, stem
from .occurrences import Occurrence

LETTERS = re.compile(r"\w+")
# A sentence begins here: after its predecessor's end, an opening quotation mark or bracket, or a list's dash.
OPENING = re.compile(r"(?:^|[.!?…:][»”“\"')]*\s+)[«„“\"'(–—\s]*$")
# What a plural or a feminine adds, and nothing that changes the word before it.
ADDED = {
    Language.FR: vocabulary("- s x e es"),
    Language.DE: vocabulary("- s"),
    Language.EN: vocabulary("- s"),
}


def replacement(found: Occurrence, text: str, language: Language) -> str:
    """What should stand instead of a forbidden term in a text: the preferred term, its plural where certain, a capital to begin with.

    Empty where the concept has no allowed term in the language.
    """
    better = _inflected(found, language)
    better = better if "'" in text else better.replace("'", "’")
    begins = OPENING.search(text[: found.start]) is not None
    return better[:1].upper() + better[1:] if begins and found.text[:1].isupper() and not found.concept.do_not_translate else better


def _inflected(found: Occurrence, language: Language) -> str:
    allowed = found.concept.allowed(language)
    if not allowed or found.concept.do_not_translate:
        return next(iter(allowed), "")
    if respelt := _respelt(found.text, allowed[0], language):
        return respelt
    plurals = (form for form in allowed[1:] if _plural(form, language) and _forms_of_one(form, allowed[0], language))
    return next(plurals, allowed[0]) if _plural(found.text, language) and not _plural(allowed[0], language) else allowed[0]


def _respelt(text: str, term: str, language: Language) -> str:
    """A term with the endings of a text that differs in hyphens, spaces, accents or case only: « équipes projets », « équipes-projets »."""
    words, own, gaps = LETTERS.findall(text), LETTERS.findall(term), LETTERS.split(term)
    if len(words) != len(own):
        ending = _added("".join(words), "".join(own), language)
        return "" if ending is None else term + ending
    endings = [_added(word, like, language) for word, like in zip(words, own, strict=True)]
    if None in endings:
        return ""
    return "".join(f"{gap}{like}{ending}" for gap, like, ending in zip(gaps, own, endings, strict=False)) + gaps[-1]


def _added(word: str, like: str, language: Language) -> str | None:
    one, other = _plain(word), _plain(like)
    ending = one.removeprefix(other)
    return ending if one.startswith(other) and (ending or "-") in ADDED[language] else None


def _plain(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", word).casefold() if letter.isalnum())


def _forms_of_one(one: str, other: str, language: Language) -> bool:
    words, others = LETTERS.findall(one), LETTERS.findall(other)
    return len(words) == len(others) and all(
        stem(a, language) == stem(b, language) and same_word(b, a, language) for a, b in zip(words, others, strict=True)
    )


def _plural(text: str, language: Language) -> bool:
    """Whether a term is a plural for certain; German endings say too little."""
    words = LETTERS.findall(text)
    if language is Language.DE or not words:
        return False
    telling = words[0] if language is Language.FR else words[-1]
    return len(telling) > 3 and telling.endswith(("s", "x")) and not telling.endswith(("ss", "us", "is")) and telling[1:].islower()
