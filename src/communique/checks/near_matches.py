"""Near matches: what the memory had for a similar sentence is read again before it is printed."""

from __future__ import annotations

from collections.abc import Iterator

from .. import editions
from ..document import plain
from ..editions import Source, Unit
from ..findings import Finding
from ..languages import Language, Wording
from ..releases import Release
from ..segments import normal
from . import Reference, flag, shortened, told
from ._differences import differences

TITLE = Wording(
    "Phrases semblables : ce que la mémoire avait pour une autre phrase est relu",
    "Ähnliche Sätze: Was das Gedächtnis für einen anderen Satz hatte, wird gelesen",
    "Near matches: what the memory had for another sentence is read again",
)
NEAR = Wording(
    "traduction d’une phrase semblable à {score} % ; regardez les mots qui diffèrent",
    "Übersetzung eines zu {score} % ähnlichen Satzes; sehen Sie auf die Wörter, die abweichen",
    "translation of a sentence that is {score}% alike; look at the words that differ",
)
DIFFERS = Wording(
    "traduction d’une phrase semblable à {score} %, où il y avait « {words} »",
    "Übersetzung eines zu {score} % ähnlichen Satzes, in dem „{words}“ stand",
    "translation of a sentence that is {score}% alike, where “{words}” stood",
)


def on_release(release: Release, reference: Reference) -> Iterator[Finding]:
    """Each sentence with a near match of the memory that nobody edited; the source's excerpt is what the remembered one did not say."""
    for edition in release.editions.values():
        for unit in edition.units:
            if unit.origin.source is Source.MEMORY and editions.NEAR in unit.origin.note.split():
                yield _told(unit, edition.language, *_differing(unit, release.source, reference))


def _told(unit: Unit, language: Language, new: str, old: str) -> Finding:
    message = (DIFFERS if old else NEAR).fill(score=unit.origin.score, words=shortened(old))
    return told(flag(message, plain(unit.target or ()), source=new), unit.segment, language)


def _differing(unit: Unit, source: Language, reference: Reference) -> tuple[str, str]:
    """The words that only the draft's sentence has, and those that only the remembered one has."""
    known = reference.recalled.get(unit.origin.name, {}).get(source, "")
    found = tuple(differences(normal(unit.segment.text), normal(known))) if known else ()
    new, old = (" … ".join(filter(None, words)) for words in zip(*found, strict=True)) if found else ("", "")
    return new or unit.segment.text, old
