"""TBX files: a termbase in and out (ISO 30042, TBX-Basic), read without trust.

Three spellings are read: `martif` with `termEntry` (2008), and `tbx` with `conceptEntry` (2019) in the styles DCA and DCT. The DTD that a
DOCTYPE names is never fetched, and a file that declares anything of its own there is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.parsers import expat

from lxml import etree

from ..errors import HouseError
from ..files.foreign_xml import elements, forget
from ..glossary import Concept, Glossary, Line, Status, Term, assembled, sized
from ..languages import Language, Wording, of_tag

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
PREFIXES = {None: NAMESPACE}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ROOTS = frozenset({"martif", "tbx"})
ENTRIES = frozenset({"termEntry", "conceptEntry"})
# ISO 30042, data categories administrativeStatus and normativeAuthorization.
STATUSES = {
    "preferred": Status.PREFERRED,
    "admitted": Status.ADMITTED,
    "deprecated": Status.FORBIDDEN,
    "superseded": Status.FORBIDDEN,
}
WRITTEN = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ADMITTED: "admittedTerm-admn-sts",
    Status.FORBIDDEN: "deprecatedTerm-admn-sts",
}
STATUS_TAGS = frozenset({"administrativeStatus", "normativeAuthorization"})
# TBX-Basic has no category for it; a note of these words can be read by people and by us.
DO_NOT_TRANSLATE = "do not translate"
# An id is an XML name; whatever else stands in a concept's name is written as _x0020_.
NO_NAME = re.compile(r"^[^A-Za-z_]|[^\w.-]|_(?=x[0-9A-Fa-f]{4,6}_)")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4,6})_")

NOT_TBX = Wording("n’est pas un fichier TBX lisible", "ist keine lesbare TBX-Datei", "is no readable TBX file")
DECLARATIONS = Wording(
    "contient des déclarations DTD, ce qui n’est pas accepté",
    "enthält DTD-Deklarationen, was nicht angenommen wird",
    "holds DTD declarations, which are not accepted",
)
EXPORT_AGAIN = Wording(
    "exportez-le de nouveau en TBX-Basic depuis l’outil de terminologie, ou en CSV",
    "exportieren Sie sie im Terminologieprogramm neu als TBX-Basic oder als CSV",
    "export it again as TBX-Basic from the terminology tool, or as CSV",
)


def load(path: Path) -> Glossary:
    """The concepts of a TBX file that have a term in one of our languages.

    Of terms without a status the first of a language is preferred, unless another is, and the rest admitted. Raises HouseError naming file
    and line: empty, over 50 MB, no TBX, declarations in the DOCTYPE, two preferred terms, a term that is preferred and forbidden. Raises
    OSError where there is no file.
    """
    _refuse_declarations(sized(path))
    try:
        with path.open("rb") as file:
            return assembled(_lines(path, file))
    except etree.XMLSyntaxError as error:
        raise HouseError(f"{path.name}:{error.lineno or 1}", NOT_TBX, EXPORT_AGAIN) from error


def dump(glossary: Glossary) -> str:
    """The termbase as TBX-Basic of 2019, style DCA; `load` reads it back to an equal value."""
    root = etree.Element(f"{{{NAMESPACE}}}tbx", {"style": "dca", "type": "TBX-Basic", XML_LANG: "en"}, nsmap=PREFIXES)  # type: ignore[arg-type]
    _add(_add(_add(_add(root, "tbxHeader"), "fileDesc"), "sourceDesc"), "p").text = "templates/glossary.csv"
    body = _add(_add(root, "text"), "body")
    for concept in glossary.concepts:
        _write(_add(body, "conceptEntry", id=NO_NAME.sub(_escape, concept.id)), concept)
    etree.indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True).decode() + "\n"


def _add(parent: etree._Element, name: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}", attributes)


def _write(entry: etree._Element, concept: Concept) -> None:
    for note in filter(None, (DO_NOT_TRANSLATE if concept.do_not_translate else "", concept.note)):
        _add(entry, "note").text = note
    for language in Language:
        terms = [term for term in concept.terms if term.language is language]
        section = _add(entry, "langSec", **{XML_LANG: language.value}) if terms else entry
        for term in terms:
            part = _add(section, "termSec")
            _add(part, "term").text = term.text
            _add(part, "termNote", type="administrativeStatus").text = WRITTEN[term.status]


def _escape(found: re.Match[str]) -> str:
    return f"_x{ord(found.group()):04X}_"


def _refuse_declarations(path: Path) -> None:
    parser = expat.ParserCreate()

    def refuse(_name: str, _system: str | None, _public: str | None, own: int) -> None:
        if own:
            raise HouseError(f"{path.name}:{parser.CurrentLineNumber}", DECLARATIONS, EXPORT_AGAIN)

    def start(name: str, _attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] not in ROOTS:
            raise HouseError(f"{path.name}:{parser.CurrentLineNumber}", NOT_TBX, EXPORT_AGAIN)
        parser.StartElementHandler = None
        raise _RootSeen

    parser.StartDoctypeDeclHandler, parser.StartElementHandler = refuse, start
    try:
        with path.open("rb") as file:
            parser.ParseFile(file)
    except _RootSeen:
        return
    except (expat.ExpatError, ValueError) as error:
        raise HouseError(f"{path.name}:{parser.CurrentLineNumber}", NOT_TBX, EXPORT_AGAIN) from error


class _RootSeen(Exception):
    """The prolog is over."""


def _lines(path: Path, file: IO[bytes]) -> Iterator[Line]:
    number = 0
    for event, element in elements(file):
        if event == "end" and etree.QName(element).localname in ENTRIES:
            number += 1
            line = _line(path, element, number)
            # A concept of other languages only is not ours; one without any language is as empty as it was in our own file.
            if line.terms or not _sections(element):
                yield line
            forget(element)


def _line(path: Path, entry: etree._Element, number: int) -> Line:
    notes = [text for note in entry.iterfind("{*}note") if (text := _text(note))]
    sections = _sections(entry)
    terms = [term for language in Language for term in _terms(sections, language)]
    own = entry.get("id") or f"{path.stem}-{number}"
    return Line(
        f"{path.name}:{entry.sourceline}",
        ESCAPED.sub(lambda found: chr(int(found[1], 16)), own),
        tuple(terms),
        any(note.casefold() == DO_NOT_TRANSLATE for note in notes),
        " ".join(note for note in notes if note.casefold() != DO_NOT_TRANSLATE),
    )


def _sections(entry: etree._Element) -> list[etree._Element]:
    return [part for part in entry if etree.QName(part).localname in {"langSet", "langSec"}]


def _terms(sections: list[etree._Element], language: Language) -> Iterator[Term]:
    own = [section for section in sections if _language(section) is language]
    found = [(_text(term), _status(term)) for section in own for term in section.iter("{*}term")]
    preferred = any(status is Status.PREFERRED for _, status in found)
    for text, status in found:
        if text:
            yield Term(language, text, status or (Status.ADMITTED if preferred else Status.PREFERRED))
            preferred = preferred or not status


def _language(section: etree._Element) -> Language | None:
    return of_tag(section.get(XML_LANG) or section.get("lang") or "")


def _status(term: etree._Element) -> Status | None:
    """What stands beside a term about its status: `<termNote type="administrativeStatus">`, or `<min:administrativeStatus>`."""
    around = term.getparent()
    # In files of 2008 a termGrp may stand between a term's section and the term; its notes then lie in either.
    places = [] if around is None else [around, *around.iterchildren("{*}termNoteGrp")]
    if around is not None and etree.QName(around).localname == "termGrp" and (section := around.getparent()) is not None:
        places.append(section)
    for note in (note for place in places for note in place):
        category = note.get("type") or etree.QName(note).localname
        if category in STATUS_TAGS and (status := STATUSES.get(_text(note).partition("Term")[0])):
            return status
    return None


def _text(element: etree._Element) -> str:
    return "".join(map(str, element.itertext())).strip()
