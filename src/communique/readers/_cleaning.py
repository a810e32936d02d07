"""A package that python-docx opens: what other programs trip over in it is put right in memory, and counted."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass

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
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
# Templates and documents with macros hold the same text under other names.
DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
UNKNOWN = "application/octet-stream"
RELATIONSHIPS = "application/vnd.openxmlformats-package.relationships+xml"
# What is read of a document; themes, fonts, comments, objects and custom data are left where they are.
READ = frozenset({"styles", "numbering", "settings", "footnotes", "endnotes", "header", "footer", "image"})
OTHERS = {"wordprocessingml": "", "ms-word": "", "spreadsheetml": "xlsx", "ms-excel": "xlsx", "presentationml": "pptx"}


@dataclass(slots=True)
class Cleaned:
    """A package as bytes; `dangling` counts arrows that led nowhere or to broken parts, `strict` and `macros` say what it was."""

    content: bytes = b""
    strict: bool = False
    macros: bool = False
    dangling: int = 0


def clean(contents: Contents, suffix: str) -> Cleaned:
    """The parts that the main part leads to and that are read, in the transitional namespaces, every arrow of theirs leading somewhere.

    What nothing leads to and the document's properties are left out. Raises Refused for what is no Word package, and for macros under
    a `suffix` that promises none.
    """
    cleaner = _Cleaner(contents)
    main = next(iter(cleaner.follow("", only="officeDocument")), "")
    if not main:
        raise Refused(refusals.DAMAGED, what=refusals.PART_MISSING.fill(part="document.xml"))
    main_type = cleaner.type_of(main)
    kind = next((kind for sign, kind in OTHERS.items() if sign in main_type), "")
    if kind:
        raise Refused(refusals.OTHER_FORMAT, kind=KINDS[kind])
    cleaner.found.macros = "macroenabled" in main_type.lower() or any(name.endswith("vbaproject.bin") for name in cleaner.names)
    if cleaner.found.macros and suffix in {".docx", ".dotx"}:
        raise Refused(refusals.MACROS)
    cleaner.gather(main)
    cleaner.found.content = cleaner.packed(main)
    return cleaner.found


class _Cleaner:
    """One cleaning: the parts kept so far by name, relationship parts among them."""

    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.names = {name.lower(): name for name in contents.names}
        self.found = Cleaned()
        self.parts: dict[str, bytes] = {}
        self.types = self._types()

    def gather(self, main: str) -> None:
        """Keep all that the main part leads to."""
        waiting, done = [main], {main}
        while waiting:
            for target in self.follow(waiting.pop()):
                if target not in done:
                    done.add(target)
                    waiting.append(target)

    def follow(self, part: str, only: str = "") -> list[str]:
        """Keep the arrows of a part, of one kind if asked, and what they point at; the names of that."""
        folder, name = posixpath.split(part)
        place = self.names.get(posixpath.join(folder, "_rels", f"{name}.rels").lower(), "")
        content = self.contents.xml.get(place)
        if content is None:
            return []
        root, targets = parsed(place, self._transitional(content)), []
        for arrow in list(root.iter(RELS)):
            kind = arrow.get("Type", "").rsplit("/", 1)[-1]
            if arrow.get("TargetMode") == "External" and not only:
                arrow.set("Target", arrow.get("Target", "").strip())
                continue
            target = self.names.get(_resolved(folder, arrow.get("Target", "").strip()).lower(), "")
            wanted = kind == only if only else kind in READ
            if not wanted or not self._kept(target, whole=not part):
                self.found.dangling += not only and (wanted or not target) and kind != "hyperlink"
                root.remove(arrow)
                continue
            arrow.set("Target", f"/{target}")
            targets.append(target)
        self.parts[posixpath.join(folder, "_rels", f"{name}.rels")] = etree.tostring(root)
        return targets

    def _kept(self, part: str, *, whole: bool) -> bool:
        """Whether a part is there and well-formed; a broken one is a fault of the `whole` only where that part is the main one."""
        if part not in self.parts and part:
            try:
                self.parts[part] = self._sound(part)
            except Refused:
                if whole:
                    raise
                return False
        return bool(part)

    def _sound(self, part: str) -> bytes:
        if part not in self.contents.xml:
            return self._picture(part)
        content = self._transitional(self.contents.xml[part])
        root = parsed(part, content)
        return content if b"<!--" not in content and content.count(b"<?") < 2 else etree.tostring(root)

    def _picture(self, part: str) -> bytes:
        """A part that is not XML; a damaged one is empty, and said to be damaged where it was to be shown."""
        try:
            return self.contents.binary(part)
        except Refused:
            return b""

    def _transitional(self, content: bytes) -> bytes:
        if STRICT in content:
            self.found.strict = True
            for strict, transitional in MAPPED:
                content = content.replace(strict, transitional)
        return content

    def _types(self) -> dict[str, str]:
        content = self.contents.xml.get(self.names.get(CONTENT_TYPES.lower(), ""))
        if content is None:
            raise Refused(refusals.DAMAGED, what=refusals.PART_MISSING.fill(part=CONTENT_TYPES))
        root = parsed(CONTENT_TYPES, content)
        overrides = {e.get("PartName", "").lower(): e.get("ContentType", "") for e in root.iter("{*}Override")}
        defaults = {"." + e.get("Extension", "").lower(): e.get("ContentType", "") for e in root.iter("{*}Default")}
        return {**defaults, **overrides}

    def type_of(self, part: str) -> str:
        """The media type of a part."""
        return self.types.get("/" + part.lower()) or self.types.get(posixpath.splitext(part)[1].lower(), "") or UNKNOWN

    def packed(self, main: str) -> bytes:
        """The kept parts as a package again, uncompressed."""
        types = etree.Element(f"{{{TYPES}}}Types", nsmap={None: TYPES})  # type: ignore[dict-item]
        etree.SubElement(types, f"{{{TYPES}}}Default", Extension="rels", ContentType=RELATIONSHIPS)
        for part in self.parts:
            if not part.endswith(".rels"):
                media_type = DOCUMENT if part == main else self.type_of(part)
                etree.SubElement(types, f"{{{TYPES}}}Override", PartName=f"/{part}", ContentType=media_type)
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
            for name, content in {CONTENT_TYPES: etree.tostring(types), **self.parts}.items():
                archive.writestr(name, content)
        return packed.getvalue()


def parsed(part: str, content: bytes) -> Element:
    """The root of an XML part, without comments and instructions. Raises Refused where it is not well-formed."""
    try:
        return etree.fromstring(content, _parser())
    except etree.XMLSyntaxError as error:
        raise Refused(refusals.DAMAGED, what=refusals.PART_BROKEN.fill(part=posixpath.basename(part))) from error


def _resolved(folder: str, target: str) -> str:
    path = target.replace("\\", "/").split("#")[0]
    return path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path)).removeprefix("./")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True)
