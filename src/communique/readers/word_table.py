"""The bilingual Word file that a reviewer gives back: its rows as they stand in it, before anything is believed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path, PurePath

from ..errors import NOTHING
from ..exchange import word_table_refusals as say
from ..exchange.handbacks import HandbackError
from ..exchange.word_tables import (
    IDENTIFIER,
    OWN_MARK,
    PROPERTY,
    FixedMark,
    ReturnedRow,
    ReturnedTable,
    RowMark,
    columns,
    read_mark,
    spaced,
    words_mark,
)
from ..languages import Wording
from . import _refusals as refusals
from ._cleaning import parsed
from ._intake import MEGABYTE, content_of
from ._names import Element, W
from ._package import open_package
from ._preflight import Contents, unpack
from ._reading import shown
from ._refusals import Refused
from ._source import Source, source_of
from ._word_cells import UNREADABLE, ReadCell, boxes_of, paragraph_text, read_cell, shown_words
from ._word_grid import NOWHERE, REMARK, SOURCE, TARGET, Layout, Slot, layout_of, merged_rows, row_gone, rows_of, slots_of, tables_of

# A release of forty pages makes a table of 1 MB; LibreOffice writes four times as much.
LARGEST = 8 * MEGABYTE
MOST_ROWS = 3000
# Paragraphs and runs: a table has some eleven a row, three times that where much was edited.
PIECE = re.compile(rb"<w:[pr][ />]")
MOST_PIECES = 60_000

NOT_OURS = Wording(
    "ce document Word n’a pas été exporté d’un communiqué d’ici",
    "dieses Word-Dokument wurde nicht aus einer Mitteilung von hier exportiert",
    "this Word document was not exported from a release of this house",
)
TOO_LARGE = Wording("aucun communiqué n’est si long", "so lang ist keine Mitteilung", "no release is that long")
NO_TABLE = Wording("le tableau a disparu de ce fichier", "die Tabelle ist nicht mehr in dieser Datei", "the table is gone from this file")
GIVE_BACK = Wording(
    "rendez le fichier .docx que «\u00a0communique export --as docx\u00a0» a écrit, corrigé dans Word ou LibreOffice et enregistré "
    "en .docx",
    "geben Sie die .docx-Datei zurück, die „communique export --as docx“ geschrieben hat, in Word oder LibreOffice korrigiert und als "
    ".docx gespeichert",
    "give back the .docx file that “communique export --as docx” wrote, corrected in Word or LibreOffice and saved as .docx",
)


def read(path: Path) -> ReturnedTable:
    """A file with all its rows; nothing but the file itself is opened.

    Raises HandbackError for what communique did not export, and for what is damaged, dangerous or too large.
    """
    try:
        contents = unpack(content_of(path))
        made = IDENTIFIER.fullmatch(_identifier(contents))
        if made is None:
            raise HandbackError(shown(path.name), NOT_OURS, GIVE_BACK)
        source = source_of(open_package(contents, PurePath(path.name).suffix.lower()))
        if len(contents.xml.get(source.part, b"")) > LARGEST or source.package.count(source.part, PIECE) > MOST_PIECES:
            raise HandbackError(shown(path.name), TOO_LARGE, GIVE_BACK)
        rows, notes = _Reading(source, _comments(contents)).all()
    except Refused as refused:
        raise HandbackError(shown(path.name), refused.fact, refused.way_out) from refused
    if not rows:
        raise HandbackError(shown(path.name), NO_TABLE, GIVE_BACK)
    return ReturnedTable(shown(path.name), made["slug"], made["language"], made["draft"], made["targets"], rows, notes)


def _identifier(contents: Contents) -> str:
    """What the file's properties say it is (part 2, clause 11; part 1, 22.3); nothing where they say different things."""
    said: set[str] = set()
    for name in contents.xml:
        if name.lower().startswith("docprops/"):
            root = parsed(name, contents.xml[name])
            own = [element for element in root.iter("{*}property") if element.get("name") == PROPERTY]
            known = (*root.iter("{http://purl.org/dc/elements/1.1/}identifier"), *own)
            said |= {text for element in known if (text := "".join(map(str, element.itertext())).strip())}
    return said.pop() if len(said) == 1 else ""


def _comments(contents: Contents) -> dict[str, str]:
    """What the comments of Word say, with their authors' names, by number."""
    found = {}
    for name in contents.xml:
        if name.lower().endswith("/comments.xml"):
            for comment in parsed(name, contents.xml[name]).iter("{*}comment"):
                # A comment's own paragraphs, whatever is tracked in them: deleted words are no `t`.
                words = (" ".join("".join(t.text or "" for t in p.iter("{*}t")).split()) for p in comment.iter("{*}p"))
                values = {str(key).rpartition("}")[2]: str(value) for key, value in comment.attrib.items()}
                text = " ".join(filter(None, words))
                author = values.get("author", "").strip()
                found[values.get("id", "")] = f"{author}: {text}" if author else text
    return found


