"""TMX 1.4b files: approved translations in and out, read as a stream and never trusted.

No external DTD is fetched and no entity is expanded. Inline tags are read as marks in our own files and dropped to their text in others'.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import IO

from lxml import etree

from ..document import Break, Inline, Inlines, Link, Mark, NoteRef, Text, plain
from ..errors import HouseError
from ..files.foreign_xml import declares_entities, elements, forget
from ..files.storage import whole
from ..languages import Language, Wording, of_tag
from ..markup import merged
from .composed import composed

CREATOR = "communique"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
TYPES = {Mark.STRONG: "bold", Mark.EMPHASIS: "italic", Mark.SUPERSCRIPT: "x-superscript", Mark.SUBSCRIPT: "x-subscript"}
MARKS = {name: mark for mark, name in TYPES.items()}
# A tag's content is code of another program, no text, save what `sub` marks as text in it and what `hi` only highlights.
CODE = frozenset({"bpt", "ept", "ph", "it", "ut"})

NOT_TMX = Wording(
    "n’est pas un fichier TMX lisible (ligne {line}\u00a0: abîmé ou tronqué)",
    "ist keine lesbare TMX-Datei (Zeile {line}: beschädigt oder abgeschnitten)",
    "is no readable TMX file (line {line}: broken or cut off)",
)
ENTITIES = Wording(
    "déclare des entités XML, ce qui n’est pas accepté",
    "deklariert XML-Entitäten, was nicht angenommen wird",
    "declares XML entities, which is not accepted",
)
UNREADABLE = Wording("ne peut pas être ouvert", "lässt sich nicht öffnen", "cannot be opened")
EXPORT_AGAIN = Wording(
    "exportez-le de nouveau en TMX 1.4 depuis l’outil de traduction",
    "exportieren Sie sie im Übersetzungsprogramm neu als TMX 1.4",
    "export it again as TMX 1.4 from the translation tool",
)

# The properties of an entry that name those which stand before it and after it in its release.
NEIGHBOURS = ("x-previous", "x-next")
NO_PROPS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Entry:
    """An approved sentence in two or three languages; `props` holds release, approver and date (`x-release`, `x-approver`)."""

    id: str
    texts: Mapping[Language, Inlines]
    date: str = ""
    props: Mapping[str, str] = field(default_factory=lambda: NO_PROPS)


def read(path: Path) -> Iterator[Entry]:
    """The entries of a TMX file that have at least two of our languages. Raises HouseError where it is broken or declares entities."""
    try:
        with path.open("rb") as file:
            yield from _read(path, file)
    except OSError as error:
        raise HouseError(path.name, UNREADABLE, EXPORT_AGAIN) from error
    except etree.XMLSyntaxError as error:
        raise HouseError(path.name, NOT_TMX.fill(line=error.lineno or 1), EXPORT_AGAIN) from error


def _read(path: Path, file: IO[bytes]) -> Iterator[Entry]:
    ours = False
    for number, (event, element) in enumerate(elements(file)):
        if not number:
            _refuse(path, element)
        # A million elements go by: QName would take a third of the time.
        tag = element.tag.rpartition("}")[2]
        if event == "start":
            ours = ours or (tag == "header" and element.get("creationtool") == CREATOR)
        elif tag == "tu":
            entry = _entry(element, f"{path.stem}:{element.get('tuid') or element.sourceline}", ours)
            if len(entry.texts) > 1:
                yield entry
            forget(element)


def _refuse(path: Path, root: etree._Element) -> None:
    if etree.QName(root).localname != "tmx":
        raise HouseError(path.name, NOT_TMX.fill(line=1), EXPORT_AGAIN)
    if declares_entities(root):
        raise HouseError(path.name, ENTITIES, EXPORT_AGAIN)


def _entry(unit: etree._Element, name: str, ours: bool) -> Entry:
    texts: dict[Language, Inlines] = {}
    for variant in unit.iterfind("{*}tuv"):
        tag = (variant.get(XML_LANG) or variant.get("lang") or "").lower().replace("_", "-")
        language, seg = of_tag(tag), variant.find("{*}seg")
        if language is None or seg is None:
            continue
        content = merged(list(_inlines(seg)) if ours else composed((Text("".join(_text(seg))),)))
        # Where a unit holds English twice, the house's British English goes before any other.
        if plain(content).strip() and (language not in texts or tag == language.locale.lower()):
            texts[language] = content
    props = {prop.get("type", ""): prop.text or "" for prop in unit.iterfind("{*}prop")}
    return Entry(name, texts, unit.get("changedate") or unit.get("creationdate") or "", props)


def _text(element: etree._Element) -> Iterator[str]:
    """The text of a segment of another tool."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and etree.QName(child).localname not in CODE:
            yield from _text(child)
        yield child.tail or ""


