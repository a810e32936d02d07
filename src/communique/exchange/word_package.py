"""A Word package of a few small parts, the same bytes for the same words (ECMA-376 parts 1 and 2, transitional)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass, field

from lxml import etree

from ..document import Break, Inline, Link, Mark, NoteRef, Text
from ..languages import Language
from ..markup import merged
from ..translation.inline_tags import IMPOSSIBLE
from .word_styles import NAMESPACE, styles
from .word_tables import PROPERTY, call_of

Element = etree._Element
W = f"{{{NAMESPACE}}}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
R = f"{{{OFFICE}}}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CUSTOM = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
# The first day that a zip archive can name: the bytes depend on the words alone.
NO_DAY = (1980, 1, 1, 0, 0, 0)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
ROOTS = {
    "rDocument": (f"{OFFICE}/officeDocument", "word/document.xml"),
    "rCore": (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    "rCustom": (f"{OFFICE}/custom-properties", "docProps/custom.xml"),
}
PROPERTIES = {
    "core": "application/vnd.openxmlformats-package.core-properties+xml",
    "custom": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
}
PARTS = {"styles": "styles", "numbering": "numbering", "settings": "settings", "footer": "footer1"}
TOGGLES = {Mark.STRONG: "b", Mark.EMPHASIS: "i"}
RAISED = {Mark.SUPERSCRIPT: "superscript", Mark.SUBSCRIPT: "subscript"}

NUMBERING = f"""<w:numbering xmlns:w="{NAMESPACE}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>
<w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"""
SETTINGS = """<w:settings xmlns:w="{namespace}"><w:zoom w:percent="110"/><w:defaultTabStop w:val="709"/>
<w:characterSpacingControl w:val="doNotCompress"/>
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="{locale}"/></w:settings>"""
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {name} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


@dataclass(slots=True)
class Body:
    """The main part under way: its body, the addresses that its links lead to, and how many bookmarks there are."""

    root: Element = field(default_factory=lambda: etree.Element(f"{W}body", nsmap={"w": NAMESPACE, "r": OFFICE}))
    links: list[str] = field(default_factory=list)
    bookmarks: int = 0

    def add(self, own: Element, content: Iterable[Inline], calls: tuple[str, ...]) -> None:
        """Put inlines into a paragraph; `calls` are the keys of the notes in the order of their numbers."""
        for inline in merged(list(content)):
            match inline:
                case Text():
                    _run(own, inline)
                case Break():
                    sub(sub(own, "r"), "br")
                case NoteRef(note=note):
                    _run(own, Text(call_of(calls.index(note) + 1 if note in calls else 0), frozenset({Mark.SUPERSCRIPT})))
                case Link(content=inner, href=href):
                    self._link(own, inner, href)

    def _link(self, own: Element, inner: tuple[Text | Break, ...], href: str) -> None:
        link = sub(own, "hyperlink")
        self.links.append(href)
        link.set(f"{R}id", f"rLink{len(self.links)}")
        for piece in inner:
            if isinstance(piece, Break):
                sub(sub(link, "r"), "br")
            else:
                _run(link, piece, "Hyperlink")


def sub(parent: Element, name: str, /, **values: str) -> Element:
    """A child in Word's name space with its attributes there."""
    return etree.SubElement(parent, W + name, {W + key: value for key, value in values.items()})


def paragraph(parent: Element, style: str) -> Element:
    """An empty paragraph in a style."""
    own = sub(parent, "p")
    sub(sub(own, "pPr"), "pStyle", val=style)
    return own


def _run(parent: Element, text: Text, style: str = "") -> None:
    run = sub(parent, "r")
    if style or text.marks or text.language:
        properties = sub(run, "rPr")
        if style:
            sub(properties, "rStyle", val=style)
        for mark, name in TOGGLES.items():
            if mark in text.marks:
                sub(properties, name)
        for mark, name in RAISED.items():
            if mark in text.marks:
                sub(properties, "vertAlign", val=name)
        if text.language:
            sub(properties, "lang", val=text.language.locale)
    for number, piece in enumerate(IMPOSSIBLE.sub("\ufffd", text.text).split("\t")):
        if number:
            sub(run, "tab")
        if piece:
            sub(run, "t").text = piece
            run[-1].set(SPACE, "preserve")


def footer_reference() -> Element:
    """What names the footer in a section."""
    return etree.Element(f"{W}footerReference", {f"{W}type": "default", f"{R}id": "rFooter"})


