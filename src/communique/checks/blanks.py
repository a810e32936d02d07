"""Blanks: one between two words, none at either end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Finding, Severity
from ..languages import Wording
from ..text.passages import Passage
from . import Pair, Reference, flag
from ._excerpts import around

TITLE = Wording(
    "Espaces : une seule entre deux mots, aucune au début ni à la fin",
    "Leerzeichen: eines zwischen zwei Wörtern, keines an den Enden",
    "Blanks: one between two words, none at either end",
)
TWICE = Wording("plusieurs espaces de suite", "mehrere Leerzeichen hintereinander", "several blanks in a row")
ENDS = Wording(
    "espace au début ou à la fin que l’original n’a pas",
    "Leerzeichen am Anfang oder Ende, das im Original fehlt",
    "blank at the beginning or the end that the original does not have",
)
BLANK = " \u00a0\u202f\u2009\t"
SEVERAL = re.compile(rf"(?<=[^\s])[{BLANK}]{{2,}}(?=[^\s])")


def on_passage(passage: Passage, reference: Reference) -> Iterator[Finding]:
    """Each place with several blanks; tabs alone lay out a line."""
    for found in SEVERAL.finditer(passage.text):
        if " " in found.group():
            excerpt, better = around(passage.text, found.start(), found.end(), " ")
            yield flag(TWICE, excerpt, severity=Severity.HINT, suggestion=better)


def on_pair(pair: Pair, reference: Reference) -> Iterator[Finding]:
    """A translation that begins or ends with a blank where its source does not."""
    source, target = pair.source_text, pair.target_text
    if _leads(target) > _leads(source) or _leads(target[::-1]) > _leads(source[::-1]):
        yield flag(ENDS, target, severity=Severity.HINT, suggestion=target.strip(BLANK))


def _leads(text: str) -> bool:
    return text[:1] in set(BLANK)
