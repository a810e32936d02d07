"""Layouts of contacts: every press contact of a text is set out in the same way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Contact, Document, plain
from ..findings import Finding
from ..languages import Wording
from . import Reference, flag

TITLE = Wording(
    "Présentation des contacts : tous les contacts presse d’un texte sont présentés de la même façon",
    "Form der Kontakte: Alle Pressekontakte eines Textes sind gleich aufgebaut",
    "Layouts of contacts: every press contact of a text is set out in the same way",
)
OTHERWISE = Wording(
    "contact présenté autrement que le premier : nom, adresse et téléphone dans le même ordre, avec les mêmes signes",
    "Kontakt anders aufgebaut als der erste: Name, Adresse und Telefon in gleicher Folge und mit gleichen Zeichen",
    "contact set out otherwise than the first: name, address and telephone in the same order, with the same signs",
)
LETTERS = re.compile(r"\w[\w'’.-]*(?: [\w'’.-]+)*")


def on_document(document: Document, reference: Reference) -> Iterator[Finding]:
    """Each further layout of press contacts, shown at its first contact beside the first contact of the text."""
    contacts = [(block, layout) for block in document.blocks if isinstance(block, Contact) and (layout := _layout(block))]
    told: list[tuple[str, str]] = []
    for contact, layout in contacts:
        if told and not any(_alike(layout, known) for known in told):
            yield flag(OTHERWISE, plain(contact.content), beside=plain(contacts[0][0].content), place=contact.place)
        told.append(layout)


def _layout(contact: Contact) -> tuple[str, str] | None:
    """What stands between label and name, and between name and e-mail address; None for a contact without one of the two."""
    text = plain(contact.content).replace("\u00a0", " ").replace("\u202f", " ")
    name, email = text.find(contact.name), text.find(contact.email)
    if not contact.name or not contact.email or name < 0 or email < name:
        return None
    label = text[:name]
    return (_sign(label[-3:]) if label.strip() else "", _signs(text[name + len(contact.name) : email]))


def _sign(end: str) -> str:
    """How a label ends: with a line, a sign, or nothing but a space."""
    return "\n" if "\n" in end else end.strip(" ")[-1:] if not end.strip(" ")[-1:].isalnum() else " "


def _signs(between: str) -> str:
    """The signs between name and address, a function or a word such as "e-mail" left out."""
    return "".join(LETTERS.sub("w", between).split(" "))


def _alike(one: tuple[str, str], other: tuple[str, str]) -> bool:
    return one[1] == other[1] and (one[0] == other[0] or "" in (one[0], other[0]))
