"""Parallel items: the items of a list end alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ..document import Document, Item, plain
from ..findings import Finding, Severity
from ..languages import Wording
from . import Reference, flag
from ._lists import item_lists

TITLE = Wording(
    "Puces parallèles : les éléments d’une liste finissent de la même façon",
    "Gleiche Listenpunkte: Die Punkte einer Liste enden gleich",
    "Parallel items: the items of a list end alike",
)
ODD = Wording(
    "puces non parallèles : {alike} finissent par « {sign} », celle-ci non",
    "Listenpunkte uneinheitlich: {alike} enden mit „{sign}“, dieser nicht",
    "items not parallel: {alike} end in “{sign}”, this one does not",
)
EXTRA = Wording(
    "puces non parallèles : {alike} finissent sans signe, celle-ci par « {sign} »",
    "Listenpunkte uneinheitlich: {alike} enden ohne Zeichen, dieser mit „{sign}“",
    "items not parallel: {alike} end without a sign, this one in “{sign}”",
)
# "first; and" ends in a semicolon.
LINK = re.compile(r"(?<=[;,]) (?:et|ou|und|oder|sowie|and|or)\s*$")
SIGNS = ".;,!?:…"
FEWEST, MOST_OF = 3, 0.65


def on_document(document: Document, reference: Reference) -> Iterator[Finding]:
    """Each item that ends otherwise than most of its list; the last of items that end in a semicolon or comma may end in a full stop."""
    for items in item_lists(document):
        ends = [_end(item) for item in items]
        sign, alike = Counter(end for end in ends if end != ":").most_common(1)[0] if any(end != ":" for end in ends) else ("", 0)
        if len(items) < FEWEST or alike < MOST_OF * len(items):
            continue
        for at, (item, end) in enumerate(zip(items, ends, strict=True)):
            if end not in {sign, ":"} and not (at == len(items) - 1 and sign in {";", ","}) and not (at == len(items) - 2 and sign == ","):
                yield _odd(item, end, sign, alike)


def _end(item: Item) -> str:
    last = LINK.sub("", plain(item.content)).rstrip(' \u00a0\u202f»”“")')[-1:]
    return last if last in SIGNS else ""


def _odd(item: Item, end: str, sign: str, alike: int) -> Finding:
    text = plain(item.content)
    message = ODD.fill(alike=alike, sign=sign) if sign else EXTRA.fill(alike=alike, sign=end)
    return flag(message, text, severity=Severity.HINT, place=item.place)
