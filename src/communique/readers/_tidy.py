"""Inlines without the white space that only lays out: tabs, spaces at the ends of lines."""

from __future__ import annotations

import re

from ..document import Break, Inline, Inlines, Link, Mark, Text
from ..markup import merged

TABS = re.compile(r" {0,9}\t[ \t]*")
ENDS = " \t\n"


def tidy(content: Inlines) -> Inlines:
    """Inlines without white space and breaks at either end or beside a break; tabs are left for `untabbed`."""
    kept = _trimmed(list(content), left=True)
    kept = _trimmed(kept, left=False)
    return merged([_beside_breaks(kept, n) for n in range(len(kept))])


def untabbed(content: Inlines) -> Inlines:
    """Inlines with one space for each run of tabs."""
    return merged([_untabbed(inline) for inline in content])


def unbold(content: Inlines) -> Inlines:
    """Inlines that are not strong: what is bold as a whole is bold for what it is, not for what it says."""
    return merged([_unbold(inline) for inline in content])


def cut(content: Inlines, start: int, end: int | None = None) -> Inlines:
    """The inlines between two offsets of the plain text, white space at their ends left out."""
    kept: list[Inline] = []
    at = 0
    for inline in content:
        size = _length(inline)
        low, high = max(start - at, 0), size if end is None else min(end - at, size)
        if low < high or (size == 0 and start <= at and (end is None or at <= end)):
            kept.append(_slice(inline, low, high))
        at += size
    return tidy(merged(kept))


def _length(inline: Inline) -> int:
    match inline:
        case Text(text=text):
            return len(text)
        case Link(content=content):
            return sum(_length(inner) for inner in content)
        case Break():
            return 1
    return 0


def _slice(inline: Inline, low: int, high: int) -> Inline:
    match inline:
        case Text(text=text):
            return Text(text[low:high], inline.marks, inline.language)
        case Link(content=content, href=href) if (low, high) != (0, _length(inline)):
            return Link(tuple(i for i in cut(content, low, high) if isinstance(i, Text | Break)), href)
    return inline


def _trimmed(content: list[Inline], *, left: bool) -> list[Inline]:
    at = 0 if left else -1
    while content:
        edge = content[at]
        if isinstance(edge, Text):
            text = edge.text.lstrip(ENDS) if left else edge.text.rstrip(ENDS)
            if text:
                content[at] = Text(text, edge.marks, edge.language)
                break
        elif not isinstance(edge, Break):
            break
        del content[at]
    return content


def _beside_breaks(content: list[Inline], n: int) -> Inline:
    inline = content[n]
    if not isinstance(inline, Text):
        return inline
    text = inline.text
    if n + 1 < len(content) and isinstance(content[n + 1], Break):
        text = text.rstrip(ENDS)
    if n and isinstance(content[n - 1], Break):
        text = text.lstrip(ENDS)
    return Text(text, inline.marks, inline.language)


def _untabbed(inline: Inline) -> Inline:
    match inline:
        case Text(text=text):
            return Text(TABS.sub(" ", text), inline.marks, inline.language)
        case Link(content=content, href=href):
            return Link(tuple(i for i in untabbed(content) if isinstance(i, Text | Break)), href)
    return inline


def _unbold(inline: Inline) -> Inline:
    match inline:
        case Text(text=text):
            return Text(text, inline.marks - {Mark.STRONG}, inline.language)
        case Link(content=content, href=href):
            return Link(tuple(i for i in unbold(content) if isinstance(i, Text | Break)), href)
    return inline
