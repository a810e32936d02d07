"""How full a text will make its pages, told from its boxes before they are set: by the widths of characters, without shaping."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from weasyprint.formatting_structure import boxes
from weasyprint.layout.page import PageType, set_page_type_computed_styles

from ._faces import advances
from ._fit import Fill, holes

BOLD = 600
# A character of a face that nobody knows, and the line of one, in its size.
WIDE, HIGH = 0.55, 1.3
# Where a line may end: at spaces, and after a compound's hyphen.
PIECES = re.compile(r"(?<=\w[-–])(?=\w{3})|([ \n])")


class Face(NamedTuple):
    """What a style asks for of a font."""

    family: str
    bold: bool
    italic: bool

    @classmethod
    def of(cls, family: str, weight: Any, style: Any) -> Face:
        """The face for a weight (CSS Fonts 4, 2.2: a number, or a word for 400 or 700) and a style."""
        return cls(family, weight == "bold" or (isinstance(weight, int) and weight >= BOLD), style not in ("normal", None))


@dataclass(slots=True)
class Flow:
    """What is set one below the other: pieces that stay whole, each as the space before it, which a page's top swallows, and its height."""

    pieces: list[tuple[float, float]] = field(default_factory=list)
    margin: float = 0.0
    glued: bool = False

    def add(self, height: float, *, glued: bool = False) -> None:
        """A line, or something as whole; with the piece before it where it is glued to that."""
        if self.pieces and (self.glued or glued):
            space, before = self.pieces[-1]
            self.pieces[-1] = space, before + self.margin + height
        else:
            self.pieces.append((self.margin, height))
        self.margin, self.glued = 0.0, False

    def space(self, size: float) -> None:
        """A margin; of two that meet the larger counts."""
        self.margin = max(self.margin, size) if size >= 0 else self.margin + size

    def height(self) -> float:
        """How high it all is."""
        return sum(space + height for space, height in self.pieces) + self.margin

    def pages(self, *heights: float) -> list[float]:
        """How much of each page is filled, from 0 to 1; `heights` are the first page's and the others'."""
        full, at, height = [], 0.0, heights[0]
        for space, piece in self.pieces:
            if at and at + space + piece > height:
                full.append(at / height)
                at, height = 0.0, heights[-1]
            at += piece + (space if at else 0.0)
        return [*full, at / height]


def foreseen(root: Any, html: Any, style_for: Any, faces: Mapping[Face, Path]) -> Fill:
    """How a tree of boxes will fill its pages."""
    areas = [_area(root, html, style_for, index) for index in (0, 1)]
    flow = Flow()
    _Reading(flow, faces).block(root, areas[0][1])
    *before, last = flow.pages(*(area[2] for area in areas))
    top, _, height, whole = areas[1 if before else 0]
    return Fill(len(before) + 1, (top + last * height) / whole, holes(1 - share for share in before))


def _area(root: Any, html: Any, style_for: Any, index: int) -> tuple[float, float, float, float]:
    """Of the first or another page: the margin above, the width and the height of the type area, and the height of the sheet."""
    name = next((box.style["page"] for box in root.children), "")
    kind = PageType("left" if index else "right", False, name, index, ())
    set_page_type_computed_styles(kind, html, style_for)
    style = style_for(kind)
    width, height = style["size"]
    top, right, bottom, left = (_pixels(style[f"margin_{side}"]) for side in ("top", "right", "bottom", "left"))
    return top, width - left - right, height - top - bottom, height