def _inlines(seg: etree._Element) -> Iterator[Inline]:
    """The inlines of a segment that `write` made."""
    marks: dict[str, Mark] = {}
    href, linked = "", list[Text | Break]()

    def give(inline: Text | Break) -> Iterator[Inline]:
        if href:
            linked.append(inline)
        else:
            yield inline

    yield from give(Text(seg.text or ""))
    for tag in seg:
        kind, number = tag.get("type", ""), tag.get("i", "")
        match etree.QName(tag).localname, kind:
            case "bpt", "link":
                href = tag.text or "#"
            case "bpt", _ if kind in MARKS:
                marks[number] = MARKS[kind]
            case "ept", _ if number in marks:
                del marks[number]
            case "ept", _ if href:
                yield Link(tuple(i for i in merged(tuple(linked)) if isinstance(i, Text | Break)), href)
                href, linked = "", []
            case "ph", "lb":
                yield from give(Break())
            case "ph", "fnote":
                yield NoteRef(tag.text or "")
            case name, _ if name not in CODE:
                # Another tool's tag around words of ours.
                yield from give(Text("".join(_text(tag)), frozenset(marks.values())))
        yield from give(Text(tag.tail or "", frozenset(marks.values())))
    # A link whose end another tool took away.
    yield from linked


def write(path: Path, entries: Iterable[Entry], *, version: str = "1") -> None:
    """Write entries as a TMX 1.4b file, whole or not at all. Raises OSError."""
    with whole(path) as file:
        stream(file, entries, version=version)


def stream(file: IO[bytes], entries: Iterable[Entry], *, version: str = "1") -> None:
    """Write entries as TMX 1.4b one by one, so that any number takes little room. Raises OSError."""
    header = {"creationtool": CREATOR, "creationtoolversion": version, "segtype": "sentence", "o-tmf": CREATOR}
    with etree.xmlfile(file, encoding="UTF-8") as out:
        out.write_declaration()
        with out.element("tmx", version="1.4"):
            out.write("\n ", etree.Element("header", {**header, "adminlang": "en", "srclang": "*all*", "datatype": "plaintext"}), "\n ")
            with out.element("body"):
                for entry in entries:
                    out.write("\n  ", _unit(entry))
                out.write("\n ")
            out.write("\n")


def _unit(entry: Entry) -> etree._Element:
    unit = etree.Element("tu", tuid=entry.id)
    if entry.date:
        unit.set("changedate", entry.date)
    for name, value in entry.props.items():
        etree.SubElement(unit, "prop", type=name).text = value
    segs: list[tuple[etree._Element, Inlines]] = []
    for language, content in entry.texts.items():
        variant = etree.SubElement(unit, "tuv")
        variant.set(XML_LANG, language.value)
        segs.append((etree.SubElement(variant, "seg"), content))
    # Space for the reader's eye goes around segments, never into them.
    etree.indent(unit, space=" ", level=2)
    for seg, content in segs:
        _write(seg, content)
    return unit


def _write(seg: etree._Element, content: Inlines) -> None:
    number = 0

    def pair(kind: str, code: str = "") -> etree._Element:
        nonlocal number
        number += 1
        etree.SubElement(seg, "bpt", i=str(number), type=kind).text = code or None
        return etree.Element("ept", i=str(number))

    def say(inlines: Inlines) -> None:
        for inline in inlines:
            match inline:
                case Text(text=text, marks=marks):
                    ends = [pair(TYPES[mark]) for mark in TYPES if mark in marks]
                    _append(seg, text)
                    seg.extend(reversed(ends))
                case Link(content=inner, href=href):
                    end = pair("link", href)
                    say(inner)
                    seg.append(end)
                case Break():
                    etree.SubElement(seg, "ph", type="lb")
                case NoteRef(note=note):
                    etree.SubElement(seg, "ph", type="fnote").text = note

    say(content)


def _append(seg: etree._Element, text: str) -> None:
    if len(seg):
        seg[-1].tail = (seg[-1].tail or "") + text
    else:
        seg.text = (seg.text or "") + text
