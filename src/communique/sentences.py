"""Where a sentence ends in French, German and English."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .languages import Language

END = re.compile(r"[.!?…]+[\"”»’)\]]*\s+(?=[\"„“«(\[]?\s?[A-ZÀ-ÖØ-Þ0-9])")


def spans(text: str, language: Language) -> Iterator[tuple[int, int]]:
    """Start and end offsets of each sentence of a passage, white space at both ends left out."""
    start = 0
    for end in END.finditer(text):
        yield start, end.start() + len(end.group().rstrip())
        start = end.end()
    if start < len(text):
        yield start, len(text)
