"""What stands at one place of a release in the draft's language and in a translation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..document import Document, plain
from ..editions import Edition
from ..findings import Finding
from ..releases import Release
from ..segments import OFFICIAL, normal
from ..text.passages import Passage, passages


@dataclass(frozen=True, slots=True)
class Side:
    """A passage as the draft's language has it, as corrected, and its translation."""

    source: Passage
    target: Passage
    edition: Edition

    def told(self, finding: Finding) -> Finding:
        """The finding with the place, the language and the key of the sentence that holds its excerpt, or its source."""
        units = [unit for unit in self.edition.units if unit.segment.place == self.source.place]
        keys = [unit.segment.key for unit in units if _holds(plain(unit.target or ()), finding.excerpt)]
        keys += [unit.segment.key for unit in units if _holds(unit.segment.text, finding.source)]
        key = (keys or [unit.segment.key for unit in units] or [""])[0]
        return replace(finding, place=self.source.place, language=self.edition.language, segment=key)


def _holds(text: str, words: str) -> bool:
    return bool(words) and normal(words.rstrip("…")) in normal(text)


def source_of(release: Release) -> Document:
    """The release in the draft's language, as people corrected it."""
    own = release.editions.get(release.source)
    return own.document if own else release.draft.document


def sides(release: Release) -> Iterator[Side]:
    """Every translated passage beside its source, edition by edition; what waits for a translation is left out."""
    source = source_of(release)
    for edition in release.editions.values():
        if edition.language is release.source:
            continue
        waiting = {unit.segment.place for unit in edition.untranslated}
        theirs: dict[str, list[Passage]] = defaultdict(list)
        for passage in passages(edition.document):
            theirs[passage.place].append(passage)
        for passage in passages(source):
            if theirs[passage.place]:
                other = theirs[passage.place].pop(0)
                if passage.block not in OFFICIAL and passage.place not in waiting:
                    yield Side(passage, other, edition)
