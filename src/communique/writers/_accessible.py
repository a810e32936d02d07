"""What WeasyPrint leaves out of an accessible archive file: PDF/UA-1 beside PDF/A-3a, the language of parts, the scope of headers."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pydyf

from ._artifacts import set_apart

# ISO 14289-1, 5: the version entry; ISO 19005-3, 6.6.2.3.3: a schema that PDF/A does not know is described in the file.
UA_1 = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description></rdf:RDF>"""

# What XMP calls the language of a document (ISO 16684-1, 8.3); WeasyPrint leaves it to the catalogue.
LANGUAGE = b"""<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language></rdf:Description>
"""

# The word joiner (U+2060): a sign without width that keeps a compound on one line of the page.
JOINER = "\u2060"

# These have no element of their own: what is built for them is their children's.
WHOLE = ("html", "body")

Boxes = Callable[..., Iterator[Any]]


# After compression the last byte of a stream is the last of its checksum (RFC 1950, 2.2). Where that is a carriage return, readers take
# it for a part of the line end before `endstream` and find the stream a byte too short (ISO 19005-3, 6.1.7.1).
CARRIAGE_RETURN = 13
CUT_SHORT = b"\r\nendstream"


def finish(pdf: Any, *, fillers: int = 0) -> None:
    """Make a PDF/A-3a file one that follows PDF/UA-1 too, and keep its streams from ending in what looks like a line end.

    `fillers` empty objects shift what the writer itself packs: where a file still holds CUT_SHORT, another number of them mends it.
    """
    set_apart(pdf)
    _list_once(pdf)
    _plain_bookmarks(pdf)
    more = LANGUAGE % pdf.catalog["Lang"].string.encode() + UA_1
    for found in pdf.objects:
        if isinstance(found, pydyf.Stream):
            content = b"\n".join(map(pydyf._to_bytes, found.stream))
            if found.extra.get("Type") == "/Metadata":
                content, found.compress = content.replace(b"</rdf:RDF>", more), False
            elif zlib.adler32(content) % 256 == CARRIAGE_RETURN:
                found.compress = False
            found.stream = [content]
    for _ in range(fillers):
        pdf.add_object(pydyf.Dictionary({}))


def _list_once(pdf: Any) -> None:
    """Name every attachment once; WeasyPrint does twice."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))


def _plain_bookmarks(pdf: Any) -> None:
    """Free bookmarks of what holds words together on the page only."""
    for found in pdf.objects:
        if isinstance(found, dict) and "Title" in found and "Dest" in found:
            found["Title"] = pydyf.String(found["Title"].string.replace(JOINER, ""))


def with_parts(build: Boxes) -> Boxes:
    """WeasyPrint's builder of structure elements, its elements given the language and scope that their HTML has.

    What is hidden from listeners is left out of the tree, and so becomes an artifact.
    """

    def build_with_parts(box: Any, *arguments: Any) -> Iterator[Any]:
        element = getattr(getattr(box, "_box", box), "element", None)
        for tagged in build(box, *arguments):
            if element is not None and element.get("aria-hidden") == "true":
                continue
            if element is not None and element.tag not in WHOLE:
                _describe(tagged, element)
            yield tagged

    return build_with_parts


def _describe(tagged: Any, element: Any) -> None:
    if language := element.get("lang"):
        tagged["Lang"] = pydyf.String(language)
    if tagged["S"] == "/TH":
        tagged["A"]["Scope"] = "/Row" if element.get("scope") == "row" else "/Column"
