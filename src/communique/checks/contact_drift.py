"""Contact drift: where a draft's press contacts are not those that the partners have given."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Contact, Document, plain
from ..facts.addresses import same_phone
from ..findings import Finding, Severity
from ..languages import Wording
from ..partners import Partner, PressContact
from ..releases import Release
from ..segments import normal
from . import Reference, flag

TITLE = Wording(
    "Contacts : ceux du brouillon sont ceux que les partenaires ont fournis",
    "Kontakte: Der Entwurf nennt die Kontakte, die die Partner gemeldet haben",
    "Contact drift: the draft’s contacts are those that the partners have given",
)
UNKNOWN = Wording(
    "ce contact n’est pas dans la fiche de « {partner} » ; les contacts officiels seront imprimés",
    "dieser Kontakt steht nicht in der Datei von „{partner}“; gedruckt werden die offiziellen",
    "this contact is not in the file of “{partner}”; the official ones will be printed",
)
EMAIL = Wording(
    "courriel différent de la fiche du partenaire", "E-Mail weicht von der Partnerdatei ab", "e-mail differs from the partner’s file"
)
PHONE = Wording(
    "téléphone différent de la fiche du partenaire", "Telefon weicht von der Partnerdatei ab", "telephone differs from the partner’s file"
)
NAME = Wording("nom différent de la fiche du partenaire", "Name weicht von der Partnerdatei ab", "name differs from the partner’s file")
NOBODY = Wording(
    "« {partner} » n’a pas de contact presse pour cette langue",
    "„{partner}“ hat für diese Sprache keinen Pressekontakt",
    "“{partner}” has no press contact for this language",
)
UNPUBLISHED = Wording(
    "téléphone absent de la fiche du partenaire : il ne sera pas imprimé",
    "Telefon steht nicht in der Partnerdatei: Es wird nicht gedruckt",
    "telephone not in the partner’s file: it will not be printed",
)


ADDRESSED = re.compile(r"^(?:(?:Dr|Prof|Pr|M|Mme|Mlle|Herr|Frau|Mr|Mrs|Ms)\.?\s+)+")


def on_document(document: Document, reference: Reference) -> Iterator[Finding]:
    """Each press contact of the draft that its partner's file does not have, or has otherwise."""
    for block in document.blocks:
        partner = reference.partners.get(block.partner) if isinstance(block, Contact) else None
        if isinstance(block, Contact) and partner:
            yield from _drift(block, partner)


def _drift(contact: Contact, partner: Partner) -> Iterator[Finding]:
    known = _known(contact, partner)
    if known is None:
        yield flag(UNKNOWN.fill(partner=partner.name), contact.name or plain(contact.content), place=contact.place)
        return
    if contact.name and not _same_name(contact.name, known.name):
        yield flag(NAME, contact.name, suggestion=known.name, place=contact.place)
    if contact.email and contact.email.lower() != known.email.lower():
        yield flag(EMAIL, contact.email, suggestion=known.email, place=contact.place)
    if contact.phone and not known.phone:
        yield flag(UNPUBLISHED, contact.phone, severity=Severity.HINT, place=contact.place)
    elif contact.phone and not same_phone(contact.phone, known.phone):
        yield flag(PHONE, contact.phone, suggestion=known.phone, place=contact.place)


def _known(contact: Contact, partner: Partner) -> PressContact | None:
    """The partner's contact of the same name, else of the same address or telephone."""
    same_name = (known for known in partner.contacts if contact.name and _same_name(contact.name, known.name))
    same_address = (known for known in partner.contacts if contact.email and contact.email.lower() == known.email.lower())
    same_line = (known for known in partner.contacts if contact.phone and known.phone and same_phone(contact.phone, known.phone))
    return next((known for found in (same_name, same_address, same_line) for known in found), None)


def _same_name(one: str, other: str) -> bool:
    """Whether two names are one but for forms of address, case and spaces."""
    folded = (ADDRESSED.sub("", normal(name)).casefold() for name in (one, other))
    return len(set(folded)) == 1


def on_release(release: Release, reference: Reference) -> Iterator[Finding]:
    """Each partner that names contacts, but none for one of the release's languages."""
    for partner in release.partners:
        for language in release.editions:
            if partner.contacts and not partner.contacts_in(language):
                yield Finding(check="", place="", message=NOBODY.fill(partner=partner.name), language=language)
