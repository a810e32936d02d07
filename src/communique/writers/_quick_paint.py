"""WeasyPrint's boxes and files without working out anew what stays the same: lengths, the paths of logos, numbers as bytes."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

import pydyf
from weasyprint import svg
from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import percent

FLOWING = frozenset({"static", "relative"})
# How many paths of logos are remembered, and how long a path may be for that.
MOST_PATHS, LONGEST_PATH = 256, 20_000

in_flow, resolved = Box.is_in_normal_flow, percent.resolve_one_percentage
as_bytes, path, written = pydyf._to_bytes, svg.TAGS["path"], pydyf.PDF.write
whole = {kind: kind.data.fget for kind in (pydyf.Dictionary, pydyf.Array, pydyf.String)}

paths: OrderedDict[tuple[Any, ...], tuple[list[bytes], list[Any]]] = OrderedDict()


def paint_less() -> None:
    """Let WeasyPrint and pydyf work in the ways of this module."""
    Box.is_in_normal_flow = _in_flow
    percent.resolve_one_percentage = _resolve
    pydyf._to_bytes = _to_bytes
    svg.TAGS["path"] = _path
    pydyf.PDF.write = _write


def _in_flow(box: Any) -> bool:
    style = box.style
    return (style["float"] == "none" and style["position"] in FLOWING) or bool(in_flow(box))


def _resolve(box: Any, name: str, whole: float) -> None:
    """Give a box the used value of a length."""
    length = box.style[name]
    if length.__class__ is Dimension and length.unit is not None:
        setattr(box, name, whole * length.value / 100 if length.unit == "%" else length.value)
    else:
        resolved(box, name, whole)


def _to_bytes(item: Any) -> bytes:
    kind = item.__class__
    if kind is bytes:
        return item  # type: ignore[no-any-return]
    if kind is str or kind is int:
        return str(item).encode("ascii")
    return as_bytes(item)  # type: ignore[no-any-return]


def _path(image: Any, node: Any, font_size: float) -> None:
    """Draw a path; logos come again on every release."""
    drawn = node.get("d", "")
    key = drawn, font_size, image.inner_width, image.inner_height, image.inner_diagonal
    if len(drawn) > LONGEST_PATH or node.vertices:
        path(image, node, font_size)
        return
    if known := paths.get(key):
        image.stream.stream.extend(known[0])
        node.vertices.extend(known[1])
        return
    start = len(image.stream.stream)
    path(image, node, font_size)
    paths[key] = image.stream.stream[start:], list(node.vertices)
    if len(paths) > MOST_PATHS:
        paths.popitem(last=False)


def _write(pdf: Any, *arguments: Any, **options: Any) -> None:
    """Write a file, each of its objects once: its number is that of all its bytes, and so they are asked for twice."""
    made: dict[int, bytes] = {}

    def once(kind: type) -> property:
        def content(item: Any) -> bytes:
            # What has no number lies in another object, and may be gone, and its place taken, before this one is asked for again.
            if item.number is None:
                return whole[kind](item)  # type: ignore[no-any-return]
            if (found := made.get(item.number)) is None:
                found = made[item.number] = whole[kind](item)
            return found

        return property(content)

    for kind in whole:
        kind.data = once(kind)
    try:
        written(pdf, *arguments, **options)
    finally:
        for kind, content in whole.items():
            kind.data = property(content)
