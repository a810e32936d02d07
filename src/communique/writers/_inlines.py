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
TAIL = 26

BREAK = Markup("<br>")
ANCHOR = Markup('<a href="{}">{}</a>')


@dataclass(frozen=True, slots=True)
class Setting:
    """How inlines are set on one page.

    `notes` gives each note's number by its key; a note that is missing there has no call. With `plain_links` bold stands around a link
    and not in it: WeasyPrint 70 makes another link of every element in a link, one that no listener is told of (ISO 14289-1, 7.18.5).
    """

    notes: Mapping[str, int] = field(default_factory=dict)
    plain_links: bool = False

    def __call__(self, content: Inlines) -> Markup:
        """The inlines as HTML, as they are."""
        return Markup().join(self._inline(inline) for inline in content)

    def running(self, content: Inlines) -> Markup:
        """The inlines as HTML, the last two short words held together."""
        match content:
            case (*before, Text(text=text, marks=marks, language=None) as last) if not marks and (at := _tail(text)):
                held = Markup('<span class="tail">{}</span>').format(text[at:])
                return self((*before, Text(text[:at], last.marks))) + held
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
        if self.plain_links:
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
