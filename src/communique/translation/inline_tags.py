"""Inlines as the `g` and `x` elements of XLIFF 1.2, and back; a tag's number says which mark, link, note call or break it stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from ..document import Break, Inline, Inlines, Link, Mark, NoteRef, Text
from ..languages import Language
from ..markup import merged

XLIFF = "urn:oasis:names:tc:xliff:document:1.2"
LINK, NOTE, BREAK, LANGUAGE = "link", "x-note", "lb", "x-language"
KINDS = {Mark.STRONG: "bold", Mark.EMPHASIS: "italic", Mark.SUPERSCRIPT: "x-superscript", Mark.SUBSCRIPT: "x-subscript"}
MARKS = {kind: mark for mark, kind in KINDS.items()}
PLACEHOLDERS = frozenset({NOTE, BREAK})
MARKED = "mrk"
# There is one of each: a link cannot be had twice, nor can a note be called twice.
SINGLE = frozenset({LINK, NOTE})
# XML 1.0, production 2: no file can hold these.
IMPOSSIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Code:
    """What a tag stands for: its kind as XLIFF names it, and its address, note or language."""

    kind: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag in a sentence: its number, its element (`g` around text, `x` alone) and what stands in it."""

    id: str
    name: str
    inside: tuple[Node, ...] = ()


Node = str | Tag
Nodes = tuple[Node, ...]


@dataclass(slots=True)
class Numbering:
    """The numbers of a unit's tags: the source's first, in its order, then what only the target has."""

    codes: dict[str, Code] = field(default_factory=dict)
    _numbers: dict[Code, list[str]] = field(default_factory=dict)

    def tagged(self, content: Inlines) -> Nodes:
        """A sentence with its tags numbered; the same code gets the number that it has, and a second link or mark one of its own."""
        return tuple(self._nodes(_atoms(merged(content)), Counter()))

    def _nodes(self, atoms: list[_Atom], used: Counter[Code]) -> Iterator[Node]:
        at = 0
        while at < len(atoms):
            code = max(atoms[at].codes, key=lambda one: (_end(atoms, at, one), one.kind), default=None)
            if code is None:
                yield from self._bare(atoms[at], used)
                at += 1
                continue
            end = _end(atoms, at, code)
            number = self._number(code, used)
            inner = [replace(atom, codes=atom.codes - {code}) for atom in atoms[at:end]]
            yield Tag(number, "g", tuple(self._nodes(inner, used)))
            at = end

    def _bare(self, atom: _Atom, used: Counter[Code]) -> Iterator[Node]:
        match atom.inline:
            case Text(text=text):
                yield IMPOSSIBLE.sub("\ufffd", text)
            case Link(content=content, href=href):
                number = self._number(Code(LINK, href), used)
                inner = [replace(inside, codes=inside.codes - atom.shared) for inside in _atoms(merged(content))]
                yield Tag(number, "g", tuple(self._nodes(inner, used)))
            case Break():
                yield Tag(self._number(Code(BREAK), used), "x")
            case NoteRef(note=note):
                yield Tag(self._number(Code(NOTE, note), used), "x")

    def _number(self, code: Code, used: Counter[Code]) -> str:
        own = self._numbers.setdefault(code, [])
        if used[code] == len(own):
            own.append(str(len(self.codes) + 1))
            self.codes[own[-1]] = code
        number = own[used[code]]
        used[code] += 1
        return number


@dataclass(frozen=True, slots=True)
class _Atom:
    """An inline with the codes still to be opened around it; of a link, `shared` are those that its whole text is in."""

    inline: Inline
    codes: frozenset[Code]
    shared: frozenset[Code] = frozenset()


def _atoms(content: Inlines) -> list[_Atom]:
    atoms = [_atom(inline) for inline in content]
    for at, atom in enumerate(atoms):
        # A break or a note call within a bold run is no end of it.
        if isinstance(atom.inline, Break | NoteRef) and 0 < at < len(atoms) - 1:
            atoms[at] = replace(atom, codes=atoms[at - 1].codes & atoms[at + 1].codes)
    return atoms


