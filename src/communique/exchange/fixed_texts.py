"""Texts of a release that no reviewer changes: the partners' official presentations and contacts, and those that the draft brings along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from ..document import About, Contact, Inlines, Text
from ..languages import Language
from ..partners import Partner, PressContact
from ..releases import Release


@dataclass(frozen=True, slots=True)
class FixedText:
    """One paragraph: what it is in the draft's language and in the edition's."""

    source: Inlines
    target: Inlines


def fixed_texts(release: Release, language: Language) -> tuple[FixedText, ...]:
    """The fixed texts of an edition in the order in which they are printed. Raises HouseError where a partner has none."""
    abouts = (text for partner in release.partners for text in _about(partner, release.source, language))
    contacts = (text for partner in release.partners for text in _contacts(partner, release.source, language))
    return (*abouts, *contacts, *_others(release))


def _about(partner: Partner, source: Language, target: Language) -> Iterator[FixedText]:
    sides = [(((Text(one.title),)), *one.paragraphs) for one in (partner.boilerplate(source), partner.boilerplate(target))]
    for original, translation in zip_longest(*sides, fillvalue=()):
        yield FixedText(original, translation)


def _contacts(partner: Partner, source: Language, target: Language) -> Iterator[FixedText]:
    sides = [[_card(partner, contact) for contact in partner.contacts_in(one)] for one in (source, target)]
    for original, translation in zip_longest(*sides, fillvalue=""):
        yield FixedText((Text(original),), (Text(translation),))


def _card(partner: Partner, contact: PressContact) -> str:
    """A contact on one line, its number kept together."""
    return " · ".join(filter(None, (partner.name, contact.name, contact.email, contact.phone.replace(" ", "\u00a0"))))


def _others(release: Release) -> Iterator[FixedText]:
    """What the draft says of organisations that are none of its partners: it is printed as it stands there."""
    ids = {partner.id for partner in release.partners}
    for block in release.draft.document.blocks:
        if isinstance(block, About) and block.partner not in ids:
            parts = (block.title, *(getattr(inner, "content", ()) for inner in block.blocks))
            yield from (FixedText(part, part) for part in parts if part)
        elif isinstance(block, Contact) and block.partner not in ids:
            yield FixedText(block.content, block.content)
