"""Heading levels: none is skipped, and sisters stand on one level."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document, Heading, plain
from ..findings import Finding, Severity
from ..languages import Wording
from . import Reference, flag

TITLE = Wording(
    "Intertitres : aucun niveau n’est sauté, et un niveau n’a pas qu’un seul intertitre au-dessus de tous les autres",
    "Zwischentitel: Keine Ebene wird übersprungen, und keiner steht allein über allen anderen",
    "Heading levels: none is skipped, and no heading stands alone above all others",
)
SKIPPED = Wording(
    "intertitre de niveau {level} sous un niveau {above}",
    "Zwischentitel der Ebene {level} unter Ebene {above}",
    "heading of level {level} under level {above}",
)
BEGINS = Wording(
    "le premier intertitre est de niveau {level}, sans niveau 1 au-dessus",
    "der erste Zwischentitel hat Ebene {level}, ohne Ebene 1 darüber",
    "the first heading is of level {level}, with no level 1 above it",
)
ALONE = Wording(
    "niveaux irréguliers : seul « {first} » est de niveau {level}, les {others} autres sont au-dessous ; sont-ils de même rang ?",
    "unregelmäßige Ebenen: Nur „{first}“ steht auf Ebene {level}, die {others} anderen darunter; sind sie gleichrangig?",
    "irregular levels: only “{first}” is of level {level}, the {others} others are below it; are they of one rank?",
)
FEWEST = 3


def on_document(document: Document, reference: Reference) -> Iterator[Finding]:
    """Each heading more than one level under the one before it (WCAG 2.2, technique G141), and a first one that stands over all others."""
    headings = [block for block in document.blocks if isinstance(block, Heading)]
    above = 0
    for heading in headings:
        if heading.level > above + 1:
            message = SKIPPED.fill(level=heading.level, above=above) if above else BEGINS.fill(level=heading.level)
            yield flag(message, plain(heading.content), severity=Severity.HINT, place=heading.place)
        above = heading.level
    yield from _alone(headings)


def _alone(headings: list[Heading]) -> Iterator[Finding]:
    if len(headings) < FEWEST or any(heading.inferred for heading in headings):
        return
    first, second, *_ = headings
    if all(heading.level == first.level + 1 for heading in headings[1:]):
        message = ALONE.fill(first=plain(first.content), level=first.level, others=len(headings) - 1)
        yield flag(message, plain(second.content), severity=Severity.HINT, place=second.place)
