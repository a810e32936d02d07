"""Repeated sentences: what the original says twice in the same words is translated in the same words."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import plain
from ..editions import Edition, Unit
from ..findings import Finding, Severity
from ..languages import Wording
from ..releases import Release
from ..segments import normal
from . import Reference, flag, told

TITLE = Wording(
    "Phrases répétées : une même phrase est traduite de la même façon",
    "Wiederholte Sätze: Derselbe Satz ist überall gleich übersetzt",
    "Repeated sentences: the same sentence is translated in the same way",
)
TWO_WAYS = Wording(
    "ce texte est traduit autrement plus haut",
    "dieser Text ist weiter oben anders übersetzt",
    "this text is translated in another way above",
)
ONE_FOR_TWO = Wording(
    "même traduction que pour une autre phrase de l’original",
    "dieselbe Übersetzung wie für einen anderen Satz des Originals",
    "the same translation as for another sentence of the original",
)
# A table's heading or a single word may well be two things; a sentence is not.
SENTENCE, LONG = 3, 4


def on_release(release: Release, reference: Reference) -> Iterator[Finding]:
    """Each sentence translated in two ways in one edition, and each translation that stands for two sentences."""
    for edition in release.editions.values():
        if edition.language is not release.source:
            yield from _two_ways(edition)
            yield from _one_for_two(edition)


def _two_ways(edition: Edition) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for unit in edition.units:
        source, target = _folded(unit.segment.text), plain(unit.target or ())
        before = first.setdefault(source, target) if target else target
        if _folded(before) != _folded(target):
            severity = Severity.WARN if len(source.split()) >= SENTENCE else Severity.HINT
            yield _told(edition, unit, TWO_WAYS, severity, suggestion=before)


def _one_for_two(edition: Edition) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for unit in edition.units:
        source, target = _folded(unit.segment.text), _folded(plain(unit.target or ()))
        if len(target.split()) >= LONG and first.setdefault(target, source) != source:
            yield _told(edition, unit, ONE_FOR_TWO, Severity.HINT)


def _told(edition: Edition, unit: Unit, message: Wording, severity: Severity, suggestion: str = "") -> Finding:
    found = flag(message, plain(unit.target or ()), severity=severity, source=unit.segment.text, suggestion=suggestion)
    return told(found, unit.segment, edition.language)


def _folded(text: str) -> str:
    return normal(text).casefold()
