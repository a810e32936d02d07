"""What people say that lines are, in place of what the reader would infer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..document import Block, Dateline, Embargo, Heading, Kicker, Lead, Paragraph, Quotation, Subtitle, Title, plain
from ..structure import Structure, meant, opening_words, opens
from ._lists import said_item
from ._oddities import Oddities
from ._quotations import voice
from ._raw import Line, Raw, lines_of
from ._tidy import unbold, untabbed

KEPT_BOLD = {"lead": Lead, "paragraph": Paragraph}
HEAD = {"kicker": Kicker, "dateline": Dateline, "embargo": Embargo, "title": Title, "subtitle": Subtitle}
LISTS = frozenset({"key point", "bullet", "number"})


def named(raw: Raw, structure: Structure) -> bool:
    """Whether somebody said what a line of a raw is."""
    keys = [opening_words(words) for words in structure]
    texts = [opening_words(line.text) for line in lines_of((raw,))] if keys else []
    return any(opens(key, text) for text in texts for key in keys)


def keeps_whole(line: Line, first: Line, structure: Structure) -> bool:
    """Whether somebody named a line by more words than the first piece has that it would be cut into."""
    words, piece = opening_words(line.text), opening_words(first.text)
    return any(opens(key, words) and not opens(key, piece) for key in map(opening_words, structure))


def applied(raws: Sequence[Raw], structure: Structure, oddities: Oddities) -> list[Raw]:
    """The raws with lines that know what they were said to be; a correction that meets no line, or several, becomes a finding."""
    lines = [n for n, raw in enumerate(raws) if isinstance(raw, Line)]
    texts = [opening_words(line.text) for line in raws if isinstance(line, Line)] if structure else []
    found: list[Raw] = list(raws)
    for words, kind in structure.items():
        hits = [lines[n] for n in meant(opening_words(words), texts)]
        line = found[hits[0]] if len(hits) == 1 else None
        if not isinstance(line, Line):
            oddities.note("structure-ambiguous" if hits else "structure-unmatched", "", words, n=len(hits))
        elif line.said:
            oddities.note("structure-twice", line.place, words)
        else:
            found[hits[0]] = _said(line, kind)
    return found


def _said(line: Line, kind: str) -> Line:
    if kind in LISTS:
        return said_item(line, kind)
    return replace(line, said=kind)


def roles(raws: Sequence[Raw]) -> dict[str, Block]:
    """The blocks of the lines that were said to be one by themselves, by place."""
    found = {raw.place: _block(raw) for raw in raws if isinstance(raw, Line) and raw.said}
    return {place: block for place, block in found.items() if block is not None}


def _block(line: Line) -> Block | None:
    content = untabbed(line.printed)
    if kind := KEPT_BOLD.get(line.said):
        return kind(content=unbold(content) if line.bold else content, place=line.place)
    if head := HEAD.get(line.said):
        return head(content=unbold(content), place=line.place)
    if line.said == "quotation":
        speaks = voice(plain(untabbed(line.content)))
        return Quotation(content, speaks.speaker, speaks.position, place=line.place) if speaks else Quotation(content, place=line.place)
    if line.said.startswith("heading"):
        return Heading(content=unbold(content), level=int(line.said[-1]), place=line.place)
    return None
