"""French spacing: the no-break spaces that punctuation, numbers and dates ask for."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts.addresses import without_addresses
from ..findings import Finding
from ..languages import Language, Wording
from ..text.passages import Passage
from ..text.quotes import requoted
from ..text.typography import FULL, NARROW, wanted
from . import Reference, flag
from ._excerpts import around

TITLE = Wording(
    "Espaces françaises : insécables devant la ponctuation haute, dans les nombres et les dates",
    "Französische Abstände: geschützte Leerzeichen vor hohen Satzzeichen, in Zahlen und Daten",
    "French spacing: no-break spaces before high punctuation, in numbers and dates",
)
MISSING = Wording("espace insécable manquante", "geschütztes Leerzeichen fehlt", "no-break space missing")


def on_passage(passage: Passage, reference: Reference) -> Iterator[Finding]:
    """Each place of a French text that lacks its no-break space."""
    if passage.language is Language.FR:
        changes = (*wanted(passage.text, Language.FR), *_inside_quotes(passage.text))
        for start, end, new in sorted(changes):
            if FULL in new or NARROW in new:
                excerpt, better = around(passage.text, start, end, new)
                yield flag(MISSING, excerpt, suggestion=better)


def _inside_quotes(text: str) -> Iterator[tuple[int, int, str]]:
    """What a French mark lacks between itself and its words."""
    shut = without_addresses(text)
    for start, end, new in requoted(shut, Language.FR):
        old = shut[start:end]
        if new.strip() == old.strip() and new != old and NARROW not in old:
            yield start, end, new
