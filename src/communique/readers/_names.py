"""The XML names of WordprocessingML and its neighbours (ECMA-376 part 1), and small questions to an element."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

Element = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
V = "{urn:schemas-microsoft-com:vml}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"

VAL = f"{W}val"
OFF = frozenset({"0", "false", "off", "none"})


def value(parent: Element | None, name: str) -> str | None:
    """`w:val` of the child `w:name`; None without the child or the attribute."""
    child = None if parent is None else next(parent.iterchildren(W + name), None)
    return None if child is None else child.get(VAL)


def number(text: str | None) -> int | None:
    """A decimal number as Word writes it, or None."""
    try:
        return int(float(text)) if text else None
    except (ValueError, OverflowError):
        return None


def toggle(parent: Element | None, name: str) -> bool | None:
    """A toggle property such as `w:b`: on, off, or None where it is not said (17.7.3)."""
    child = None if parent is None else next(parent.iterchildren(W + name), None)
    return None if child is None else child.get(VAL) not in OFF


def alternatives(element: Element) -> Iterator[Element]:
    """The branches of an `mc:AlternateContent` in the order of preference."""
    yield from element.findall(MC + "Choice")
    yield from element.findall(MC + "Fallback")


def shown_text(element: Element) -> str:
    """The characters in an element that are neither hidden by their run nor moved away; a tab is a tab."""
    pieces = (piece for piece in element.iter(W + "t", W + "tab") if not _out_of_sight(piece))
    return "".join("\t" if piece.tag == W + "tab" else piece.text or "" for piece in pieces)


def _out_of_sight(piece: Element) -> bool:
    run = piece.getparent()
    hidden = run is not None and toggle(run.find(W + "rPr"), "vanish")
    return bool(hidden) or next(piece.iterancestors(W + "moveFrom"), None) is not None
