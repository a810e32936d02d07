"""Missing parts: a release has a title, a lead, place and date, and each partner's presentation and press contact."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import About, Block, Contact, Dateline, Document, Lead, Paragraph, Title, plain
from ..findings import Finding, Severity
from ..languages import Wording
from . import Reference, flag
from ._datelines import has_day

TITLE = Wording(
    "Parties manquantes : titre, chapeau, lieu et date, présentation et contact de chaque partenaire",
    "Fehlende Teile: Titel, Vorspann, Ort und Datum, Text und Pressekontakt jedes Partners",
    "Missing parts: title, lead, place and date, each partner’s boilerplate and press contact",
)
NO_TITLE = Wording("le communiqué n’a pas de titre", "die Mitteilung hat keinen Titel", "the release has no title")
NO_LEAD = Wording("le communiqué n’a pas de chapeau", "die Mitteilung hat keinen Vorspann", "the release has no lead")
NO_DATELINE = Wording("le lieu et la date manquent", "Ort und Datum fehlen", "place and date are missing")
NO_DAY = Wording(
    "la date n’a pas de jour ; il en faut un, comme dans « Paris, le 24 novembre 2025 »",
    "dem Datum fehlt der Tag; es braucht einen wie in „Paris, 24. November 2025“",
    "the date has no day; it needs one, as in “Paris, 24 November 2025”",
)
NO_CONTACT = Wording("il n’y a aucun contact presse", "es gibt keinen Pressekontakt", "there is no press contact")
NO_ABOUT = Wording(
    "le brouillon ne présente pas « {partner} » ; sa présentation officielle sera imprimée",
    "der Entwurf stellt „{partner}“ nicht vor; gedruckt wird der offizielle Text",
    "the draft does not present “{partner}”; its official boilerplate will be printed",
)


def on_document(document: Document, reference: Reference) -> Iterator[Finding]:
    """Each part that a release needs and this one lacks; what the partners' files hold is not missing."""
    blocks = document.blocks
    if not any(isinstance(block, Title) and plain(block.content).strip() for block in blocks):
        yield flag(NO_TITLE, severity=Severity.BLOCK)
    if not any(isinstance(block, Lead) for block in blocks):
        severity = Severity.HINT if any(isinstance(block, Paragraph) for block in blocks) else Severity.BLOCK
        yield flag(NO_LEAD, severity=severity)
    yield from _dateline([block for block in blocks if isinstance(block, Dateline)])
    official = any(partner.contacts for partner in reference.partners.values())
    if not official and not any(isinstance(block, Contact) for block in blocks):
        yield flag(NO_CONTACT)
    yield from _abouts(blocks, reference)


def _dateline(found: list[Dateline]) -> Iterator[Finding]:
    if not found:
        yield flag(NO_DATELINE)
    elif not any(has_day(plain(dateline.content)) for dateline in found):
        yield flag(NO_DAY, plain(found[0].content), place=found[0].place)


def _abouts(blocks: tuple[Block, ...], reference: Reference) -> Iterator[Finding]:
    presented = {block.partner for block in blocks if isinstance(block, About)}
    named = "\n".join(plain(getattr(block, "content", ())) for block in blocks)
    for partner in reference.partners.values():
        if partner.id not in presented and any(name in named for name in partner.names):
            yield flag(NO_ABOUT.fill(partner=partner.name), severity=Severity.HINT)
