"""What a Word file holds by its XML alone, computed apart from the reader: visible text, links, text boxes, and what must not be seen."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree

Element = etree._Element
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/", b"http://schemas.openxmlformats.org/wordprocessingml/2006/"),
    (b"http://purl.oclc.org/ooxml/officeDocument/", b"http://schemas.openxmlformats.org/officeDocument/2006/"),
)
WORDS = re.compile(r"\w+")
SIGNS = {W + "tab": " ", W + "br": " ", W + "cr": " ", W + "noBreakHyphen": "-"}
INSTRUCTION = re.compile(r'HYPERLINK\s+(?:"([^"]*)"|(?!\\)(\S+))', re.IGNORECASE)
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
GONE = frozenset({W + "del", W + "moveFrom"})
REFUSED = frozenset({W + "altChunk", W + "subDoc"})
LEAST_WORDS = 3
UNREADABLE = (OSError, KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError, etree.XMLSyntaxError, ValueError)


@dataclass
class Parts:
    """One file: `text` is what is visible once; `links` are words and address; `boxes` paragraphs of boxes; `secrets` must stay unread.

    `refused` says that it holds what no draft may hold: an imported block, macros under a name that promises none, a document type.
    """

    text: str = ""
    links: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[list[str]] = field(default_factory=list)
    secrets: list[str] = field(default_factory=list)
    refused: bool = False


def parts_of(path: Path) -> Parts:
    """The parts of a file; empty where it is no package with a main part."""
    found = Parts()
    try:
        with zipfile.ZipFile(path) as archive:
            main, arrows = _main(archive)
            roots = [(_root(archive, main), main)]
            for kind in ("footnotes", "endnotes"):
                roots += [(_root(archive, name), name) for name in arrows.get(kind, []) if name in archive.namelist()]
            for root, name in roots:
                _read(root, _addresses(archive, name), found)
            comments = [_root(archive, name) for name in arrows.get("comments", []) if name in archive.namelist()]
            said = ["".join(t.text or "" for t in p.iter(W + "t")) for root in comments for p in root.iter(W + "p")]
            macros = any(name.lower().endswith("vbaproject.bin") for name in archive.namelist()) and path.suffix.lower() == ".docx"
    except UNREADABLE:
        return Parts()
    found.secrets = [text for text in dict.fromkeys([*found.secrets, *said]) if _secret(text, phrase(found.text))]
    found.refused = macros or any(next(root.iter(*REFUSED), None) is not None for root, _ in roots)
    return found


def phrase(text: str) -> str:
    """A text as its words in lower case, one space around each: what contains another is found by `in`."""
    return f" {' '.join(WORDS.findall(text.lower()))} "


def _secret(text: str, visible: str) -> bool:
    return len(WORDS.findall(text)) >= LEAST_WORDS and phrase(text) not in visible


def _root(archive: zipfile.ZipFile, name: str) -> Element:
    content = archive.read(name)
    if b"<!DOCTYPE" in content:
        raise ValueError("a document type")
    for strict, transitional in STRICT:
        content = content.replace(strict, transitional)
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, remove_comments=True, remove_pis=True))


def _arrows(archive: zipfile.ZipFile, part: str) -> list[dict[str, str]]:
    folder, name = posixpath.split(part)
    place = posixpath.join(folder, "_rels", f"{name}.rels")
    return [dict(arrow.attrib) for arrow in _root(archive, place)] if place in archive.namelist() else []  # type: ignore[arg-type]


def _main(archive: zipfile.ZipFile) -> tuple[str, dict[str, list[str]]]:
    """The main part's name, and the names of the parts that it points at, by kind."""
    main = next(a["Target"].lstrip("/") for a in _arrows(archive, "") if a.get("Type", "").endswith("/officeDocument"))
    found: dict[str, list[str]] = {}
    for arrow in _arrows(archive, main):
        target = posixpath.normpath(posixpath.join("/" + posixpath.dirname(main), arrow.get("Target", ""))).lstrip("/")
        found.setdefault(arrow.get("Type", "").rsplit("/", 1)[-1], []).append(target)
    return main, found


def _addresses(archive: zipfile.ZipFile, part: str) -> dict[str, str]:
    return {a["Id"]: a.get("Target", "") for a in _arrows(archive, part) if a.get("TargetMode") == "External"}


def _read(root: Element, addresses: dict[str, str], found: Parts) -> None:
    boxes: dict[Element, list[str]] = {}
    for paragraph in root.iter(W + "p"):
        if _unread(paragraph):
            continue
        pieces = [(piece, text) for piece, text in _pieces(paragraph)]
        text = "".join(text for _, text in pieces)
        found.text += text + "\n"
        box = next(paragraph.iterancestors(W + "txbxContent"), None)
        if box is not None and len(WORDS.findall(text)) >= LEAST_WORDS:
            boxes.setdefault(box, []).append(text)
        found.secrets += _hidden(paragraph)
        found.links += _linked(paragraph, pieces, addresses)
    found.boxes += boxes.values()


