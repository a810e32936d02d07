"""Quotations: what the original puts in quotation marks stands in quotation marks in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Finding
from ..languages import Wording
from ..quotes import marks
from ..releases import Release
from . import Reference, flag
from ._sides import sides

TITLE = Wording(
    "Citations : les paroles entre guillemets le restent dans chaque langue",
    "Zitate: Was in Anführungszeichen steht, steht es in jeder Sprache",
    "Quotations: what stands in quotation marks does so in every language",
)
UNQUOTED = Wording(
    "ces paroles sont citées dans l’original, pas dans cette langue",
    "diese Worte sind im Original ein Zitat, in dieser Sprache nicht",
    "these words are quoted in the original and not in this language",
)
ADDED = Wording(
    "ces paroles sont une citation dans cette langue, pas dans l’original",
    "diese Worte sind in dieser Sprache ein Zitat, im Original nicht",
    "these words are a quotation in this language and not in the original",
)
# Fewer words than this are a term or a title, which each language may set apart in its own way.
SPEECH = 4
SINGLE = re.compile(r"(?<![\w’'])[‘‚](?P<words>[^‘’‚\n]{12,}(?:(?<=\w)’(?=\w)[^‘’‚\n]*)*)[’‘](?!\w)")


def on_release(release: Release, reference: Reference) -> Iterator[Finding]:
    """Each passage that has more or fewer stretches of speech in quotation marks than its original."""
    for side in sides(release):
        ours, theirs = tuple(_speech(side.source.text)), tuple(_speech(side.target.text))
        if len(theirs) < len(ours):
            yield side.told(flag(UNQUOTED, side.target.text, source=ours[-1]))
        elif len(ours) < len(theirs):
            yield side.told(flag(ADDED, theirs[-1], source=side.source.text))


def _speech(text: str) -> Iterator[str]:
    """What stands in outer quotation marks and is at least four words long; what is never closed runs to the end."""
    start = -1
    for mark in marks(text):
        if mark.opens and mark.depth == 0:
            start = mark.at
        elif not mark.opens and mark.depth == 0 and start >= 0:
            yield from _long(text[start + 1 : mark.at])
            start = -1
    yield from _long(text[start + 1 :]) if start >= 0 else ()
    yield from (found["words"] for found in SINGLE.finditer(text))


def _long(words: str) -> Iterator[str]:
    if len(words.split()) >= SPEECH:
        yield words.strip()
