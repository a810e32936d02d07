"""The XLIFF 1.2 file that a translator gives back: its units as they stand in it, before anything is believed."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

from ..exchange.bilingual import BilingualError
from ..exchange.handbacks import Handback, HandbackError, Returned
from ..exchange.xliff import CREATOR
from ..files.foreign_xml import forget
from ..languages import Wording
from ..translation.inline_tags import read as nodes
from ._bilingual_xml import line_of, local, opened

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ORIGINAL = re.compile(r"(?P<slug>[a-z0-9][a-z0-9-]*)/(?P<language>[a-z]{2})#(?P<draft>[0-9a-f]{64})")
# A release has some sixty sentences; the greatest draft that is read makes a file of a few megabytes.
LARGEST = 32 * 1024 * 1024

TOO_LARGE = Wording(
    "plus de 32 Mo\u00a0: aucun communiqué n’est si long",
    "größer als 32 MB: So lang ist keine Mitteilung",
    "more than 32 MB: no release is that long",
)
NOT_OURS = Wording(
    "ce fichier XLIFF n’a pas été exporté d’un communiqué d’ici",
    "diese XLIFF-Datei wurde nicht aus einer Mitteilung von hier exportiert",
    "this XLIFF file was not exported from a release of this house",
)
SEVERAL = Wording("contient plusieurs fichiers d’origine", "enthält mehrere Ursprungsdateien", "holds several original files")
OTHER_VERSION = Wording("n’est pas au format XLIFF 1.2", "ist nicht im Format XLIFF 1.2", "is not in the format XLIFF 1.2")
GIVE_BACK = Wording(
    "rendez le fichier que «\u00a0communique export\u00a0» a écrit, une fois traduit, sans le convertir",
    "geben Sie die Datei zurück, die „communique export“ geschrieben hat, übersetzt und nicht umgewandelt",
    "give back the file that “communique export” wrote, translated and not converted",
)
NO_SOURCE = Wording("ce segment n’a pas d’original", "dieses Segment hat keinen Ausgangstext", "this segment has no source")


def read(path: Path) -> Handback:
    """A file with all its units. Raises HandbackError, with the line, for what communique did not export."""
    try:
        return _read(path)
    except BilingualError as error:
        raise HandbackError(error.place, error.fact, GIVE_BACK) from error


def _read(path: Path) -> Handback:
    if path.stat().st_size > LARGEST:
        raise HandbackError(path.name, TOO_LARGE, GIVE_BACK)
    files: list[dict[str, str]] = []
    units: list[Returned] = []
    for event, element in opened(path, "xliff", frozenset({"trans-unit"})):
        name = local(element)
        if event == "start" and name == "xliff" and element.get("version") != "1.2":
            raise HandbackError(path.name, OTHER_VERSION, GIVE_BACK)
        if event == "start" and name == "file":
            files.append({str(key): str(value) for key, value in element.attrib.items()})
        elif event == "end":
            units.append(_unit(path, element, files[-1].get("target-language", "") if files else ""))
            forget(element)
    if len(files) > 1:
        raise HandbackError(path.name, SEVERAL, GIVE_BACK)
    made = ORIGINAL.fullmatch(files[0].get("original", "")) if files else None
    if made is None:
        raise HandbackError(path.name, NOT_OURS, GIVE_BACK)
    tags = files[0].get("source-language", ""), files[0].get("target-language", "")
    return Handback(path.name, made["slug"], made["language"], made["draft"], *tags, tuple(units))


def _unit(path: Path, unit: etree._Element, tag: str) -> Returned:
    source, target = unit.find("{*}source"), unit.find("{*}target")
    if source is None:
        raise HandbackError(f"{path.name}:{line_of(unit)}", NO_SOURCE, GIVE_BACK)
    return Returned(
        key=unit.get("id") or "",
        line=line_of(unit),
        source=nodes(source),
        target=None if target is None else nodes(target),
        tag=(target.get(XML_LANG) if target is not None else None) or tag,
        seen=unit.get("extradata") or "",
        notes=tuple(filter(None, map(_note, unit.iterchildren("{*}note")))),
        state="final" if unit.get("approved") == "yes" else (target.get("state") or "" if target is not None else ""),
    )


def _note(note: etree._Element) -> str:
    """What somebody else noted on one line; nothing for a note of ours."""
    return "" if note.get("from") == CREATOR else " ".join("".join(map(str, note.itertext())).split())
