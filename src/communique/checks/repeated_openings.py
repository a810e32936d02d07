"""Repeated openings: two items of a list do not begin with the same information."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Document, Item, plain
from ..findings import Finding, Severity
from ..languages import Wording
from . import Reference, flag
from ._lists import item_lists

TITLE = Wording(
    "Débuts répétés : deux puces ne commencent pas par la même information",
    "Wiederholte Anfänge: Zwei Listenpunkte beginnen nicht mit derselben Information",
    "Repeated openings: two items of a list do not begin with the same information",
)
ALIKE = Wording(
    "commence par la même information qu’une autre puce",
    "beginnt mit derselben Information wie ein anderer Punkt",
    "begins with the same information as another item",
)

WORD = re.compile(r"[^\W_]+")
# Items that begin with the same three words and share three telling words more in their openings say the same.
SAME, TELLING, OPENING = 3, 3, 25
LONG = 4


def on_document(document: Document, reference: Reference) -> Iterator[Finding]:
    """Each item that begins like an earlier one; where most items do, it is a figure of speech."""
    for items in item_lists(document):
        repeated = list(_repeated(items))
        if len(repeated) + 1 <= max(2, len(items) // 2):
            for one, other in repeated:
                yield flag(ALIKE, plain(other.content), severity=Severity.HINT, beside=plain(one.content), place=other.place)


def _repeated(items: tuple[Item, ...]) -> Iterator[tuple[Item, Item]]:
    """The first item of an opening, and each later one with it."""
    first: dict[tuple[str, ...], tuple[Item, frozenset[str]]] = {}
    for item in items:
        words = WORD.findall(plain(item.content).lower())[:OPENING]
        telling = frozenset(word for word in words[SAME:] if len(word) >= LONG)
        one, known = first.setdefault(tuple(words[:SAME]), (item, telling))
        if one is not item and len(telling & known) >= TELLING:
            yield one, item
