"""Uneven capitals: an expression has its capital everywhere in a text, or nowhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ..document import Document
from ..facts.addresses import without_addresses
from ..findings import Finding, Severity
from ..languages import Language, Wording
from ..text.passages import Passage, passages
from . import Reference, flag

TITLE = Wording(
    "Majuscules inégales : une expression garde sa majuscule dans tout le texte, ou n’en a nulle part",
    "Uneinheitliche Großschreibung: Ein Ausdruck steht im ganzen Text groß oder nirgends",
    "Uneven capitals: an expression has its capital everywhere in a text, or nowhere",
)
UNEVEN = Wording(
    "majuscule non uniforme : {capitals} × « {capital} », {smalls} × « {small} »",
    "uneinheitliche Großschreibung: {capitals} × „{capital}“, {smalls} × „{small}“",
    "uneven capital: {capitals} × “{capital}”, {smalls} × “{small}”",
)

RUNNING = frozenset({"Lead", "Paragraph", "KeyPoints", "Bullets", "Numbered", "About", "Quotation"})
WORD = r"[^\W\d_][^\W\d_-]*(?:-[^\W\d_]+)*"
# Two words in a row, the first inside a sentence: a small letter or a comma stands before it.
INSIDE = re.compile(rf"(?<=[a-zà-ÿß’',)] )(?P<plain>{WORD})|(?<=\b[dlDL]['’])(?P<elided>{WORD})")
NEXT = re.compile(rf"[ \u00a0](?P<word>{WORD})(?P<more>[ \u00a0-][A-ZÀ-Þ])?")
# « le premier dialogue », "this dialogue": the one that the text has named.
POINTS = re.compile(
    r"(?:\b(?:le|la|ce|cet|cette|du|au|notre|the|this|our)[ \u00a0]|\bl['’])"
    r"(?:(?:premi|derni|deuxi|seconde?|first|last|second|next|present)\w*[ \u00a0])?$",
    re.IGNORECASE,
)
SHORTEST, TWICE, NEAR = 5, 2, 40


@dataclass(frozen=True, slots=True)
class _Use:
    """A word inside a sentence with the word after it, empty at a sign; `points` where an article says that it is known."""

    word: str
    after: str
    points: bool
    place: str

    @property
    def capital(self) -> bool:
        return self.word[0].isupper()

    @property
    def phrase(self) -> str:
        return f"{self.word} {self.after}"


def on_document(document: Document, reference: Reference) -> Iterator[Finding]:
    """Each expression of two words that a text writes both ways, and each name of one word that it then writes small."""
    used = [use for passage in passages(document) if passage.block in RUNNING for use in _uses(passage)]
    by_word = sorted((use for use in used if use.word not in reference.declared), key=lambda use: use.word.lower())
    for _, group in groupby(by_word, key=lambda use: use.word.lower()):
        uses = list(group)
        if len({use.capital for use in uses}) > 1:
            yield from _uneven(uses, document.language)


def _uneven(uses: list[_Use], language: Language) -> Iterator[Finding]:
    by_phrase: dict[str, list[_Use]] = {}
    for use in uses:
        # « les Allemands étaient » and « des soldats allemands étaient » are both right: only what an article points at is compared.
        if use.after and (use.points or language is Language.DE):
            by_phrase.setdefault(use.after.lower(), []).append(use)
    both = [alike for alike in by_phrase.values() if len({use.capital for use in alike}) > 1]
    for alike in both:
        yield _finding(alike, [use.phrase for use in alike])
    if not both and language is not Language.DE:
        titles = [use for alike in by_phrase.values() for use in alike if use.capital and len(alike) >= TWICE and use.points]
        small = [use for use in uses if not use.capital and use.points]
        if titles and small:
            yield _finding([*titles, *small], [use.word for use in (*titles, *small)])


def _finding(uses: list[_Use], forms: list[str]) -> Finding:
    times = Counter(forms)
    capital = next(form for form in forms if form[0].isupper())
    small = next(form for form in forms if not form[0].isupper())
    message = UNEVEN.fill(
        capital=capital,
        small=small,
        capitals=sum(n for form, n in times.items() if form[0].isupper()),
        smalls=sum(n for form, n in times.items() if not form[0].isupper()),
    )
    place = next(use.place for use in uses if not use.capital)
    return flag(message, small, severity=Severity.HINT, place=place)


def _uses(passage: Passage) -> Iterator[_Use]:
    text = without_addresses(passage.text)
    for found in INSIDE.finditer(text):
        word = found["plain"] or found["elided"]
        after = NEXT.match(text, found.end())
        named = after is not None and (after["word"][0].isupper() or after["more"] is not None)
        # Outside German, a word before a capital is part of a longer name: Institut Mines-Télécom, Prime Minister.
        if len(word) < SHORTEST or word.isupper() or (named and passage.language is not Language.DE):
            continue
        following = after["word"] if after and len(after["word"]) >= SHORTEST - 1 else ""
        yield _Use(word, following, bool(POINTS.search(text[max(found.start() - NEAR, 0) : found.start()])), passage.place)
