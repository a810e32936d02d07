"""XLIFF 1.2 (OASIS 2008, strict): one language of a release as a file for a translator's tool."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from ..document import Inlines
from ..document_json import dump_inlines
from ..editions import Edition, Unit
from ..files.canonical import digest
from ..languages import Language
from ..translation.inline_tags import XLIFF, Nodes, Numbering, settled, write

CREATOR = "communique"
XML = "{http://www.w3.org/XML/1998/namespace}"
SPACE, LANG = f"{XML}space", f"{XML}lang"
# The default name space has no prefix, which lxml's types do not foresee.
NAMESPACES = {None: XLIFF}
MATCH_TEXTS = ("source", "target")


@dataclass(frozen=True, slots=True)
class Remark:
    """What a translator should know of a sentence: `priority` is 1 for what blocks, `about` is `source`, `target` or `general`."""

    text: str
    priority: int = 10
    about: str = "general"


@dataclass(frozen=True, slots=True)
class Alternative:
    """What the memory has for a sentence: a source, its approved translation, how alike the sources are in per cent.

    `origin` says where the two are from: `memory`, or `memory-refilled` for what a rule made of that for this very sentence.
    """

    source: str
    target: str
    score: int
    origin: str = "memory"


@dataclass(frozen=True, slots=True)
class Line:
    """One unit as it is handed out, with its state as XLIFF names it."""

    unit: Unit
    state: str
    remarks: tuple[Remark, ...] = ()
    alternatives: tuple[Alternative, ...] = ()


def original(slug: str, language: Language, draft: str) -> str:
    """What a file says it was made of: release, language and the digest of the draft."""
    return f"{slug}/{language}#{draft}"


def mark_of(target: Inlines | None) -> str:
    """Sixteen hexadecimal digits of a target, by which is seen whether it changed since it was handed out."""
    return digest(None if target is None else dump_inlines(settled(target)))[:16]


def dump(slug: str, edition: Edition, lines: Iterable[Line], *, speaks: Language) -> bytes:
    """The file's bytes, UTF-8; `speaks` is the language of the remarks."""
    source, target = edition.original.language.locale, edition.language.locale
    root = etree.Element(f"{{{XLIFF}}}xliff", version="1.2", nsmap=NAMESPACES)  # type: ignore[arg-type]
    attributes = {"source-language": source, "target-language": target, "datatype": "plaintext", "tool-id": CREATOR}
    file = _under(root, "file", original=original(slug, edition.language, edition.draft), **attributes)
    _under(_under(file, "header"), "tool", **{"tool-id": CREATOR, "tool-name": CREATOR})
    body = _under(file, "body")
    for line in lines:
        _line(body, line, source=source, target=target, speaks=speaks)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _under(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{XLIFF}}}{name}", attributes)


def _line(body: etree._Element, line: Line, *, source: str, target: str, speaks: Language) -> None:
    unit, numbering = line.unit, Numbering()
    segment = unit.segment
    element = _under(body, "trans-unit", id=segment.key, resname=segment.place, restype=f"x-{segment.block.lower()}")
    element.set("extradata", mark_of(unit.target))
    element.set("approved", "yes" if line.state == "final" else "no")
    element.set(SPACE, "preserve")
    _said(element, "source", numbering.tagged(segment.content), numbering, source)
    # A tool takes an empty target for a translation of nothing.
    if unit.target:
        said = _said(element, "target", numbering.tagged(unit.target), numbering, target)
        said.set("state", line.state)
    for remark in line.remarks:
        note = _under(element, "note", priority=str(remark.priority), annotates=remark.about, **{"from": CREATOR})
        note.set(LANG, speaks.value)
        note.text = remark.text
    for one in line.alternatives:
        match = _under(element, "alt-trans", origin=one.origin, **{"match-quality": str(one.score)})
        for name, text, tag in zip(MATCH_TEXTS, (one.source, one.target), (source, target), strict=True):
            _said(match, name, (" ".join(text.splitlines()),), Numbering(), tag)
    element.tail = "\n"


def _said(parent: etree._Element, name: str, nodes: Nodes, numbering: Numbering, tag: str) -> etree._Element:
    element = _under(parent, name)
    element.set(LANG, tag)
    write(element, nodes, numbering.codes)
    return element
