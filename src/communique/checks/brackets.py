"""Brackets: each one that opens closes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Finding
from ..languages import Wording
from ..passages import Passage
from . import Reference, flag

TITLE = Wording(
    "Parenthèses : chacune se ferme",
    "Klammern: Jede geöffnete wird geschlossen",
    "Brackets: each one that opens closes",
)
UNPAIRED = Wording(
    "parenthèse ou crochet sans son pendant",
    "Klammer ohne Gegenstück",
    "bracket without its counterpart",
)
PAIRS = {")": "(", "]": "[", "}": "{"}
BRACKET = re.compile(r"[][(){}]")
# a) and 1) number a list; they open nothing. :) is a face.
NUMBERING = re.compile(r"(?:(?<=\s)|^)(?:\d{1,2}|[a-zA-Z])\)|[:;]-?[()]")


def on_passage(passage: Passage, reference: Reference) -> Iterator[Finding]:
    """Each bracket of a passage without its counterpart."""
    return (flag(UNPAIRED, excerpt) for excerpt in _unpaired(passage.text))


def _unpaired(text: str) -> Iterator[str]:
    waiting: list[tuple[str, int]] = []
    numbers = {found.end() - 1 for found in NUMBERING.finditer(text)}
    for found in BRACKET.finditer(text):
        sign, at = found.group(), found.start()
        if sign in PAIRS.values():
            waiting.append((sign, at))
        elif at not in numbers:
            if waiting and waiting[-1][0] == PAIRS[sign]:
                waiting.pop()
            else:
                yield _around(text, at)
    yield from (_around(text, at) for _, at in waiting)


def _around(text: str, at: int) -> str:
    start = text.rfind(" ", 0, max(at - 15, 0)) + 1
    end = text.find(" ", at + 15)
    return text[start : end if end >= 0 else len(text)]
