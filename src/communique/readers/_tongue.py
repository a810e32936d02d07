"""The language that a draft is written in."""

from __future__ import annotations

import re
from collections import Counter

from ..languages import Language

# Words of grammar that only one of the three uses often; the frequent ones decide within two sentences.
WORDS = {
    Language.FR: "le la les des du de et est une dans pour que qui sur avec par au aux ce cette sont plus nous vous leur leurs ses ou à "
    "été ont a l d en",
    Language.DE: "der die das den dem des und ist ein eine einen einer für von mit auf im zu zur zum nicht sich auch als werden wird sind "
    "bei nach über wir sie",
    Language.EN: "the of and to is a for that with on by are this from at an as be will has have its their our it was were which or not",
}
LISTED = {language: frozenset(words.split()) for language, words in WORDS.items()}
LETTERS = re.compile(r"[^\W\d_]+")
ENOUGH, READ = 1.25, 12_000


def tongue(text: str) -> tuple[Language, bool]:
    """The language of a text and whether that is certain."""
    words = Counter(word.lower() for word in LETTERS.findall(text[:READ]))
    scores = {language: sum(words[word] for word in listed) for language, listed in LISTED.items()}
    best, second = sorted(scores, key=lambda language: -scores[language])[:2]
    total = sum(words.values())
    if scores[best] >= ENOUGH * scores[second] and scores[best] >= max(3, 0.12 * total):
        return best, True
    return _identified(text), total < 3


def _identified(text: str) -> Language:
    # Loaded only for the rare text that grammar does not decide: it takes longer than reading a draft.
    from ._langid import likeliest

    return likeliest(text[:READ])
