"""Inlines as runs of a Word file: marks, links, languages and the calls of its footnotes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from ..document import Break, Inlines, Link, Mark, NoteRef, Text
from ..exchange.word_package import FIELD, SPACE, Element, R, sub
from ..exchange.word_styles import NAMESPACE
from ..markup import merged
from ..translation.inline_tags import IMPOSSIBLE
from ._inlines import ADDRESSES
from ._page import UNTRANSLATED

TOGGLES = {Mark.STRONG: "b", Mark.EMPHASIS: "i"}
RAISED = {Mark.SUPERSCRIPT: "superscript", Mark.SUBSCRIPT: "subscript"}
# Word has a break of its own for tabs, and for the hyphen at which no line ends: no face needs to hold that one.
PIECES = {"\t": "tab", "\u2011": "noBreakHyphen", "\n": "br"}

Relate = Callable[[str], str]
"""Makes an address known to a part of the file and gives the name that its links call it by."""


@dataclass(frozen=True, slots=True)
class Runs:
    """Puts inlines into paragraphs of a part; `notes` gives each note's number, `called` those whose call stands somewhere already.

    Word prints a footnote where it is called first; a further call is only its number.
    """

    relate: Relate
    notes: Mapping[str, int] = field(default_factory=dict)
    called: set[str] = field(default_factory=set)
    calls: bool = True

    def add(self, own: Element, content: Inlines, style: str = "", *, upright: bool = False) -> None:
        """Put inlines at the end of a paragraph; `style` is a character style for all of them, `upright` turns emphasis around."""
        for inline in merged(list(content)):
            match inline:
                case Text():
                    _run(own, inline, style, upright=upright)
                case Break():
                    sub(sub(own, "r"), "br")
                case NoteRef(note=note):
                    self._call(own, note)
                case Link(content=inner, href=href):
                    self._link(own, inner, href, style)

    def _link(self, own: Element, inner: tuple[Text | Break, ...], href: str, style: str) -> None:
        if href == UNTRANSLATED:
            return self.add(own, inner, "Waiting")
        if not href.lower().startswith(ADDRESSES):
            return self.add(own, inner, style)
        link = sub(own, "hyperlink", history="1")
        link.set(f"{R}id", self.relate(href))
        return self.add(link, inner, "Hyperlink")

    def _call(self, own: Element, note: str) -> None:
        if note in self.notes and (note in self.called or not self.calls):
            _run(own, Text(str(self.notes[note]), frozenset({Mark.SUPERSCRIPT})))
        elif note in self.notes:
            self.called.add(note)
            run = sub(own, "r")
            sub(sub(run, "rPr"), "rStyle", val="FootnoteReference")
            sub(run, "footnoteReference", id=str(self.notes[note]))


def words(own: Element, text: str, style: str = "") -> None:
    """Put plain words at the end of a paragraph."""
    _run(own, Text(text), style)


def number_field(own: Element, name: str) -> None:
    """Put a field at the end of a paragraph that Word fills in: `PAGE`, `NUMPAGES`."""
    for run in etree.fromstring(f'<w:p xmlns:w="{NAMESPACE}">{FIELD.format(name=name)}</w:p>'):
        own.append(run)


def _run(own: Element, text: Text, style: str = "", *, upright: bool = False) -> None:
    run = sub(own, "r")
    properties = sub(run, "rPr")
    if style:
        sub(properties, "rStyle", val=style)
    for mark, name in TOGGLES.items():
        if mark in text.marks:
            sub(properties, name, **({"val": "0"} if upright and name == "i" else {}))
    for mark, name in RAISED.items():
        if mark in text.marks:
            sub(properties, "vertAlign", val=name)
    if text.language:
        sub(properties, "lang", val=text.language.locale)
    if not len(properties):
        run.remove(properties)
    for piece in _pieces(IMPOSSIBLE.sub("\ufffd", text.text)):
        if piece in PIECES:
            sub(run, PIECES[piece])
        else:
            sub(run, "t").text = piece
            run[-1].set(SPACE, "preserve")


def _pieces(text: str) -> Iterator[str]:
    """The text cut at the signs that have elements of their own."""
    start = 0
    for at, sign in enumerate(text):
        if sign in PIECES:
            if at > start:
                yield text[start:at]
            yield sign
            start = at + 1
    if start < len(text):
        yield text[start:]
