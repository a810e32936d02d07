"""Apostrophes: curved ones."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Finding
from ..languages import Wording
from ..text.passages import Passage
from ..text.typography import wanted
from . import Reference, flag
from ._excerpts import around

TITLE = Wording(
    "Apostrophes : typographiques (’)",
    "Apostrophe: typografische (’)",
    "Apostrophes: curved ones (’)",
)
STRAIGHT = Wording("apostrophe droite", "gerader Apostroph", "straight apostrophe")


def on_passage(passage: Passage, reference: Reference) -> Iterator[Finding]:
    """Each straight apostrophe inside a word."""
    for start, end, new in wanted(passage.text, passage.language):
        if new == "’":
            excerpt, better = around(passage.text, start, end, new)
            yield flag(STRAIGHT, excerpt, suggestion=better)
