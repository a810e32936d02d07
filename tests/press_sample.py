"""One release in three languages, written out in writers/release.*.txt, as the writers are given it."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from itertools import groupby
from pathlib import Path

from PIL import Image

from communique import document as d
from communique import partners
from communique.drafts import Draft
from communique.editions import Edition, Origin, Source, Unit
from communique.house import House
from communique.languages import Language
from communique.markup import load
from communique.releases import Release
from communique.segments import cut
from communique.settings import Settings
from communique.writers import Stamp, Status

ROOT = Path(__file__).parents[1]
FOREIGN = re.compile(r"\{(..):([^}]*)\}")
SPACES = str.maketrans({"␣": "\u00a0", "␤": "\u202f"})
SIMPLE = {
    "kicker": d.Kicker,
    "dateline": d.Dateline,
    "title": d.Title,
    "subtitle": d.Subtitle,
    "lead": d.Lead,
    "p": d.Paragraph,
    "h1": d.Heading,
}
LISTS = {"key": d.KeyPoints, "number": d.Numbered, "bullet": d.Bullets}


def inlines(text: str) -> d.Inlines:
    """The inlines of marked-up text; `{de:…}` is a passage in another language."""
    pieces = FOREIGN.split(text)
    found: list[d.Inline] = []
    for at in range(0, len(pieces), 3):
        found += load(pieces[at])
        if at + 2 < len(pieces):
            found.append(d.Text(pieces[at + 2], language=Language(pieces[at + 1])))
    return tuple(found)


def block(kind: str, detail: str, text: str) -> d.Block:
    match kind:
        case "h2":
            return d.Heading(inlines(text), level=2)
        case "quote":
            return d.Quotation(inlines(text), speaker=detail)
        case "about":
            title, body = text.split(" | ")
            return d.About(load(title), (d.Paragraph(load(body)),), detail)
        case "contact":
            return d.Contact(load(text), partner=detail, email=next(word for word in text.split() if "@" in word))
        case "note":
            return d.Note(detail, load(text))
    return SIMPLE[kind](inlines(text))


def written(language: Language, text: str) -> d.Document:
    """The document of a text in the format of release.fr.txt, every block at a place of its own."""
    lines = [line.translate(SPACES).split(": ", 1) for line in text.splitlines() if line]
    blocks: list[d.Block] = []
    for kind, group in groupby(lines, key=lambda line: line[0]):
        texts = [text for _, text in group]
        name, _, detail = kind.partition("/")
        if name in LISTS:
            blocks.append(LISTS[name](tuple(d.Item(inlines(text)) for text in texts)))
        elif name == "row":
            rows = tuple(tuple(d.Cell(inlines(cell)) for cell in text.split(" | ")) for text in texts)
            blocks.append(d.Table(rows, header=True))
        else:
            blocks += [block(name, detail, text) for text in texts]
    placed = [_placed(found, f"p{at}") for at, found in enumerate(blocks)]
    notes = tuple(found for found in placed if isinstance(found, d.Note))
    return d.Document(language, tuple(found for found in placed if not isinstance(found, d.Note)), notes)


def _placed(found: d.Block, place: str) -> d.Block:
    match found:
        case d.KeyPoints(items=items) | d.Numbered(items=items) | d.Bullets(items=items):
            return replace(found, place=place, items=tuple(replace(item, place=f"{place}/{n}") for n, item in enumerate(items)))
        case d.Table(rows=rows):
            cells = tuple(tuple(replace(cell, place=f"{place}/r{r}c{c}") for c, cell in enumerate(row)) for r, row in enumerate(rows))
            return replace(found, place=place, rows=cells)
        case d.About(blocks=inner):
            return replace(found, place=place, blocks=tuple(replace(b, place=f"{place}/{n}") for n, b in enumerate(inner)))
    return replace(found, place=place)


def edition(document: d.Document) -> Edition:
    """An edition whose document is the given one."""
    units = tuple(Unit(segment, segment.content, Origin(Source.PERSON)) for segment in cut(document))
    return Edition(document.language, document, "0" * 64, units)


def released(documents: dict[Language, d.Document], folder: Path, *ids: str) -> Release:
    """A release of these documents by these partners."""
    known = partners.load(ROOT / "templates" / "partners")
    source = next(iter(documents.values()))
    return Release(
        slug="dialogue-ia",
        folder=folder,
        draft=Draft("dialogue-ia.docx", "dialogue-ia", "0" * 64, source),
        settings=Settings(tuple(documents), ids),
        editions={language: edition(document) for language, document in documents.items()},
        partners=tuple(known[partner] for partner in ids),
    )


@cache
def picture(width: int = 1200, height: int = 560) -> bytes:
    """A PNG with something to see on it."""
    image = Image.new("RGB", (width, height), "#dfe7ea")
    for n in range(6):
        image.paste(["#00616b", "#b3341f", "#1c4f9c", "#0b7a63", "#51606f", "#c98a1b"][n], (80 + 180 * n, 480 - 60 * n, 200 + 180 * n, 500))
    content = io.BytesIO()
    image.save(content, "PNG")
    return content.getvalue()


def pictured(document: d.Document, alt: str, caption: str) -> d.Document:
    """The document with a picture before its last heading."""
    at = max(n for n, found in enumerate(document.blocks) if isinstance(found, d.Heading))
    figure = d.Figure("essais.png", alt, load(caption), place="p900")
    return replace(
        document, blocks=(*document.blocks[:at], figure, *document.blocks[at:]), assets=(d.Asset("essais.png", "image/png", picture()),)
    )


CAPTIONS = {
    Language.FR: ("Six barres de hauteur croissante", "Maturité des six démonstrateurs, de l’énergie à l’administration."),
    Language.DE: ("Sechs Balken, jeder höher als der vorige", "Reifegrad der sechs Demonstratoren von der Energie bis zur Verwaltung."),
    Language.EN: ("Six bars, each higher than the one before", "Maturity of the six demonstrators, from energy to public administration."),
}
APPROVED = Stamp(Status.APPROVED, published=datetime(2026, 3, 9, 13, 30, tzinfo=UTC))
PREVIEW = Stamp(Status.PREVIEW)


def house_in(root: Path) -> House:
    """A house with the project's own templates, its state and output in `root`."""
    (root / "templates").symlink_to(ROOT / "templates")
    return House(root, "Inria · Fraunhofer · IMT", tuple(Language), (), {}, b"")


def restyled(root: Path, name: str, change: Callable[[str], str]) -> House:
    """A house in `root` whose page templates are a copy with one file changed."""
    shutil.copytree(ROOT / "templates", root / "templates", dirs_exist_ok=True)
    path = root / "templates" / "release" / name
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    return House(root, "x", tuple(Language), (), {}, b"")


def text_of(language: Language) -> str:
    """The sample's text in a language."""
    return (ROOT / "tests" / "writers" / f"release.{language}.txt").read_text(encoding="utf-8")


def sample(folder: Path) -> Release:
    """The sample release: one picture, one table, one note, two quotations, one passage in another language."""
    documents = {language: pictured(written(language, text_of(language)), *CAPTIONS[language]) for language in Language}
    return released(documents, folder, "inria", "fraunhofer", "imt")


def short(folder: Path, *lines: str, language: Language = Language.EN) -> Release:
    """A release in one language by one partner, of lines in the format of release.*.txt."""
    return released({language: written(language, "\n".join(lines))}, folder, "inria")
