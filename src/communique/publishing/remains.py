"""What is left of a withdrawn release: the headline and the dateline that were published, and whom to ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..approval.subjects import words
from ..decisions import Decision, Kind, Record
from ..document import Block, Contact, Dateline, Document, Kicker, Title
from ..editions import Edition, Origin, Source, Unit
from ..languages import Language
from ..markup import load
from ..record import approved_texts
from ..record.issues import Issue
from ..releases import Release
from ..segments import assemble, cut

KEPT = (Kicker, Dateline, Title, Contact)


def remains(release: Release, record: Record, issue: Issue | None) -> Release:
    """The release without its text: no sentence that was published is in it any more, and none that was not approved.

    Of a text that changed since, headline and dateline are those that reviewers were shown; what was not kept of them is left out.
    """
    if issue is not None and issue.tells("", words(release)):
        editions = {language: _reduced(edition, edition.document) for language, edition in release.editions.items()}
        return replace(release, editions=editions)
    before = record.before([issue.published]) if issue else set()
    shown = {language: _shown(release, record, before, language) for language in release.editions}
    editions = {language: _as_shown(edition, shown[language]) for language, edition in release.editions.items()}
    return replace(release, editions=editions, settings=replace(release.settings, dateline={}))


def _shown(release: Release, record: Record, before: set[str], language: Language) -> Mapping[str, str]:
    """The segments that the last approval before the publication was about, light markup by key; nothing where they were not kept."""
    approvals = [one for one in record.decisions if one.id in before and _shows(one, language)]
    return (approved_texts.segments(release.folder, approvals[-1]) if approvals else None) or {}


def _shows(decision: Decision, language: Language) -> bool:
    return decision.kind is Kind.APPROVE and decision.language == language and bool(decision.text)


def _as_shown(edition: Edition, shown: Mapping[str, str]) -> Edition:
    keys = {unit.segment.key: unit.segment.place for unit in edition.units}
    lost = {place for key, place in keys.items() if not shown.get(key)}
    kept = {key: load(shown[key]) for key in keys if shown.get(key)}
    document = assemble(edition.original, kept, edition.language)
    blocks = tuple(block for block in document.blocks if block.place not in lost and not isinstance(block, Contact))
    return _reduced(edition, replace(document, blocks=blocks))


def _reduced(edition: Edition, document: Document) -> Edition:
    blocks: tuple[Block, ...] = tuple(block for block in document.blocks if isinstance(block, KEPT))
    left = replace(document, blocks=blocks, notes=(), assets=())
    units = tuple(Unit(segment, segment.content, Origin(Source.PERSON)) for segment in cut(left))
    return Edition(edition.language, left, edition.draft, units)