class _Reading:
    """Reads boxes into a flow."""

    def __init__(self, flow: Flow, faces: Mapping[Face, Path]) -> None:
        self.flow, self.faces = flow, faces

    def block(self, box: Any, width: float) -> None:
        """Add a box with all that is in it, set in so many pixels."""
        style = box.style
        if style["position"] in ("absolute", "fixed") or str(box.element_tag).endswith("::marker"):
            return
        if style["break_inside"] == "avoid":
            self.whole(box, width)
            return
        above, below, inner = _edges(style, width)
        self.flow.space(_pixels(style["margin_top"]))
        self.flow.glued |= style["break_before"] == "avoid"
        if above:
            self.flow.add(above)
            self.flow.glued = True
        self.content(box, inner)
        if below:
            self.flow.add(below, glued=True)
        self.flow.space(_pixels(style["margin_bottom"]))
        self.flow.glued |= style["break_after"] == "avoid"

    def whole(self, box: Any, width: float) -> None:
        """Add a box that is not divided."""
        style = box.style
        above, below, inner = _edges(style, width)
        self.flow.space(_pixels(style["margin_top"]))
        self.flow.glued |= style["break_before"] == "avoid"
        self.flow.add(above + self.height(box, inner) + below)
        self.flow.space(_pixels(style["margin_bottom"]))
        self.flow.glued |= style["break_after"] == "avoid"

    def height(self, box: Any, width: float) -> float:
        """How high the content of a box is by itself."""
        inside = _Reading(Flow(), self.faces)
        inside.content(box, width)
        return inside.flow.height()

    def content(self, box: Any, width: float) -> None:
        """Add what is in a box."""
        match box:
            case boxes.ReplacedBox():
                self.flow.add(_picture(box, width))
            case boxes.FlexContainerBox() | boxes.TableRowBox():
                across = width if isinstance(box, boxes.FlexContainerBox) else width / max(1, len(box.children))
                self.beside(box.children, across)
            case boxes.GridContainerBox():
                columns = min(_columns(box.style), max(1, len(box.children)))
                gap = _pixels(box.style["column_gap"])
                for at in range(0, len(box.children), columns):
                    self.beside(box.children[at : at + columns], (width - gap * (columns - 1)) / columns)
            case boxes.LineBox():
                self.lines(box, width)
            case boxes.ParentBox():
                for child in box.children:
                    (self.lines if isinstance(child, boxes.LineBox) else self.block)(child, width)

    def beside(self, row: Sequence[Any], width: float) -> None:
        """Add boxes that stand side by side, each in so many pixels."""
        heights = []
        for box in row:
            above, below, inner = _edges(box.style, width)
            heights.append(above + self.height(box, inner) + below)
        self.flow.add(max(heights, default=0.0))

    def lines(self, line: Any, width: float) -> None:
        """Add the lines of a paragraph; so many stay together at its beginning and at its end."""
        size, height = line.style["font_size"], line.style["line_height"]
        pixels = height * size if isinstance(height, int | float) else _pixels(height) or HIGH * size
        count, first, last = self.count(line, width), line.style["orphans"], line.style["widows"]
        for number in range(count):
            self.flow.add(pixels, glued=bool(number) and (number < first or count - number < last))

    def count(self, line: Any, width: float) -> int:
        """How many lines a paragraph takes."""
        at, count = 0.0, 0
        for size, piece, share in (found for box in line.descendants() for found in self.pieces(box)):
            if piece == "\n" or (at and piece != " " and at + share * size > width):
                at, count = 0.0, count + 1
            if piece != "\n":
                at += share * size
        return count + (at > 0)

    def pieces(self, box: Any) -> Iterator[tuple[float, str, float]]:
        """What a line may be cut into: the size of the type, the piece, and its width in that size."""
        if text := getattr(box, "text", ""):
            style = box.style
            face = Face.of(style["font_family"][0], style["font_weight"], style["font_style"])
            yield from ((style["font_size"], *piece) for piece in _measured(text, self.faces.get(face)))


@lru_cache(maxsize=2048)
def _measured(text: str, face: Path | None) -> tuple[tuple[str, float], ...]:
    """The pieces of a text with their widths in ems."""
    widths = advances(face) if face else {}
    return tuple((piece, sum(widths.get(ord(sign), WIDE) for sign in piece)) for piece in PIECES.split(text) if piece)


def _picture(box: Any, width: float) -> float:
    """How high a picture is in so many pixels, its proportions kept (CSS 2.2, 10.4)."""
    style = box.style
    if height := _pixels(style["height"]):
        return height
    across, down, ratio = box.replacement.get_intrinsic_size(style["image_resolution"], style["font_size"])
    ratio = ratio or (across / down if across and down else 1.0)
    across = _pixels(style["width"]) or across or width
    return min(min(across, width) / ratio, _pixels(style["max_height"]) or float("inf"))


def _columns(style: Any) -> int:
    """How many columns a grid has (CSS Grid 2, 7.2), names of lines left out."""
    tracks = style["grid_template_columns"]
    return max(1, sum(1 for track in tracks if track)) if isinstance(tracks, tuple | list) else 1


def _edges(style: Any, width: float) -> tuple[float, float, float]:
    """What padding and border take above and below, and the width that all edges leave."""
    above, below = (_pixels(style[f"padding_{side}"]) + style[f"border_{side}_width"] for side in ("top", "bottom"))
    aside = sum(_pixels(style[f"{what}_{side}"]) for what in ("margin", "padding") for side in ("left", "right"))
    borders = style["border_left_width"] + style["border_right_width"]
    return above, below, max(width - aside - borders, 1.0)


def _pixels(length: Any) -> float:
    """A length in pixels; nothing where it depends on others."""
    value = getattr(length, "value", length)
    return float(value) if isinstance(value, int | float) and getattr(length, "unit", "px") != "%" else 0.0
