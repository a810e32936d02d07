"""Mobile numbers: a private number is printed only if its owner has agreed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..facts.addresses import Kind, addresses, same_phone, significant_digits
from ..findings import Finding
from ..languages import Wording
from ..text.passages import Passage
from . import Reference, flag

TITLE = Wording(
    "Portables : un numéro de portable n’est publié qu’avec l’accord de son titulaire",
    "Mobilnummern: Eine Mobilnummer erscheint nur mit Zustimmung der Person",
    "Mobile numbers: one is published only if its owner has agreed",
)
MOBILE = Wording(
    "numéro de portable : est-il destiné à la publication ?",
    "Mobilnummer: Ist sie zur Veröffentlichung bestimmt?",
    "mobile number: is it meant for publication?",
)
# Mobile ranges of the national numbering plans: France 06 and 07, Germany 015 to 017, United Kingdom 07.
RANGES = re.compile(r"(?:33)?[67]\d{8}|(?:49)?1[567]\d{8,9}|(?:44)7\d{9}")


def on_passage(passage: Passage, reference: Reference) -> Iterator[Finding]:
    """Each mobile number; those that a partner's file holds are agreed."""
    agreed = [contact.phone for partner in reference.partners.values() for contact in partner.contacts if contact.phone]
    for address in addresses(passage.text):
        mobile = address.kind is Kind.PHONE and RANGES.fullmatch(significant_digits(address.text))
        if mobile and not any(same_phone(phone, address.text) for phone in agreed):
            yield flag(MOBILE, address.text, suggestion=_international(address.text))


def _international(phone: str) -> str:
    """E.123: a French national number with its country code."""
    digits = re.sub(r"\D", "", phone)
    if not re.fullmatch(r"0[67]\d{8}", digits):
        return ""
    return "+33 " + digits[1] + " " + " ".join(re.findall("..", digits[2:]))
