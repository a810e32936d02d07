"""A press release as values: inlines in blocks in a document, each block knowing its place in the Word file."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from .languages import Language


class Mark(StrEnum):
    """What a run of text is set in; colour, size, face and underline are never kept."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    SUPERSCRIPT = "superscript"
    SUBSCRIPT = "subscript"


@dataclass(frozen=True, slots=True)
class Text:
    """A run of characters under one set of marks; `language` only where it differs from the document's."""

    text: str
    marks: frozenset[Mark] = frozenset()
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """A soft line break; it reads as a newline."""


@dataclass(frozen=True, slots=True)
class NoteRef:
    """The call of a foot- or endnote, by the note's key; it reads as nothing."""

    note: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link; `href` is http, https, mailto or tel."""

    content: tuple[Text | Break, ...]
    href: str


Inline = Text | Link | Break | NoteRef
Inlines = tuple[Inline, ...]


def plain(content: Inlines) -> str:
    """The characters of inlines without marks and targets; a soft break is a newline."""
    return "".join([inline.text if isinstance(inline, Text) else _reads_as(inline) for inline in content])


def _reads_as(inline: Link | Break | NoteRef) -> str:
    match inline:
        case Link(content=content):
            return plain(content)
        case Break():
            return "\n"
        case NoteRef():
            return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What all blocks share: `place` in the Word file (`p12`, `tbl1/r2c1`, `txbx1/p1`), `inferred` when no style said what it is."""

    place: str = ""
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Kicker(Block):
    """The line over the title that says what this is: "Communiqué de presse"."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Dateline(Block):
    """Place and date of the release."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Embargo(Block):
    """The line that says until when nothing may be published."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Title(Block):
    """The headline."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Subtitle(Block):
    """The line under the headline."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Lead(Block):
    """The first paragraph, which tells it all."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A heading in the running text; `level` 1 to 3."""

    content: Inlines
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """A paragraph of running text."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Quotation(Block):
    """What somebody says, with the words that name the speaker, in the order of the draft."""

    content: Inlines
    speaker: str = ""
    position: str = ""


@dataclass(frozen=True, slots=True)
class Item(Block):
    """One item of a list; `level` 0 is the outermost, `label` its number as it is printed: "1.", "a)", "1.1"; empty for bullets."""

    content: Inlines
    level: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class KeyPoints(Block):
    """The list between title and lead that sums the release up."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Bullets(Block):
    """An unordered list."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Numbered(Block):
    """An ordered list; `start` is the first number."""

    items: tuple[Item, ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class Cell(Block):
    """One cell of a table; paragraphs in it are kept apart by breaks. `span` counts columns."""

    content: Inlines
    span: int = 1


@dataclass(frozen=True, slots=True)
class Table(Block):
    """A table; with `header` its first row names the columns."""

    rows: tuple[tuple[Cell, ...], ...]
    header: bool = False


@dataclass(frozen=True, slots=True)
class Figure(Block):
    """A picture: the name of its asset, what it shows in words, and its caption."""

    asset: str
    alt: str = ""
    content: Inlines = ()


@dataclass(frozen=True, slots=True)
class Contact(Block):
    """A press contact as the draft gives it, with what was recognised in it; `partner` is a partner's id or empty."""

    content: Inlines
    partner: str = ""
    name: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class About(Block):
    """A boilerplate as the draft gives it; `title` is its heading, `partner` a partner's id or empty."""

    title: Inlines
    blocks: tuple[Block, ...]
    partner: str = ""


@dataclass(frozen=True, slots=True)
class Note(Block):
    """A foot- or endnote, called by its `key`."""

    key: str
    content: Inlines


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture of the draft, re-encoded; `name` is its file name under `assets/`."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Document:
    """A press release in one language."""

    language: Language
    blocks: tuple[Block, ...]
    notes: tuple[Note, ...] = ()
    assets: tuple[Asset, ...] = ()
