"""Parity: no language is alone with a value of its own, the draft's included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from ..document import Inlines, plain
from ..editions import Unit
from ..findings import Finding, Severity
from ..languages import Language, Wording
from ..releases import Release
from . import Pair, Reference, currencies, dates, numbers, shortened, units

TITLE = Wording(
    "Parité : aucune langue n’est seule à donner une valeur, pas même l’original",
    "Gleichstand: Keine Sprache steht mit einer Angabe allein, auch das Original nicht",
    "Parity: no language is alone with a value of its own, the draft’s included",
)
ALONE = Wording(
    "l’original est seul à donner cette valeur : les traductions s’accordent sur une autre",
    "das Original steht mit dieser Angabe allein: Die Übersetzungen nennen übereinstimmend eine andere",
    "the original is alone with this value: the translations agree on another",
)
APART = Wording(
    "les traductions se contredisent, bien que chacune puisse répondre à l’original",
    "die Übersetzungen widersprechen einander, auch wenn jede für sich zum Original passen kann",
    "the translations contradict each other, though each may answer to the original",
)
FACTS = (numbers, dates, currencies, units)
Targets = dict[Language, Unit]


def on_release(release: Release, reference: Reference) -> Iterator[Finding]:
    """Each value of the draft against which two translations agree, and each on which two translations alone differ.

    A translation that is alone with its value differs from the original: the checks of a pair say so.
    """
    for targets in _by_segment(release):
        for one, other in combinations(targets, 2):
            yield from _among_three(targets[one], targets[other], (release.source, one, other), reference)


def _by_segment(release: Release) -> Iterator[Targets]:
    found: dict[str, Targets] = defaultdict(dict)
    for edition in release.editions.values():
        for unit in edition.units if edition.language is not release.source else ():
            if unit.target is not None:
                found[unit.segment.key][edition.language] = unit
    return (targets for targets in found.values() if len(targets) > 1)


def _among_three(one: Unit, other: Unit, languages: tuple[Language, Language, Language], reference: Reference) -> Iterator[Finding]:
    source, first, second = languages
    content, left, right = one.segment.content, one.target or (), other.target or ()
    if plain(content) == plain(left) == plain(right):
        return
    to_first = _differences((content, left), (source, first), reference)
    to_second = _differences((content, right), (source, second), reference)
    between = _differences((left, right), (first, second), reference)
    agreed = {(check, before) for check, before, _ in between}
    for check, before, after in to_first:
        rival = next((value for kind, same, value in to_second if (kind, same) == (check, before)), "")
        if rival and (check, after) not in agreed:
            yield _told(one, ALONE, source, before, f"{first.upper()}: {after} · {second.upper()}: {rival}")
    known = {check for check, _, _ in (*to_first, *to_second)}
    for check, before, after in between:
        if check not in known:
            yield _told(other, APART, second, after, f"{first.upper()}: {before}")


def _differences(
    contents: tuple[Inlines, Inlines], languages: tuple[Language, Language], reference: Reference
) -> list[tuple[str, str, str]]:
    """What the second of two texts has instead of the first one's facts: which check says so, and the words of both."""
    pair = Pair("", "", "Paragraph", *contents, *languages)
    return [
        (check.__name__, finding.source, finding.excerpt)
        for check in FACTS
        for finding in check.on_pair(pair, reference)
        if finding.severity is Severity.BLOCK and finding.source and finding.excerpt
    ]


def _told(unit: Unit, message: Wording, language: Language, excerpt: str, beside: str) -> Finding:
    place, key = unit.segment.place, unit.segment.key
    return Finding(check="", place=place, message=message, language=language, segment=key, excerpt=shortened(excerpt), beside=beside)
