"""The parts of a Word package and how they point at each other (ECMA-376 part 2), with what other programs trip over cleaned away."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from . import _refusals as refusals
from ._preflight import Contents
from ._refusals import KINDS, Refused

Element = etree._Element

# A strict package (ISO/IEC 29500 strict) says the same in other namespaces; the transitional ones are read here.
STRICT = b"http://purl.oclc.org/ooxml/"
MAPPED = (
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
CONTENT_TYPES = "[Content_Types].xml"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
MAIN_TYPES = {"wordprocessingml": "", "ms-word": "", "spreadsheetml": "xlsx", "ms-excel": "xlsx", "presentationml": "pptx"}


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
    main: str = ""
    strict: bool = False
    dangling: int = 0
    types: Mapping[str, str] = field(default_factory=dict)
    _names: dict[str, str] = field(default_factory=dict)
    _relationships: dict[str, dict[str, Relationship]] = field(default_factory=dict)

    def tree(self, part: str) -> Element | None:
        """A part's root, or None where there is no such part. Raises Refused where it is not well-formed."""
        name = self._names.get(part.lower())
        if name is None:
            return None
        content = self.contents.xml[name] if name in self.contents.xml else self.contents.binary(name)
        if STRICT in content:
            self.strict = True
            for strict, transitional in MAPPED:
                content = content.replace(strict, transitional)
        try:
            return etree.fromstring(content, _parser())
        except etree.XMLSyntaxError as error:
            raise Refused(refusals.DAMAGED, what=refusals.PART_BROKEN.fill(part=posixpath.basename(name))) from error

    def count(self, part: str, tag: re.Pattern[bytes]) -> int:
        """How often a tag opens in a part, without building its tree."""
        return len(tag.findall(self.contents.xml.get(self._names.get(part.lower(), ""), b"")))

    def relationships(self, part: str) -> dict[str, Relationship]:
        """The arrows of a part by id; those to parts that do not exist are left out and counted."""
        if part not in self._relationships:
            self._relationships[part] = self._read_relationships(part)
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

    def type_of(self, part: str) -> str:
        """The media type of a part."""
        extension = posixpath.splitext(part)[1].lower()
        return self.types.get("/" + part.lower()) or self.types.get(extension, "")

    def binary(self, part: str) -> bytes:
        """A part's bytes. Raises Refused where it is damaged."""
        return self.contents.binary(self._names[part.lower()])

    def _read_relationships(self, part: str) -> dict[str, Relationship]:
        folder, name = posixpath.split(part)
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for arrow in [] if root is None else root.iter(RELS):
            target, kind = arrow.get("Target", "").strip(), arrow.get("Type", "").rsplit("/", 1)[-1]
            external = arrow.get("TargetMode") == "External"
            inner = target if external else self._names.get(_resolved(folder, target).lower(), "")
            if inner:
                found[arrow.get("Id", "")] = Relationship(kind, inner, external)
            else:
                self.dangling += kind != "hyperlink"
        return found


def open_package(contents: Contents, suffix: str) -> Package:
    """The package of a document or template. Raises Refused where it is none, or has macros under a `suffix` that promises none."""
    package = Package(contents, _names={name.lower(): name for name in contents.names})
    package.types = _types(package)
    mains = [r.target for r in package.relationships("").values() if r.kind == "officeDocument"]
    if not mains:
        raise Refused(refusals.DAMAGED, what=refusals.PART_MISSING.fill(part="document.xml"))
    package.main = mains[0]
    main_type = package.type_of(package.main)
    kind = next((kind for sign, kind in MAIN_TYPES.items() if sign in main_type), "")
    if kind:
        raise Refused(refusals.OTHER_FORMAT, kind=KINDS[kind])
    if has_macros(package) and suffix in {".docx", ".dotx"}:
        raise Refused(refusals.MACROS)
    return package


def has_macros(package: Package) -> bool:
    """Whether a package carries Visual Basic."""
    return "macroenabled" in package.type_of(package.main).lower() or any(
        n.lower().endswith("vbaproject.bin") for n in package.contents.names
    )


def _types(package: Package) -> dict[str, str]:
    root = package.tree(CONTENT_TYPES)
    if root is None:
        raise Refused(refusals.DAMAGED, what=refusals.PART_MISSING.fill(part=CONTENT_TYPES))
    overrides = {e.get("PartName", "").lower(): e.get("ContentType", "") for e in root.iter("{*}Override")}
    defaults = {"." + e.get("Extension", "").lower(): e.get("ContentType", "") for e in root.iter("{*}Default")}
    return {**defaults, **overrides}


def _resolved(folder: str, target: str) -> str:
    path = target.replace("\\", "/").split("#")[0]
    return path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path)).removeprefix("./")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True)
