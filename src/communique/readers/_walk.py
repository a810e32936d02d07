"""The walk through the body: every paragraph, table, picture and text box once, in reading order, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from ..document import Text, plain
from . import _refusals as refusals
from ._atoms import Atom, Content, inlines
from ._drawings import anchored
from ._names import MC, Element, M, R, W, alternatives, number, toggle, value
from ._raw import Grid, GridCell, Line, Raw, lines_of
from ._refusals import Refused
from ._revisions import Unsettled
from ._runs import read
from ._source import Source
from ._styles import Style
from ._tidy import tidy

MOST_PARAGRAPHS = 10_000
DEEPEST_NESTING = 10  # tables and boxes in each other
DEEPEST_WRAPPING = 60  # content controls and the like around them
MOST_ROWS, MOST_COLUMNS = 1000, 63  # 63 columns are Word's own limit
WRAPPERS = frozenset({W + name for name in ("customXml", "ins", "moveTo", "smartTag", "sdtContent", "dir", "bdo")})
PARAGRAPH = re.compile(rb"<w:p[ />]")  # counted before a tree is built: a tree of a hundred thousand takes seconds


@dataclass(slots=True)
class Walk:
    """A walk through one story (the body, a cell, a box, a note); places start with `prefix`."""

    source: Source
    prefix: str = ""
    depth: int = 0
    raws: list[Raw] = field(default_factory=list)
    paragraphs: int = 0
    tables: int = 0
    gap: bool = False
    # The content of paragraphs whose mark was deleted: it belongs to the next one that stays.
    pending: Content | None = None
    pending_place: str = ""

    def through(self, parent: Element, wrapped: int = 0) -> tuple[Raw, ...]:
        """The raws of all that stands in an element."""
        self._children(parent, wrapped)
        if self.pending is not None and not wrapped:
            self._keep(self.pending, self.pending_place, None, Style())
            self.pending = None
        return tuple(self.raws)

    def _children(self, parent: Iterable[Element], wrapped: int) -> None:
        if wrapped > DEEPEST_WRAPPING:
            raise Refused(refusals.NESTED, limit=DEEPEST_WRAPPING)
        for child in parent:
            if child.tag == W + "p":
                self._paragraph(child)
            elif child.tag == W + "tbl":
                self._table(child)
            elif child.tag == W + "sdt" or child.tag in WRAPPERS:
                self._children(child, wrapped + 1)
            elif child.tag == MC + "AlternateContent":
                self._best(child, wrapped)
            elif child.tag in {W + "altChunk", W + "subDoc"}:
                self._imported(child)
            elif child.tag == W + "r" or child.tag.startswith(M):  # some writers put runs and formulas straight into the body
                self._paragraph_of([child])

    def _best(self, element: Element, wrapped: int) -> None:
        before = len(self.raws)
        for branch in alternatives(element):
            self._children(branch, wrapped + 1)
            if len(self.raws) > before:
                return

    def _imported(self, element: Element) -> None:
        arrow = self.source.package.relationships(self.source.part).get(element.get(R + "id", ""))
        if arrow is None or not arrow.external:
            raise Refused(refusals.IMPORTED, what=element.tag.removeprefix(W))
        self.source.oddities.note("imported-external", self._place("p", self.paragraphs), arrow.target)

    def _place(self, kind: str, n: int) -> str:
        return f"{self.prefix}{kind}{n}"

    def _paragraph_of(self, runs: list[Element]) -> None:
        paragraph = etree.Element(W + "p")
        paragraph.extend(runs)
        self._paragraph(paragraph)

    def _paragraph(self, paragraph: Element) -> None:
        self._count()
        place = self._place("p", self.paragraphs)
        properties = paragraph.find(W + "pPr")
        style = self.source.styles.get(value(properties, "pStyle"), paragraph=True)
        content = read(paragraph, self.source, style, place)
        if self.pending is not None:
            content = Content(self.pending.atoms + content.atoms, self.pending.anchored + content.anchored)
            place = self.pending_place if self.pending.atoms else place
            self.pending = None
        mark = None if properties is None else properties.find(W + "rPr")
        if self._mark_gone(mark, place):
            self.pending, self.pending_place = content, place
            return
        self._keep(content, place, properties, style)

    def _count(self) -> None:
        self.paragraphs += 1
        self.source.paragraphs += 1
        if self.source.paragraphs > MOST_PARAGRAPHS:
            raise Refused(refusals.TOO_LONG, count=f"> {MOST_PARAGRAPHS}", limit=MOST_PARAGRAPHS)

    def _mark_gone(self, mark: Element | None, place: str) -> bool:
        """Whether the paragraph's end is deleted or moved away, so that its text runs into the next."""
        for name, kind in (("del", Unsettled.DELETION), ("moveFrom", Unsettled.MOVE), ("ins", Unsettled.INSERTION)):
            if mark is not None and (found := mark.find(W + name)) is not None:
                if place not in self.source.revisions.places.get(kind, ()) and name != "moveFrom":
                    self.source.revisions.note(kind, place, found.get(W + "author"))
                return name != "ins"
        return False

    def _keep(self, content: Content, place: str, properties: Element | None, style: Style) -> None:
        # Word does not count a paragraph that is hidden as a whole, its mark included.
        mark = None if properties is None else properties.find(W + "rPr")
        unseen = content.hiding and not content.atoms and toggle(mark, "vanish")
        label = None if unseen else self.source.numbering.label(properties, style)
        self.raws.extend(anchored(content.anchored, place, self.source, self._story))
        text = tidy(inlines(content, self.source, place))
        if not plain(text).strip():
            self.source.empty += [place] * (not content.anchored)
            self.gap = True
            return
        shown = [a for a in content.atoms if isinstance(a.inline, Text) and a.inline.text.strip()]
        self.raws.append(
            Line(
                place=place,
                content=text,
                styles=style.names,
                outline=_outline(properties, style),
                label=label,
                bold=bool(shown) and all(atom.bold for atom in shown),
                size=_size(shown),
                underlined=bool(shown) and all(atom.underlined and not atom.href for atom in shown),
                gap=self.gap,
            )
        )
        self.gap = False

    def _story(self, parent: Element, prefix: str) -> tuple[Raw, ...]:
        if self.depth + 1 > DEEPEST_NESTING:
            raise Refused(refusals.NESTED, limit=DEEPEST_NESTING)
        fields, self.source.fields = self.source.fields, []
        raws = Walk(self.source, prefix, self.depth + 1).through(parent)
        self.source.fields = fields
        return raws

    def _table(self, table: Element) -> None:
        self.tables += 1
        place = self._place("tbl", self.tables)
        rows: list[tuple[GridCell, ...]] = []
        for row in _inner(table, "tr"):
            if not self._row_gone(row, place):
                rows.append(self._cells(row, f"{place}/r{len(rows) + 1}"))
            if len(rows) > MOST_ROWS:
                raise Refused(refusals.BIG_TABLE, place=place, rows=MOST_ROWS, columns=MOST_COLUMNS)
        if any(lines_of(cell.raws) or cell.raws for row in rows for cell in row):
            first = next(_inner(table, "tr"), None)
            self.raws.append(Grid(place, tuple(rows), first is not None and first.find(f"{W}trPr/{W}tblHeader") is not None))
        self.gap = False

    def _row_gone(self, row: Element, place: str) -> bool:
        properties = row.find(W + "trPr")
        for name, kind in (("del", Unsettled.DELETION), ("ins", Unsettled.INSERTION)):
            if properties is not None and (found := properties.find(W + name)) is not None:
                self.source.revisions.note(kind, place, found.get(W + "author"))
                return name == "del"
        return False

    def _cells(self, row: Element, place: str) -> tuple[GridCell, ...]:
        found: list[GridCell] = []
        columns = 0
        for cell in _inner(row, "tc"):
            properties = cell.find(W + "tcPr")
            span = max(1, number(value(properties, "gridSpan")) or 1)
            columns += span
            if columns > MOST_COLUMNS:
                raise Refused(refusals.BIG_TABLE, place=place.rsplit("/", 1)[0], rows=MOST_ROWS, columns=MOST_COLUMNS)
            at = f"{place}c{len(found) + 1}"
            if properties is not None and properties.find(W + "cellDel") is not None:
                self.source.revisions.note(Unsettled.DELETION, at)
                continue
            found.append(GridCell(at, self._story(cell, f"{at}/"), span))
        return tuple(found)


