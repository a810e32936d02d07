"""The checks: one file each, each a function from a text, a pair of texts or a release to findings.

A check module offers `TITLE` (a Wording: its sentence in the documentation) and one or more of
`on_passage(passage, reference)`, `on_pair(pair, reference)`, `on_document(document, reference)`, `on_release(release, reference)`,
each giving an iterable of findings. Findings carry the place and language of what they were given; the runner adds the segment's key.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property

from .. import families
from ..document import Document, Inlines, plain
from ..editions import Edition, Source
from ..findings import Finding, Severity
from ..languages import Language, Wording
from ..releases import Release
from ..segments import OFFICIAL, Segment, cut, normal
from ..terms.references import Reference as Reference
from ..text.passages import Passage, passages
from ..text.typography import mend_document


@dataclass(frozen=True)
class Pair:
    """A segment and its translation; `corrected` where a person changed the draft's sentence, which is then the source."""

    key: str
    place: str
    block: str
    source: Inlines
    target: Inlines
    source_language: Language
    target_language: Language
    corrected: bool = False

    @cached_property
    def source_text(self) -> str:
        """The source's plain text."""
        return plain(self.source)

    @cached_property
    def target_text(self) -> str:
        """The target's plain text."""
        return plain(self.target)


Hook = Callable[..., Iterable[Finding]]
ORDER = {Severity.BLOCK: 0, Severity.WARN: 1, Severity.HINT: 2}
LONGEST = 80
CORRECTED = Wording(
    "{message} (par rapport à la phrase corrigée)",
    "{message} (verglichen mit dem berichtigten Satz)",
    "{message} (compared with the corrected sentence)",
)


def flag(
    message: Wording,
    excerpt: str = "",
    *,
    severity: Severity = Severity.WARN,
    suggestion: str = "",
    source: str = "",
    beside: str = "",
    place: str = "",
) -> Finding:
    """A finding as a check gives it; the runner writes the check's name, the place and the language on it."""
    return Finding(
        check="",
        place=place,
        message=message,
        severity=severity,
        excerpt=shortened(excerpt),
        source=shortened(source),
        beside=shortened(beside),
        suggestion=suggestion,
    )


def told(finding: Finding, segment: Segment, language: Language) -> Finding:
    """The finding of one sentence of an edition: with its place, its key and the edition's language."""
    return replace(finding, place=segment.place, segment=segment.key, language=language)


def shortened(text: str) -> str:
    """At most 80 characters of a text, cut at the end."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def inspect_document(document: Document, reference: Reference, segments: tuple[Segment, ...] = ()) -> tuple[Finding, ...]:
    """What is wrong with a document in itself; `segments` give findings the key of the segment that they stand in.

    Boilerplates and contacts of a draft are not printed where partners are known, whose own are: nothing in them blocks then.
    """
    found = [_softened(finding, passage, reference) for passage in passages(document) for finding in _read(passage, reference)]
    for check, hook in _hooks("on_document"):
        found += (_signed(finding, check, "", document.language) for finding in hook(document, reference))
    return _ordered(_keyed(found, segments))


def inspect_pairs(pairs: Iterable[Pair], reference: Reference) -> tuple[Finding, ...]:
    """What is wrong with translations, each held against its source and read in itself."""
    found: list[Finding] = []
    for pair in pairs:
        passage = Passage(pair.place, pair.block, pair.target_language, pair.target)
        found += (replace(finding, segment=pair.key) for finding in _read(passage, reference))
        found += _compared(pair, reference)
    return _ordered(found)


def inspect_release(release: Release, reference: Reference) -> tuple[Finding, ...]:
    """What is wrong with a release: with each edition read in itself, with each translation held against the draft, with the whole."""
    found: list[Finding] = []
    for edition in release.editions.values():
        found += _edition(edition, release, reference)
    if release.source not in release.editions:
        found += inspect_document(release.draft.document, reference, cut(release.draft.document))
    for check, hook in _hooks("on_release"):
        found += (_signed(finding, check, "", None) for finding in hook(release, reference))
    return _ordered(found)


def _edition(edition: Edition, release: Release, reference: Reference) -> Iterator[Finding]:
    pairs = tuple(_pairs(edition, release))
    segments = tuple(Segment(pair.key, pair.place, pair.block, pair.target) for pair in pairs)
    if edition.language is release.source:
        yield from inspect_document(_as_if_repaired(edition.document), reference, segments)
        return
    # Boilerplates and contacts still stand in the draft's language here; the writers print the partners' own instead.
    whole = {pair.place for pair in pairs} - {unit.segment.place for unit in edition.untranslated}
    own = [passage for passage in passages(edition.document) if passage.block not in OFFICIAL and passage.place in whole]
    yield from _keyed([finding for passage in own for finding in _read(passage, reference)], segments)
    for pair in pairs:
        yield from _compared(pair, reference)


def _as_if_repaired(document: Document) -> Document:
    """The document with its boilerplates and contacts typeset as they should be: the partners' own are printed, nobody mends these."""
    repaired = zip(document.blocks, mend_document(document).blocks, strict=True)
    return replace(document, blocks=tuple(new if type(old).__name__ in OFFICIAL else old for old, new in repaired))


