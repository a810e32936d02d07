"""Dashes: a text uses one kind of dash between words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..document import Document
from ..facts.addresses import without_addresses
from ..findings import Finding, Severity
from ..languages import Wording
from ..text.passages import passages
from . import Reference, flag
from ._excerpts import around

TITLE = Wording(
    "Tirets : un texte emploie une seule sorte de tiret entre les mots",
    "Gedankenstriche: Ein Text verwendet eine Art von Strich zwischen Wörtern",
    "Dashes: a text uses one kind of dash between words",
)
MIXED = Wording("tirets non uniformes : {counts}", "uneinheitliche Striche: {counts}", "mixed dashes: {counts}")
HYPHEN = Wording(
    "trait d’union employé comme tiret ({counts})", "Bindestrich als Gedankenstrich ({counts})", "hyphen used as a dash ({counts})"
)

# Between words and spaces; « 12 - 3 » is a subtraction, "- " at the head of a line a list.
DASH = re.compile(r"(?<=[^\s\d])(?P<space>[ \u00a0\u202f])(?P<dash>[—–-])(?=[ \u00a0\u202f]\D)")
LONG = ("—", "–")


def on_document(document: Document, reference: Reference) -> Iterator[Finding]:
    """Where long and short dashes are mixed, the first of the rarer kind; the first hyphen that stands for a dash."""
    found = [(passage, dash) for passage in passages(document) for dash in DASH.finditer(without_addresses(passage.text))]
    counts = Counter(dash["dash"] for _, dash in found)
    # As many of each: the shorter one stays, which all three languages know.
    right = max(LONG, key=lambda sign: (counts[sign], sign == "–"))
    said = ", ".join(f"{counts[sign]} × {sign}" for sign in (*LONG, "-") if counts[sign])
    for wrong, message in ((other(right), MIXED), ("-", HYPHEN)):
        if counts[wrong] and (wrong == "-" or counts[right]):
            passage, dash = next((passage, dash) for passage, dash in found if dash["dash"] == wrong)
            excerpt, better = around(passage.text, dash.start("dash"), dash.end("dash"), right)
            yield flag(message.fill(counts=said), excerpt, severity=Severity.HINT, suggestion=better, place=passage.place)


def other(sign: str) -> str:
    """Of the long and the short dash the one that a sign is not."""
    return LONG[1 - LONG.index(sign)]