def _atom(inline: Inline) -> _Atom:
    match inline:
        case Text(marks=marks, language=language):
            spoken = {Code(LANGUAGE, language.value)} if language else set()
            return _Atom(inline, frozenset({*(Code(KINDS[mark]) for mark in marks), *spoken}))
        case Link(content=content):
            every = [atom.codes for atom in _atoms(merged(content))]
            shared = frozenset.intersection(*every) if every else frozenset()
            return _Atom(inline, shared, shared)
    return _Atom(inline, frozenset())


def _end(atoms: list[_Atom], at: int, code: Code) -> int:
    """Before which atom a code ends that the one at `at` has."""
    return next((n for n in range(at, len(atoms)) if code not in atoms[n].codes), len(atoms))


def write(element: etree._Element, nodes: Nodes, codes: Mapping[str, Code]) -> None:
    """Put a sentence into a `source` or `target` element."""
    last: etree._Element | None = None
    for node in nodes:
        if not isinstance(node, str):
            last = _tag(element, node, codes)
        elif last is None:
            element.text = (element.text or "") + node
        else:
            last.tail = (last.tail or "") + node


def _tag(element: etree._Element, node: Tag, codes: Mapping[str, Code]) -> etree._Element:
    code = codes[node.id]
    tag = etree.SubElement(element, f"{{{XLIFF}}}{node.name}", id=node.id, ctype=_ctype(code))
    if code.kind in SINGLE:
        tag.set("clone", "no")
    write(tag, node.inside, codes)
    return tag


def _ctype(code: Code) -> str:
    return f"{LANGUAGE}-{code.value}" if code.kind == LANGUAGE else code.kind


def read(element: etree._Element) -> Nodes:
    """The sentence in a `source` or `target` element. A tool's own `mrk` is looked through; other elements are tags.

    So is a `mrk` around words that somebody struck out and nobody has decided about: they are no part of the sentence yet.
    """
    return tuple(_read(element))


def _read(element: etree._Element) -> Iterator[Node]:
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            name = etree.QName(child).localname
            inside = _read(child)
            if name == MARKED and "delet" not in (child.get("mtype") or ""):
                yield from inside
            else:
                yield Tag(child.get("id") or "", name, tuple(inside))
        if child.tail:
            yield child.tail


def tags(nodes: Nodes) -> Iterator[Tag]:
    """Every tag of a sentence, outer ones first."""
    for node in nodes:
        if isinstance(node, Tag):
            yield node
            yield from tags(node.inside)


def settled(content: Inlines) -> Inlines:
    """The same inlines as they come back from a file: neighbours of equal marks are one, within links too."""
    return merged([replace(i, content=_texts(merged(i.content))) if isinstance(i, Link) else i for i in content])


def words(nodes: Iterable[Node]) -> str:
    """The characters of a sentence without its tags, and without the code that other tools put into theirs."""
    return "".join(node if isinstance(node, str) else words(node.inside) for node in nodes if isinstance(node, str) or node.name == "g")


def inlines(nodes: Nodes, codes: Mapping[str, Code]) -> Inlines:
    """The inlines of a sentence. Raises KeyError for a number without a code, ValueError where a link holds a link or a note call."""
    return merged(list(_inlines(nodes, codes, frozenset(), None)))


def _inlines(nodes: Nodes, codes: Mapping[str, Code], marks: frozenset[Mark], language: Language | None) -> Iterator[Inline]:
    for node in nodes:
        if isinstance(node, str):
            yield Text(node, marks, language)
            continue
        code = codes[node.id]
        match code.kind:
            case "lb":
                yield Break()
            case "x-note":
                yield NoteRef(code.value)
            case "link":
                inner = merged(list(_inlines(node.inside, codes, marks, language)))
                yield Link(_texts(inner), code.value)
            case "x-language":
                yield from _inlines(node.inside, codes, marks, Language(code.value))
            case _:
                yield from _inlines(node.inside, codes, marks | {MARKS[code.kind]}, language)


def _texts(content: Inlines) -> tuple[Text | Break, ...]:
    """What a link can hold. Raises ValueError for anything else."""
    found = tuple(inline for inline in content if isinstance(inline, Text | Break))
    if len(found) < len(content):
        raise ValueError("a link or a note call within a link")
    return found
