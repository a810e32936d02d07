"""Telephone numbers: international, for a release that is read in several countries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..facts.addresses import Kind, addresses
from ..findings import Finding, Severity
from ..languages import Language, Wording
from ..text.passages import Passage
from . import Reference, flag

TITLE = Wording(
    "Numéros de téléphone : au format international, pour un communiqué lu dans plusieurs pays",
    "Telefonnummern: international, denn die Mitteilung wird in mehreren Ländern gelesen",
    "Telephone numbers: international, for a release that is read in several countries",
)
NATIONAL = Wording(
    "numéro au format national ; le format international se compose de partout",
    "Nummer in nationaler Schreibweise; die internationale lässt sich von überall wählen",
    "number in national form; the international one can be dialled from everywhere",
)
FRENCH = re.compile(r"0[1-9]\d{8}")


def on_passage(passage: Passage, reference: Reference) -> Iterator[Finding]:
    """Each telephone number that begins with a trunk zero, a French one with its international form (ITU-T E.123)."""
    for address in addresses(passage.text) if "0" in passage.text else ():
        if address.kind is Kind.PHONE and address.text.startswith("0") and not address.text.startswith("00"):
            better = international(address.text) if passage.language is Language.FR else ""
            yield flag(NATIONAL, address.text, severity=Severity.HINT, suggestion=better)


def international(phone: str) -> str:
    """A French national number of ten digits with its country code, in pairs; empty for any other."""
    digits = re.sub(r"\D", "", phone)
    return f"+33 {digits[1]} {' '.join(re.findall('..', digits[2:]))}" if FRENCH.fullmatch(digits) else ""
