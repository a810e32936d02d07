"""What a style says of a paragraph or run, itself and through the styles that it is based on."""

from __future__ import annotations

from dataclasses import dataclass

from ._names import Element, W, number, toggle, value

DEFAULT_SIZE = 20  # half-points; 17.3.2.38: 10 points where nothing is said


@dataclass(frozen=True, slots=True)
class Style:
    """`names` in lower case, its own first, then its ancestors'; None where all is silent; `id` its own; `size` in half-points."""

    id: str = ""
    names: tuple[str, ...] = ()
    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    size: int | None = None
    raised: str | None = None
    outline: int | None = None
    number_id: str | None = None
    number_level: str | None = None


PLAIN = Style()


class Styles:
    """The styles of a document by id; names, not ids, say what a style is, for ids are translated (`Titre1`, `berschrift1`)."""

    def __init__(self, root: Element | None) -> None:
        styles = [] if root is None else root.findall(W + "style")
        self._elements = {style.get(W + "styleId", ""): style for style in styles}
        self._known: dict[str, Style] = {}
        self._default = next(
            (i for i, s in self._elements.items() if s.get(W + "type") == "paragraph" and s.get(W + "default") in {"1", "true", "on"}), ""
        )
        run = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self.size = number(value(run, "sz")) or DEFAULT_SIZE
        self.language = value(run, "lang") or ""

    def get(self, style_id: str | None, *, paragraph: bool = False) -> Style:
        """A style by id; a paragraph without one has the default style."""
        key = style_id or (self._default if paragraph else "")
        if key not in self._known:
            self._known[key] = self._resolve(key)
        return self._known[key]

    def _resolve(self, style_id: str) -> Style:
        style, seen = Style(id=style_id), set[str]()
        while style_id in self._elements and style_id not in seen:
            seen.add(style_id)
            element = self._elements[style_id]
            style = _merged(style, element)
            style_id = value(element, "basedOn") or ""
        # A style that the document uses without holding it keeps its id as its name.
        return style if style.names or not style_id else Style(id=style_id, names=(style_id.lower(),))


def _merged(style: Style, element: Element) -> Style:
    """A style with what an ancestor adds; what was said nearer stays."""
    run, paragraph = element.find(W + "rPr"), element.find(W + "pPr")
    numbering = None if paragraph is None else paragraph.find(W + "numPr")
    name = (value(element, "name") or "").strip().lower()
    return Style(
        id=style.id,
        names=(*style.names, name) if name else style.names,
        bold=toggle(run, "b") if style.bold is None else style.bold,
        italic=toggle(run, "i") if style.italic is None else style.italic,
        hidden=toggle(run, "vanish") if style.hidden is None else style.hidden,
        size=style.size or number(value(run, "sz")),
        raised=style.raised or value(run, "vertAlign"),
        outline=number(value(paragraph, "outlineLvl")) if style.outline is None else style.outline,
        number_id=style.number_id or value(numbering, "numId"),
        number_level=style.number_level or value(numbering, "ilvl"),
    )
