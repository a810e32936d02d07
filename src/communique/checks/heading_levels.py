"""Heading levels: none is skipped, and sisters stand on one level."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document, Heading, plain
from ..findings import Finding, Severity
from ..languages import Wording
from . import Reference, flag

TITLE = Wording(
    "Intertitres : aucun niveau n’est sauté",
    "Zwischentitel: Keine Ebene wird übersprungen",
    "Heading levels: none is skipped",
)
SKIPPED = Wording(
    "intertitre de niveau {level} sous un niveau {above}",
    "Zwischentitel der Ebene {level} unter Ebene {above}",
    "heading of level {level} under level {above}",
)


def on_document(document: Document, reference: Reference) -> Iterator[Finding]:
    """Each heading that stands more than one level under the one before it (WCAG 2.2, technique G141)."""
    above = 0
    for heading in document.blocks:
        if isinstance(heading, Heading):
            if heading.level > above + 1:
                message = SKIPPED.fill(level=heading.level, above=above)
                yield flag(message, plain(heading.content), severity=Severity.HINT, place=heading.place)
            above = heading.level
