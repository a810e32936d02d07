"""Functions: a person has one function throughout a text, and the same in every language."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Document, Quotation, plain
from ..facts.people import Person, alike, function_in, people, ranks
from ..findings import Finding
from ..languages import Wording
from ..releases import Release
from ..segments import OFFICIAL, normal
from ..text.passages import passages
from . import Reference, flag
from ._sides import sides, source_of

TITLE = Wording(
    "Fonctions : une personne garde la même dans tout le texte et dans chaque langue",
    "Funktionen: Eine Person behält ihre im ganzen Text und in jeder Sprache",
    "Functions: a person keeps the same one throughout a text and in every language",
)
TWO = Wording(
    "fonction différente de celle que le texte donne d’abord à {name}",
    "andere Funktion, als der Text {name} zuerst gibt",
    "another function than the one that the text first gives {name}",
)
OTHER = Wording(
    "{name} n’a pas la fonction que dit l’original",
    "{name} hat nicht die Funktion, die im Original steht",
    "{name} does not have the function that the original says",
)


def on_document(document: Document, reference: Reference) -> Iterator[Finding]:
    """Each later mention of a person with a function of another rank than the first."""
    first: dict[str, Person] = {}
    for place, person in _mentions(document):
        known = first.setdefault(normal(person.name), person)
        if not alike(known.ranks, person.ranks):
            yield flag(TWO.fill(name=person.name), person.function, beside=known.function, place=place)


def _mentions(document: Document) -> Iterator[tuple[str, Person]]:
    speakers = {
        block.place: Person(block.speaker, block.position, ranks(block.position, document.language))
        for block in document.blocks
        if isinstance(block, Quotation) and block.speaker and block.position and block.position in plain(block.content)
    }
    for passage in passages(document):
        if passage.block in OFFICIAL:
            continue
        speaker = speakers.get(passage.place)
        if speaker and speaker.ranks:
            yield passage.place, speaker
        for person in people(passage.text, document.language):
            if not speaker or normal(person.name) != normal(speaker.name):
                yield passage.place, person


def on_release(release: Release, reference: Reference) -> Iterator[Finding]:
    """Each function of another rank than the one that the original gives the same person at the same place."""
    blocks = source_of(release).blocks
    speakers = {block.place: normal(block.speaker) for block in blocks if isinstance(block, Quotation) and block.speaker}
    for side in sides(release):
        source, target = normal(side.source.text), normal(side.target.text)
        names = {person.name for person in people(source, side.source.language)} | {speakers.get(side.source.place, "")}
        for name in sorted(names - {""}):
            ours, theirs = (function_in(p, name, side_of.language) for p, side_of in ((source, side.source), (target, side.target)))
            if ours and theirs and not alike(ours.ranks, theirs.ranks):
                yield side.told(flag(OTHER.fill(name=name), theirs.function, source=ours.function))
