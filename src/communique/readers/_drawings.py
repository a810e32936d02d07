"""What is anchored in a paragraph: pictures, text boxes, and what cannot be kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

from ._names import CHART, DIAGRAM, MC, WP, A, Element, R, V, W
from ._raw import Box, Picture, Raw, lines_of
from ._source import Source

Story = Callable[[Element, str], tuple[Raw, ...]]
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
OLE = "{urn:schemas-microsoft-com:office:office}OLEObject"


def anchored(drawings: list[Element], place: str, source: Source, story: Story) -> Iterator[Raw]:
    """The pictures and boxes of a paragraph's drawings; `story` walks through a box."""
    numbers = count(1)
    for drawing in drawings:
        yield from _anchored(drawing, place, source, story, numbers)


def _anchored(drawing: Element, place: str, source: Source, story: Story, numbers: Iterator[int]) -> Iterator[Raw]:
    _report(drawing, place, source)
    for box in _outermost_boxes(drawing):
        source.boxes += 1
        at = f"txbx{source.boxes}"
        raws = story(box, f"{at}/")
        if raws:
            source.oddities.note("text-box", at, " / ".join(line.text for line in lines_of(raws)))
            yield Box(at, raws)
    # The picture of an embedded object only shows what the object would look like when opened.
    for image in [] if drawing.tag == W + "object" else _images(drawing):
        picture = _picture(image, drawing, f"{place}/i{next(numbers)}", source)
        if picture:
            yield picture


def _report(drawing: Element, place: str, source: Source) -> None:
    if next(drawing.iter(CHART), None) is not None:
        source.oddities.note("chart", place, _named(drawing))
    if next(drawing.iter(DIAGRAM), None) is not None:
        source.oddities.note("smartart", place, _named(drawing))
    if (embedded := next(drawing.iter(OLE), None)) is not None:
        source.oddities.note("embedded-object", place, embedded.get("ProgID", ""))


def _outermost_boxes(drawing: Element) -> Iterator[Element]:
    """Text boxes that are not inside another and not the fallback of one that was read."""
    for child in drawing:
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag == MC + "AlternateContent":
            branches = [list(_outermost_boxes(branch)) for branch in child if branch.tag in {MC + "Choice", MC + "Fallback"}]
            yield from next((boxes for boxes in branches if boxes), [])
        else:
            yield from _outermost_boxes(child)


def _images(drawing: Element) -> Iterator[Element]:
    for image in drawing.iter(A + "blip", V + "imagedata"):
        ancestors = {ancestor.tag for ancestor in image.iterancestors()}
        inside_box = any(a.tag == W + "txbxContent" and drawing in a.iterancestors() for a in image.iterancestors())
        if not inside_box and not (MC + "Fallback" in ancestors and drawing.tag == W + "drawing"):
            yield image


def _picture(image: Element, drawing: Element, place: str, source: Source) -> Picture | None:
    alt = _alt(image, drawing)
    embedded, linked = image.get(R + "embed") or image.get(R + "id"), image.get(R + "link")
    arrow = source.package.relationships(source.part).get(embedded or linked or "")
    if arrow is None:
        if embedded or linked:
            source.oddities.note("image-damaged", place, alt or _named(drawing))
        return None
    if arrow.external:
        source.oddities.note("image-external", place, arrow.target)
        return None
    asset = source.album.add(arrow.target, place, alt or _named(drawing))
    if not asset:
        return None
    if alt is None:
        source.oddities.note("image-no-alt", place, _named(drawing))
    return Picture(place, asset, alt or "")


def _named(drawing: Element) -> str:
    """What Word's selection pane calls a drawing: `Image 3`."""
    return next((named.get("name", "") for named in drawing.iter(WP + "docPr")), "")


def _alt(image: Element, drawing: Element) -> str | None:
    """A picture's alternative text; empty where it is marked as decorative, None where nobody wrote one."""
    if next((d for d in drawing.iter(DECORATIVE) if d.get("val") in {"1", "true"}), None) is not None:
        return ""
    named = [*drawing.iter(WP + "docPr"), *image.iterancestors(V + "shape", V + "rect")]
    texts = (" ".join((e.get("descr") or e.get("alt") or e.get("title") or "").split()) for e in named)
    return next((text for text in texts if text), None)
