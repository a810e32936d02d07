"""Wire length: title and lead are short enough for a newswire."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..document import Document, Lead, Title, plain
from ..findings import Finding, Severity
from ..languages import Wording
from ..releases import Release
from . import Reference, flag
from ._sides import sides

TITLE = Wording(
    "Longueur pour les agences : titre et chapeau sont assez courts",
    "Länge für Agenturen: Titel und Vorspann sind kurz genug",
    "Wire length: title and lead are short enough for a newswire",
)
LONG_TITLE = Wording(
    "titre de {length} signes ; les agences coupent au-delà de {most}",
    "Titel mit {length} Zeichen; Agenturen kürzen ab {most}",
    "title of {length} characters; newswires cut it after {most}",
)
LONG_LEAD = Wording(
    "chapeau de {length} signes ; la maison en veut {most} au plus",
    "Vorspann mit {length} Zeichen; das Haus wünscht höchstens {most}",
    "lead of {length} characters; the house wants {most} at most",
)
PARTS = {"Title": ("title", LONG_TITLE), "Lead": ("lead", LONG_LEAD)}


def on_document(document: Document, reference: Reference) -> Iterator[Finding]:
    """A title or lead with more characters, blanks included, than the house's limits."""
    for block in document.blocks:
        if isinstance(block, Title | Lead):
            yield from (replace(f, place=block.place) for f in _long(type(block).__name__, plain(block.content), reference))


def on_release(release: Release, reference: Reference) -> Iterator[Finding]:
    """The same in every translation."""
    for side in sides(release):
        for finding in _long(side.source.block, side.target.text, reference):
            yield side.told(finding)


def _long(kind: str, text: str, reference: Reference) -> Iterator[Finding]:
    if kind in PARTS:
        part, message = PARTS[kind]
        if len(text) > reference.limits[part]:
            yield flag(message.fill(length=len(text), most=reference.limits[part]), text, severity=Severity.HINT)