def packed(body: Body, *, page_title: str, embargo: str, identifier: str, source: Language, target: Language, speaks: Language) -> bytes:
    """The package's bytes; `identifier` goes into its properties, the columns' languages into its styles."""
    document = etree.Element(f"{W}document", nsmap={"w": NAMESPACE, "r": OFFICE})
    document.append(body.root)
    etree.cleanup_namespaces(document, keep_ns_prefixes=["w", "r"])
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _arrows(ROOTS),
        "docProps/custom.xml": _custom(identifier),
        "docProps/core.xml": _core(page_title, identifier, target),
        "word/document.xml": _text(document),
        "word/styles.xml": DECLARATION + styles(source=source, target=target, speaks=speaks),
        "word/numbering.xml": DECLARATION + NUMBERING,
        "word/settings.xml": DECLARATION + SETTINGS.format(namespace=NAMESPACE, locale=target.locale),
        "word/footer1.xml": _footer(" · ".join(filter(None, (page_title, embargo)))),
        "word/_rels/document.xml.rels": _arrows(
            {f"r{kind.capitalize()}": (f"{OFFICE}/{kind}", f"{name}.xml") for kind, name in PARTS.items()}, body.links
        ),
    }
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, NO_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return whole.getvalue()


def _text(root: Element) -> str:
    return DECLARATION + etree.tostring(root, encoding="unicode")


def _types() -> str:
    root = etree.Element("Types", xmlns=f"{PACKAGE}/content-types")
    etree.SubElement(root, "Default", Extension="rels", ContentType="application/vnd.openxmlformats-package.relationships+xml")
    etree.SubElement(root, "Default", Extension="xml", ContentType="application/xml")
    kinds = {"document": "document.main", **{name: kind for kind, name in PARTS.items()}}
    for name, kind in kinds.items():
        etree.SubElement(root, "Override", PartName=f"/word/{name}.xml", ContentType=f"{WORD}.{kind}+xml")
    for name, kind in PROPERTIES.items():
        etree.SubElement(root, "Override", PartName=f"/docProps/{name}.xml", ContentType=kind)
    return _text(root)


def _arrows(inner: dict[str, tuple[str, str]], outer: Iterable[str] = ()) -> str:
    root = etree.Element("Relationships", xmlns=f"{PACKAGE}/relationships")
    for key, (kind, target) in inner.items():
        etree.SubElement(root, "Relationship", Id=key, Type=kind, Target=target)
    for number, href in enumerate(outer, 1):
        arrow = etree.SubElement(root, "Relationship", Id=f"rLink{number}", Type=f"{OFFICE}/hyperlink", Target=href)
        arrow.set("TargetMode", "External")
    return _text(root)


def _core(title: str, identifier: str, target: Language) -> str:
    """The properties (part 2, clause 11): the title that a screen reader says first, the language, and which release this is."""
    dublin = "http://purl.org/dc/elements/1.1/"
    root = etree.Element(
        f"{{{PACKAGE}/metadata/core-properties}}coreProperties", nsmap={"cp": f"{PACKAGE}/metadata/core-properties", "dc": dublin}
    )
    for name, value in (("title", title), ("creator", "communique"), ("identifier", identifier), ("language", target.locale)):
        etree.SubElement(root, f"{{{dublin}}}{name}").text = IMPOSSIBLE.sub("\ufffd", value)
    return _text(root)


def _custom(identifier: str) -> str:
    """The same once more as a property of our own (22.3): a program that knows few of the others keeps those of others."""
    office = OFFICE.removesuffix("/relationships")
    values = f"{office}/docPropsVTypes"
    root = etree.Element(f"{{{office}/custom-properties}}Properties", nsmap={None: f"{office}/custom-properties", "vt": values})  # type: ignore[dict-item]
    own = etree.SubElement(root, f"{{{office}/custom-properties}}property", fmtid=CUSTOM, pid="2", name=PROPERTY)
    etree.SubElement(own, f"{{{values}}}lpwstr").text = identifier
    return _text(root)


def _footer(title: str) -> str:
    root = etree.Element(f"{W}ftr", nsmap={"w": NAMESPACE})
    own = paragraph(root, "Footer")
    _run(own, Text(f"{title}\t"))
    for name, after in (("PAGE", " / "), ("NUMPAGES", "")):
        for run in etree.fromstring(f'<w:p xmlns:w="{NAMESPACE}">{FIELD.format(name=name)}</w:p>'):
            own.append(run)
        if after:
            _run(own, Text(after))
    return _text(root)
