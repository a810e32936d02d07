"""XML that we write: elements in the namespace of their parent, made of text that XML can carry."""

from __future__ import annotations

import re

from lxml import etree

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# XML 1.0, 2.2: no document may hold these, escaped or not.
IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def carried(text: str) -> str:
    """The text without the signs that no XML document may hold."""
    return IMPOSSIBLE.sub("", text)


def root(namespace: str, name: str, language: str = "", **attributes: str) -> etree._Element:
    """An element that starts a document, in a default namespace and a language (BCP 47)."""
    found = etree.Element(f"{{{namespace}}}{name}", attributes, nsmap={None: namespace})  # type: ignore[dict-item]
    if language:
        found.set(LANGUAGE, language)
    return found


def add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    """A new last child of an element, in its namespace."""
    namespace = etree.QName(parent).namespace
    element = etree.SubElement(parent, f"{{{namespace}}}{name}", {key: carried(value) for key, value in attributes.items()})
    element.text = carried(text) or None
    return element


def written(element: etree._Element) -> bytes:
    """A document as UTF-8, with its declaration."""
    found: bytes = etree.tostring(element, encoding="UTF-8", xml_declaration=True)
    return found + b"\n"
