"""Bilingual files in XML: read as a stream, with a sentence for what is none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

from lxml import etree

from ..exchange.bilingual import EXPORT_AGAIN, BilingualError
from ..files.foreign_xml import declares_entities, elements
from ..languages import Wording

BROKEN = Wording("XML illisible ({why})", "unlesbares XML ({why})", "unreadable XML ({why})")
NOT_WELL_FORMED = Wording(
    "mal formé, tronqué, ou dans un autre codage que celui annoncé",
    "fehlerhaft, abgeschnitten oder anders kodiert als angegeben",
    "malformed, cut off, or encoded otherwise than it says",
)
TOO_DEEP = Wording(
    "trop imbriqué, ou un texte de plus de 10 Mo", "zu tief verschachtelt oder Text über 10 MB", "nested too deeply, or a text over 10 MB"
)
ENTITIES = Wording(
    "déclare des entités XML, ce qui n’est pas accepté",
    "deklariert XML-Entitäten, was nicht angenommen wird",
    "declares XML entities, which is not accepted",
)
OTHER_ROOT = Wording("n’est pas un fichier {name}", "ist keine {name}-Datei", "is no {name} file")


def opened(path: Path, name: str, ends: frozenset[str]) -> Iterator[tuple[str, etree._Element]]:
    """Every element of a file as it starts, and again, whole, as those named in `ends` end; whoever is given these may `forget` them.

    `name` is the root's. No DTD is loaded and no entity expanded. Raises BilingualError, with the line, for what is no such file.
    """
    try:
        with path.open("rb") as file:
            for number, (event, element) in enumerate(elements(file)):
                if not number:
                    _refuse(path, element, name)
                if event == "start" or local(element) in ends:
                    yield event, element
    except etree.XMLSyntaxError as error:
        limit = any(word in str(error) for word in ("XML_PARSE_HUGE", "amplification"))
        raise BilingualError(
            f"{path.name}:{error.lineno or 1}", BROKEN.fill(why=TOO_DEEP if limit else NOT_WELL_FORMED), EXPORT_AGAIN
        ) from error


def _refuse(path: Path, root: etree._Element, name: str) -> None:
    if local(root) != name:
        raise BilingualError(path.name, OTHER_ROOT.fill(name=name.upper()), EXPORT_AGAIN)
    if declares_entities(root):
        raise BilingualError(path.name, ENTITIES, EXPORT_AGAIN)


def local(element: etree._Element) -> str:
    """An element's name without its namespace or a prefix that nobody declared; other tools leave theirs out or use an old one."""
    return element.tag.rpartition("}")[2].rpartition(":")[2]


def line_of(element: etree._Element) -> int:
    """The line of its file on which an element begins, from 1."""
    return cast("int | None", element.sourceline) or 1
