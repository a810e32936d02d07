"""Where the texts of a finding differ: original against translation, what stands against what should."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from ..findings import Finding

# A stretch of text, and whether it differs from the other side.
Piece = tuple[str, bool]
Pieces = tuple[Piece, ...]

TOKEN = re.compile(r"\w+|\s|[^\w\s]")
DOUBLE, UNBREAKABLE = re.compile(" {2,}"), re.compile("[\u00a0\u202f]")
SHORT, COMMON = 6, 0.4


@dataclass(frozen=True, slots=True)
class Sides:
    """The texts of a finding in pieces; nothing for what it does not have."""

    source: Pieces
    excerpt: Pieces
    suggestion: Pieces


def sides(finding: Finding) -> Sides:
    """The three texts of a finding, what differs marked; an original that says what the suggestion says is left out.

    Where a finding has no original, the other place that it names stands for it.
    """
    source = "" if finding.source and finding.source == finding.suggestion else finding.source or finding.beside
    if finding.excerpt and finding.suggestion:
        stands, better = _compared(*_with_spaces(finding.excerpt, finding.suggestion))
        return Sides(_plain(source), stands, better)
    if source and finding.excerpt:
        before, after = _compared(source, finding.excerpt)
        return Sides(before, after, ())
    return Sides(_alone(source), _alone(finding.excerpt), _alone(finding.suggestion))


def _compared(before: str, after: str) -> tuple[Pieces, Pieces]:
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    common = sum(len("".join(old[a:b]).strip()) for kind, a, b, _, _ in steps if kind == "equal")
    # Two long texts with little in common differ nearly everywhere; marking that would show nothing.
    if common < COMMON * max(len(before), len(after)) and max(len(before.split()), len(after.split())) > SHORT:
        return _plain(before), _plain(after)
    left = (("".join(old[a:b]), kind != "equal") for kind, a, b, _, _ in steps)
    right = (("".join(new[c:d]), kind != "equal") for kind, _, _, c, d in steps)
    return _joined(left), _joined(right)


def _joined(pieces: Iterable[Piece]) -> Pieces:
    """Neighbours made one; a space between two that differ goes with them."""
    joined: list[Piece] = []
    for text, differs in pieces:
        if differs and len(joined) > 1 and joined[-1][0].isspace() and joined[-2][1]:
            between, before = joined.pop()[0], joined.pop()[0]
            joined.append((before + between, differs))
        if text and joined and joined[-1][1] == differs:
            joined[-1] = joined[-1][0] + text, differs
        elif text:
            joined.append((text, differs))
    return tuple(joined)


def _alone(text: str) -> Pieces:
    return ((text, len(text.split()) <= SHORT),) if text else ()


def _plain(text: str) -> Pieces:
    return ((text, False),) if text else ()


def _with_spaces(excerpt: str, suggestion: str) -> tuple[str, str]:
    """Both with the spaces that tell them apart as Word shows them: · for each of several, ° for one that does not break."""
    stands = DOUBLE.sub(lambda spaces: "·" * len(spaces.group()), excerpt)
    more = len(UNBREAKABLE.findall(suggestion)) > len(UNBREAKABLE.findall(excerpt))
    return stands, UNBREAKABLE.sub("°", suggestion) if more else suggestion
