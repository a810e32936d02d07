"""Which lines are headings, by style or by looks, and of which level."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ._contacts import EMAIL, NAME, NEAR, PHONE, URL, is_contact, is_label
from ._oddities import Oddities
from ._phrases import END, FINAL, about, is_caption, is_closing
from ._quotations import voice
from ._raw import Line, Raw

# Built-in styles have one English name in every Word; what follows are the names that people give to their own.
STYLED = re.compile(r"(?:heading|titre|überschrift|intertitre|zwischen(?:titel|überschrift)|subheading|inter)\s*(?P<level>[1-9])?")
TITLE_STYLES = frozenset({"title", "titre", "titel", "headline", "titre principal", "haupttitel"})
LONGEST_STYLED, LONGEST_INFERRED = 300, 160
LARGER = 1.15
DEEPEST = 3
LONGEST_PLAIN, LONGER = 80, 1.5
ENDED = re.compile(r"[.!?…:;][\s'\"’”“»›)]*$|[”“»\"]$")
# Two words, or a long one: a short one in capitals is an abbreviation.
CAPITALS = re.compile(r"(?=(?:.*[^\W\d_]){8}|.*[^\W\d_]{2}.*\s.*[^\W\d_]{2})")
# A question may be a heading, another sentence or a line of several pieces is none.
SENTENCE = re.compile(r"[.!…:;,]['\"’”“»›)]*$|[”“»\"]$|[\t\n]")
OPENS = re.compile(r"[A-ZÀ-ÖØ-Þ\d¿]")
# Tabs after more than a number lay out a row.
ROW = re.compile(r"[^\t]{8,}\t")
SIGNATURE = re.compile(rf"[–—-]\s*\S.*|{NAME.pattern},.*")


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


def has_heading_style(line: Line) -> bool:
    """Whether a line's style is a heading's, whatever the line says."""
    return any(STYLED.fullmatch(name) for name in line.styles)


def is_title_style(line: Line) -> bool:
    """Whether a line's style is the title's."""
    return any(name in TITLE_STYLES for name in line.styles)


def looks_like(line: Line, size: int) -> bool:
    """Whether a line looks like a heading beside running text of a size: bold, underlined, in capitals or larger, short, no full stop."""
    text = line.text.strip()
    if line.label or len(text) > LONGEST_INFERRED or FINAL.search(text) or not re.search(r"[^\W\d_]{2}", text):
        return False
    if EMAIL.search(text) or PHONE.search(text) or voice(text) or is_caption(text) or END.fullmatch(text) or ROW.match(text):
        return False
    return line.bold or line.underlined or _capitals(text) or (size > 0 and line.size >= LARGER * size)


def _capitals(text: str) -> bool:
    return text.isupper() and bool(CAPITALS.match(text))


def common_size(raws: Sequence[Raw]) -> int:
    """The size that most characters of the lines are set in, in half-points."""
    weights: dict[int, int] = {}
    for raw in raws:
        if isinstance(raw, Line):
            weights[raw.size] = weights.get(raw.size, 0) + len(raw.text)
    return max(weights, key=lambda size: weights[size], default=0)


def find(raws: Sequence[Raw], size: int) -> dict[str, Found]:
    """The headings among raws by place; the last thing of a draft is none, for nothing stands under it."""
    styled = {raw.place: level for raw in raws if isinstance(raw, Line) and not raw.said and (level := styled_level(raw))}
    unsaid = [(line, after) for _, line, after in _around(raws) if not line.said]
    inferred = [line for line, after in unsaid if line.place not in styled and looks_like(line, size) and not is_label(line, after)]
    ranks = sorted({_rank(line) for line in inferred if not about(line.text)}, reverse=True)
    unmarked = _closing(raws) if styled or inferred else _plain(raws)
    boilerplates = {raw.place for raw in raws if isinstance(raw, Line) and about(raw.text)}
    own = {place: level for place, level in styled.items() if place not in boilerplates}
    outermost, deepest = min(own.values(), default=1), max(own.values(), default=0)
    above = deepest - outermost + 1 if own else 0
    found = {place: Found(max(1, level - outermost + 1), inferred=False) for place, level in styled.items()}
    found |= {line.place: Found(min(DEEPEST, above + 1), inferred=True) for line in unmarked}
    depths = {line.place: ranks.index(_rank(line)) if _rank(line) in ranks else 0 for line in inferred}
    return found | {place: Found(min(DEEPEST, above + 1 + depth), inferred=True) for place, depth in depths.items()}


def _around(raws: Sequence[Raw]) -> Iterator[tuple[Raw | None, Line, Sequence[Raw]]]:
    """Each line that something stands under, with what is right before it and the few raws below that anyone asks about."""
    for n, raw in enumerate(raws[:-1]):
        if isinstance(raw, Line):
            yield raws[n - 1] if n else None, raw, raws[n + 1 : n + 1 + NEAR]


def _rank(line: Line) -> tuple[int, bool]:
    """How much a heading strikes the eye: by its size, then bold or in capitals before underlined."""
    return line.size, line.bold or _capitals(line.text)


def _closing(raws: Sequence[Raw]) -> list[Line]:
    """The headings of notes to editors and the like, which say what they are and have something under them."""
    return [line for _, line, after in _around(raws) if is_closing(line.text) and not (line.said or line.label or is_label(line, after))]


def _plain(raws: Sequence[Raw]) -> list[Line]:
    """The headings of a draft that marks none: short lines that are no sentence, between a text that is over and a longer one below."""
    apart = any(isinstance(raw, Line) and raw.gap for raw in raws)
    found = [line for before, line, after in _around(raws) if (line.gap or not apart) and _over(before) and _announces(line, after)]
    return [*_closing(raws), *found]


def _over(before: Raw | None) -> bool:
    return not isinstance(before, Line) or before.label is not None or is_caption(before.text) or bool(ENDED.search(before.text))


def _announces(line: Line, after: Sequence[Raw]) -> bool:
    """Whether a line can be a heading by its words and by what is under it: running text, which ends like a sentence."""
    text = line.text
    if line.said or line.label or len(text) > LONGEST_PLAIN or not OPENS.match(text) or SENTENCE.search(text):
        return False
    known = EMAIL.search(text) or PHONE.search(text) or URL.search(text) or SIGNATURE.fullmatch(text) or is_caption(text)
    return not known and not about(text) and not is_label(line, after) and _under(line, after)


def _under(line: Line, after: Sequence[Raw]) -> bool:
    below = after[0]
    return isinstance(below, Line) and not below.label and len(below.text) >= LONGER * len(line.text) and bool(ENDED.search(below.text))


def report(line: Line, found: Found, before: int, oddities: Oddities) -> None:
    """Say that a heading was inferred, or that its level jumps over one."""
    if found.inferred:
        oddities.note("heading-inferred", line.place, line.text, level=found.level)
    elif found.level > before + 1:
        oddities.note("heading-level-skipped", line.place, line.text, level=found.level, before=before)
