"""Where terms of the termbase stand in a text, inflected or not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import takewhile

import Stemmer

from .facts import vocabulary
from .glossary import Concept, Glossary, Status, Term
from .languages import Language

# An elided article (l', qu') and an English genitive are words of their own; a hyphen, a dot or a slash holds a word together.
WORD = re.compile(r"(?:\b[cdjlmnst]|\b(?:jus|lors|puis)?qu)['’](?=\w)|\w+(?:[-‑–.&/]\w+)*|(?<=\w)['’]s\b|[^\w\s]", re.IGNORECASE)
STEMMERS = {Language.FR: "french", Language.DE: "german", Language.EN: "english"}
# What inflection leaves on either side of what two forms of a word have in common. A shared stem alone joins too much:
# „Führer“ and „führen“, « collaborateurs » et « collaboration ».
ENDINGS = {
    Language.FR: vocabulary("- s x e es l ux al aux aux le les ne nes te tes f ve ves se ses er ère ères"),
    Language.DE: vocabulary("- e n s r m en er es em ern in innen nen um a o us i is ien se sse"),
    Language.EN: vocabulary("- s es y ies um a"),
}
# Snowball leaves the plural of loan words (Roadmaps) alone.
LOAN_PLURAL = re.compile(r"(?<=\w{4}[^s])s$")
FEMININE_PLURAL = re.compile(r"inn$")
# Konto and Konten, Zentrum and Zentren, Firma and Firmen, Modus and Modi.
LATIN = re.compile(r"(?:us|um|[aio])+$")
SHORT = 4
UMLAUTS = str.maketrans("äöü", "aou")
FOLD = str.maketrans({"’": "'", "‑": "-", "\u00a0": " ", "\u202f": " "})


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term in a text: its offsets, its characters, and what it stands for."""

    start: int
    end: int
    text: str
    concept: Concept
    term: Term


@dataclass(frozen=True, slots=True)
class _Entry:
    stems: tuple[str, ...]
    words: tuple[str, ...]
    concept: Concept
    term: Term
    exact: bool


@dataclass(frozen=True, slots=True)
class TermIndex:
    """The terms of one language by the stem of their first word, longest first."""

    language: Language
    entries: Mapping[str, tuple[_Entry, ...]]

    def find(self, text: str) -> tuple[Occurrence, ...]:
        """The terms in a text, longest first where they overlap; a term of two concepts is given for both.

        A word matches in any inflected form. Names that are not translated, and terms that differ from an allowed one in case only,
        match letter by letter; abbreviations and German nouns keep their capitals.
        """
        return tuple(self._find(text))

    def uses(self, text: str, concept: Concept) -> bool:
        """Whether an allowed term of a concept stands in a text: inflected, in a compound, or with its words apart."""
        inside = [stem(word.group(), self.language) for word in WORD.finditer(text)]
        return any(_spread(form, inside, self.language) for form in concept.allowed(self.language))

    def _find(self, text: str) -> Iterator[Occurrence]:
        if not self.entries:
            return
        spans = [(word.start(), word.end()) for word in WORD.finditer(text)]
        words = [text[start:end].translate(FOLD) for start, end in spans]
        stems = [stem(word, self.language) for word in words]
        at = 0
        while at < len(words):
            size = 1
            for entry in self.entries.get(stems[at], ()):
                length = len(entry.stems)
                if length < size:
                    break
                if tuple(stems[at : at + length]) == entry.stems and _accepts(entry, words[at : at + length], self.language):
                    start, end, size = spans[at][0], spans[at + length - 1][1], length
                    yield Occurrence(start, end, text[start:end], entry.concept, entry.term)
            at += size


def index(glossary: Glossary, language: Language) -> TermIndex:
    """The index of a termbase in one language; build it once for many texts."""
    entries: dict[str, list[_Entry]] = defaultdict(list)
    for concept in glossary.concepts:
        allowed = {form.translate(FOLD).lower() for form in concept.allowed(language)}
        for term in concept.terms:
            words = tuple(word.group().translate(FOLD) for word in WORD.finditer(term.text))
            if term.language is language and words:
                clash = term.status is Status.FORBIDDEN and term.text.translate(FOLD).lower() in allowed
                stems = tuple(stem(word, language) for word in words)
                entries[stems[0]].append(_Entry(stems, words, concept, term, concept.do_not_translate or clash))
    longest_first = {first: tuple(sorted(group, key=lambda entry: -len(entry.stems))) for first, group in entries.items()}
    return TermIndex(language, longest_first)


@lru_cache(maxsize=65536)
def stem(word: str, language: Language) -> str:
    """What the inflected forms of a word have in common, its hyphenated parts taken one by one."""
    return "-".join(_stem(part, language) for part in word.lower().translate(FOLD).split("-"))


def _stem(word: str, language: Language) -> str:
    stemmer = _stemmer(language)
    found = str(stemmer.stemWord(word))
    if language is Language.DE:
        # Once more, since „Kern“ loses what „Kerne“ keeps at the first time.
        found = str(stemmer.stemWord(FEMININE_PLURAL.sub("in", LOAN_PLURAL.sub("", found))))
        found = LATIN.sub("", found) if len(found) > SHORT else found
    return found


@cache
def _stemmer(language: Language) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(STEMMERS[language])


def _accepts(entry: _Entry, words: list[str], language: Language) -> bool:
    if entry.exact:
        return tuple(words) == entry.words
    return all(_same(term, word, language) for term, word in zip(entry.words, words, strict=True))


def _same(term: str, word: str, language: Language) -> bool:
    if len(term) <= 3 or not (term.isalpha() or "-" in term):
        return term == word if term.isupper() else term.lower() == word.lower()
    if language is Language.DE and term[0].isupper() and not word[0].isupper():
        return False
    one, other = term.lower().translate(UMLAUTS), word.lower().translate(UMLAUTS)
    common = sum(1 for _ in takewhile(lambda letters: letters[0] == letters[1], zip(one, other, strict=False)))
    return (one[common:] or "-") in ENDINGS[language] and (other[common:] or "-") in ENDINGS[language]


def _spread(term: str, words: list[str], language: Language) -> bool:
    parts = [stem(word.group(), language) for word in WORD.finditer(term)]
    telling = [part for part in parts if len(part) > 3] or parts
    return all(_inside(part, words) for part in telling)


def _inside(part: str, words: list[str]) -> bool:
    # Two letters (KI, AI) count as part of a compound only where a hyphen sets them off.
    if len(part) < 4:
        return any(part in word.split("-") for word in words)
    return any(part in word for word in words)
