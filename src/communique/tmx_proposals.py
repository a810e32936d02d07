"""A release's sentences as entries of a TMX file, and the entries of one as a proposal where the source is the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from .document import Inlines, Text, plain
from .editions import Edition, Origin, Source, Unit
from .inline_tags import settled
from .languages import Language
from .marks import carry
from .proposals import Answer, Outcome, Proposal, corrected, taken, with_source
from .releases import Release
from .segments import normal
from .tmx import Entry

STATE, APPROVED, PROPOSED = "x-state", "approved", "proposed"


def entries(release: Release, approved: frozenset[Language], *, only_approved: bool = False) -> Iterator[Entry]:
    """The sentences that have a translation, each with every language that has one; `x-state:de` says `approved` or `proposed`.

    With `only_approved` the languages that lack an approval are left out.
    """
    others = [language for language in release.editions if language is not release.source and (language in approved or not only_approved)]
    targets = {language: {u.segment.key: u.target for u in release.editions[language].units} for language in others}
    changed = corrected(release)
    for unit in release.editions[release.source].units:
        segment = with_source(unit, changed).segment
        texts = {language: target for language in others if (target := targets[language].get(segment.key))}
        if texts:
            states = {f"{STATE}:{language}": APPROVED if language in approved else PROPOSED for language in texts}
            yield Entry(
                f"{release.slug}-{segment.key}", {release.source: segment.content, **texts}, props={"x-release": release.slug, **states}
            )


def sources(release: Release) -> Iterator[str]:
    """The release's sentences as they are handed out."""
    changed = corrected(release)
    return (with_source(unit, changed).segment.text for unit in release.editions[release.source].units)


def propose(edition: Edition, known: Iterable[Entry], origin: Origin, changed: Mapping[str, Inlines]) -> Proposal:
    """The edition with the translation of every entry whose source is a sentence of it, whatever its typography; a later entry wins.

    `changed` are the source sentences that people corrected, by key.
    What a person wrote is left alone, and marks are carried over where the entry has none.
    """
    source, target = edition.original.language, edition.language
    by_text = {normal(plain(e.texts[source])): e for e in known if source in e.texts and target in e.texts}
    units = (with_source(unit, changed) for unit in edition.units)
    answers = tuple(_answer(edition, unit, by_text.get(normal(unit.segment.text))) for unit in units)
    return Proposal(taken(edition, answers, origin), answers)


def _answer(edition: Edition, unit: Unit, entry: Entry | None) -> Answer:
    segment, before = unit.segment, unit.target
    if entry is None or unit.origin.source is Source.PERSON:
        return Answer(segment.key, segment.place, Outcome.UNCHANGED if before else Outcome.OPEN, before)
    after = settled(_with_marks(edition, unit, entry))
    same = before is not None and after == settled(before)
    return Answer(segment.key, segment.place, Outcome.UNCHANGED if same else Outcome.TAKEN, before, None if same else after)


def _with_marks(edition: Edition, unit: Unit, entry: Entry) -> Inlines:
    """The entry's translation; where the entry lost the marks of its source, they are looked for anew."""
    source, target = entry.texts[edition.original.language], entry.texts[edition.language]
    if not _bare(source) or _bare(unit.segment.content):
        return target
    content, _ = carry(unit.segment.content, plain(target), languages=(edition.original.language, edition.language))
    return content


def _bare(content: Inlines) -> bool:
    return all(isinstance(inline, Text) and not inline.marks for inline in content)
