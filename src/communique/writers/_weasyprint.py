"""The door to WeasyPrint: what the PDF needs of it, made ready quickly."""

from __future__ import annotations

import ctypes.util
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ._accessible import with_parts


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


@contextmanager
def _by_file_name() -> Iterator[None]:
    """On Linux, let libraries be found by the loader alone.

    WeasyPrint asks for each of them under six names; for every wrong one the standard library starts a compiler and two linkers, which
    together take longer than setting a page. The right names (`libpango-1.0.so.0`) are among the six and need no search.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


with _by_file_name(), without_collecting():
    from weasyprint import CSS, HTML
    from weasyprint.pdf import tags
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

tags._build_box_tree = with_parts(tags._build_box_tree)

__all__ = ["CSS", "HTML", "FatalURLFetchingError", "FontConfiguration", "URLFetcher", "URLFetcherResponse", "without_collecting"]
