"""JSON Lines (jsonlines.org): a sentence and its translation a line, with the glossary and the names that it is to be held against."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..document import Text
from ..exchange.bilingual import BilingualError, Row, Term
from ..languages import Wording

NOT_UTF8 = Wording("cette ligne n’est pas en UTF-8", "diese Zeile ist nicht in UTF-8", "this line is not in UTF-8")
NOT_JSON = Wording("cette ligne n’est pas un objet JSON", "diese Zeile ist kein JSON-Objekt", "this line is no JSON object")
MISSING = Wording("« {name} » manque ou n’est pas un texte", "„{name}“ fehlt oder ist kein Text", "“{name}” is missing or is no text")
NO_LIST = Wording("« {name} » n’a pas la bonne forme", "„{name}“ hat nicht die richtige Form", "“{name}” does not have the right form")
A_ROW = Wording(
    "par ligne : id, source_lang, target_lang, source, target ; au besoin glossary [{source, target, forbidden}] et names",
    "je Zeile: id, source_lang, target_lang, source, target; bei Bedarf glossary [{source, target, forbidden}] und names",
    "a line is: id, source_lang, target_lang, source, target; and where needed glossary [{source, target, forbidden}] and names",
)


def read(path: Path) -> Iterator[Row]:
    """The rows in order, empty lines left out. Raises BilingualError, naming the line; a row without a target is not translated yet."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                yield _row(f"{path.name}:{number}", number, _values(f"{path.name}:{number}", line))


def _values(place: str, line: bytes) -> Mapping[str, Any]:
    try:
        values = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BilingualError(place, NOT_UTF8, A_ROW) from error
    except (ValueError, RecursionError) as error:
        raise BilingualError(place, NOT_JSON, A_ROW) from error
    if not isinstance(values, dict):
        raise BilingualError(place, NOT_JSON, A_ROW)
    return values


def _row(place: str, number: int, values: Mapping[str, Any]) -> Row:
    source = _text(place, values, "source")
    if not source.strip():
        raise BilingualError(place, MISSING.fill(name="source"), A_ROW)
    target = _text(place, values, "target") if values.get("target") is not None else ""
    return Row(
        id=str(values.get("id", number)),
        line=number,
        source=(Text(source),),
        target=(Text(target),) if target else (),
        source_tag=_text(place, values, "source_lang"),
        target_tag=_text(place, values, "target_lang"),
        glossary=_glossary(place, values.get("glossary") or []),
        names=frozenset(_texts(place, "names", values.get("names") or [])),
    )


def _text(place: str, values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    if not isinstance(value, str):
        raise BilingualError(place, MISSING.fill(name=name), A_ROW)
    # Half a surrogate pair, which JSON can spell, is no character and could not be printed.
    return value.encode("utf-8", "replace").decode()


def _texts(place: str, name: str, values: object) -> tuple[str, ...]:
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise BilingualError(place, NO_LIST.fill(name=name), A_ROW)
    return tuple(values)


def _glossary(place: str, entries: object) -> tuple[Term, ...]:
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BilingualError(place, NO_LIST.fill(name="glossary"), A_ROW)
    return tuple(
        Term(
            source=_text(place, entry, "source"),
            target=_text(place, entry, "target"),
            forbidden=_texts(place, "forbidden", entry.get("forbidden") or []),
        )
        for entry in entries
    )
