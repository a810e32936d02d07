"""A release's sentences as entries of a TMX file, and the entries of one as a proposal where the source is the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..document import Inlines, plain
from ..editions import Edition, Origin, Source, Unit
from ..errors import NOTHING
from ..languages import Language
from ..markup import dump
from ..releases import Release
from ..segments import normal
from ..translation.composed import composed, copied
from ..translation.marks import carry
from ..translation.tmx import Entry
from . import proposal_refusals as say
from .proposals import Answer, Outcome, Proposal, corrected, taken, with_source

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
    """The edition with the translation of every entry whose source is a sentence of it, whatever its typography.

    Of several entries of one sentence the one counts that was handed out for this place, else one that has its translation, else the
    last. `changed` are the source sentences that people corrected, by key. What a person wrote is left alone, and an entry that has
    other words is refused; marks are carried over where the entry has none.
    """
    source, target = edition.original.language, edition.language
    by_text: dict[str, list[Entry]] = {}
    for entry in known:
        if source in entry.texts and target in entry.texts:
            by_text.setdefault(normal(plain(entry.texts[source])), []).append(entry)
    units = (with_source(unit, changed) for unit in edition.units)
    answers = tuple(_answer(edition, unit, by_text.get(normal(unit.segment.text), ())) for unit in units)
    return Proposal(taken(edition, answers, origin), answers)


def _answer(edition: Edition, unit: Unit, entries: Sequence[Entry]) -> Answer:
    segment, before = unit.segment, unit.target
    offered = {entry.id.rpartition("-")[2]: composed(_with_marks(edition, unit, entry)) for entry in entries}
    kept = None if before is None else composed(before)
    own = offered.get(segment.key)
    after = own or (kept if kept in offered.values() else next(reversed(offered.values()), None))
    if after is None or after == kept:
        return Answer(segment.key, segment.place, Outcome.UNCHANGED if before else Outcome.OPEN, before)
    if copied(segment.content, after):
        why = NOTHING if before is None else say.SOURCE_AGAIN
        return Answer(segment.key, segment.place, Outcome.REFUSED if before else Outcome.OPEN, before, why=why)
    if unit.origin.source is Source.PERSON:
        return Answer(segment.key, segment.place, Outcome.REFUSED, before, why=say.A_PERSONS)
    return Answer(segment.key, segment.place, Outcome.TAKEN, before, after)


def _with_marks(edition: Edition, unit: Unit, entry: Entry) -> Inlines:
    """The entry's translation; where its source has not the marks, links and note calls of the sentence, they are looked for anew."""
    source, target = entry.texts[edition.original.language], entry.texts[edition.language]
    if normal(dump(source)) == normal(dump(unit.segment.content)):
        return target
    content, _ = carry(unit.segment.content, plain(target), languages=(edition.original.language, edition.language))
    return content
