"""The termbase: concepts with their preferred, admitted and forbidden terms in each language."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glossary:
    """The concepts of a house."""

    concepts: tuple[object, ...] = ()
