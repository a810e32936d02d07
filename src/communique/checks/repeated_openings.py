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
        pairs = [(one, other) for at, other in enumerate(items) for one in items[:at] if _alike(one, other)]
        repeated = {other.place: (one, other) for one, other in reversed(pairs)}
        if 0 < len(repeated) + 1 <= max(2, len(items) // 2):
            for one, other in reversed(repeated.values()):
                yield flag(ALIKE, plain(other.content), severity=Severity.HINT, source=plain(one.content), place=other.place)


def _alike(one: Item, other: Item) -> bool:
    first, second = (WORD.findall(plain(item.content).lower())[:OPENING] for item in (one, other))
    if len(first) <= SAME or first[:SAME] != second[:SAME]:
        return False
    common = set(first[SAME:]) & set(second[SAME:])
    return sum(1 for word in common if len(word) >= LONG) >= TELLING
