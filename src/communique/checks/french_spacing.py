"""French spacing: the no-break spaces that punctuation, numbers and dates ask for."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import Passage
from ..findings import Finding, Severity
from ..languages import Language, Wording
from ..typography import FULL, NARROW, wanted
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
        for start, end, new in wanted(passage.text, Language.FR):
            if new[-1] in (NARROW, FULL):
                excerpt, better = around(passage.text, start, end, new)
                yield flag(MISSING, excerpt, severity=Severity.HINT, suggestion=better)
