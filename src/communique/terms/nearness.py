"""Nearness: where a text says nearly, and not quite, a name of several words."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..facts import vocabulary
from ..glossary import Concept, Glossary, Status
from ..languages import Language
from .inflections import stemming

WORD = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*")
ENDS = re.compile(r"[.;:!?()«»„“”\"\n]")
# Words that a name's likeness does not hang on.
LITTLE = {
    Language.FR: vocabulary("de des du d l le la les et dans pour en à au aux sur par un une"),
    Language.DE: vocabulary("der die das des dem den und für von vom zu zur zum im in e V"),
    Language.EN: vocabulary("the of and for in on to a an"),
}
# From three telling words on, the same ones in a row are no accident; with one other, from four on.
FEWEST, FEWEST_WITH_OTHER = 3, 4


@dataclass(frozen=True, slots=True)
class _Name:
    text: str
    telling: tuple[str, ...]
    whole: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """A stretch of text that is nearly a name."""

    start: int
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class NearIndex:
    """The names of several words in one language by their first telling word; `right` holds every form that is allowed."""

    language: Language
    by_first: Mapping[str, tuple[_Name, ...]]
    right: frozenset[tuple[str, ...]]

    def find(self, text: str) -> Iterator[Near]:
        """Each stretch that has a name's telling words in their order but other little words, or all of four and more but one."""
        if not self.by_first:
            return
        words = [(found.start(), found.end(), found.group()) for found in WORD.finditer(text)]
        stem = stemming(self.language)
        stems = [stem(word) for _, _, word in words]
        at = 0
        while at < len(words):
            size = next((size for name in self.by_first.get(stems[at], ()) if (size := self._size(name, words, stems, at, text))), 0)
            if size > 0:
                name = next(name for name in self.by_first[stems[at]] if self._size(name, words, stems, at, text) == size)
                yield Near(words[at][0], text[words[at][0] : words[at + size - 1][1]], name.text)
            at += size or 1

    def _size(self, name: _Name, words: list[tuple[int, int, str]], stems: list[str], at: int, text: str) -> int:
        """How many words from a position on are nearly a name; 0 where they are not, or are an allowed form."""
        reach = range(at, min(at + 2 * len(name.whole) + 2, len(words)))
        telling = [n for n in reach if words[n][2].lower() not in LITTLE[self.language]]
        for count in (len(name.telling), len(name.telling) + 1, len(name.telling) - 1):
            if len(telling) < count or not _near(tuple(stems[n] for n in telling[:count]), name.telling):
                continue
            last = telling[count - 1]
            within = not ENDS.search(text, words[at][0], words[last][1])
            return last - at + 1 if within and tuple(stems[at : last + 1]) not in self.right else 0
        return 0


def _near(own: tuple[str, ...], name: tuple[str, ...]) -> bool:
    if own == name:
        return True
    if len(name) < FEWEST_WITH_OTHER or own[-1] != name[-1]:
        return False
    if len(own) == len(name):
        return sum(one != other for one, other in zip(own, name, strict=True)) == 1
    longer, shorter = (own, name) if len(own) > len(name) else (name, own)
    return any(longer[:n] + longer[n + 1 :] == shorter for n in range(1, len(longer) - 1))


def near_index(glossary: Glossary, names: Iterable[str], language: Language) -> NearIndex:
    """The index of the names of several words: declared ones, and terms whose concept bears a capital in French or English."""
    own = {term.text for c in glossary.concepts if _is_name(c) for term in c.terms if _allowed(term.status) and term.language is language}
    allowed = {term.text for c in glossary.concepts for term in c.terms if _allowed(term.status) and term.language is language}
    found = [_name(text, language) for text in sorted(own | set(names))]
    by_first: dict[str, list[_Name]] = defaultdict(list)
    for name in found:
        if len(name.telling) >= FEWEST:
            by_first[name.telling[0]].append(name)
    right = frozenset(_name(text, language).whole for text in allowed | set(names)) if by_first else frozenset()
    return NearIndex(language, {first: tuple(group) for first, group in by_first.items()}, right)


def only_form_differs(one: str, other: str, language: Language) -> bool:
    """Whether two terms have the same telling words in the same order, whatever their little words, hyphens, capitals and accents."""
    return _letters(one, language) == _letters(other, language)


def _letters(text: str, language: Language) -> str:
    words = re.findall(r"[^\W_]+", text)
    telling = [stemming(language)(word) for word in words if word.lower() not in LITTLE[language]]
    return "".join(letter for letter in unicodedata.normalize("NFKD", "".join(telling)) if letter.isalnum())


def _allowed(status: Status) -> bool:
    return status is not Status.FORBIDDEN


def _is_name(concept: Concept) -> bool:
    """Whether a concept is the name of one thing: not translated, or with a capital in a language that has none on common nouns."""
    forms = [form for language in (Language.FR, Language.EN) for form in concept.allowed(language)[:1]]
    return concept.do_not_translate or any(letter.isupper() for form in forms for letter in form[:1])


def _name(text: str, language: Language) -> _Name:
    words, stem = WORD.findall(text), stemming(language)
    whole = tuple(stem(word) for word in words)
    telling = tuple(stem(word) for word in words if word.lower() not in LITTLE[language])
    return _Name(text, telling, whole)
