"""XML that other programs wrote: read as a stream, never trusted, never asking for another file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from lxml import etree


def elements(file: IO[bytes]) -> Iterator[tuple[str, etree._Element]]:
    """Every element as it starts (`start`) and again, whole, as it ends (`end`); no DTD is loaded, no entity expanded.

    Comments and processing instructions are left out. Raises lxml's XMLSyntaxError, with the line, where the file is no XML.
    """
    yield from etree.iterparse(
        file, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )


def declares_entities(root: etree._Element) -> bool:
    """Whether the DOCTYPE before a root declares entities."""
    dtd = root.getroottree().docinfo.internalDTD
    return dtd is not None and bool(dtd.entities())  # type: ignore[attr-defined]


def forget(element: etree._Element) -> None:
    """Let go of an element and of those before it, so that a file of any size takes little room."""
    element.clear()
    while (before := element.getprevious()) is not None and (parent := element.getparent()) is not None:
        parent.remove(before)