def _inner(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, those in content controls included."""
    for child in parent:
        if child.tag == W + name:
            yield child
        elif child.tag == W + "sdt" or child.tag in WRAPPERS:
            yield from _inner(child, name)


def _outline(properties: Element | None, style: Style) -> int | None:
    own = number(value(properties, "outlineLvl"))
    return style.outline if own is None else own


def _size(shown: list[Atom]) -> int:
    """The size that most of a paragraph's characters are set in."""
    weights: dict[int, int] = {}
    for atom in shown:
        weights[atom.size] = weights.get(atom.size, 0) + len(plain((atom.inline,)))
    return max(weights, key=lambda size: weights[size], default=0)


def body(source: Source) -> tuple[Raw, ...]:
    """The raws of the main part. Raises Refused where it has no body or breaks a limit."""
    crowd = source.package.count(source.package.main, PARAGRAPH)
    if crowd > MOST_PARAGRAPHS:
        raise Refused(refusals.TOO_LONG, count=crowd, limit=MOST_PARAGRAPHS)
    root = source.package.tree(source.package.main)
    bodies = [] if root is None else root.findall(W + "body")
    if not bodies:
        raise Refused(refusals.DAMAGED, what=refusals.PART_MISSING.fill(part="body"))
    walk = Walk(source)
    for found in bodies:
        walk.through(found)
    return tuple(walk.raws)
