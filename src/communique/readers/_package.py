"""The parts of a Word package and how they point at each other (ECMA-376 part 2), as python-docx opens them."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx.opc.exceptions import OpcError
from docx.opc.part import Part, XmlPart
from docx.package import Package as WordPackage
from lxml import etree

from . import _refusals as refusals
from ._cleaning import clean, parsed
from ._preflight import Contents
from ._refusals import Refused

Element = etree._Element


@dataclass(frozen=True, slots=True)
class Relationship:
    """One arrow of a part: what it is for (`styles`, `image`, `hyperlink` …), and a part's name or, if external, an address."""

    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Package:
    """An opened package; `main` names the part that holds the text, `dangling` counts arrows that lead nowhere."""

    contents: Contents
    main: str
    strict: bool
    macros: bool
    dangling: int
    _parts: dict[str, Part]
    _relationships: dict[str, dict[str, Relationship]] = field(default_factory=dict)

    def tree(self, part: str) -> Element | None:
        """A part's root, or None where there is no such part. Raises Refused where it is not well-formed."""
        found = self._parts.get(part)
        if found is None:
            return None
        if isinstance(found, XmlPart):
            root: Element = found.element
            return root
        return parsed(part, found.blob)

    def count(self, part: str, tag: re.Pattern[bytes]) -> int:
        """How often a tag opens in a part, without building its tree."""
        return len(tag.findall(self.contents.xml.get(part, b"")))

    def relationships(self, part: str) -> dict[str, Relationship]:
        """The arrows of a part by id."""
        if part not in self._relationships:
            self._relationships[part] = dict(_arrows(self._parts[part])) if part in self._parts else {}
        return self._relationships[part]

    def related(self, part: str, kind: str) -> list[str]:
        """The names of the parts of one kind that a part points at."""
        return [r.target for r in self.relationships(part).values() if r.kind == kind and not r.external]

    def related_tree(self, kind: str) -> Element | None:
        """The first part of a kind (`styles`, `numbering` …) that the main part points at; a broken one counts as dangling."""
        for name in self.related(self.main, kind):
            try:
                return self.tree(name)
            except Refused:
                self.dangling += 1
        return None

    def binary(self, part: str) -> bytes:
        """A part's bytes; empty where they were damaged."""
        content: bytes = self._parts[part].blob
        return content


def open_package(contents: Contents, suffix: str) -> Package:
    """The package of a document or template. Raises Refused where it is none, or has macros under a `suffix` that promises none."""
    cleaned = clean(contents, suffix)
    try:
        opened = WordPackage.open(io.BytesIO(cleaned.content))
        main = opened.main_document_part
    except (OpcError, etree.XMLSyntaxError, KeyError, ValueError, AttributeError) as error:
        raise Refused(refusals.DAMAGED, what=refusals.PART_BROKEN.fill(part="document.xml")) from error
    return Package(
        contents=contents,
        main=_name(main),
        strict=cleaned.strict,
        macros=cleaned.macros,
        dangling=cleaned.dangling,
        _parts={_name(part): part for part in opened.iter_parts()},
    )


def _arrows(part: Part) -> Iterator[tuple[str, Relationship]]:
    for key, arrow in part.rels.items():
        target = arrow.target_ref if arrow.is_external else _name(arrow.target_part)
        yield key, Relationship(arrow.reltype.rsplit("/", 1)[-1], target, arrow.is_external)


def _name(part: Part) -> str:
    return str(part.partname).removeprefix("/")
