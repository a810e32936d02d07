"""Look-alikes: what a name and its misspellings have in common."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

WORD = re.compile(r"\w+")
# A name may be split or joined at these, and at nothing else: „Essilor Luxottica“, "Gaia X", "Essilor/Luxottica".
JOINT = re.compile(r"[ \u00a0\u202f\-‑–.&/'’]{0,3}")
# Cyrillic and Greek letters that print like Latin ones, then letters and digits that print like each other (Unicode TR 39, in small).
HOMOGLYPHS = str.maketrans("ІЅЈһԛԝАВЕКМНОРСТХаеорсухіјѕԁΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ISJhqwABEKMHOPCTXaeopcyxijsdABEZHIKMNOPTYXo")
FOREIGN = re.compile(f"[{''.join(map(chr, HOMOGLYPHS))}]")
ALIKE = str.maketrans({"i": "l", "1": "l", "|": "l", "0": "o"})


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """A word without case, accents, and the difference between letters that look alike; signs between letters are dropped."""
    latin = unicodedata.normalize("NFKD", word.translate(HOMOGLYPHS)).casefold()
    letters = "".join(letter for letter in latin if letter.isalnum())
    return letters.translate(ALIKE).replace("rn", "m").replace("vv", "w")


def undisguised(word: str) -> str:
    """A word with Latin letters in the place of the Cyrillic and Greek ones that print like them."""
    return word.translate(HOMOGLYPHS)


def disguised(text: str) -> Iterator[re.Match[str]]:
    """The words of a text that hold Latin letters and others that print like Latin ones."""
    if FOREIGN.search(text):
        for word in WORD.finditer(text):
            if FOREIGN.search(word.group()) and any("a" <= letter <= "z" for letter in word.group().lower()):
                yield word


def plain_spaces(text: str) -> str:
    """The text with ordinary spaces, hyphens and apostrophes, every character at its old offset."""
    # Four replacements in C are ten times as fast as one table of them.
    return text.replace("\u00a0", " ").replace("\u202f", " ").replace("‑", "-").replace("’", "'")


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A stretch of text that is nearly a declared name; `certain` where only look-alike signs, case, accents or joints differ."""

    start: int
    text: str
    name: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Declared names by their skeleton; `parts` holds the words of names by what is left of them without one letter.

    `longest` is one more than the words of the longest name, `longest_part` the letters of the longest word.
    """

    names: frozenset[str]
    by_skeleton: Mapping[str, str]
    parts: Mapping[str, frozenset[tuple[str, str]]]
    longest: int
    longest_part: int

    def find(self, text: str) -> Iterator[Lookalike]:
        """The look-alikes of declared names in a text; the names themselves are passed over."""
        if not self.names:
            return
        text = plain_spaces(text)
        words = [(found.start(), found.end()) for found in WORD.finditer(text)]
        at = 0
        while at < len(words):
            size, found = self._at(text, words, at)
            if found:
                yield found
            at += size

    def _at(self, text: str, words: list[tuple[int, int]], at: int) -> tuple[int, Lookalike | None]:
        start, reach = words[at][0], _reach(text, words, at, self.longest)
        windows = [(size, text[start : words[at + size - 1][1]]) for size in range(reach, 0, -1)]
        for size, excerpt in windows:
            if excerpt in self.names:
                return size, None
        for size, excerpt in windows:
            name = self.by_skeleton.get("".join(skeleton(text[s:e]) for s, e in words[at : at + size]))
            if name and _misspells(excerpt, name):
                return size, Lookalike(start, excerpt, name)
        return 1, self._typo(text, words, at)

    def _typo(self, text: str, words: list[tuple[int, int]], at: int) -> Lookalike | None:
        start, end = words[at]
        word = text[start:end]
        if len(word) < 6 or not word[0].isupper():
            return None
        own = skeleton(word)
        for shorter in _without_one(own) if len(own) <= self.longest_part + 1 else ():
            for part, name in self.parts.get(shorter, ()):
                if part != word and _one_slip(own, skeleton(part)) and _beside(text, start, end, part, name):
                    return Lookalike(start, word, part, certain=False)
        return None


def name_index(names: Iterable[str]) -> NameIndex:
    """The index of declared names."""
    whole = frozenset(plain_spaces(name) for name in names)
    by_skeleton = {"".join(skeleton(word) for word in WORD.findall(name)): name for name in sorted(whole)}
    parts: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for name in whole:
        for part in WORD.findall(name):
            if len(part) >= 6 and part[0].isupper():
                for shorter in _without_one(skeleton(part)):
                    parts[shorter].add((part, name))
    longest = max((len(WORD.findall(name)) for name in whole), default=0) + 1
    longest_part = max(map(len, parts), default=0)
    return NameIndex(whole, by_skeleton, {key: frozenset(found) for key, found in parts.items()}, longest, longest_part)


def _reach(text: str, words: list[tuple[int, int]], at: int, longest: int) -> int:
    size = 1
    while size < longest and at + size < len(words) and JOINT.fullmatch(text, words[at + size - 1][1], words[at + size][0]):
        size += 1
    return size


def _misspells(excerpt: str, name: str) -> bool:
    if excerpt == name:
        return False
    if " " not in name and excerpt.islower():
        # A common noun: « orange » is not Orange. But « teralab » is TeraLab.
        return name[1:] != name[1:].lower() and len(name) > 4
    joints_differ = len(WORD.findall(excerpt)) != len(WORD.findall(name))
    return not (joints_differ and len(name) < 5)


def _without_one(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def _one_slip(one: str, other: str) -> bool:
    """One letter more, less or other, or two neighbours swapped; a plural or genitive ending is no slip."""
    if one == other:
        return True
    if abs(len(one) - len(other)) == 1:
        longer, shorter = (one, other) if len(one) > len(other) else (other, one)
        return not longer.startswith(shorter) and any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
    differing = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(differing) == 1:
        return differing[0] < len(one) - 1
    return (
        len(differing) == 2
        and differing[1] == differing[0] + 1
        and one[differing[0]] == other[differing[1]]
        and one[differing[1]] == other[differing[0]]
    )


def _beside(text: str, start: int, end: int, part: str, name: str) -> bool:
    """Whether the rest of a name stands around its misspelt part; a name of one word needs nothing around it."""
    before, _, after = name.partition(part)
    return text.endswith(before, 0, start) and text.startswith(after, end)