def _pairs(edition: Edition, release: Release) -> Iterator[Pair]:
    corrected = _corrected(release)
    for segment, target in ((unit.segment, unit.target) for unit in edition.units):
        if target is not None:
            key, languages = segment.key, (release.source, edition.language)
            source = corrected.get(key, segment.content)
            yield Pair(key, segment.place, segment.block, source, target, *languages, corrected=key in corrected)


def _corrected(release: Release) -> Mapping[str, Inlines]:
    """What people wrote in the draft's own language instead of its sentences, by key: a translation follows that."""
    units = release.editions[release.source].units if release.source in release.editions else ()
    written = [(u.segment, u.target) for u in units if u.origin.source is Source.PERSON and u.target is not None]
    return {segment.key: target for segment, target in written if normal(plain(target)) != normal(segment.text)}


def _read(passage: Passage, reference: Reference) -> Iterator[Finding]:
    for check, hook in _hooks("on_passage"):
        for finding in hook(passage, reference):
            yield _signed(finding, check, passage.place, passage.language)


def _compared(pair: Pair, reference: Reference) -> Iterator[Finding]:
    for check, hook in _hooks("on_pair"):
        for finding in hook(pair, reference):
            message = CORRECTED.fill(message=finding.message) if pair.corrected else finding.message
            yield _signed(replace(finding, segment=pair.key, message=message), check, pair.place, pair.target_language)


@cache
def _hooks(name: str) -> tuple[tuple[str, Hook], ...]:
    modules = ((check, families.load("checks", check)) for check in families.members("checks"))
    return tuple((check, getattr(module, name)) for check, module in modules if hasattr(module, name))


def _signed(finding: Finding, check: str, place: str, language: Language | None) -> Finding:
    return replace(finding, check=check, place=finding.place or place, language=finding.language or language)


def _softened(finding: Finding, passage: Passage, reference: Reference) -> Finding:
    official = passage.block in OFFICIAL and bool(reference.partners)
    return replace(finding, severity=Severity.WARN) if official and finding.severity is Severity.BLOCK else finding


def _keyed(found: Iterable[Finding], segments: Iterable[Segment]) -> Iterator[Finding]:
    by_place: dict[str, list[Segment]] = defaultdict(list)
    for segment in segments:
        by_place[segment.place].append(segment)
    for finding in found:
        near = by_place[finding.place]
        holding = [segment for segment in near if finding.excerpt.rstrip("…") in segment.text] or near[: len(near) == 1]
        yield replace(finding, segment=finding.segment or (holding[0].key if holding else ""))


def _ordered(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(dict.fromkeys(found), key=lambda f: (ORDER[f.severity], f.language or "", _in_reading_order(f.place))))


def _in_reading_order(place: str) -> tuple[tuple[str, int], ...]:
    return tuple((letters, int(digits or 0)) for letters, digits in re.findall(r"(\D+)(\d*)", place))
