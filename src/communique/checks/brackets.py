"""Brackets: each one that opens closes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Finding
from ..languages import Wording
from ..text.passages import Passage
from . import Reference, flag
from ._excerpts import around

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
FACE = re.compile(r"[:;]-?[()](?!\w)")
# a) and 1) number a list; they open nothing.
LABEL = re.compile(r"(?:(?<=[\s(])|^)(\d{1,2}|[a-zA-Z])\)", re.MULTILINE)


def on_passage(passage: Passage, reference: Reference) -> Iterator[Finding]:
    """Each bracket of a passage without its counterpart."""
    return (flag(UNPAIRED, excerpt) for excerpt in _unpaired(passage.text))


def _unpaired(text: str) -> Iterator[str]:
    signs = [(found.group(), found.start()) for found in BRACKET.finditer(text)]
    left = _left(signs, frozenset())
    if left:
        idle = frozenset(found.end() - 1 for found in (*FACE.finditer(text), *_labels(text)))
        left = min(left, _left(signs, idle), _left([(sign, at) for sign, at in signs if at not in idle], idle), key=len)
    yield from (around(text, at, at + 1, text[at])[0] for at in left)


def _left(signs: list[tuple[str, int]], idle: frozenset[int]) -> list[int]:
    """Where brackets stand that have no counterpart; idle ones need none."""
    waiting: list[tuple[str, int]] = []
    left = []
    for sign, at in signs:
        if sign in PAIRS.values():
            waiting.append((sign, at))
        elif waiting and waiting[-1][0] == PAIRS[sign]:
            waiting.pop()
        elif at not in idle:
            left.append(at)
    return sorted([*left, *(at for _, at in waiting if at not in idle)])


def _labels(text: str) -> Iterator[re.Match[str]]:
    """The labels of a list: one at the beginning of a line, or several that count on."""
    found = list(LABEL.finditer(text))
    labels = {label.group(1).lower() for label in found}
    for label in found:
        own = label.group(1).lower()
        beside = {str(int(own) + step) if own.isdigit() else chr(ord(own) + step) for step in (-1, 1)}
        if label.start() == 0 or text[label.start() - 1] == "\n" or (beside & labels and (own in {"a", "1"} or {"a", "1"} & labels)):
            yield label
