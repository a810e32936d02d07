"""Links: web, e-mail and telephone addresses, whole in the text and the same in translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Inlines, Link, plain
from ..facts.addresses import Address, Kind, addresses, same_phone
from ..findings import Finding, Severity
from ..languages import Wording
from ..text.passages import Passage
from . import Pair, Reference, flag

TITLE = Wording(
    "Liens : adresses web, courriels et téléphones sont entiers, et identiques dans chaque langue",
    "Links: Web-, E-Mail-Adressen und Telefonnummern sind vollständig und in jeder Sprache gleich",
    "Links: web and e-mail addresses and telephone numbers are whole, and the same in every language",
)
GLUED = Wording(
    "adresse collée au mot précédent : insérez une espace ou un retour à la ligne",
    "Adresse klebt am vorigen Wort: Leerzeichen oder Zeilenumbruch einfügen",
    "address glued to the word before it: insert a space or a line break",
)
MISSING = Wording("adresse absente de la traduction", "Adresse fehlt in der Übersetzung", "address missing in the translation")
ADDED = Wording("adresse absente de l’original", "Adresse steht nicht im Original", "address that the original does not have")
CHANGED = Wording("adresse modifiée dans la traduction", "Adresse in der Übersetzung verändert", "address changed in the translation")

OPENING = " \u00a0\u202f\n\t([{<«„“\"'’‚‘›‹|–—-"
LANGUAGE_FOLDER = re.compile(r"(?<=[/.=])(?:fr|de|en)(?=[/.]|$)")


def on_passage(passage: Passage, reference: Reference) -> Iterator[Finding]:
    """Each web address that starts inside a word or right after a full stop."""
    text = passage.text
    for address in addresses(text):
        before = text[max(address.start - 1, 0) : address.start]
        if address.kind is Kind.URL and before and before not in OPENING:
            word = re.split(r"\s", text[: address.start])[-1]
            yield flag(GLUED, word + address.text, suggestion=f"{word} {address.text}")


def on_pair(pair: Pair, reference: Reference) -> Iterator[Finding]:
    """Each address that is lost, changed or new in the target."""
    lost, new = _difference(_all(pair.source), _all(pair.target))
    for kind in Kind:
        gone = [a.text for a in lost if a.kind is kind]
        come = [a.text for a in new if a.kind is kind]
        for before, after in zip(gone, come, strict=False):
            yield flag(CHANGED, after, severity=Severity.BLOCK, source=before, suggestion=before)
        for before in gone[len(come) :]:
            yield flag(MISSING, severity=Severity.BLOCK, source=before, suggestion=before)
        for after in come[len(gone) :]:
            yield flag(ADDED, after, severity=Severity.BLOCK)


def _all(content: Inlines) -> list[Address]:
    text = plain(content)
    found = list(addresses(text))
    for link in content:
        href = link.href.removeprefix("mailto:").removeprefix("tel:") if isinstance(link, Link) else ""
        # Where the text shows the address itself, the target behind it is the same one.
        if href and not any(_same(a, b) for a in addresses(href) for b in found):
            found += addresses(href)
    return found


def _difference(source: list[Address], target: list[Address]) -> tuple[list[Address], list[Address]]:
    rest = list(target)
    lost = []
    for address in source:
        twin = next((other for other in rest if _same(address, other)), None)
        if twin is None:
            lost.append(address)
        else:
            rest.remove(twin)
    return lost, rest


def _same(one: Address, other: Address) -> bool:
    if one.kind is not other.kind:
        return False
    if one.kind is Kind.PHONE:
        return same_phone(one.text, other.text)
    return _common(one) == _common(other)


def _common(address: Address) -> str:
    # A site's French page may stand for its German one: /en.html and /de.html are the same place.
    text = address.text.rstrip("/").lower() if address.kind is Kind.EMAIL else address.text.rstrip("/")
    return LANGUAGE_FOLDER.sub("*", text) if address.kind is Kind.URL else text
