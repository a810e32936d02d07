"""Booths, halls and rooms: the codes that lead people somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from . import vocabulary, words

PLACE = re.compile(
    r"\b(?:stand|booth|halle?|hall|pavill?on|salle|raum|room|saal|gate|porte|tor|gleis|quai|bâtiment|gebäude|building)s?"
    r"(?:[ \u00a0](?:nr\.?|no\.?|n°|numéro))?[ \u00a0](?-i:([A-Z]{0,2}[-. ]?\d{1,4}[A-Z]?|[A-Z]))(?!\w)",
    re.IGNORECASE,
)

# Without one of these no place is named: a look that saves the search.
WORDS = vocabulary(
    "stand stands booth booths hall halls halle hallen gate gates pavillon pavilion salle salles raum room rooms saal porte portes tor "
    "gleis quai quais bâtiment bâtiments gebäude building buildings"
)


@lru_cache(maxsize=512)
def places(text: str) -> tuple[str, ...]:
    """The codes of the places that a text names, in order: E2 for "stand E2", 7 and B12 for „Halle 7, Stand B12“."""
    return () if WORDS.isdisjoint(words(text)) else tuple(found.group(1) for found in PLACE.finditer(text))


def moved(source: str, target: str) -> Iterator[tuple[str, str]]:
    """Codes of the source and what stands in their place in the target, where letters differ; figures are compared as numbers."""
    lost, come = places(source), list(places(target))
    for code in lost:
        twin = next((other for other in come if _letters(other) == _letters(code) and _figures(other) == _figures(code)), None)
        other = twin or next((c for c in come if _figures(c) == _figures(code) and c not in lost), None)
        if other:
            come.remove(other)
            if other != twin:
                yield code, other


def _letters(code: str) -> str:
    return re.sub(r"[^A-Z]", "", code)


def _figures(code: str) -> str:
    return re.sub(r"\D", "", code)
