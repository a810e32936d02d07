"""An inspection: a release and what it is held against, equal to another one when no check could see a difference."""

from __future__ import annotations

from . import editions
from .releases import Release
from .terms.references import Reference


class Inspection:
    """A release and what it is held against; two are equal when nothing differs that a check could see."""

    def __init__(self, release: Release, against: Reference) -> None:
        self.release, self.against = release, against
        texts = tuple(editions.dump(edition) for edition in release.editions.values())
        known = repr((release.partners, against.partners, against.zone, dict(against.limits), against.recalled))
        self.seen = (release.draft.reading, texts, repr(release.settings), known, against.glossary, against.today)

    def __hash__(self) -> int:
        return hash(self.seen)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Inspection) and self.seen == other.seen
