"""TMX 1.4b (LISA 2005): the sentences of a translation memory with their translations, each as a row to check."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from ..document import plain
from ..exchange.bilingual import Row
from ..files.foreign_xml import forget
from ._bilingual_xml import line_of, local, opened
from ._inline_codes import inlines

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ANY = "*all*"


def read(path: Path) -> Iterator[Row]:
    """A row for each translation of a unit, in order; units of one language alone have none. Raises BilingualError, naming the line.

    The source is the variant of the unit's or the header's `srclang`, or the first one where that is `*all*` or not there.
    """
    source_tag = ANY
    for event, element in opened(path, "tmx", frozenset({"tu"})):
        if event == "start":
            if local(element) == "header":
                source_tag = element.get("srclang") or ANY
            continue
        yield from _rows(element, element.get("srclang") or source_tag)
        forget(element)


def _rows(unit: etree._Element, source_tag: str) -> Iterator[Row]:
    variants = [(_tag(variant), variant) for variant in unit.iterfind("{*}tuv") if variant.find("{*}seg") is not None]
    source = _source(variants, source_tag)
    line = line_of(unit)
    said = inlines(source[1].find("{*}seg")) if source else ()
    if not plain(said).strip():
        return
    for tag, variant in variants:
        if source and variant is not source[1] and tag.lower() != source[0].lower():
            name = unit.get("tuid") or str(line)
            target = inlines(variant.find("{*}seg"))
            yield Row(id=name, line=line_of(variant), source=said, target=target, source_tag=source[0], target_tag=tag)


def _source(variants: list[tuple[str, etree._Element]], wanted: str) -> tuple[str, etree._Element] | None:
    """The variant of a tag, or of its language alone, or the first."""
    tag = wanted.lower().replace("_", "-")
    exact = (pair for pair in variants if pair[0].lower() == tag)
    near = (pair for pair in variants if pair[0].lower().partition("-")[0] == tag.partition("-")[0])
    return next(exact, None) or next(near, None) or (variants[0] if variants else None)


def _tag(variant: etree._Element) -> str:
    # TMX 1.1 says `lang` where 1.4 says `xml:lang`.
    return (variant.get(XML_LANG) or variant.get("lang") or "").replace("_", "-")
