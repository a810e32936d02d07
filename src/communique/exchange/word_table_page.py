"""The bilingual Word file as a page: title, three lines of instructions, and one table (ECMA-376 part 1, transitional)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..document import Inline, Inlines, Text
from ..languages import Language, Wording
from . import word_package as package
from .word_package import Element, paragraph, sub
from .word_tables import own_mark

# A4 across with margins of 1.8 cm, in twentieths of a point; the columns fill what is left.
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 16838, 11906, 1020
WIDTHS = (850, 5150, 5150, 3648)
HEADER_FILL, FIXED_FILL = "1F3A5F", "F2F2F2"

INSTRUCTIONS = (
    Wording(
        "Corrigez dans la colonne «\u00a0Traduction\u00a0»\u00a0: gras, italique et liens sont repris\u202f; le suivi des "
        "modifications peut rester actif.",
        "Korrigieren Sie in der Spalte „Übersetzung“: Fett, kursiv und Links werden übernommen; die Änderungsverfolgung "
        "kann eingeschaltet bleiben.",
        "Correct in the “Translation” column: bold, italic and links are kept; track changes may stay on.",
    ),
    Wording(
        "Vos remarques vont dans la colonne «\u00a0Commentaire\u00a0» ou en commentaires Word\u202f; ne touchez ni aux lignes ni à leurs "
        "numéros gris.",
        "Anmerkungen gehören in die Spalte „Kommentar“ oder in Word-Kommentare; lassen Sie Zeilen und graue Nummern bitte, wie sie sind.",
        "Remarks go into the “Comment” column or into Word comments; please leave the rows and their grey numbers as they are.",
    ),
    Wording(
        "Les textes sur fond gris sont fixes. Renvoyez le fichier en .docx\u00a0: vos corrections sont une proposition, "
        "non une validation.",
        "Grau hinterlegte Texte stehen fest. Senden Sie die Datei als .docx zurück: Ihre Korrekturen gelten als Vorschlag, "
        "nicht als Freigabe.",
        "Texts on grey are fixed. Send the file back as .docx: your corrections count as a proposal, not as an approval.",
    ),
)
ABOUT_TABLE = Wording(
    "Le communiqué, une phrase par ligne\u00a0: numéro, original, traduction, commentaire.",
    "Die Mitteilung, ein Satz je Zeile: Nummer, Original, Übersetzung, Kommentar.",
    "The release, one sentence a row: number, original, translation, comment.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow:
    """One row as it is handed out: `number` and `mark` name it, `notes` are the findings, a `fixed` text is not to be changed."""

    number: str
    mark: str
    source: Inlines
    target: Inlines
    notes: tuple[str, ...] = ()
    fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePage:
    """The whole file: what it says of itself, its title, its `line` (languages, partners), its embargo, its columns' labels, its rows.

    `calls` are the keys of the release's notes in their order; `speaks` is the language of everything that is ours.
    """

    identifier: str
    title: str
    line: str
    embargo: str
    labels: tuple[str, str, str, str]
    rows: tuple[PageRow, ...]
    calls: tuple[str, ...]
    source: Language
    target: Language
    speaks: Language


def dump(page: TablePage) -> bytes:
    """The file's bytes: they depend on the page alone."""
    return package.packed(
        _document(page),
        page_title=page.title,
        embargo=page.embargo,
        identifier=page.identifier,
        source=page.source,
        target=page.target,
        speaks=page.speaks,
    )


def _document(page: TablePage) -> package.Body:
    """The main part with the addresses that its links lead to."""
    made = package.Body()
    instructions = [*(("Instruction", line[page.speaks]) for line in INSTRUCTIONS[:-1]), ("LastInstruction", INSTRUCTIONS[-1][page.speaks])]
    lines = [("Heading1", page.title), ("Subtitle", page.line), ("EmbargoLine", page.embargo), *instructions]
    for style, words in lines:
        if words:
            own = paragraph(made.root, style)
            _marked(made, own, own_mark(0, words), [Text(words)], ())
    table = sub(made.root, "tbl")
    _table_properties(table, page)
    _header(made, table, page)
    for row in page.rows:
        _row(made, table, row, page.calls)
    paragraph(made.root, "Small")
    _section(made.root)
    return made


def _table_properties(table: Element, page: TablePage) -> None:
    properties = sub(table, "tblPr")
    sub(properties, "tblStyle", val="Bilingual")
    sub(properties, "tblW", w=str(sum(WIDTHS)), type="dxa")
    sub(properties, "tblLayout", type="fixed")
    sub(properties, "tblLook", val="0020", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="1", noVBand="1")
    sub(properties, "tblCaption", val=page.title)
    sub(properties, "tblDescription", val=ABOUT_TABLE[page.speaks])
    grid = sub(table, "tblGrid")
    for width in WIDTHS:
        sub(grid, "gridCol", w=str(width))


def _header(made: package.Body, table: Element, page: TablePage) -> None:
    row = sub(table, "tr")
    properties = sub(row, "trPr")
    sub(properties, "cantSplit")
    sub(properties, "tblHeader")
    for width, label in zip(WIDTHS, page.labels, strict=True):
        made.add(paragraph(_cell(row, width, HEADER_FILL), "ColumnLabel"), [Text(label)], ())


def _row(made: package.Body, table: Element, row: PageRow, calls: tuple[str, ...]) -> None:
    element = sub(table, "tr")
    sub(sub(element, "trPr"), "cantSplit")
    fill = FIXED_FILL if row.fixed else ""
    number, source, target, remarks = [_cell(element, width, fill) for width in WIDTHS]
    made.add(paragraph(number, "RowNumber"), [Text(row.number)], ())
    _marked(made, paragraph(source, "FixedSource" if row.fixed else "SourceText"), row.mark, row.source, calls)
    made.add(paragraph(target, "FixedTarget" if row.fixed else "TargetText"), row.target, calls)
    for note in row.notes:
        own = paragraph(remarks, "Finding")
        _marked(made, own, own_mark(int(row.number[1:]), note), [Text(note)], ())
    paragraph(remarks, "Remark")


def _cell(row: Element, width: int, fill: str) -> Element:
    cell = sub(row, "tc")
    properties = sub(cell, "tcPr")
    sub(properties, "tcW", w=str(width), type="dxa")
    if fill:
        sub(properties, "shd", val="clear", color="auto", fill=fill)
    return cell


def _marked(made: package.Body, own: Element, name: str, content: Iterable[Inline], calls: tuple[str, ...]) -> None:
    """A paragraph's content between the two ends of a bookmark."""
    made.bookmarks += 1
    sub(own, "bookmarkStart", id=str(made.bookmarks), name=name)
    made.add(own, content, calls)
    sub(own, "bookmarkEnd", id=str(made.bookmarks))


def _section(body: Element) -> None:
    section = sub(body, "sectPr")
    section.append(package.footer_reference())
    sub(section, "pgSz", w=str(PAGE_WIDTH), h=str(PAGE_HEIGHT), orient="landscape")
    edges = dict.fromkeys(("top", "right", "bottom", "left"), str(MARGIN))
    sub(section, "pgMar", **edges, header="510", footer="510", gutter="0")
