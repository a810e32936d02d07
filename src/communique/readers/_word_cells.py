"""One cell of a bilingual Word table: what would be printed of it, and whatever makes that uncertain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby, takewhile

from ..document import Break, Inline, Inlines, Link, NoteRef, Text, plain
from ..errors import NOTHING
from ..exchange import word_table_refusals as say
from ..languages import Wording, joined
from ..markup import merged
from . import _runs
from ._atoms import Atom, Content
from ._names import MC, OFF, A, Element, M, V, W, shown_text, toggle, value
from ._revisions import Unsettled
from ._signs import PRIVATE
from ._source import Source

DEEPEST = 20
WRAPPERS = frozenset({W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag", "dir", "bdo")})
GONE = (W + "del", W + "moveFrom")
PLAIN_COLOURS = frozenset({"auto", "000000", None})
# What stands in a cell and is no part of its own words.
UNREADABLE = (say.NESTED, say.TEXT_BOX, say.FORMULA, say.IMPORTED)
PICTURES = (A + "blip", V + "imagedata", W + "object")


@dataclass(slots=True)
class ReadCell:
    """What a cell holds; `paragraphs` counts those that hold something, `why` is the reason why it cannot be taken as it is."""

    content: Inlines = ()
    paragraphs: int = 0
    why: Wording = NOTHING
    said: list[Wording] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words."""
        return plain(self.content)


def read_cell(cells: list[Element], source: Source, place: str) -> ReadCell:
    """The content of a cell as it would be printed: insertions in, deletions, moved and hidden text out."""
    found = ReadCell()
    pieces: list[Inlines] = []
    pending: list[Atom] = []
    source.fields = []
    # What was noted of other cells is of no matter here, and looking through all of it for each cell would take its time.
    source.revisions.places.clear()
    source.oddities.noted.clear()
    anchored: list[Element] = []
    for paragraph in (p for cell in cells for p in _paragraphs(cell, 0)):
        content = _content(paragraph, source, place)
        pending.extend(content.atoms)
        anchored.extend(content.anchored)
        if not _runs_on(paragraph):
            pieces.append(_inlines(pending))
            pending = []
    pieces.append(_inlines(pending))
    source.fields = []
    held = [piece for piece in pieces if plain(piece).strip() or any(isinstance(i, NoteRef) for i in piece)]
    found.content = merged([inline for n, piece in enumerate(held) for inline in ((Break(), *piece) if n else piece)])
    found.paragraphs = len(held)
    found.lines = [" ".join(plain(piece).split()) for piece in held]
    found.why = next(_troubles(cells, source, found, anchored), NOTHING)
    found.said = list(_said(cells, source, anchored))
    return found


def paragraph_text(paragraph: Element, source: Source, place: str) -> str:
    """The words of one paragraph."""
    return " ".join(plain(_inlines(_content(paragraph, source, place).atoms)).split())


def boxes_of(parent: Element) -> list[Element]:
    """The text boxes in an element, each once though Word writes it for old and new programs."""
    boxes = [box for box in parent.iter(W + "txbxContent") if next(box.iterancestors(MC + "Fallback"), None) is None]
    return boxes or list(parent.iter(W + "txbxContent"))


def shown_words(element: Element) -> str:
    """The words in an element on one line, tables and boxes in it included."""
    inner = (" ".join(shown_text(p).split()) for p in element.iter(W + "p") if not _within(p, element))
    return " ".join(filter(None, inner))


def _within(paragraph: Element, element: Element) -> bool:
    """Whether a paragraph stands in another one of an element, in a text box, or in what is only for old programs."""
    between = takewhile(lambda outer: outer is not element, paragraph.iterancestors())
    return any(outer.tag in {W + "p", MC + "Fallback"} for outer in between)


def _paragraphs(parent: Element, depth: int) -> Iterator[Element]:
    for child in parent if depth < DEEPEST else ():
        if child.tag == W + "p":
            yield child
        elif child.tag in WRAPPERS:
            yield from _paragraphs(child, depth + 1)


def _content(paragraph: Element, source: Source, place: str) -> Content:
    properties = paragraph.find(W + "pPr")
    style = source.styles.get(value(properties, "pStyle"), paragraph=True)
    return _runs.read(paragraph, source, style, place)


