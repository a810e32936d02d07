"""The door to WeasyPrint: what the PDF needs of it, made ready quickly."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ._accessible import with_parts
from ._quick_start import name_types, pack_once, pack_quickly, quickly


@contextmanager
def without_collecting() -> Iterator[None]:
    """Let Python's collector wait: pages are made of circles that are all in use, and searching them takes a seventh of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


with quickly(), without_collecting():
    from weasyprint import CSS, DEFAULT_OPTIONS, HTML, Attachment
    from weasyprint.css.counters import CounterStyle
    from weasyprint.document import Document, DocumentMetadata, Page, get_html_metadata
    from weasyprint.formatting_structure.build import build_formatting_structure
    from weasyprint.layout import layout_document
    from weasyprint.pdf import VARIANTS, tags
    from weasyprint.text.ffi import ffi
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    from . import _forecast
    from ._fit import Fill
    from ._forecast import Face
    from ._quick_paint import paint_less
    from ._quick_text import ask_less

name_types(ffi)
ask_less()
paint_less()
pack_quickly()
pack_once()
tags._build_box_tree = with_parts(tags._build_box_tree)


class Faces(FontConfiguration):  # type: ignore[misc]
    """The fonts that style sheets bring with them, the names of their families, and the address of each face."""

    def __init__(self) -> None:
        super().__init__()
        self.families: set[str] = set()
        self.addresses: dict[Face, str] = {}

    def add_font_face(self, rule_descriptors: Mapping[str, Any], url_fetcher: URLFetcher) -> None:
        """Take in the font of an `@font-face` rule."""
        family = rule_descriptors["font_family"]
        self.families.add(family)
        face = Face.of(family, rule_descriptors.get("font_weight"), rule_descriptors.get("font_style"))
        for kind, address in rule_descriptors["src"]:
            if kind == "external":
                self.addresses[face] = address
        super().add_font_face(rule_descriptors, url_fetcher)


class Boxes:
    """A page as boxes in a style: what `HTML.render` makes of it before it sets them, and what it does then.

    `images` are those that other styles of the same page have read already.
    """

    def __init__(self, html: HTML, fonts: Faces, sheets: Sequence[CSS], files: Mapping[Face, Path], images: dict[str, Any]) -> None:
        _, archive = VARIANTS["pdf/a-3a"]
        options = {**DEFAULT_OPTIONS, **archive, "stylesheets": sheets, "pdf_variant": "pdf/a-3a", "pdf_tags": True, "cache": images}
        counters = CounterStyle()
        self.html, self.fonts, self.files, self.intent = html, fonts, files, options["output_intent"]
        self.context = Document._build_layout_context(html, fonts, counters, {}, options)
        self.root = build_formatting_structure(
            html.etree_element,
            self.context.style_for,
            self.context.get_image_from_uri,
            html.base_url,
            self.context.target_collector,
            counters,
            self.context.footnotes,
        )

    def foreseen(self) -> Fill:
        """How the boxes will fill their pages."""
        return _forecast.foreseen(self.root, self.html, self.context.style_for, self.files)

    def set(self) -> Document:
        """The document; it can be asked for once."""
        pages = [Page(box) for box in layout_document(self.html, self.root, self.context)]
        metadata = DocumentMetadata(**get_html_metadata(self.html))
        document = Document(pages, metadata, self.html.url_fetcher, self.fonts, {}, self.intent)
        document._html = self.html
        return document


__all__ = ["CSS", "HTML", "Attachment", "Boxes", "Faces", "FatalURLFetchingError", "URLFetcher", "URLFetcherResponse", "without_collecting"]
