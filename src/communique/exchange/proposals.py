"""Proposals: what of a translator's work an edition can take, unit by unit, and why not the rest. Nothing is approved by it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from ..document import Inlines
from ..editions import Edition, Origin, Source, Unit
from ..errors import NOTHING
from ..languages import LANGUAGE_NAMES, Wording, of_tag, same
from ..releases import Release
from ..text.handwriting import on_one_line
from ..translation.composed import composed, copied
from ..translation.inline_tags import (
    BREAK,
    LANGUAGE,
    MARKED,
    PLACEHOLDERS,
    SINGLE,
    Code,
    Nodes,
    Numbering,
    Tag,
    inlines,
    settled,
    tags,
    words,
)
from . import proposal_refusals as say
from .handbacks import Handback, Returned
from .xliff import mark_of

# What goes with the language (1er, 1st) or is as good without may be left out by a translator.
OPTIONAL = frozenset({BREAK, LANGUAGE, "x-superscript", "x-subscript"})
CLAIMS = frozenset({"final", "signed-off"})
DONE = CLAIMS | {"translated"}


class Outcome(StrEnum):
    """What became of a unit; OPEN is still without translation."""

    TAKEN = "taken"
    UNCHANGED = "unchanged"
    OPEN = "open"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one unit: its key, its place in the Word file, the target before and after, and why it was refused.

    `notes` are those that the translator wrote beside it, `said` is what was odd about it in the file though it could be read.
    """

    key: str
    place: str
    outcome: Outcome
    before: Inlines | None = None
    after: Inlines | None = None
    why: Wording = NOTHING
    notes: tuple[str, ...] = ()
    said: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """An edition with what could be taken, and an answer for every unit.

    `claimed` counts units that call themselves final or approved, `missing` the edition's units that the file does not have; `earlier`
    tells that the file was made of an earlier draft.
    """

    edition: Edition
    answers: tuple[Answer, ...]
    claimed: int = 0
    earlier: bool = False
    missing: int = 0

    def of(self, outcome: Outcome) -> tuple[Answer, ...]:
        """The answers of one outcome."""
        return tuple(answer for answer in self.answers if answer.outcome is outcome)


class Refused(Exception):
    """A unit cannot be taken; the reason is a sentence."""

    def __init__(self, why: Wording) -> None:
        self.why = why
        super().__init__(why.en)


def propose(edition: Edition, handback: Handback, origin: Origin, corrected: Mapping[str, Inlines]) -> Proposal:
    """The edition with every unit of a file that changed a target and is in order; the origin goes with those.

    `corrected` are the source sentences that people changed, by key: they were handed out.
    Units whose tags, source, language or number are not what was handed out are refused one by one, the rest is taken.
    """
    known = {unit.segment.key: with_source(unit, corrected) for unit in edition.units}
    often = Counter(unit.key for unit in handback.units)
    answers = tuple(_answer(edition, unit, known.get(unit.key), often[unit.key]) for unit in handback.units)
    return Proposal(
        taken(edition, answers, origin),
        answers,
        claimed=sum(unit.state in CLAIMS for unit in handback.units),
        earlier=handback.draft != edition.draft,
        missing=len(known.keys() - often.keys()),
    )


def corrected(release: Release) -> dict[str, Inlines]:
    """What people wrote in the draft's own language instead of its sentences, by key: a translation follows that."""
    written = (u for u in release.editions[release.source].units if u.origin.source is Source.PERSON and u.target)
    return {unit.segment.key: unit.target for unit in written if unit.target}


def with_source(unit: Unit, corrected: Mapping[str, Inlines]) -> Unit:
    """A unit with its source as it is handed out."""
    segment = unit.segment
    return replace(unit, segment=replace(segment, content=corrected.get(segment.key, segment.content)))


def taken(edition: Edition, answers: tuple[Answer, ...], origin: Origin) -> Edition:
    """The edition with the targets that were taken."""
    fresh = {answer.key: answer.after for answer in answers if answer.outcome is Outcome.TAKEN}
    units = (replace(u, target=fresh[u.segment.key], origin=origin) if u.segment.key in fresh else u for u in edition.units)
    return replace(edition, units=tuple(units))


def _answer(edition: Edition, returned: Returned, unit: Unit | None, often: int) -> Answer:
    place = unit.segment.place if unit else ""
    before = unit.target if unit else None
    try:
        if unit is None:
            raise Refused(say.GONE)
        if often > 1:
            raise Refused(say.DOUBLED.fill(count=often))
        return replace(_judged(edition, returned, unit), notes=returned.notes)
    except Refused as refusal:
        return Answer(
            returned.key, place, Outcome.REFUSED, before, why=say.AT_LINE.fill(line=returned.line, why=refusal.why), notes=returned.notes
        )


