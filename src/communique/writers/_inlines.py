"""Inlines as HTML; text is escaped here and stays text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from markupsafe import Markup, escape

from ..document import Break, Inline, Inlines, Link, Mark, NoteRef, Text, plain
from ._page import UNTRANSLATED

ELEMENTS = {Mark.STRONG: "strong", Mark.EMPHASIS: "em", Mark.SUPERSCRIPT: "sup", Mark.SUBSCRIPT: "sub"}
ADDRESSES = ("https://", "http://", "mailto:", "tel:")
# Two last words this short are kept on one line, so that no paragraph ends in a line of one word.
NO_BREAK = "\u00a0"
TAIL = 26
# Where they would still make a short line, a third word is held with them.
SHORT, LONGER = 16, 34
# A compound that stands whole in a heading: its hyphen is no place for a line's end. The sign has no width and is not copied.
COMPOUND = re.compile(r"(?<=\w)([-–])(?=\w{3})")
JOINER = "\u2060"
# On paper an address runs on after a slash of its path, not after those of its scheme.
SCHEME = re.compile(r"(?<=://)(?=\w)")

BREAK = Markup("<br>")
ANCHOR = Markup('<a href="{}">{}</a>')
# Its words are not divided either: half a word is a shorter line still.
LAST = Markup('{}<span class="last">{}</span>')
WIDTH = Markup(' style="max-width: {}em"')


@dataclass(frozen=True, slots=True)
class Setting:
    """How inlines are set on one page.

    `notes` gives each note's number by its key; a note that is missing there has no call. `paper` is for WeasyPrint 70: it makes another
    link of every element in a link, one that no listener is told of (ISO 14289-1, 7.18.5), so that bold stands around a link there; and
    it knows no `text-wrap: pretty`, so that the last words are held together by a no-break space; nor `balance`, so that `fit` tells of a
    heading's text of a kind (`title`, `title long`, `subtitle`, `heading`) in how many ems it fits its lines, and whether its compounds
    stand whole.
    """

    notes: Mapping[str, int] = field(default_factory=dict)
    paper: bool = False
    fit: Callable[[str, str], tuple[float, bool]] = lambda text, kind: (0.0, False)

    def __call__(self, content: Inlines) -> Markup:
        """The inlines as HTML, as they are."""
        return Markup().join(self._inline(inline) for inline in content)

    def running(self, content: Inlines) -> Markup:
        """The inlines as HTML, on paper with the last two short words held together."""
        match content:
            case (*before, Text(text=text, marks=marks, language=None) as last) if self.paper and not marks and (at := _tail(text)):
                # The blank stands inside the element: where none does and it has to move to the next line, WeasyPrint 70 breaks after the
                # first word of its line; it does so too where the element is `nowrap`.
                whole = escape(" " + text[at:].replace(" ", NO_BREAK))
                return LAST.format(self((*before, Text(text[: at - 1], last.marks))), whole)
        return self(content)

    def heading(self, content: Inlines, kind: str) -> Markup:
        """The inlines of a heading as HTML, on paper with its compounds whole where that costs no line."""
        if not self.fit(plain(content), kind)[1]:
            return self(content)
        return self(tuple(replace(i, text=COMPOUND.sub(rf"\1{JOINER}", i.text)) if isinstance(i, Text) else i for i in content))

    def width(self, content: Inlines, kind: str) -> Markup:
        """The attribute that makes the lines of a heading about as long as each other; empty where the medium does so itself."""
        found = self.fit(plain(content), kind)[0]
        return WIDTH.format(found) if found else Markup()

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
            return Markup().join(
                _text(replace(run, text=SCHEME.sub(JOINER, run.text)), href) if isinstance(run, Text) else BREAK for run in content
            )
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
    """Where the last two or three words start, or 0 where they are too long to hold together or the text is short."""
    words = text.rsplit(" ", 3)
    if len(words) < 3 or not all(words[-2:]) or len(words[-2]) + len(words[-1]) > TAIL:
        return 0
    last = len(words[-2]) + 1 + len(words[-1])
    if len(words) == 4 and all(words) and last < SHORT and last + len(words[1]) < LONGER:
        last += len(words[1]) + 1
    return max(0, len(text) - last)
