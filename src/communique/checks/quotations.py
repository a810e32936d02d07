"""Quotations: what the original puts in quotation marks stands in quotation marks in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Finding
from ..languages import Wording
from ..releases import Release
from ..text.quotes import ANY, marks
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
        ours, theirs = tuple(_quoted(side.source.text)), tuple(_quoted(side.target.text))
        speech, said = _long(ours), _long(theirs)
        signs, others = (len(ANY.findall(passage.text)) for passage in (side.source, side.target))
        # A term of three words may have four in another language: it is in quotation marks all the same.
        if len(said) < len(speech) and len(theirs) < len(ours) and others < signs:
            yield side.told(flag(UNQUOTED, side.target.text, source=speech[-1]))
        elif len(speech) < len(said) and len(ours) < len(theirs) and signs < others:
            yield side.told(flag(ADDED, said[-1], source=side.source.text))


def _quoted(text: str) -> Iterator[str]:
    """What stands in outer quotation marks, single ones included; what is never closed runs to the end."""
    start, rest = -1, list(text)
    for mark in (*marks(text), None):
        if mark and mark.opens and mark.depth == 0:
            start = mark.at
        elif start >= 0 and (mark is None or (not mark.opens and mark.depth == 0)):
            end = mark.at if mark else len(text)
            yield text[start + 1 : end].strip()
            rest[start:end] = " " * (end - start)
            start = -1
    yield from (found["words"] for found in SINGLE.finditer("".join(rest)))


def _long(quoted: tuple[str, ...]) -> list[str]:
    return [words for words in quoted if len(words.split()) >= SPEECH]
