"""The checks: one file each, each a function from a text, a pair of texts or a release to findings.

A check module offers `TITLE` (a Wording: its sentence in the documentation) and one or more of
`on_passage(passage, reference)`, `on_pair(pair, reference)`, `on_document(document, reference)`, `on_release(release, reference)`,
each giving an iterable of findings. Findings carry the place and language of what they were given; the runner adds the segment's key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from ..document import Inlines, plain
from ..glossary import Glossary
from ..languages import Language
from ..partners import Partner


@dataclass(frozen=True, slots=True)
class Pair:
    """A segment and its translation."""

    key: str
    place: str
    block: str
    source: Inlines
    target: Inlines
    source_language: Language
    target_language: Language

    @property
    def source_text(self) -> str:
        """The source's plain text."""
        return plain(self.source)

    @property
    def target_text(self) -> str:
        """The target's plain text."""
        return plain(self.target)


@dataclass(frozen=True, slots=True)
class Reference:
    """What a check may hold a text against: the termbase, declared names, the partners by id, and the day."""

    glossary: Glossary
    names: frozenset[str] = frozenset()
    partners: Mapping[str, Partner] = field(default_factory=dict)
    today: date = date.min
