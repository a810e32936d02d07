"""From the lines of a Word file to the blocks of a press release."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..document import Block, Text
from ..markup import merged
from ..partners import Partner
from ..structure import Structure
from . import _columns as columns
from . import _corrections as corrections
from . import _headings as headings
from . import _opening as opening
from . import _phrases as phrases
from . import _spoken as spoken
from ._body import Body
from ._contacts import EMAIL, URL
from ._lists import typed
from ._oddities import Oddities
from ._raw import Box, Grid, Line, Raw, lines_of

# A paragraph that stops on a word, over text that goes on in lower case, was cut by a page break or a stray return.
STOPS = re.compile(r"[\w,]$")
GOES_ON = re.compile(r"[a-zà-öø-ÿ]")
LEAST_CUT, LONGEST_WHOLE = 60, 4000
# What is said to begin with these words may go on in the next paragraph; nothing else may.
WHOLE = frozenset({"", "paragraph", "lead", "quotation"})
WORDED = re.compile(r"\w")


def structured(raws: Sequence[Raw], partners: Mapping[str, Partner], oddities: Oddities, structure: Structure) -> tuple[Block, ...]:
    """The blocks of a release, as `structure` corrects them; what had to be inferred or repaired becomes findings."""
    worded = _worded(opening.split_lines(_unwrapped(raws, structure), structure), oddities)
    told = columns.apart(corrections.applied(worded, structure, oddities))
    flat = spoken.together(_rejoined(typed(told, oddities), oddities))
    size = headings.common_size(flat)
    head = opening.read(flat, size, oddities)
    found = headings.find(flat[head.end :], size)
    return Body(flat, head.roles | corrections.roles(flat), found, partners, oddities).read()


def _unwrapped(raws: Sequence[Raw], structure: Structure) -> list[Raw]:
    """The raws with frames opened: tables of one cell, tables and boxes that only lay out the head, boxes that somebody corrected."""
    found: list[Raw] = []
    for n, raw in enumerate(raws):
        if isinstance(raw, Grid) and (_one_cell(raw) or (n < 3 and _furnished(raw))):
            found.extend(_unwrapped([inner for row in raw.rows for cell in row for inner in cell.raws], structure))
        elif isinstance(raw, Box) and (_furnished(raw) or corrections.named(raw, structure)):
            found.extend(_unwrapped(raw.raws, structure))
        else:
            found.append(raw)
    return found


def _one_cell(grid: Grid) -> bool:
    return len(grid.rows) == 1 and len(grid.rows[0]) == 1


def _furnished(raw: Raw) -> bool:
    lines = lines_of((raw,))
    furnished = any(
        phrases.is_set_phrase(piece.strip()) or headings.is_title_style(line) for line in lines for piece in line.text.split("\n")
    )
    return furnished and len(lines) <= 8 and not any(EMAIL.search(line.text) for line in lines)


def _worded(raws: Sequence[Raw], oddities: Oddities) -> list[Raw]:
    """The raws without lines that hold neither letter nor number, such as `###` at the end of a release."""
    found: list[Raw] = []
    for raw in raws:
        if isinstance(raw, Line) and not WORDED.search(raw.text):
            oddities.note("rule-removed", raw.place, raw.text)
        else:
            found.append(raw)
    return found


def _rejoined(raws: Sequence[Raw], oddities: Oddities) -> list[Raw]:
    """The raws with paragraphs that were cut in mid-sentence made whole."""
    found: list[Raw] = []
    for raw in raws:
        last = found[-1] if found else None
        if isinstance(last, Line) and isinstance(raw, Line) and _cut_apart(last, raw):
            before, after = last.text[-40:].split(" ", 1)[-1], raw.text[:30].rsplit(" ", 1)[0]
            oddities.note("paragraph-ends-mid-sentence", last.place, f"{before} / {after}", f"{before} {after}", at=raw.place)
            found[-1] = replace(last, content=merged([*last.content, Text(" "), *raw.content]))
        else:
            found.append(raw)
    return found


def _cut_apart(first: Line, second: Line) -> bool:
    if second.said or first.said not in WHOLE or len(first.text) > LONGEST_WHOLE:
        return False
    same = first.styles == second.styles and first.size == second.size and not (first.bold or second.bold)
    listed = first.label or second.label or headings.styled_level(first) or phrases.is_set_phrase(first.text)
    if not same or listed or len(first.text) < LEAST_CUT or URL.match(second.text) or EMAIL.match(second.text):
        return False
    return bool(STOPS.search(first.text[-2:]) and GOES_ON.match(second.text)) and not EMAIL.search(first.text[-60:])
