"""Contradictions in a termbase: a term that one concept allows and another forbids."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ..glossary import APOSTROPHES, Concept, Glossary, Status
from ..languages import Language


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A term of a language, with the ids of the concept that allows it and of the one that forbids it."""

    term: str
    language: Language
    allowed: str
    forbidden: str


def contradictions(whole: Glossary, about: Collection[str]) -> Iterator[Contradiction]:
    """The contradictions between two concepts of which at least one is `about`, in the order of the termbase.

    Whoever writes such a term is told off by one concept and by the other as soon as it is gone. It may be meant: the same letters can
    name two things.
    """
    forbidden: dict[tuple[Language, str], list[str]] = {}
    for concept in whole.concepts:
        for term in _terms(concept, forbidden=True):
            forbidden.setdefault(term, []).append(concept.id)
    for concept in whole.concepts:
        for language, text in _terms(concept, forbidden=False):
            for other in forbidden.get((language, text), ()):
                if other != concept.id and (concept.id in about or other in about):
                    yield Contradiction(text, language, concept.id, other)


def _terms(concept: Concept, *, forbidden: bool) -> dict[tuple[Language, str], None]:
    chosen = (term for term in concept.terms if (term.status is Status.FORBIDDEN) is forbidden)
    return {(term.language, " ".join(term.text.translate(APOSTROPHES).split())): None for term in chosen}


def replaced(own: Glossary, incoming: Glossary) -> tuple[str, ...]:
    """The ids of own concepts that incoming ones of the same id say otherwise."""
    known = {concept.id: concept for concept in own.concepts}
    return tuple(concept.id for concept in incoming.concepts if known.get(concept.id, concept) != concept)