def _judged(edition: Edition, returned: Returned, unit: Unit) -> Answer:
    segment, before = unit.segment, None if unit.target is None else settled(unit.target)
    numbering = Numbering()
    source = numbering.tagged(segment.content)
    handed = source if before is None else numbering.tagged(before)
    if on_one_line(words(source)) != on_one_line(words(returned.source)):
        raise Refused(say.SOURCE_CHANGED)
    renumbered = _renumbered(source, returned.source)
    if returned.target is None or not _says(returned.target):
        return _untranslated(returned, unit, say.EMPTIED)
    if of_tag(returned.tag) is not edition.language:
        raise Refused(say.OTHER_LANGUAGE.fill(language=LANGUAGE_NAMES[edition.language], tag=returned.tag or "?"))
    target = _with_numbers(returned.target, renumbered)
    after = composed(_content(target, handed, numbering.codes))
    if returned.seen == mark_of(after) or (before is not None and after == composed(before)):
        return Answer(segment.key, segment.place, Outcome.UNCHANGED, before)
    if copied(segment.content, after) and not (before is None and returned.state in DONE):
        return _untranslated(returned, unit, say.SOURCE_AGAIN)
    if returned.seen != mark_of(before):
        _demand_no_other_hand(returned, unit)
    return Answer(segment.key, segment.place, Outcome.TAKEN, before, after)


def _untranslated(returned: Returned, unit: Unit, why: Wording) -> Answer:
    """No translation came back: none was there, or it came after the file, or the translator took it away (`why`)."""
    key, place = unit.segment.key, unit.segment.place
    if unit.target is None:
        return Answer(key, place, Outcome.OPEN)
    if returned.seen == mark_of(None):
        return Answer(key, place, Outcome.UNCHANGED, unit.target)
    raise Refused(why)


def _demand_no_other_hand(returned: Returned, unit: Unit) -> None:
    """Raises Refused where the target was changed both here and there; without a mark, only what a person wrote here is kept."""
    if returned.seen or unit.origin.source is Source.PERSON:
        raise Refused(say.CHANGED_HERE)


def _renumbered(source: Nodes, returned: Nodes) -> dict[str, str]:
    """Our number of each tag by the file's: some tools number tags anew. Raises Refused where the source's tags are not ours."""
    ours, theirs = list(tags(source)), list(tags(returned))
    if [tag.name for tag in ours] != [tag.name for tag in theirs] or len({tag.id for tag in theirs}) < len(theirs):
        raise Refused(say.SOURCE_TAGS)
    return {their.id: our.id for our, their in zip(ours, theirs, strict=True)}


def _with_numbers(nodes: Nodes, numbers: Mapping[str, str]) -> Nodes:
    renamed = (
        node if isinstance(node, str) else replace(node, id=numbers.get(node.id, node.id), inside=_with_numbers(node.inside, numbers))
        for node in nodes
    )
    return tuple(renamed)


def _content(target: Nodes, handed: Nodes, codes: Mapping[str, Code]) -> Inlines:
    """The inlines of a target whose tags are in order. Raises Refused, naming the tag."""
    found = list(tags(target))
    for tag in found:
        if tag.name == MARKED:
            raise Refused(say.TRACKED)
        code = codes.get(tag.id)
        if code is None or tag.name != ("x" if code.kind in PLACEHOLDERS else "g"):
            raise Refused(say.TAG_UNKNOWN.fill(tag=_named(tag, codes)))
    held = Counter(tag.id for tag in found if tag.name == "x" or _says(tag.inside))
    for tag in found:
        if codes[tag.id].kind in SINGLE and held[tag.id] > 1:
            raise Refused(say.TAG_TWICE.fill(tag=_named(tag, codes)))
    for tag in tags(handed):
        if codes[tag.id].kind not in OPTIONAL and not held[tag.id]:
            raise Refused(say.TAG_MISSING.fill(tag=_named(tag, codes)))
    try:
        return inlines(target, codes)
    except ValueError:
        raise Refused(say.TAG_NESTED) from None


def _named(tag: Tag, codes: Mapping[str, Code]) -> Wording:
    kind = codes[tag.id].kind if tag.id in codes else ""
    return say.TAG.fill(id=tag.id or "?", kind=say.KINDS.get(kind, same(tag.name)))


def _says(nodes: Nodes) -> bool:
    return bool(words(nodes).strip()) or any(tag.name == "x" for tag in tags(nodes))
