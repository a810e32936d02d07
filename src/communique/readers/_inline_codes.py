"""Inline codes of translation tools: bold and italics become marks, line breaks breaks, every other code nothing; text in them is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from ..document import Break, Inline, Inlines, Mark, Text
from ..markup import merged
from ._bilingual_xml import local

# What these hold is code of the document's own format (TMX 1.4b and XLIFF 1.2), so are deleted revisions in SDLXLIFF.
CODE = frozenset({"bpt", "ept", "ph", "it", "ut", "x", "bx", "ex", "sc", "ec", "sm", "em", "cp"})
# `ctype` in XLIFF 1.2, `type` in TMX, `subType` in XLIFF 2.
MARKS = {
    **dict.fromkeys(("bold", "xlf:b", "b", "strong"), Mark.STRONG),
    **dict.fromkeys(("italic", "xlf:i", "i", "em"), Mark.EMPHASIS),
    **dict.fromkeys(("x-superscript", "superscript", "sup"), Mark.SUPERSCRIPT),
    **dict.fromkeys(("x-subscript", "subscript", "sub"), Mark.SUBSCRIPT),
}
BREAKS = frozenset({"lb", "xlf:lb", "x-html-br"})
# Line ends within a segment come from how the file was laid out.
LAYOUT = re.compile(r"[ \t\r\n]*[\r\n][ \t\r\n]*")


@dataclass(slots=True)
class _Reading:
    """Which marks are open, by the number that an opening code shares with its closing one."""

    open: dict[str, Mark] = field(default_factory=dict)

    def text(self, text: str | None, around: frozenset[Mark]) -> Iterator[Inline]:
        """Text under the marks that are open."""
        if text:
            yield Text(LAYOUT.sub(" ", text), around | frozenset(self.open.values()))

    def inside(self, element: etree._Element, around: frozenset[Mark]) -> Iterator[Inline]:
        """What an element holds."""
        yield from self.text(element.text, around)
        for child in element:
            if isinstance(child.tag, str):
                yield from self.code(child, around)
            yield from self.text(child.tail, around)

    def code(self, element: etree._Element, around: frozenset[Mark]) -> Iterator[Inline]:
        """What an inline element stands for."""
        name, kind = local(element), _kind(element)
        number = element.get("rid") or element.get("i") or element.get("startRef") or element.get("id") or ""
        if name not in CODE:
            mark = MARKS.get(kind)
            yield from self.inside(element, around | {mark} if mark else around)
        elif name in ("bpt", "bx", "sc") and kind in MARKS:
            self.open[number] = MARKS[kind]
        elif name in ("ept", "ex", "ec"):
            self.open.pop(number, None)
        elif kind in BREAKS:
            yield Break()


def _kind(element: etree._Element) -> str:
    return (element.get("ctype") or element.get("subType") or element.get("type") or "").lower()


def inlines(element: etree._Element | None) -> Inlines:
    """The inlines of a segment, without the white space around them; nothing for none."""
    if element is None:
        return ()
    found = merged(list(_Reading().inside(element, frozenset())))
    return _trimmed(found)


def _trimmed(content: Inlines) -> Inlines:
    ends = list(content)
    if ends and isinstance(first := ends[0], Text):
        ends[0] = Text(first.text.lstrip(" "), first.marks, first.language)
    if ends and isinstance(last := ends[-1], Text):
        ends[-1] = Text(last.text.rstrip(" "), last.marks, last.language)
    return merged(ends)
