"""The sample draft as a Word file: `python tests/sample/make_draft.py` makes drafts/dialogue-ia.docx of dialogue-ia.txt."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from communique.document import Link, Mark, Text
from communique.markup import load

TEXT = Path(__file__).with_name("dialogue-ia.txt")
DRAFT = Path(__file__).parents[2] / "drafts" / "dialogue-ia.docx"
SAVED = datetime(2026, 3, 6, 16, 30)  # noqa: DTZ001 - a zip member and a Word property carry no zone
NO_BREAK = "\u2423"

# What French Word calls the built-in styles inside the file; their w:name stays English.
FRENCH_IDS = {
    "Title": "Titre",
    "Subtitle": "Sous-titre",
    "Heading1": "Titre1",
    "Heading2": "Titre2",
    "ListBullet": "Listepuces",
    "ListNumber": "Listenumros",
    "Quote": "Citation",
    "TableGrid": "Grilledutableau",
}
STYLE_TAGS = ("w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next", "w:link", "w:styleLink", "w:numStyleLink")


def make(path: Path) -> None:
    """Write the sample draft to `path`; the same text gives the same parts on every day and machine."""
    word = docx.Document()
    _describe(word)
    for is_table, group in groupby(lines(), key=lambda line: line[0] == "Row"):
        if is_table:
            _tabulate(word, [text.split(" | ") for _, text in group])
        else:
            for style, text in group:
                _fill(word.add_paragraph(style=style), text)
    _rename_styles(word)
    whole = io.BytesIO()
    word.save(whole)
    path.write_bytes(_dated(whole.getvalue()))


def lines() -> Iterator[tuple[str, str]]:
    """Word style and marked-up text of every paragraph of the sample; `Row` is a row of the table."""
    for line in TEXT.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            style, _, text = line.replace(NO_BREAK, "\u00a0").partition(": ")
            yield style, text


def _describe(word: WordDocument) -> None:
    about = word.core_properties
    about.author, about.title, about.language = "Bureau de presse (exemple)", "Dialogue IA, deuxième session plénière", "fr-FR"
    about.comments = "Exemple : personnes, entreprises et chiffres sont inventés."
    about.created = about.modified = SAVED
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "fr-FR")


def _fill(paragraph: Paragraph, line: str) -> None:
    for inline in load(line):
        match inline:
            case Text():
                _run(paragraph, inline)
            case Link():
                _link(paragraph, inline)
            case _:
                raise ValueError("the sample has neither soft breaks nor notes")


def _run(paragraph: Paragraph, text: Text) -> Run:
    run = paragraph.add_run(text.text)
    # None and not False: Word writes no property where nothing was set.
    run.bold = Mark.STRONG in text.marks or None
    run.italic = Mark.EMPHASIS in text.marks or None
    run.font.superscript = Mark.SUPERSCRIPT in text.marks or None
    return run


def _link(paragraph: Paragraph, link: Link) -> None:
    element = OxmlElement("w:hyperlink")
    element.set(qn("r:id"), paragraph.part.relate_to(link.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(element)
    for text in link.content:
        if isinstance(text, Text):
            run = _run(paragraph, text)
            run.underline = True
            element.append(run._r)


def _tabulate(word: WordDocument, rows: list[list[str]]) -> None:
    table = word.add_table(len(rows), len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _rename_styles(word: WordDocument) -> None:
    parts = (word.element, word.styles.element, word.part.numbering_part.element)
    for element in (e for part in parts for tag in STYLE_TAGS for e in part.iter(qn(tag))):
        _rename(element, qn("w:val"))
    for style in word.styles.element.iter(qn("w:style")):
        _rename(style, qn("w:styleId"))


def _rename(element: OxmlElement, attribute: str) -> None:
    name = element.get(attribute)
    element.set(attribute, FRENCH_IDS.get(name, name))


def _dated(package: bytes) -> bytes:
    """The same package, every member dated as saved, so that the machine's clock leaves no trace."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members(package).items():
            made.writestr(zipfile.ZipInfo(name, SAVED.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def members(package: bytes) -> dict[str, bytes]:
    """The content of a package by member name, in its order."""
    with zipfile.ZipFile(io.BytesIO(package)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


if __name__ == "__main__":
    make(Path(sys.argv[1]) if len(sys.argv) > 1 else DRAFT)
