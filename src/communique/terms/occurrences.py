"""Where terms of the termbase stand in a text, inflected or not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ..facts import vocabulary
from ..glossary import Concept, Glossary, Status, Term
from ..languages import Language
from .inflections import FOLD, same_word, stemming

# An elided article (l', qu') and an English genitive are words of their own; a hyphen, a dot or a slash holds a word together.
WORD = re.compile(r"(?:\b[cdjlmnst]|\b(?:jus|lors|puis)?qu)['’](?=\w)|\w+(?:[-‑–.&/]\w+)*|(?<=\w)['’]s\b|[^\w\s]", re.IGNORECASE)
# The same, with the parts of « Stahl-Konstruktion » or "and/or" as words, and the sign between them as one.
PART = re.compile(r"(?:\b[cdjlmnst]|\b(?:jus|lors|puis)?qu)['’](?=\w)|\w+(?:[.&]\w+)*|(?<=\w)['’]s\b|[^\w\s]", re.IGNORECASE)
JOINED = re.compile(r"\w+(?:[-‑–/]\w+)+")
REMEMBERED = 200_000
# What makes an adjective or another noun of a German one: „westlich“ does not use „Westen“.
DERIVED = vocabulary("lich isch ig bar haft los sam ung heit keit schaft")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term in a text: its offsets, its characters, and what it stands for; `joined` where it is a part of a hyphenated word."""

    start: int
    end: int
    text: str
    concept: Concept
    term: Term
    joined: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    stems: tuple[str, ...]
    words: tuple[str, ...]
    concept: Concept
    term: Term
    exact: bool


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    stem: str
    entries: tuple[_Entry, ...]


@dataclass(frozen=True, slots=True)
class TermIndex:
    """The terms of one language by the stem of their first word, longest first; `seen` remembers words that were looked up."""

    language: Language
    entries: Mapping[str, tuple[_Entry, ...]]
    seen: dict[str, _Word] = field(default_factory=dict, compare=False, repr=False)

    def find(self, text: str, *, joined: bool = False) -> tuple[Occurrence, ...]:
        """The terms in a text, longest first where they overlap; a term of two concepts is given for both.

        A word matches in any inflected form. Names that are not translated, and terms that differ from an allowed one in case only,
        match letter by letter; abbreviations and German nouns keep their capitals. With `joined`, also those that are a part of a word
        with hyphens or slashes („Roadmap-Initiative“), which come last.
        """
        if not self.entries:
            return ()
        found = tuple(self._find(text, WORD))
        compounds = [word.span() for word in JOINED.finditer(text)] if joined else []
        return (*found, *self._parts(text, compounds, found)) if compounds else found

    def uses(self, text: str, concept: Concept) -> bool:
        """Whether an allowed term of a concept stands in a text: inflected, in a compound, or with its words apart."""
        words = [word.translate(FOLD) for word in WORD.findall(text)]
        return any(_spread(form, words, self.language) for form in concept.allowed(self.language))

    def _parts(self, text: str, compounds: list[tuple[int, int]], found: tuple[Occurrence, ...]) -> Iterator[Occurrence]:
        taken = [(occurrence.start, occurrence.end) for occurrence in found]
        for part in self._find(text, PART):
            span = part.start, part.end
            if _overlap(span, compounds) and not _overlap(span, taken):
                yield Occurrence(*span, part.text, part.concept, part.term, joined=True)

    def _find(self, text: str, pattern: re.Pattern[str]) -> Iterator[Occurrence]:
        seen = self.seen
        raw = pattern.findall(text)
        words = [seen.get(word) or self._word(word) for word in raw]
        spans: list[tuple[int, int]] = []
        reached = 0
        for at, word in enumerate(words):
            if word.entries and at >= reached:
                for entry in self._at(words, at, word.entries):
                    reached = at + len(entry.words)
                    spans += _spans(text, raw[len(spans) : reached], spans[-1][1] if spans else 0)
                    start, end = spans[at][0], spans[reached - 1][1]
                    yield Occurrence(start, end, text[start:end], entry.concept, entry.term)

    def _at(self, words: list[_Word], at: int, entries: tuple[_Entry, ...]) -> Iterator[_Entry]:
        """The longest terms that begin with a word."""
        size = 1
        for entry in entries:
            length = len(entry.words)
            if length < size:
                return
            if length == 1 or _goes_on(entry, words[at : at + length], self.language):
                size = length
                yield entry

    def _word(self, text: str) -> _Word:
        if len(self.seen) > REMEMBERED:
            self.seen.clear()
        folded = text.translate(FOLD)
        stem = stemming(self.language)(folded)
        # What a first word rules out is ruled out once for all texts.
        opened = tuple(entry for entry in self.entries.get(stem, ()) if _is(entry, 0, folded, stem, self.language))
        word = self.seen[text] = _Word(folded, stem, opened)
        return word


def index(glossary: Glossary, language: Language) -> TermIndex:
    """The index of a termbase in one language; build it once for many texts."""
    entries: dict[str, list[_Entry]] = defaultdict(list)
    stem = stemming(language)
    for concept in glossary.concepts:
        allowed = {form.translate(FOLD).lower() for form in concept.allowed(language)}
        for term in concept.terms:
            words = tuple(WORD.findall(term.text.translate(FOLD))) if term.language is language else ()
            if words:
                clash = term.status is Status.FORBIDDEN and term.text.translate(FOLD).lower() in allowed
                stems = tuple(map(stem, words))
                entries[stems[0]].append(_Entry(stems, words, concept, term, concept.do_not_translate or clash))
    longest_first = {first: tuple(sorted(group, key=lambda entry: -len(entry.stems))) for first, group in entries.items()}
    return TermIndex(language, longest_first)


def _overlap(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _spans(text: str, words: list[str], start: int) -> Iterator[tuple[int, int]]:
    """Where words stand that follow each other with nothing but space between them."""
    for word in words:
        start = text.index(word, start)
        yield start, start + len(word)
        start += len(word)


def _goes_on(entry: _Entry, words: list[_Word], language: Language) -> bool:
    """Whether the words after the first are those of a term."""
    if len(words) < len(entry.words) or words[1].stem != entry.stems[1]:
        return False
    return all(_is(entry, number, word.text, word.stem, language) for number, word in enumerate(words) if number)


def _is(entry: _Entry, number: int, word: str, stem: str, language: Language) -> bool:
    """Whether a word is that of a term at a position: letter by letter for names, in any form for others."""
    term = entry.words[number]
    return term == word or (not entry.exact and entry.stems[number] == stem and same_word(term, word, language))


def _spread(term: str, words: list[str], language: Language) -> bool:
    parts = WORD.findall(term.translate(FOLD))
    telling = [part for part in parts if len(part) > 3] or parts
    return all(any(_inside(part, word, language) for word in words) for part in telling)


def _inside(part: str, word: str, language: Language) -> bool:
    stem = stemming(language)
    one, other = stem(part), stem(word)
    if one == other or one in other.split("-"):
        return True
    # Two letters (KI, AI) count as part of a compound only where a hyphen sets them off.
    if len(one) < 4 or one not in other:
        return False
    whole = part.lower()
    if language is not Language.DE or whole in word.lower():
        return True
    rest = word.lower().partition(one)[2]
    return not any(rest.startswith(ending) for ending in DERIVED)
