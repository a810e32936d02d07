"""Which lines are headings, by style or by looks, and of which level."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ._contacts import EMAIL, PHONE, is_contact
from ._oddities import Oddities
from ._phrases import FINAL, about
from ._quotations import voice
from ._raw import Line, Raw

# Built-in styles have one English name in every Word; what follows are the names that people give to their own.
STYLED = re.compile(r"(?:heading|titre|überschrift|intertitre|zwischen(?:titel|überschrift)|subheading|inter)\s*(?P<level>[1-9])?")
TITLE_STYLES = frozenset({"title", "titre", "titel", "headline", "titre principal", "haupttitel"})
LONGEST_STYLED, LONGEST_INFERRED = 300, 160
LARGER = 1.15
DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Found:
    """A heading: its level as the draft has it, and whether only its looks say so."""

    level: int
    inferred: bool


def styled_level(line: Line) -> int | None:
    """The level that a line's style gives it; None for styles that are no headings."""
    if len(line.text) > LONGEST_STYLED or is_contact(line):
        return None
    for name in line.styles:
        if found := STYLED.fullmatch(name):
            return int(found["level"] or 1)
    return line.outline + 1 if line.outline is not None and 0 <= line.outline < 9 else None


def is_title_style(line: Line) -> bool:
    """Whether a line's style is the title's."""
    return any(name in TITLE_STYLES for name in line.styles)


def looks_like(line: Line, size: int) -> bool:
    """Whether a line looks like a heading beside running text of a size: bold or larger, short, without a full stop."""
    text = line.text.strip()
    if line.label or len(text) > LONGEST_INFERRED or FINAL.search(text) or not re.search(r"[^\W\d_]{2}", text):
        return False
    if EMAIL.search(text) or PHONE.search(text) or voice(text):
        return False
    return line.bold or (size > 0 and line.size >= LARGER * size)


def common_size(raws: Sequence[Raw]) -> int:
    """The size that most characters of the lines are set in, in half-points."""
    weights: dict[int, int] = {}
    for raw in raws:
        if isinstance(raw, Line):
            weights[raw.size] = weights.get(raw.size, 0) + len(raw.text)
    return max(weights, key=lambda size: weights[size], default=0)


def find(raws: Sequence[Raw], size: int) -> dict[str, Found]:
    """The headings among raws by place; the last thing of a draft is none, for nothing stands under it."""
    styled = {raw.place: level for raw in raws if isinstance(raw, Line) and (level := styled_level(raw))}
    inferred = [raw for raw in raws[:-1] if isinstance(raw, Line) and raw.place not in styled and looks_like(raw, size)]
    sizes = sorted({line.size for line in inferred}, reverse=True)
    boilerplates = {raw.place for raw in raws if isinstance(raw, Line) and about(raw.text)}
    own = {place: level for place, level in styled.items() if place not in boilerplates}
    outermost, deepest = min(own.values(), default=1), max(own.values(), default=0)
    above = deepest - outermost + 1 if own else 0
    found = {place: Found(max(1, level - outermost + 1), inferred=False) for place, level in styled.items()}
    return found | {line.place: Found(min(DEEPEST, above + 1 + sizes.index(line.size)), inferred=True) for line in inferred}


def report(line: Line, found: Found, before: int, oddities: Oddities) -> None:
    """Say that a heading was inferred, or that its level jumps over one."""
    if found.inferred:
        oddities.note("heading-inferred", line.place, line.text, level=found.level)
    elif found.level > before + 1:
        oddities.note("heading-level-skipped", line.place, line.text, level=found.level, before=before)
