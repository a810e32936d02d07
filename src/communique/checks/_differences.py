"""The words in which two versions of a text differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

# A number whose thousands are set apart by spaces is one word.
WORD = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)\S*|\S+")
# Below this share of common words, two texts are not two versions of one.
KIN = 0.6


def kin(one: str, other: str) -> bool:
    """Whether two texts are versions of one."""
    return SequenceMatcher(None, WORD.findall(one), WORD.findall(other), autojunk=False).ratio() >= KIN


def differences(one: str, other: str) -> Iterator[tuple[str, str]]:
    """The words that two texts do not share, as pairs of stretches; unequal neighbours two words apart are one stretch."""
    old, new = WORD.findall(one), WORD.findall(other)
    stretches: list[list[int]] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        if stretches and a - stretches[-1][1] <= 2:
            stretches[-1][1], stretches[-1][3] = b, d
        else:
            stretches.append([a, b, c, d])
    for a, b, c, d in stretches:
        yield " ".join(old[a:b]), " ".join(new[c:d])
