"""The bilingual Word file: how it names its release and its rows, and what comes back in it before anything is believed."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from ..document import Break, Inline, Inlines, Link, NoteRef, Text, plain
from ..document_json import dump_inlines
from ..editions import Edition
from ..errors import NOTHING
from ..files.canonical import digest
from ..languages import LANGUAGE_NAMES, Language, Wording
from ..markup import merged
from ..text.handwriting import on_one_line

IDENTIFIER = re.compile(
    r"communique:(?P<slug>[a-z0-9][a-z0-9-]*)/(?P<language>[a-z]{2})#(?P<draft>[0-9a-f]{64})\.(?P<targets>[0-9a-f]{16})"
)
# The file's own property that says the same.
PROPERTY = "communique"
# Word takes forty letters, digits and underscores for the name of a bookmark.
ROW_MARK = re.compile(r"s_(?P<key>[0-9a-f]+)(?:_(?P<again>\d+))?_(?P<source>[0-9a-f]{8})_(?P<target>[0-9a-f]{12})")
FIXED_MARK = re.compile(r"f_(?P<number>\d+)_(?P<target>[0-9a-f]{12})")
OWN_MARK = re.compile(r"o_\d+_(?P<words>[0-9a-f]{12})")
NUMBER = re.compile(r"[sf]\d{3,}")

NUMBER_LABEL = Wording("N°", "Nr.", "No.")
SOURCE_LABEL = Wording("Original · {language}", "Original · {language}", "Original · {language}")
TARGET_LABEL = Wording("Traduction · {language}", "Übersetzung · {language}", "Translation · {language}")
REMARK_LABEL = Wording("Commentaire", "Kommentar", "Comment")
BLANKS = " \t\r\n"
SOFT_HYPHEN = "\u00ad"
# Zero-width signs, marks of direction, byte order marks: they come with what is pasted, and nobody sees them.
INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u061c]")


def labels(source: Language, target: Language, speaks: Language) -> tuple[str, str, str, str]:
    """What stands over the four columns."""
    return (
        NUMBER_LABEL[speaks],
        SOURCE_LABEL.fill(language=LANGUAGE_NAMES[source])[speaks],
        TARGET_LABEL.fill(language=LANGUAGE_NAMES[target])[speaks],
        REMARK_LABEL[speaks],
    )


def columns() -> dict[str, int]:
    """Which of the four columns a label stands over (0 to 3), in all languages."""
    known = (labels(source, target, speaks) for source in Language for target in Language for speaks in Language)
    return {spaced(label): column for row in known for column, label in enumerate(row)}


@dataclass(frozen=True, slots=True)
class RowMark:
    """What the bookmark of a row says: the segment's key, and digests of its source and of its target as they were handed out."""

    key: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class FixedMark:
    """What the bookmark of a fixed text says: its number, and the digest of its words."""

    number: int
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnedRow:
    """One row of a table, counted from 1 in the whole file.

    `marks` are the bookmarks of its source cell, `number` its first column, `why` the reason why its target cannot be told for sure,
    `said` what was odd about it, `notes` what others wrote beside it; `paragraphs` counts those of the target that hold something.
    """

    row: int
    marks: tuple[RowMark | FixedMark, ...] = ()
    number: str = ""
    source: str = ""
    target: Inlines = ()
    paragraphs: int = 1
    why: Wording = NOTHING
    said: tuple[Wording, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def silent(self) -> bool:
        """Whether nothing at all stands in it."""
        return not (self.marks or self.number or self.source or plain(self.target).strip() or self.notes or self.why != NOTHING)


@dataclass(frozen=True, slots=True)
class ReturnedTable:
    """A file of one release and language; `targets` is the digest of all targets as handed out, `notes` what stands beside the rows."""

    file: str
    slug: str
    language: str
    draft: str
    targets: str
    rows: tuple[ReturnedRow, ...]
    notes: tuple[str, ...] = ()


def identifier(slug: str, edition: Edition) -> str:
    """What the file's properties say it was made of."""
    return f"communique:{slug}/{edition.language}#{edition.draft}.{targets_mark(edition)}"


def targets_mark(edition: Edition) -> str:
    """Sixteen hexadecimal digits of all targets of an edition."""
    return digest([target_mark(unit.target) for unit in edition.units])[:16]


def row_mark(key: str, source: Inlines, target: Inlines | None) -> str:
    """The name of the bookmark in a row's source cell."""
    return f"s_{key.replace('-', '_')}_{source_mark(source)}_{target_mark(target)}"


def fixed_mark(number: int, target: Inlines) -> str:
    """The name of the bookmark in the source cell of a text that is not to be changed."""
    return f"f_{number}_{target_mark(target)}"


def own_mark(number: int, words: str) -> str:
    """The name of the bookmark in a paragraph that is ours, by which words of others are told from it."""
    return f"o_{number}_{words_mark(words)}"


def read_mark(name: str) -> RowMark | FixedMark | None:
    """The bookmark of a row by its name; None for one of somebody else."""
    if found := ROW_MARK.fullmatch(name):
        return RowMark(found["key"] + (f"-{found['again']}" if found["again"] else ""), found["source"], found["target"])
    if found := FIXED_MARK.fullmatch(name):
        return FixedMark(int(found["number"]), found["target"])
    return None


def source_mark(source: Inlines) -> str:
    """Eight hexadecimal digits of a source."""
    return digest(dump_inlines(carried(source)))[:8]


def target_mark(target: Inlines | None) -> str:
    """Twelve hexadecimal digits of a target as a Word file carries it."""
    return digest(None if target is None or not plain(target).strip() else dump_inlines(carried(target)))[:12]


def words_mark(words: str) -> str:
    """Twelve hexadecimal digits of the words of a paragraph, however they are spaced."""
    return hashlib.sha256(spaced(words).encode()).hexdigest()[:12]


def spaced(text: str) -> str:
    """A text in NFC on one line, without signs that nobody sees."""
    return on_one_line(INVISIBLE.sub("", text))


def carried(content: Inlines) -> Inlines:
    """Inlines as a Word file brings them back: in NFC, without languages, invisible signs and blanks at the ends, neighbours joined."""
    bare = merged([_bare(inline) for inline in merged([_bare(inline) for inline in content])])
    return _trimmed(_links_joined(bare))


def _bare(inline: Inline) -> Inline:
    match inline:
        case Text(text=text, marks=marks):
            return Text(unicodedata.normalize("NFC", INVISIBLE.sub("", text)), marks)
        case Link(content=content, href=href):
            return Link(tuple(i for i in merged([_bare(i) for i in content]) if isinstance(i, Text | Break)), href)
    return inline


def _links_joined(content: Inlines) -> Inlines:
    """Neighbouring links to one address as one link: Word knows no border between them."""
    joined: list[Inline] = []
    for href, group in groupby(content, key=lambda inline: inline.href if isinstance(inline, Link) else None):
        if href is None:
            joined.extend(group)
        else:
            inner = merged([i for link in group if isinstance(link, Link) for i in link.content])
            joined.append(Link(tuple(i for i in inner if isinstance(i, Text | Break)), href))
    return tuple(joined)


def _trimmed(content: Inlines) -> Inlines:
    inlines = list(content)
    for at, strip in ((0, str.lstrip), (-1, str.rstrip)):
        while inlines and isinstance(inlines[at], Break | Text):
            edge = inlines[at]
            kept = strip(edge.text, BLANKS) if isinstance(edge, Text) else ""
            if kept and isinstance(edge, Text):
                inlines[at] = replace(edge, text=kept)
                break
            inlines.pop(at)
    return tuple(inlines)


def call_of(number: int) -> str:
    """How the call of the note with this number reads in the file."""
    return f"[{number}]"


def shown(content: Inlines, notes: Iterable[str]) -> str:
    """The words of inlines as they stand in the file: a note call is a number in brackets."""
    order = {note: number for number, note in enumerate(notes, 1)}
    return "".join(_shown(content, order))


def _shown(content: Inlines, order: dict[str, int]) -> Iterator[str]:
    for inline in content:
        yield call_of(order.get(inline.note, 0)) if isinstance(inline, NoteRef) else plain((inline,))
