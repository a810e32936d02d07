"""A correct release in three languages: the sample with its sentences from the memory and from people, and nothing wrong with it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from pathlib import Path

from communique import checks, glossary, markup, partners
from communique.document import About, Block, Document, Embargo, Inlines, Paragraph
from communique.editions import Edition, Origin, Source
from communique.findings import Finding
from communique.languages import Language
from communique.memory import Memory
from communique.partners import Partner
from communique.readers import docx
from communique.releases import Release
from communique.segments import normal
from communique.settings import Settings
from communique.text.typography import mend
from communique.translation.stage import fill, original

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates"
HELD = datetime.fromisoformat("2026-03-09T14:30:00+01:00")
EMBARGO = {
    Language.FR: "Sous embargo jusqu’au 9\u00a0mars 2026 à 14\u00a0h\u00a030",
    Language.DE: "Sperrfrist: 9.\u00a0März 2026, 14.30\u00a0Uhr",
    Language.EN: "Embargoed until 2:30\u00a0p.m. on 9\u00a0March 2026",
}


@cache
def correct() -> Release:
    """The sample under embargo, each language as people left it, the draft's boilerplates as the partners have them."""
    known = partners.load(TEMPLATES / "partners")
    draft = docx.read(ROOT / "drafts" / "dialogue-ia.docx", partners=known)
    draft = replace(draft, document=_official(draft.document, known))
    memory = Memory.load(sorted((TEMPLATES / "memory").glob("*.tmx")))
    editions = {Language.FR: original(draft, mend)}
    for language in (Language.DE, Language.EN):
        editions[language] = fill(draft, language, memory=memory, engines=(), at="2026-03-06T09:00:00+00:00", mend=mend)
    for language in (Language.DE, Language.EN):
        editions[language] = written(editions[language], EMBARGO[Language.FR], markup.load(EMBARGO[language]))
    for code, sentences in edits().items():
        for source, target in sentences.items():
            editions[Language(code)] = written(editions[Language(code)], source, markup.load(target))
    settings = Settings(tuple(Language), tuple(known), embargo=HELD)
    return Release(draft.slug, Path("drafts/dialogue-ia"), draft, settings, editions, tuple(known.values()))


def edits() -> dict[str, dict[str, str]]:
    """What people write into the sample, by language and source."""
    return tomllib.loads((ROOT / "docs" / "sample" / "edits.toml").read_text(encoding="utf-8"))


def written(edition: Edition, source: str, target: Inlines) -> Edition:
    """The edition with a person's target for the sentence of that source."""
    (key,) = (unit.segment.key for unit in edition.units if normal(unit.segment.text) == normal(source))
    return edition.with_target(key, target, Origin(Source.PERSON, "maud"))


def _official(document: Document, known: Mapping[str, Partner]) -> Document:
    line = Embargo(markup.load(EMBARGO[Language.FR]), place="p900")
    blocks = tuple(_presented(block, known, document.language) for block in document.blocks)
    return replace(document, blocks=(*blocks[:2], line, *blocks[2:]))


def _presented(block: Block, known: Mapping[str, Partner], language: Language) -> Block:
    if not isinstance(block, About):
        return block
    paragraphs = known[block.partner].about[language].paragraphs
    return replace(block, blocks=tuple(Paragraph(p, place=f"{block.place}/{n}") for n, p in enumerate(paragraphs)))


def said(release: Release, today: date = date(2026, 3, 6), recalled: Mapping[str, Mapping[Language, str]] | None = None) -> set[Finding]:
    """Everything that the checks find in a release."""
    known = {partner.id: partner for partner in release.partners}
    terms = glossary.load(TEMPLATES / "glossary.csv")
    return set(checks.inspect_release(release, checks.Reference(terms, partners=known, today=today, recalled=recalled or {})))
