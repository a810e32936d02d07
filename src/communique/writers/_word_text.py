"""The text of a release as paragraphs of a Word file, in the order of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from ..document import (
    About,
    Block,
    Bullets,
    Dateline,
    Embargo,
    Figure,
    Heading,
    Inlines,
    KeyPoints,
    Kicker,
    Lead,
    Link,
    Numbered,
    Quotation,
    Subtitle,
    Table,
    Text,
    Title,
    plain,
)
from ..exchange.word_package import Element, paragraph, sub
from ._official import Card
from ._page import Page
from ._quotations import around, parts
from ._template import tel
from ._word_lists import KEY_POINTS, Entry, Numbering, numbered
from ._word_runs import Runs
from ._word_tables import spoken, table

STYLES: dict[type[Block], str] = {Kicker: "Kicker", Dateline: "Date", Title: "Title", Subtitle: "Subtitle", Lead: "Lead"}
LEVELS = ("", "2", "3")

Draw = Callable[[str, str], Element]
"""Gives an asset of that name as a run, with what it shows in words."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A file under way: what is printed goes to `body`, before the properties of its section."""

    page: Page
    body: Element
    runs: Runs
    draw: Draw
    numbering: Numbering = field(default_factory=Numbering)

    def write(self) -> None:
        """Put everything that is printed into the body."""
        section = self.body[-1]
        blocks = (*self.page.head, *self.page.body)
        for block, before, after in zip(blocks, (None, *blocks), (*blocks[1:], None), strict=False):
            if not (isinstance(block, Heading) and isinstance(after, KeyPoints)):
                self._block(block, before if isinstance(before, Heading) else None)
        self._uncalled()
        for about in self.page.abouts:
            self._about(about)
        self._contacts()
        # The schema wants a section's properties after all else.
        self.body.append(section)

    def _block(self, block: Block, heading: Heading | None = None) -> None:
        match block:
            case Embargo(content=content):
                self._line("StatusLine", content)
            case Heading(content=content, level=level):
                self._line(f"Heading{level}", content)
            case KeyPoints(items=items):
                title = heading.content if heading else (Text(self.page.label["key_points"]),)
                self._line("KeyPointsHeading", title)
                self._list(self.numbering.entries(items, bullets=KEY_POINTS), "KeyPoint", last=len(items))
            case Bullets(items=items):
                self._list(self.numbering.entries(items), "ListBullet")
            case Numbered(items=items, start=start):
                self._list(self.numbering.entries(items, start), "ListNumber")
            case Quotation():
                self._quotation(block)
            case Table():
                table(self.body, block, self.runs, spoken(block) or self.page.label["table"])
                # Two tables without a paragraph between them are one.
                paragraph(self.body, "AfterTable")
            case Figure(asset=asset, alt=alt, content=content):
                self._figure(asset, alt, content)
            case _:
                self._line(STYLES.get(type(block), ""), getattr(block, "content", ()))

    def _line(self, style: str, content: Inlines, *, keep: bool = False) -> Element:
        own = paragraph(self.body, style) if style else sub(self.body, "p")
        if keep:
            sub(own[0], "keepNext")
        self.runs.add(own, content)
        return own

    def _list(self, entries: Iterable[Entry], style: str, last: int = 0) -> None:
        """The items as paragraphs; those of key points, `last` of them, stay together in their box."""
        for count, entry in enumerate(entries, start=1):
            own = paragraph(self.body, style if last else f"{style}{LEVELS[entry.level]}")
            if count < last:
                sub(own[0], "keepNext")
            numbered(own[0], entry)
            self.runs.add(own, entry.content)

    def _quotation(self, block: Quotation) -> None:
        """One paragraph: what is said, and on lines of their own the words around it with the speaker's name."""
        own = paragraph(self.body, "Quote")
        for count, part in enumerate(parts(block)):
            if count:
                sub(sub(own, "r"), "br")
            if part.spoken:
                self.runs.add(own, part.content, upright=True)
                continue
            before, name, after = around(part.content, block.speaker)
            for content, style in ((before, "Speaker"), (name, "SpeakerName"), (after, "Speaker")):
                self.runs.add(own, content, style)

    def _figure(self, asset: str, alt: str, caption: Inlines) -> None:
        paragraph(self.body, "Figure").append(self.draw(asset, alt or plain(caption) or self.page.label["picture"]))
        if caption:
            self._line("Caption", caption)

    def _uncalled(self) -> None:
        """Notes that nothing calls any more are printed all the same; the others stand at the foot of their pages."""
        left = [note for note in self.page.notes if note.key not in self.runs.called]
        if left:
            self._line("Heading2", (Text(self.page.label["notes"]),))
        for note in left:
            self._line("FootnoteText", note.content)

    def _about(self, about: Block) -> None:
        if not isinstance(about, About):
            return self._block(about)
        self._line("BoilerplateHeading", about.title)
        for count, block in enumerate(about.blocks, start=1):
            plain_paragraph = type(block).__name__ == "Paragraph"
            if plain_paragraph:
                self._line("Boilerplate", getattr(block, "content", ()), keep=count < len(about.blocks))
            else:
                self._block(block)
        return None

    def _contacts(self) -> None:
        if not self.page.cards:
            return
        self._line("ContactsHeading", (Text(self.page.label["contacts"]),))
        for count, card in enumerate(self.page.cards, start=1):
            self._card(card, last=count == len(self.page.cards))

    def _card(self, card: Card, *, last: bool) -> None:
        """One paragraph: the organisation, beside it who answers and how."""
        own = paragraph(self.body, "Contact")
        if not last:
            sub(own[0], "keepNext")
        if card.content:
            # Not in the column of the others: it names no organisation of its own.
            sub(own[0], "ind", left="0", hanging="0")
            self.runs.add(own, card.content)
            return
        self.runs.add(own, (Text(card.organisation),), "Organisation")
        sub(sub(own, "r"), "tab")
        for count, line in enumerate(_ways(card)):
            if count:
                sub(sub(own, "r"), "br")
            self.runs.add(own, (line,))


def _ways(card: Card) -> Iterator[Text | Link]:
    """Who answers, and how to reach them."""
    yield Text(card.name)
    yield Link((Text(card.email),), f"mailto:{card.email}")
    if card.phone:
        yield Link((Text(card.phone),), tel(card.phone))
    if card.site:
        yield Link((Text(card.site),), card.url)
