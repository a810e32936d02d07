"""The door to WeasyPrint: what the PDF needs of it, made ready quickly."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ._accessible import with_parts
from ._quick_start import count_arrays, pack_quickly, quickly


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
    from weasyprint import CSS, HTML, Attachment
    from weasyprint.pdf import tags
    from weasyprint.text.ffi import ffi
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

count_arrays(ffi)
pack_quickly()
tags._build_box_tree = with_parts(tags._build_box_tree)


class Faces(FontConfiguration):  # type: ignore[misc]
    """The fonts that style sheets bring with them, and the names of their families."""

    def __init__(self) -> None:
        super().__init__()
        self.families: set[str] = set()

    def add_font_face(self, rule_descriptors: Mapping[str, Any], url_fetcher: URLFetcher) -> None:
        """Take in the font of an `@font-face` rule."""
        self.families.add(rule_descriptors["font_family"])
        super().add_font_face(rule_descriptors, url_fetcher)


__all__ = ["CSS", "HTML", "Attachment", "Faces", "FatalURLFetchingError", "URLFetcher", "URLFetcherResponse", "without_collecting"]
