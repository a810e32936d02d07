"""Inlines as HTML; text is escaped here and stays text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from ..document import Break, Inline, Inlines, Link, Mark, NoteRef, Text
from ._page import UNTRANSLATED

ELEMENTS = {Mark.STRONG: "strong", Mark.EMPHASIS: "em", Mark.SUPERSCRIPT: "sup", Mark.SUBSCRIPT: "sub"}
ADDRESSES = ("https://", "http://", "mailto:", "tel:")
# Two last words this short are kept on one line, so that no paragraph ends in a line of one word.
NO_BREAK = "\u00a0"
TAIL = 26

BREAK = Markup("<br>")
ANCHOR = Markup('<a href="{}">{}</a>')


@dataclass(frozen=True, slots=True)
class Setting:
    """How inlines are set on one page.

    `notes` gives each note's number by its key; a note that is missing there has no call. `paper` is for WeasyPrint 70: it makes another
    link of every element in a link, one that no listener is told of (ISO 14289-1, 7.18.5), so that bold stands around a link there; and
    it knows no `text-wrap: pretty`, so that the last words are held together by a no-break space.
    """

    notes: Mapping[str, int] = field(default_factory=dict)
    paper: bool = False

    def __call__(self, content: Inlines) -> Markup:
        """The inlines as HTML, as they are."""
        return Markup().join(self._inline(inline) for inline in content)

    def running(self, content: Inlines) -> Markup:
        """The inlines as HTML, on paper with the last two short words held together."""
        match content:
            case (*before, Text(text=text, marks=marks, language=None) as last) if self.paper and not marks and (at := _tail(text)):
                # Not a nowrap element: where one has to move to the next line, WeasyPrint 70 breaks after the line's first word.
                return self((*before, Text(text[:at] + text[at:].replace(" ", NO_BREAK), last.marks)))
        return self(content)

    def _inline(self, inline: Inline) -> Markup:
        match inline:
            case Text():
                return _text(inline)
            case Link(content=content, href=href):
                return self._link(content, href)
            case Break():
                return BREAK
            case NoteRef(note=note):
                return _call(self.notes[note]) if note in self.notes else Markup()

    def _link(self, content: tuple[Text | Break, ...], href: str) -> Markup:
        if href == UNTRANSLATED:
            return Markup('<mark class="waiting">{}</mark>').format(self(content))
        if not href.lower().startswith(ADDRESSES):
            return self(content)
        if self.paper:
            return Markup().join(_text(run, href) if isinstance(run, Text) else BREAK for run in content)
        return ANCHOR.format(href, self(content))


def _text(text: Text, href: str = "") -> Markup:
    html = ANCHOR.format(href, text.text) if href else escape(text.text)
    for mark, element in ELEMENTS.items():
        if mark in text.marks:
            html = Markup("<{0}>{1}</{0}>").format(element, html)
    if text.language:
        html = Markup('<span lang="{}">{}</span>').format(text.language.locale, html)
    return html


def _call(number: int) -> Markup:
    return Markup('<sup class="call"><a href="#note-{0}" id="call-{0}">{0}</a></sup>').format(number)


def _tail(text: str) -> int:
    """Where the last two words start, or 0 where they are too long to hold together or the text is short."""
    words = text.rsplit(" ", 2)
    if len(words) < 3 or not words[0] or len(words[1]) + len(words[2]) > TAIL or not words[2]:
        return 0
    return len(words[0]) + 1