def _runs_on(paragraph: Element) -> bool:
    """Whether the end of a paragraph was deleted or moved away with changes tracked: the next one goes on in it."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    return mark is not None and (mark.find(W + "del") is not None or mark.find(W + "moveFrom") is not None)


def _inlines(atoms: list[Atom]) -> Inlines:
    found: list[Inline] = []
    for href, group in groupby(atoms, key=lambda atom: atom.href):
        inner = merged([atom.inline for atom in group])
        texts = tuple(inline for inline in inner if isinstance(inline, Text | Break))
        found.extend((Link(texts, href), *(i for i in inner if isinstance(i, NoteRef))) if href and plain(texts).strip() else inner)
    return merged(found)


def _troubles(cells: list[Element], source: Source, found: ReadCell, anchored: list[Element]) -> Iterator[Wording]:
    """Why a cell's words cannot be told for sure."""
    tags = {element.tag for cell in cells for element in _standing(cell)}
    if W + "tbl" in tags:
        yield say.NESTED
    if any(next(one.iter(W + "txbxContent"), None) is not None for one in anchored):
        yield say.TEXT_BOX
    if W + "altChunk" in tags:
        yield say.IMPORTED
    if any(tag.startswith(M) for tag in tags):
        yield say.FORMULA
    if any(isinstance(inline, NoteRef) for inline in found.content):
        yield say.NOTE
    if any(finding.check == "sym-font" for finding in source.oddities.noted) or PRIVATE.search(found.text):
        yield say.SYMBOL
    if any(not _runs.HYPERLINK.search(instruction) for cell in cells for instruction in _instructions(cell)):
        yield say.FIELD
    # Who deletes a paragraph's words but not its end, beside a paragraph that stays, may have meant either.
    if found.paragraphs and any(_emptied(p) for cell in cells for p in _paragraphs(cell, 0)):
        yield say.PARAGRAPHS
    if any(_on(run, "strike") or _on(run, "dstrike") for run in _visible(cells)):
        yield say.STRUCK


def _instructions(cell: Element) -> Iterator[str]:
    """What the fields of a cell are told to do: only of a link's is the text its own."""
    open_fields: list[str] = []
    for element in _standing(cell):
        kind = element.get(W + "fldCharType")
        if element.tag == W + "fldSimple":
            yield element.get(W + "instr", "")
        elif element.tag == W + "instrText" and open_fields:
            open_fields[-1] += element.text or ""
        elif kind == "begin":
            open_fields.append("")
        elif kind == "end" and open_fields:
            yield open_fields.pop()
    yield from open_fields


def _emptied(paragraph: Element) -> bool:
    """Whether all words of a paragraph were deleted with changes tracked, and its end was not."""
    words = any((t.text or "").strip() for t in paragraph.iter(W + "delText"))
    return words and not shown_text(paragraph).strip() and not _runs_on(paragraph)


def _said(cells: list[Element], source: Source, anchored: list[Element]) -> Iterator[Wording]:
    noted = source.revisions.places.keys()
    ends_changed = any(_runs_on(p) for cell in cells for p in _paragraphs(cell, 0))
    if ends_changed or noted & {Unsettled.INSERTION, Unsettled.DELETION, Unsettled.MOVE}:
        yield say.TRACKED
    if Unsettled.HIDDEN in noted:
        yield say.HIDDEN
    if any(next(one.iter(*PICTURES), None) is not None for one in anchored):
        yield say.PICTURE
    kinds = dict.fromkeys(kind for run in _visible(cells) for kind in _dress(run))
    kinds |= dict.fromkeys(kind for cell in cells for p in _paragraphs(cell, 0) for kind in _paragraph_dress(p, source))
    if kinds:
        yield say.DRESS.fill(kinds=joined(say.KINDS[kind] for kind in kinds))


def _standing(parent: Element) -> Iterator[Element]:
    """Every element of a cell that was not deleted or moved away; what is in a text box belongs to that."""
    for child in parent:
        if child.tag not in GONE and isinstance(child.tag, str):
            yield child
            if child.tag != W + "txbxContent":
                yield from _standing(child)


def _visible(cells: list[Element]) -> Iterator[Element]:
    """The runs of a cell that show text."""
    for element in (element for cell in cells for element in _standing(cell)):
        if element.tag == W + "r" and not _on(element, "vanish") and any((t.text or "").strip() for t in element.iter(W + "t")):
            yield element


def _on(run: Element, name: str) -> bool:
    return bool(toggle(run.find(W + "rPr"), name))


def _dress(run: Element) -> Iterator[str]:
    properties = run.find(W + "rPr")
    in_link = next(run.iterancestors(W + "hyperlink"), None) is not None or (value(properties, "rStyle") or "").lower().startswith(
        ("hyperlink", "internet")
    )
    if not in_link and (value(properties, "u") or "none") not in OFF:
        yield "underline"
    if not in_link and value(properties, "color") not in PLAIN_COLOURS:
        yield "colour"
    if (value(properties, "highlight") or "none") != "none":
        yield "highlight"
    if _on(run, "caps") or _on(run, "smallCaps"):
        yield "capitals"


def _paragraph_dress(paragraph: Element, source: Source) -> Iterator[str]:
    properties = paragraph.find(W + "pPr")
    if not any((t.text or "").strip() for t in paragraph.iter(W + "t")):
        return
    if value(properties.find(W + "numPr") if properties is not None else None, "numId") not in {None, "0"}:
        yield "list"
    style = source.styles.get(value(properties, "pStyle"), paragraph=True)
    if style.bold or style.italic:
        yield "style"
