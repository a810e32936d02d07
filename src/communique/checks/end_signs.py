"""Signs at the end: each sentence has one, and its translation the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Document, Lead, Paragraph, plain
from ..facts.addresses import without_addresses
from ..findings import Finding, Severity
from ..languages import Wording
from ..releases import Release
from ..text.passages import Passage
from . import Pair, Reference, flag
from ._excerpts import around
from ._sides import sides

TITLE = Wording(
    "Signes de fin : chaque phrase en a un, et sa traduction le même",
    "Satzzeichen am Ende: Jeder Satz hat eines, und seine Übersetzung dasselbe",
    "Signs at the end: each sentence has one, and its translation the same",
)
DOUBLED = Wording("signe de ponctuation en trop", "ein Satzzeichen zu viel", "one punctuation mark too many")
DETACHED = Wording("espace avant un point ou une virgule", "Leerzeichen vor Punkt oder Komma", "space before a full stop or comma")
NONE = Wording("paragraphe sans signe de fin", "Absatz ohne Satzzeichen am Ende", "paragraph without a sign at its end")
OTHER = Wording(
    "la fin de la traduction n’a pas le même signe",
    "die Übersetzung endet mit einem anderen Zeichen",
    "the translation ends in another sign",
)

LOST = Wording(
    "la traduction a perdu son signe de fin",
    "der Übersetzung fehlt das Satzzeichen am Ende",
    "the translation has lost the sign at its end",
)

# "..." and "etc.," and "?!" are right; two full stops, or a full stop after another sign, are not.
TWICE = re.compile(r"(?<!\.)\.\.(?!\.)|,,|;;|(?<!:):\.(?!\.)|[,;]\.(?!\.)|[,;]{2}|(?<![!?])([!?])\1(?![!?])|(?<=[^\s.!?])[!?]\.(?!\.)")
MAYBE = re.compile(r"[.,;:!?][.,;!?]|[ \u00a0\u202f][.,]")
SPACED = re.compile(r"(?<=\w)[ \u00a0\u202f]+[,.](?=\s|$)")
BEHIND = " \u00a0\u202f\n»”“’‘\"')]›‹0123456789"
SIGNS = frozenset(".!?:…;")
LEAST_WORDS = 10
# A translator may end one sentence with a full stop and another with an exclamation mark.
MILD = frozenset(".!…;")
SHOWN = 60
# In a title or a cell a full stop is not missed.
RUNNING = frozenset({"Lead", "Paragraph", "KeyPoints", "Bullets", "Numbered", "About", "Quotation"})


def on_passage(passage: Passage, reference: Reference) -> Iterator[Finding]:
    """Each sign that stands twice, and each space before a full stop or a comma."""
    if not MAYBE.search(passage.text):
        return
    text = without_addresses(passage.text)
    for found in TWICE.finditer(text):
        sign = found.group()
        excerpt, better = around(passage.text, found.start(), found.end(), sign[-1] if sign[0] in ",;" else sign[0])
        yield flag(DOUBLED, excerpt, severity=Severity.HINT, suggestion=better)
    for found in SPACED.finditer(passage.text):
        excerpt, better = around(passage.text, found.start(), found.end(), found.group()[-1])
        yield flag(DETACHED, excerpt, severity=Severity.HINT, suggestion=better)


def on_pair(pair: Pair, reference: Reference) -> Iterator[Finding]:
    """A question, an exclamation or an announcement (:) that its translation is not, or the other way round."""
    if pair.block in RUNNING:
        source, target = _end(pair.source_text), _end(pair.target_text)
        if source and target and source != target and not {source, target} <= MILD:
            yield flag(OTHER, _tail(pair.target_text), severity=Severity.HINT, source=_tail(pair.source_text))


def on_release(release: Release, reference: Reference) -> Iterator[Finding]:
    """Each translated passage that has lost the sign at its end."""
    for side in sides(release):
        source, target = side.source.text, side.target.text
        if side.source.block in RUNNING and _end(source) and not _end(target):
            yield side.told(flag(LOST, _tail(target), severity=Severity.HINT, source=_tail(source)))


def on_document(document: Document, reference: Reference) -> Iterator[Finding]:
    """Each paragraph of running text that ends without a sign; an address at its end needs none."""
    for block in document.blocks:
        text = plain(block.content) if isinstance(block, Lead | Paragraph) else ""
        last = text.rstrip(' \u00a0\u202f\n»”“")]›')[-1:]
        if len(text.split()) >= LEAST_WORDS and last.isalpha() and without_addresses(text).rstrip() == text.rstrip() and "\n" not in text:
            yield flag(NONE, _tail(text), severity=Severity.HINT, place=block.place)


def _tail(text: str) -> str:
    """The last words of a text."""
    return text if len(text) <= SHOWN else text[-SHOWN:].partition(" ")[2]


def _end(text: str) -> str:
    last = text.rstrip(BEHIND)[-1:]
    return last if last in SIGNS else ""
