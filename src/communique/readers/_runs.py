"""The inside of a paragraph: its runs, links, fields, notes, and what is anchored in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ..document import Break, Inline, Mark, NoteRef, Text
from . import _looks
from ._atoms import Atom, Content
from ._formulas import visible
from ._names import CHART, DIAGRAM, MC, VAL, A, Element, M, R, V, W, alternatives, number, shown_text, toggle, value
from ._revisions import Unsettled
from ._signs import symbol
from ._source import Field, Source
from ._styles import Style

HYPERLINK = re.compile(r'HYPERLINK\s+(?:"([^"]*)"|(?!\\)(\S+))', re.IGNORECASE)
LOADING = re.compile(r"^\s*(?:INCLUDETEXT|INCLUDEPICTURE|DDE|DDEAUTO|LINK|IMPORT|RD|DATABASE)\b", re.IGNORECASE)
RAISED = {"superscript": Mark.SUPERSCRIPT, "subscript": Mark.SUBSCRIPT}
TRANSPARENT = frozenset({W + name for name in ("smartTag", "customXml", "dir", "bdo", "sdtContent", "fldSimple")})
PROPERTIES = f"{W}rPr"
ANCHORED = frozenset({W + "drawing", W + "pict", W + "object"})


def read(paragraph: Element, source: Source, style: Style, place: str) -> Content:
    """The content of a paragraph as it would be printed: insertions in, deletions, comments and hidden text out."""
    content = Content()
    _Reading(source, style, place, content).inside(paragraph, "")
    # An instruction never runs over a paragraph's end: a field left open there would swallow the rest of the text.
    source.fields = [opened for opened in source.fields if opened.shown]
    return content


@dataclass(slots=True)
class _Reading:
    source: Source
    style: Style
    place: str
    content: Content

    def inside(self, parent: Element, href: str) -> None:
        for child in parent:
            self._child(child, href)

    def _child(self, child: Element, href: str) -> None:
        match child.tag.removeprefix(W):
            case "r":
                self._run(child, href)
            case "ins" | "moveTo" as tag:
                self._revised(Unsettled.INSERTION if tag == "ins" else Unsettled.MOVE, child)
                self.inside(child, href)
            case "del":
                self._revised(Unsettled.DELETION, child)
            case "hyperlink":
                self.inside(child, self._target(child) or href)
            case "sdt":
                if child.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
                    self.source.oddities.note("placeholder", self.place, shown_text(child))
                for inner in child.findall(W + "sdtContent"):
                    self.inside(inner, href)
            case "fldSimple":
                self.inside(child, self._opened(child.get(W + "instr", "")) or href)
            case _ if child.tag in TRANSPARENT:
                self.inside(child, href)
            case _ if child.tag == MC + "AlternateContent":
                self._best(child, lambda branch: self.inside(branch, href))
            case _ if child.tag.startswith(M):
                if formula := visible(child, self._revised):
                    self.source.oddities.note("formula", self.place, formula)
                    self._add(formula, href)

    def _revised(self, kind: Unsettled, element: Element) -> None:
        self.source.revisions.note(kind, self.place, element.get(W + "author"))

    def _target(self, hyperlink: Element) -> str:
        arrow = self.source.package.relationships(self.source.part).get(hyperlink.get(R + "id", ""))
        return arrow.target if arrow and arrow.external else ""

    def _opened(self, instruction: str) -> str:
        """The address that a field's instruction links to, if it is a link."""
        if LOADING.match(instruction):
            self.source.oddities.note("field-external", self.place, instruction)
        link = HYPERLINK.search(instruction)
        return (link[1] or link[2] or "") if link else ""

    def _best(self, element: Element, read_branch: Callable[[Element], None]) -> None:
        before = len(self.content.atoms), len(self.content.anchored)
        for branch in alternatives(element):
            read_branch(branch)
            if (len(self.content.atoms), len(self.content.anchored)) != before:
                return

    def _run(self, run: Element, href: str) -> None:
        look = self._known_look(next(run.iterchildren(PROPERTIES), None))
        if look is None:
            self._hide(run)
            return
        self.content.hiding = False
        if look.like_link and (self.source.fields or next(run.iterancestors(W + "hyperlink"), None) is not None):
            look = replace(look, like_link=False)
        for child in run:
            self._piece(child, href, look)

    def _known_look(self, properties: Element | None) -> Atom | None:
        """How a run looks; None where it is hidden. Most runs of a draft say the same few things of themselves, and look the same."""
        said = () if properties is None else tuple([(child.tag, child.get(VAL), child.get(_looks.THEME)) for child in properties])
        key, looks = (self.style.id, said), self.source.looks
        if key not in looks:
            character = self.source.styles.get(value(properties, "rStyle"))
            looks[key] = None if self._hidden(properties, character) else self._look(properties, character)
        look: Atom | None = looks[key]
        return look

    def _hidden(self, properties: Element | None, character: Style) -> bool:
        said = (toggle(properties, "vanish"), character.hidden, self.style.hidden)
        return next((hidden for hidden in said if hidden is not None), False)

    def _hide(self, run: Element) -> None:
        has_text = any((t.text or "").strip() for t in run.iter(W + "t")) or next(run.iter(*ANCHORED), None) is not None
        if has_text and not self.content.hiding:
            self.source.revisions.note(Unsettled.HIDDEN, self.place)
        self.content.hiding = self.content.hiding or has_text
        for mark in run.iter(W + "fldChar", W + "instrText"):
            self._field(mark)

    def _look(self, properties: Element | None, character: Style) -> Atom:
        """Marks, weight and size of a run; a mark that the whole style carries is the style's matter, not the text's."""
        bold, italic = (
            next((on for on in (toggle(properties, name), of_run) if on is not None), None)
            for name, of_run in (("b", character.bold), ("i", character.italic))
        )
        marks = {Mark.STRONG} if bold and not self.style.bold else set()
        marks |= {Mark.EMPHASIS} if italic and not self.style.italic else set()
        raised = value(properties, "vertAlign") or character.raised
        marks |= {RAISED[raised]} if raised in RAISED else set()
        size = number(value(properties, "sz")) or character.size or self.style.size or self.source.styles.size
        weight = bool(self.style.bold if bold is None else bold)
        like_link = _looks.like_link(properties, character)
        return Atom(Text("", frozenset(marks)), weight, size, like_link=like_link, underlined=_looks.underlined(properties))

    def _piece(self, child: Element, href: str, look: Atom) -> None:
        match child.tag.removeprefix(W):
            case "t":
                self._add(child.text or "", href, look)
            case "tab" | "ptab":
                self._add("\t", href, look)
            case "br" | "cr" if child.get(W + "type") in {None, "textWrapping"}:
                self._atom(Break(), href, look)
            case "noBreakHyphen":
                self._add("\u2011", href, look)
            case "sym":
                code = int(child.get(W + "char", "0"), 16) if re.fullmatch(r"[0-9A-Fa-f]{1,5}", child.get(W + "char", "")) else 0
                self._add(symbol(code, self.place, self.source.oddities), href, look)
            case "footnoteReference" | "endnoteReference" as tag:
                self._call(tag.removesuffix("Reference") + "s", child.get(W + "id", ""))
            case "commentReference":
                self.source.revisions.note(Unsettled.COMMENT, self.place)
            case "fldChar" | "instrText":
                self._field(child)
            case "ruby":
                for base in child.iter(W + "rubyBase"):
                    self.source.oddities.note("ruby", self.place, shown_text(base))
                    self.inside(base, href)
            case _ if child.tag in ANCHORED:
                self.content.anchored.append(child)
            case _ if child.tag == MC + "AlternateContent":
                self._best(child, lambda branch: self._pieces(branch, href, look))

    def _pieces(self, branch: Iterable[Element], href: str, look: Atom) -> None:
        for child in branch:
            if child.tag not in ANCHORED or _shows(child):
                self._piece(child, href, look)

    def _add(self, text: str, href: str, look: Atom | None = None) -> None:
        if not text:
            return
        marks = look.inline.marks if look and isinstance(look.inline, Text) else frozenset()
        self._atom(Text(text, marks), href, look)

    def _atom(self, inline: Inline, href: str, look: Atom | None) -> None:
        fields = self.source.fields
        if any(not opened.shown for opened in fields):
            return
        target = href or next((opened.href for opened in reversed(fields) if opened.href), "")
        look = look or Atom(inline)
        self.content.atoms.append(Atom(inline, look.bold, look.size, target, look.like_link, look.underlined))

    def _call(self, kind: str, note_id: str) -> None:
        notes = self.source.notes
        if (kind, note_id) not in notes:
            notes.append((kind, note_id))
        self._atom(NoteRef(f"{kind}:{note_id}"), "", None)

    def _field(self, mark: Element) -> None:
        fields = self.source.fields
        if mark.tag == W + "instrText":
            if fields and not fields[-1].shown:
                fields[-1].instruction += mark.text or ""
            return
        match mark.get(W + "fldCharType"):
            case "begin":
                fields.append(Field())
            case "separate" if fields:
                fields[-1].shown = True
                fields[-1].href = self._opened(fields[-1].instruction)
            case "end" if fields:
                if not fields[-1].shown:
                    self._opened(fields[-1].instruction)
                fields.pop()


def _shows(drawing: Element) -> bool:
    """Whether a branch's drawing holds anything that a reader of the text could miss."""
    return next(drawing.iter(W + "txbxContent", A + "blip", V + "imagedata", CHART, DIAGRAM), None) is not None
