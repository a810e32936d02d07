"""The partners' official boilerplates and contacts, which are printed in place of what the draft gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from ..document import About, Contact, Document, Inlines, Paragraph, Text
from ..languages import Language
from ..partners import Partner
from ._addresses import linked


@dataclass(frozen=True, slots=True)
class Card:
    """Whom to ask at an organisation, or (`content`) a contact as the draft gives it; `url` is the organisation's address."""

    organisation: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""
    url: str = ""
    content: Inlines = ()

    @property
    def site(self) -> str:
        """The address as people say it: `www.inria.fr`."""
        return (urlsplit(self.url).hostname or "") if self.url.startswith(("https://", "http://")) else ""


def abouts(document: Document, partners: tuple[Partner, ...], language: Language) -> Iterator[About]:
    """The official boilerplates in the release's order, then those of organisations that are not its partners, as the draft has them.

    Raises HouseError where a partner has none in the language.
    """
    for partner in partners:
        official = partner.boilerplate(language)
        yield About((Text(official.title),), tuple(Paragraph(linked(p)) for p in official.paragraphs), partner.id)
    ids = {partner.id for partner in partners}
    yield from (block for block in document.blocks if isinstance(block, About) and block.partner not in ids)


def cards(document: Document, partners: tuple[Partner, ...], language: Language) -> Iterator[Card]:
    """The partners' contacts in the release's order, then contacts of the draft that belong to none of them."""
    known: set[str] = set()
    for partner in partners:
        for contact in partner.contacts_in(language):
            known.add(contact.email.lower())
            yield Card(partner.name, contact.name, contact.email, contact.phone, partner.url.get(language, ""))
    ids = {partner.id for partner in partners}
    for block in document.blocks:
        if isinstance(block, Contact) and block.partner not in ids and _reaches_somebody(block, known):
            yield Card(content=linked(block.content))


def _reaches_somebody(contact: Contact, known: set[str]) -> bool:
    """Whether a line names a way to somebody who is not printed already; "Press contacts:" alone does not."""
    return bool(contact.name or contact.email or contact.phone) and contact.email.lower() not in known
