"""Small real Word files: from a few lines in a light notation, or from XML where a test is about XML."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.shared import Pt

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
SHORT = {"b": "bold", "i": "italic"}
PREFIX = re.compile(r"\[(?P<look>[^\]]+)\]\s?")


@dataclass(frozen=True)
class Case:
    """A draft in the light notation and the blocks that are expected of it."""

    title: str
    draft: str
    expected: str

    def __str__(self) -> str:
        return self.title


def cases(path: Path) -> list[Case]:
    """The cases of a file: title, dot, draft, dot, expected blocks, dot."""
    parts = [part.strip("\n") for part in re.split(r"^\.$", path.read_text(encoding="utf-8"), flags=re.MULTILINE)]
    return [Case(parts[n].strip().splitlines()[-1], parts[n + 1], parts[n + 2]) for n in range(0, len(parts) - 2, 3)]


def typed(path: Path, draft: str) -> Path:
    """A Word file with one paragraph a line. `[Title] …` names a style, `[b] …` is bold, `[b18] …` bold in 18 points, `[i] …` italic,
    `[u] …` underlined, `**…**` bold inside; a line of `|` is a table row, `\\t` a tab, `\\n` a soft break."""
    document = docx.Document()
    rows: list[list[str]] = []
    for line in [*draft.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
            continue
        if rows:
            _table(document, rows)
            rows = []
        _paragraph(document.add_paragraph(), line)
    document.save(str(path))
    return path


def _table(document, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), max(len(row) for row in rows))
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=False):
            _paragraph(cell.paragraphs[0], text)


def _paragraph(paragraph, line: str) -> None:
    look = PREFIX.match(line)
    bold, italic, underlined, size = False, False, False, None
    if look:
        line = line[look.end() :]
        if direct := re.fullmatch(r"(b?)(i?)(u?)(\d*)", look["look"]):
            bold, italic, underlined, size = bool(direct[1]), bool(direct[2]), bool(direct[3]), direct[4]
        else:
            paragraph.style = look["look"]
    for n, piece in enumerate(line.split("**")):
        if piece:
            run = paragraph.add_run(piece.replace("\\t", "\t").replace("\\n", "\n"))
            run.bold = True if bold or n % 2 else None
            run.italic, run.underline = italic or None, underlined or None
            if size:
                run.font.size = Pt(int(size))


def package(body: str, *, main_type: str = MAIN, arrows: str = "", parts: dict[str, bytes | str] | None = None, types: str = "") -> bytes:
    """The bytes of a minimal package around the XML of a body; `arrows` are relationships, `parts` further files, `types` overrides."""
    files: dict[str, bytes | str] = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main_type}"/>{types}</Types>',
        "_rels/.rels": f'{HEAD}<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
        "</Relationships>",
        "word/document.xml": document_xml(body),
        "word/_rels/document.xml.rels": f'{HEAD}<Relationships xmlns="{RELS}">{arrows}</Relationships>',
        **(parts or {}),
    }
    return zipped(files)


def document_xml(body: str) -> str:
    """A main part around the XML of a body."""
    return f"{HEAD}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>"


def part(root: str, inner: str) -> str:
    """Another part: `part("footnotes", …)` is `<w:footnotes>…</w:footnotes>` with all namespaces."""
    return f"{HEAD}<w:{root} {NAMESPACES}>{inner}</w:{root}>"


def zipped(files: dict[str, bytes | str]) -> bytes:
    """A zip archive of some files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def arrow(arrow_id: str, kind: str, target: str, *, external: bool = False) -> str:
    """One relationship of the main part."""
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{arrow_id}" Type="{R}/{kind}" Target="{target}"{mode}/>'


def p(*inner: str, style: str = "", mark: str = "") -> str:
    """A paragraph; plain text becomes a run."""
    properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + (f"<w:rPr>{mark}</w:rPr>" if mark else "")
    runs = "".join(piece if piece.startswith("<") else r(piece) for piece in inner)
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>"


def r(text: str, look: str = "") -> str:
    """A run; `look` is the XML of its properties."""
    return f'<w:r>{f"<w:rPr>{look}</w:rPr>" if look else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def saved(path: Path, content: bytes) -> Path:
    """A file with some bytes."""
    path.write_bytes(content)
    return path
