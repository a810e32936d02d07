"""Forbidden phrases: where a text nearly has a forbidden term of several words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..glossary import Concept, Glossary, Status
from ..languages import Language
from .inflections import stemming
from .nearness import ENDS, LITTLE

WORD = re.compile(r"[^\W_]+(?:['’](?=\s))?")
# With two telling words a likeness is a guess; to have one word changed, a phrase needs four.
FEWEST, SURE, WITH_OTHER = 2, 3, 4


@dataclass(frozen=True, slots=True)
class _Phrase:
    concept: Concept
    text: str
    telling: tuple[str, ...]
    adjacent: bool


@dataclass(frozen=True, slots=True)
class NearPhrase:
    """A stretch of text that is nearly a forbidden term; `sure` where three telling words or more are the same."""

    start: int
    end: int
    concept: Concept
    term: str
    sure: bool


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    stem: str


@dataclass(frozen=True, slots=True)
class PhraseIndex:
    """The forbidden terms of several words in one language, by the stems of their telling words."""

    language: Language
    by_stem: Mapping[str, tuple[_Phrase, ...]]

    def find(self, text: str) -> Iterator[NearPhrase]:
        """Each stretch with the telling words of a forbidden term: with other little words, one word more, or in another order; of four
        and more, one may differ. The term itself is among them."""
        if not self.by_stem:
            return
        stem, little = stemming(self.language), LITTLE[self.language]
        found = ((word.start(), word.end(), word.group().rstrip("'’")) for word in WORD.finditer(text))
        words = [_Word(start, end, stem(word)) for start, end, word in found if len(word) > 1 and word.lower() not in little]
        hits: dict[_Phrase, set[str]] = defaultdict(set)
        for word in words:
            for phrase in self.by_stem.get(word.stem, ()):
                hits[phrase].add(word.stem)
        for phrase, stems in hits.items():
            if len(stems) >= _needed(phrase):
                yield from _stretches(phrase, words, text)


def phrase_index(glossary: Glossary, language: Language) -> PhraseIndex:
    """The index of the forbidden terms of two telling words or more; names that are not translated have their own check."""
    by_stem: dict[str, list[_Phrase]] = defaultdict(list)
    for concept in glossary.concepts:
        for term in concept.terms if not concept.do_not_translate else ():
            if term.status is Status.FORBIDDEN and term.language is language and " " in term.text:
                phrase = _phrase(concept, term.text, language)
                for part in set(phrase.telling) if len(phrase.telling) >= FEWEST else ():
                    by_stem[part].append(phrase)
    return PhraseIndex(language, {part: tuple(phrases) for part, phrases in by_stem.items()})


def _phrase(concept: Concept, text: str, language: Language) -> _Phrase:
    words, stem = [word.rstrip("'’") for word in WORD.findall(text)], stemming(language)
    telling = tuple(stem(word) for word in words if len(word) > 1 and word.lower() not in LITTLE[language])
    return _Phrase(concept, text, telling, len(words) == len(telling))


def _needed(phrase: _Phrase) -> int:
    whole = len(set(phrase.telling))
    return whole - 1 if len(phrase.telling) >= WITH_OTHER else whole


def _stretches(phrase: _Phrase, words: list[_Word], text: str) -> Iterator[NearPhrase]:
    size = len(phrase.telling)
    for length in (size, size + 1):
        for at in range(len(words) - length + 1):
            window = words[at : at + length]
            start, end = window[0].start, window[-1].end
            if _alike(phrase, tuple(word.stem for word in window), text[start:end]) and not ENDS.search(text, start, end):
                same = set(phrase.telling) <= {word.stem for word in window}
                yield NearPhrase(start, end, phrase.concept, phrase.text, sure=same and size >= SURE)


def _alike(phrase: _Phrase, own: tuple[str, ...], text: str) -> bool:
    telling = phrase.telling
    if len(own) > len(telling):
        return own[0] == telling[0] and own[-1] == telling[-1] and any(own[:n] + own[n + 1 :] == telling for n in range(1, len(telling)))
    if own == telling:
        return True
    if sorted(own) == sorted(telling):
        # « contrat de recherche » is another thing than « recherche sous contrat »; two neighbours that change places are not.
        return len(telling) >= SURE or (phrase.adjacent and len(text.split()) == len(telling))
    return len(telling) >= WITH_OTHER and sum(a != b for a, b in zip(own, telling, strict=True)) == 1