def _unread(element: Element) -> bool:
    """Whether an element is the second version of what another branch shows, or in a row that was deleted."""
    for ancestor in element.iterancestors(MC + "Fallback", W + "tr"):
        if ancestor.tag == W + "tr":
            if ancestor.find(f"{W}trPr/{W}del") is not None:
                return True
        elif any(next(choice.iter(W + "t", W + "drawing"), None) is not None for choice in ancestor.itersiblings(preceding=True)):
            return True
    return False


def _pieces(paragraph: Element) -> Iterator[tuple[Element, str]]:
    """The visible texts of a paragraph's own runs, those of boxes in it left out."""
    for piece in paragraph.iter(W + "t", *SIGNS):
        if piece.tag == W + "tab" and piece.getparent().tag != W + "r":  # type: ignore[union-attr]
            continue
        ancestors = list(piece.iterancestors())
        own = next(a for a in ancestors if a.tag == W + "p") is paragraph
        if own and not _gone(ancestors) and not _unread(piece):
            yield piece, (piece.text or "") if piece.tag == W + "t" else SIGNS[str(piece.tag)]


def _gone(ancestors: list[Element]) -> bool:
    return any(a.tag in GONE or (a.tag == W + "r" and _vanishes(a)) for a in ancestors)


def _vanishes(run: Element) -> bool:
    mark = run.find(f"{W}rPr/{W}vanish")
    return mark is not None and mark.get(W + "val") not in {"0", "false", "off"}


def _hidden(paragraph: Element) -> list[str]:
    """The deleted and hidden texts of a paragraph, each run's and those of neighbouring runs together."""
    stretches: list[str] = [""]
    runs: list[str] = []
    before = (False, False)
    for run in paragraph.iter(W + "r"):
        if next(a for a in run.iterancestors() if a.tag in {W + "p", W + "txbxContent"}) is not paragraph:
            continue
        kind = (_vanishes(run), any(a.tag in GONE for a in run.iterancestors()))
        if kind != before:
            stretches.append("")
        if any(kind):
            runs.append("".join(t.text or "" for t in run.iter(W + "t", W + "delText")))
            stretches[-1] += runs[-1]
        before = kind
    return list(dict.fromkeys([*stretches, *runs]))


def _linked(paragraph: Element, pieces: list[tuple[Element, str]], addresses: dict[str, str]) -> list[tuple[str, str]]:
    """The links of a paragraph that lead out and have words: hyperlinks and fields that begin and end in it."""
    found: dict[object, list[str]] = {}
    targets: dict[object, str] = {}
    fields = _fields(paragraph)
    for piece, text in pieces:
        link = next(piece.iterancestors(W + "hyperlink", W + "fldSimple"), None)
        run = next(piece.iterancestors(W + "r"))
        if link is not None and link.tag == W + "hyperlink":
            key, target = link, addresses.get(link.get(R + "id", ""), "")
        elif link is not None:
            key, target = link, _address(link.get(W + "instr", ""))
        else:
            key, target = fields.get(run, (None, ""))  # type: ignore[assignment]
        if target.strip().split(":")[0].lower() in SCHEMES and _leads(target.strip()):
            targets[key] = target
            found.setdefault(key, []).append(text)
    return [(words, targets[key]) for key, texts in found.items() if WORDS.search(words := "".join(texts))]


def _fields(paragraph: Element) -> dict[Element, tuple[object, str]]:
    """The run of each result of a HYPERLINK field, with the field's begin and its address."""
    found: dict[Element, tuple[object, str]] = {}
    opened: list[list[object]] = []
    for run in paragraph.iter(W + "r"):
        for mark in run.iter(W + "fldChar", W + "instrText"):
            kind = mark.get(W + "fldCharType")
            if kind == "begin":
                opened.append([mark, "", False])
            elif opened and kind == "separate":
                opened[-1][2] = True
            elif opened and kind == "end":
                opened.pop()
            elif opened and mark.tag == W + "instrText" and not opened[-1][2]:
                opened[-1][1] = f"{opened[-1][1]}{mark.text or ''}"
        shown = [(begin, _address(str(words))) for begin, words, result in opened if result]
        address = next(((begin, target) for begin, target in reversed(shown) if target), None)
        if address:
            found[run] = address
    return found


def _address(instruction: str) -> str:
    found = INSTRUCTION.search(instruction)
    return (found[1] or found[2] or "") if found else ""


def _leads(target: str) -> bool:
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    return bool(parts.netloc if parts.scheme in {"http", "https"} else parts.path)