class _Reading:
    """One reading of a file: its rows, and the notes that belong to none of them."""

    def __init__(self, source: Source, comments: dict[str, str]) -> None:
        self.source, self.comments = source, comments
        self.columns = columns()
        root = source.package.tree(source.part)
        body = None if root is None else root.find(W + "body")
        if body is None:
            raise Refused(refusals.DAMAGED, what=refusals.PART_MISSING.fill(part="body"))
        self.body = body
        names = [mark.get(W + "name", "") for mark in body.iter(W + "bookmarkStart")]
        self.own = {found["words"] for name in names if (found := OWN_MARK.fullmatch(name))}
        self.rows: list[ReturnedRow] = []

    def all(self) -> tuple[tuple[ReturnedRow, ...], tuple[str, ...]]:
        """The rows of all tables, and the notes beside them. Raises Refused over a number of rows."""
        for table in tables_of(self.body):
            self._table(table)
        beside = (line for paragraph in self._beside() for line in self._lines(paragraph))
        unplaced = [text for key, text in self.comments.items() if text]
        return tuple(self.rows), (*beside, *unplaced)

    def _beside(self) -> Iterator[Element]:
        inner = (W + "tbl", W + "txbxContent")
        return (paragraph for paragraph in self.body.iter(W + "p") if next(paragraph.iterancestors(*inner), None) is None)

    def _lines(self, paragraph: Element) -> Iterator[str]:
        words = paragraph_text(paragraph, self.source, "beside")
        boxes = " ".join(shown_words(box) for box in boxes_of(paragraph))
        yield from (text for text in (words, boxes) if text and words_mark(text) not in self.own)

    def _table(self, table: Element) -> None:
        layouts: list[Layout] = []
        standing = []
        for row in rows_of(table):
            if row_gone(row):
                continue
            slots = slots_of(row)
            heads = layout_of([(slot, self.columns.get(spaced(shown_words(slot.cell)))) for slot in slots])
            if heads is None:
                standing.append((row, slots))
            else:
                layouts.append(heads)
        # Two rows of heads that say different things say nothing.
        layout = (layouts[0] if len(set(layouts)) == 1 else NOWHERE) if layouts else Layout()
        placed = [layout.cells(slots) for _, slots in standing]
        shared = merged_rows(placed)
        if len(self.rows) + len(placed) > MOST_ROWS:
            raise Refused(refusals.BIG_TABLE, place="tbl1", rows=MOST_ROWS, columns=4)
        for at, ((row, slots), cells) in enumerate(zip(standing, placed, strict=True)):
            merged = (at, SOURCE) in shared or (at, TARGET) in shared
            self.rows.append(self._row(row, slots, cells, merged=merged))

    def _row(self, row: Element, slots: list[Slot], cells: list[Slot | None], *, merged: bool) -> ReturnedRow:
        at = len(self.rows) + 1
        number, source, target, remark = (
            read_cell([slot.cell] if slot else [], self.source, f"r{at}c{column}") for column, slot in enumerate(cells)
        )
        marks = [(mark, read_mark(mark.get(W + "name", ""))) for mark in row.iter(W + "bookmarkStart")]
        own = tuple(dict.fromkeys(known for _, known in marks if known is not None))
        known_slots = [slot for slot in cells if slot is not None]
        others = [slot for slot in slots if slot not in known_slots]
        extra = [words for slot in others if cells[TARGET] and (words := shown_words(slot.cell))]
        notes = [line for line in remark.lines if words_mark(line) not in self.own]
        notes += [shown_words(remark_slot.cell)] if (remark_slot := cells[REMARK]) and remark.why in UNREADABLE else []
        return ReturnedRow(
            row=at,
            marks=own,
            number=spaced(number.text),
            source=source.text,
            target=target.content,
            paragraphs=target.paragraphs,
            why=self._why(row, cells, target, own, merged=merged),
            said=tuple(target.said),
            notes=(*notes, *extra, *self._comments_in(row)),
        )

    def _why(
        self, row: Element, cells: list[Slot | None], target: ReadCell, own: tuple[RowMark | FixedMark, ...], *, merged: bool
    ) -> Wording:
        """Why the target of a row cannot be told for sure; nothing where it can."""
        source_slot = cells[SOURCE]
        if merged:
            return say.MERGED
        if len(own) > 1:
            return say.SEVERAL_MARKS
        if source_slot is None or cells[TARGET] is None:
            return say.COLUMNS if shown_words(row) else NOTHING
        inside = [read_mark(mark.get(W + "name", "")) for mark in source_slot.cell.iter(W + "bookmarkStart")]
        if own and not any(inside):
            return say.COLUMNS
        return target.why

    def _comments_in(self, row: Element) -> Iterator[str]:
        """What the comments of Word in a row say; they are nobody else's after that."""
        tags = (W + "commentReference", W + "commentRangeStart")
        for key in dict.fromkeys(mark.get(W + "id", "") for mark in row.iter(*tags)):
            if text := self.comments.pop(key, ""):
                yield text
