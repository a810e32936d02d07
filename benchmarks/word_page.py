"""A small editor of bilingual Word files: it does to their XML what people do to them in Word."""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Iterator

from lxml import etree

Element = etree._Element
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
DOCUMENT, RELS, TYPES = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"
AUTHOR = 'w:id="900" w:author="Maria Tal" w:date="2026-03-09T10:00:00Z"'
NUMBER, SOURCE, TARGET, REMARK = range(4)


def xml(text: str) -> Element:
    """An element of Word's from its text."""
    spaces = (
        f'xmlns:w="{NAMESPACE}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    return etree.fromstring(f"<w:all {spaces}>{text}</w:all>")[0]


def run(text: str, properties: str = "", tag: str = "t") -> str:
    """A run as Word writes it."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


class Page:
    """A file under edit: its parts, its body, its first table."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.parts[DOCUMENT])
        self.body = self.root.find(f"{W}body")
        self.table = next(self.body.iter(f"{W}tbl"))

    def bytes(self) -> bytes:
        """The file as Word would save it."""
        self.parts[DOCUMENT] = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        saved = io.BytesIO()
        with zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self.parts.items():
                archive.writestr(name, content)
        return saved.getvalue()

    @property
    def rows(self) -> list[Element]:
        """The rows, the one of the heads first."""
        return self.table.findall(f"{W}tr")

    def row(self, number: str) -> Element:
        """The row of a number, `s003`."""
        return next(row for row in self.rows if text_of(row.find(f"{W}tc")) == number)

    def cell(self, number: str, column: int) -> Element:
        """One cell of the row of a number."""
        return self.row(number).findall(f"{W}tc")[column]

    def paragraph(self, number: str, column: int = TARGET) -> Element:
        """The first paragraph of a cell."""
        return self.cell(number, column).find(f"{W}p")

    def replace(self, number: str, old: str, new: str, column: int = TARGET) -> None:
        """Other words in a cell, within one run."""
        for text in self.cell(number, column).iter(f"{W}t"):
            if old in (text.text or ""):
                text.text = text.text.replace(old, new)
                return
        raise AssertionError(f"{old!r} is in no run of {number}")

    def retype(self, number: str, runs: str, column: int = TARGET) -> None:
        """All of a cell selected, deleted and typed anew; without runs nothing is."""
        cell = self.cell(number, column)
        for paragraph in cell.findall(f"{W}p"):
            cell.remove(paragraph)
        cell.append(xml(f"<w:p>{runs}</w:p>"))

    def append(self, number: str, inside: str, column: int = TARGET) -> None:
        """More at the end of a cell's first paragraph."""
        for element in list(xml(f"<w:all>{inside}</w:all>")):
            self.paragraph(number, column).append(element)

    def add_comment(self, number: str, text: str) -> None:
        """A comment of Word's on a target."""
        self.parts["word/comments.xml"] = (
            f'<?xml version="1.0" encoding="UTF-8"?><w:comments xmlns:w="{NAMESPACE}"><w:comment w:id="7" w:author="Maria Tal" '
            f'w:initials="MT"><w:p>{run(text)}</w:p></w:comment></w:comments>'
        ).encode()
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
        self.put(RELS, f'<Relationship Id="rComments" Type="{kind}" Target="comments.xml"/></Relationships>', "</Relationships>")
        media = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
        self.put(TYPES, f'<Override PartName="/word/comments.xml" ContentType="{media}"/></Types>', "</Types>")
        paragraph = self.paragraph(number)
        paragraph.insert(1, xml('<w:commentRangeStart w:id="7"/>'))
        paragraph.append(xml('<w:commentRangeEnd w:id="7"/>'))
        paragraph.append(xml('<w:r><w:commentReference w:id="7"/></w:r>'))

    def add_link(self, href: str) -> str:
        """The id of a new link to an address."""
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"
        arrow = f'<Relationship Id="rNew" Type="{kind}" Target="{href}" TargetMode="External"/></Relationships>'
        self.put(RELS, arrow, "</Relationships>")
        return "rNew"

    def put(self, part: str, new: str, old: str) -> None:
        """Other words in a part."""
        self.parts[part] = self.parts[part].replace(old.encode(), new.encode())

    def bookmarks(self) -> Iterator[Element]:
        """Both ends of the bookmarks in the table."""
        yield from list(self.table.iter(f"{W}bookmarkStart", f"{W}bookmarkEnd"))

    def insert_column(self, at: int, texts: dict[str, str]) -> None:
        """A new column before the one at a place; `texts` by number, the head under nothing."""
        self.table.find(f"{W}tblGrid").insert(at, xml('<w:gridCol w:w="1200"/>'))
        for row in self.rows:
            number = "" if row is self.rows[0] else text_of(row.find(f"{W}tc"))
            cell = xml(f'<w:tc><w:tcPr><w:tcW w:w="1200" w:type="dxa"/></w:tcPr><w:p>{run(texts.get(number, ""))}</w:p></w:tc>')
            row.findall(f"{W}tc")[at].addprevious(cell)

    def delete_column(self, at: int) -> None:
        """A column deleted with its head."""
        grid = self.table.find(f"{W}tblGrid")
        grid.remove(grid[at])
        for row in self.rows:
            row.remove(row.findall(f"{W}tc")[at])

    def reorder(self, rows: list[Element]) -> None:
        """The rows in another order."""
        for row in rows:
            self.table.append(row)

    def split(self, before: str) -> None:
        """The table in two, the second without heads."""
        second = etree.Element(f"{W}tbl")
        for part in ("tblPr", "tblGrid"):
            second.append(copy.deepcopy(self.table.find(W + part)))
        at = self.rows.index(self.row(before))
        for row in self.rows[at:]:
            second.append(row)
        self.table.addnext(second)
        self.table.addnext(xml("<w:p/>"))


def text_of(element: Element) -> str:
    """The words in an element."""
    return "".join(text.text or "" for text in element.iter(f"{W}t"))
