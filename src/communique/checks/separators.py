"""Separators: 3,800 is not 3.800, and 32 000 is written in each language's way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..facts.addresses import without_addresses
from ..facts.comparison import compare
from ..facts.numerals import SPACES, readings, value, written
from ..findings import Finding
from ..languages import Wording
from ..text.passages import Passage
from . import Pair, Reference, flag

TITLE = Wording(
    "Séparateurs : milliers et décimales s’écrivent comme le veut la langue",
    "Trennzeichen: Tausender und Dezimalstellen stehen, wie es die Sprache verlangt",
    "Separators: thousands and decimals are written as the language asks",
)
FOREIGN = Wording(
    "ce nombre est écrit comme dans une autre langue",
    "diese Zahl ist wie in einer anderen Sprache geschrieben",
    "this number is written as in another language",
)


# „700,000“ is no German decimal, and „0.7 %“ no French one; version numbers and sections (2.0, 1.1) are left alone.
ROUND = re.compile(r"(?<![\d.,])\d{1,3}(?:[.,]000)+(?![\d.,]*\d)")
PARTS = re.compile(r"\d[.,]\d")
MEASURED = re.compile(
    rf"(?<![\d.,])(\d+(?:[.,]\d+)+)(?=[{SPACES}]?"
    r"(?:[%‰€$£]|million|milliard|billion|mio\b|mrd\b|euro|dollar|prozent|pour cent|per ?cent))",
    re.IGNORECASE,
)


def on_passage(passage: Passage, reference: Reference) -> Iterator[Finding]:
    """Each amount that the passage's language does not write so."""
    text, language = without_addresses(passage.text), passage.language
    if not PARTS.search(text):
        return
    for found in (*ROUND.finditer(text), *MEASURED.finditer(text)):
        figures = found.group()
        own, others = value(figures, language), readings(figures)
        thousands = max(others, default=0.0)
        if own is None and others:
            yield flag(FOREIGN, figures, suggestion=written(min(others) if "000" not in figures else thousands, language, figures))
        elif own is not None and own != thousands and ROUND.fullmatch(figures):
            yield flag(FOREIGN, figures, suggestion=written(thousands, language, figures))


def on_pair(pair: Pair, reference: Reference) -> Iterator[Finding]:
    """Each number that is the source's only when another language reads it."""
    found = compare(pair.source_text, pair.target_text, pair.source_language, pair.target_language)
    for before, after in found.rewritten:
        # eIDAS 2.0 is a name; amounts copied from another language are found in the passage.
        copied = before.text == after.text and not before.values
        if (not after.values and not copied) or (before.values and after.values.isdisjoint(before.values)):
            worth = next(iter(before.values or after.readings))
            better = "" if after.text[-1].isalpha() else written(worth, pair.target_language, after.text)
            yield flag(FOREIGN, after.text, source=before.text, suggestion=better)
