"""XLIFF 1.0 to 1.2 (OASIS 2008) and 2.x (ISO 21720): the segments of a translation tool with their translations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from ..exchange.bilingual import BilingualError, Row
from ..files.foreign_xml import forget
from ..languages import Wording
from ._bilingual_xml import line_of, local, opened
from ._inline_codes import inlines

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NO_SOURCE = Wording("ce segment n’a pas d’original", "dieses Segment hat keinen Ausgangstext", "this segment has no source")
COMPLETE_IT = Wording(
    "complétez-le dans l’outil de traduction et exportez de nouveau",
    "ergänzen Sie ihn im Übersetzungsprogramm und exportieren Sie neu",
    "complete it in the translation tool and export again",
)


def read(path: Path) -> Iterator[Row]:
    """The segments in order, those that are not to be translated left out. Raises BilingualError, naming the line."""
    tags = ("", "")
    for event, element in opened(path, "xliff", frozenset({"trans-unit", "unit"})):
        name = local(element)
        if event == "start":
            if name == "xliff" and element.get("srcLang"):
                tags = element.get("srcLang", ""), element.get("trgLang", "")
            elif name == "file" and element.get("source-language"):
                tags = element.get("source-language", ""), element.get("target-language", "")
            continue
        yield from (_of_unit if name == "unit" else _of_trans_unit)(path, element, tags)
        forget(element)


def _of_trans_unit(path: Path, unit: etree._Element, tags: tuple[str, str]) -> Iterator[Row]:
    """XLIFF 1.x: one source, at most one target; proposals in `alt-trans` are no translation."""
    if unit.get("translate") == "no":
        return
    approved = "approved" if unit.get("approved") == "yes" else ""
    yield from _rows(path, unit, tags, name=unit.get("id") or unit.get("resname") or "", state=approved)


def _of_unit(path: Path, unit: etree._Element, tags: tuple[str, str]) -> Iterator[Row]:
    """XLIFF 2.x: a unit of one segment or several."""
    if unit.get("translate") == "no":
        return
    for number, segment in enumerate(unit.iterfind("{*}segment"), 1):
        name = "/".join(filter(None, (unit.get("id"), segment.get("id") or (str(number) if number > 1 else ""))))
        yield from _rows(path, segment, tags, name=name, state=segment.get("state") or "")


def _rows(path: Path, parent: etree._Element, tags: tuple[str, str], *, name: str, state: str) -> Iterator[Row]:
    """A row for each target of a segment, one without where there is none; nothing for a segment without any text."""
    source = parent.find("{*}source")
    targets: list[etree._Element | None] = [*parent.iterfind("{*}target")]
    line = line_of(parent)
    if source is None:
        raise BilingualError(f"{path.name}:{line}", NO_SOURCE, COMPLETE_IT)
    for target in targets or [None]:
        said = inlines(source), inlines(target)
        if any(said):
            yield Row(
                id=name or str(line),
                line=line,
                source=said[0],
                target=said[1],
                source_tag=source.get(XML_LANG) or tags[0],
                target_tag=(target.get(XML_LANG) if target is not None else "") or tags[1],
                state=state or (target.get("state", "") if target is not None else ""),
            )
