"""The termbase: concepts with their preferred, admitted and forbidden terms in each language, in a file for a spreadsheet."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import zip_longest
from pathlib import Path

from .errors import HouseError
from .languages import Language, same
from .terms.glossary_refusals import (
    BAD_STATUS,
    BROKEN_LINE,
    COLUMNS_ARE,
    CONTRADICTION,
    DECIDE,
    EMPTY,
    NAME_IT,
    NO_COLUMN,
    NO_CONCEPT,
    NOT_UTF8,
    ONE_ADMITTED,
    SAVE_AGAIN,
    SAVE_AS_UTF8,
    STATUSES_ARE,
    TAKE_A_FULL_ONE,
    TAKE_LESS,
    TOO_LARGE,
    TWO_PREFERRED,
)


class Status(StrEnum):
    """What the house says about a term; each concept has at most one preferred term a language."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Term:
    """One word or phrase for a concept."""

    language: Language
    text: str
    status: Status


@dataclass(frozen=True, slots=True)
class Concept:
    """What a line or several lines of the termbase stand for; the terms are ordered by language, then as in the file."""

    id: str
    terms: tuple[Term, ...]
    do_not_translate: bool = False
    note: str = ""

    def allowed(self, language: Language) -> tuple[str, ...]:
        """The preferred term of a language, then the admitted ones."""
        terms = sorted((t for t in self.terms if t.status is not Status.FORBIDDEN), key=lambda t: t.status is not Status.PREFERRED)
        return tuple(term.text for term in terms if term.language is language)


@dataclass(frozen=True, slots=True)
class Line:
    """What one line of a file says about a concept; `place` is the file's name and the line's number."""

    place: str
    concept: str
    terms: tuple[Term, ...]
    do_not_translate: bool = False
    note: str = ""


@dataclass(frozen=True)
class Glossary:
    """The concepts of a house."""

    concepts: tuple[Concept, ...] = ()

    @cached_property
    def names(self) -> frozenset[str]:
        """The names that stand the same in every language: allowed terms of concepts that are not translated."""
        named = (concept for concept in self.concepts if concept.do_not_translate)
        return frozenset(term.text for concept in named for term in concept.terms if term.status is not Status.FORBIDDEN)


COLUMNS = (
    "concept",
    *(column for language in Language for column in (language.value, f"{language.value}_status")),
    "do_not_translate",
    "note",
)
# A hundred thousand concepts take about 10 MB.
LIMIT = 50_000_000
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
YES = frozenset({"yes", "oui", "ja", "x", "1", "true"})
APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})


def load(path: Path) -> Glossary:
    """The termbase in a CSV file with the columns of COLUMNS; comma, semicolon or tab, with or without a byte order mark.

    Raises HouseError naming file and line: empty, over LIMIT bytes, not UTF-8, no CSV, a missing column, an unknown status, two preferred
    terms of one concept in one language, a term that is both preferred and forbidden. Raises OSError where there is no file.
    """
    return assembled(_lines(path))


def assembled(lines: Iterable[Line]) -> Glossary:
    """The termbase of the lines of a file, those of one concept together. Raises HouseError where two contradict each other."""
    by_concept: dict[str, list[Line]] = {}
    for line in _unambiguous(lines):
        by_concept.setdefault(line.concept, []).append(line)
    return Glossary(tuple(_concept(name, group) for name, group in by_concept.items()))


def sized(path: Path) -> Path:
    """A file that is neither empty nor larger than LIMIT bytes. Raises HouseError for any other, OSError where there is none."""
    size = path.stat().st_size
    if size > LIMIT:
        raise HouseError(path.name, TOO_LARGE.fill(limit=LIMIT // 1_000_000), TAKE_LESS)
    if not size:
        raise HouseError(path.name, EMPTY, TAKE_A_FULL_ONE)
    return path


def merge(own: Glossary, incoming: Glossary) -> Glossary:
    """The own termbase with the incoming concepts; one of the same id takes the own one's place."""
    concepts = {concept.id: concept for concept in (*own.concepts, *incoming.concepts)}
    return Glossary(tuple(concepts.values()))


def dump(glossary: Glossary) -> str:
    """The termbase as the text of its file; `load` reads it back to an equal value."""
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerow(COLUMNS)
    for concept in glossary.concepts:
        columns = [[(t.text, t.status.value) for t in concept.terms if t.language is language] for language in Language]
        rows = list(zip_longest(*columns, fillvalue=("", ""))) or [(("", ""),) * len(columns)]
        for number, row in enumerate(rows):
            cells = [cell for pair in row for cell in pair]
            writer.writerow([concept.id, *cells, "yes" if concept.do_not_translate else "no", "" if number else concept.note])
    return lines.getvalue()


def _lines(path: Path) -> Iterator[Line]:
    text = _decoded(sized(path))
    header = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=header.count))
    start = 1
    try:
        columns = [name.strip().lower() for name in next(reader, [])]
        for column in COLUMNS:
            if column not in columns:
                raise HouseError(f"{path.name}:1", NO_COLUMN.fill(column=column), COLUMNS_ARE.fill(columns=", ".join(COLUMNS)))
        start = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                values = dict(zip_longest(columns, (cell.strip() for cell in cells[: len(columns)]), fillvalue=""))
                yield _row(f"{path.name}:{start}", values)
            start = reader.line_num + 1
    except csv.Error as error:
        raise HouseError(f"{path.name}:{start}", BROKEN_LINE, SAVE_AGAIN) from error


def _decoded(path: Path) -> str:
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise HouseError(f"{path.name}:{line}", NOT_UTF8, SAVE_AS_UTF8) from error
    if control := CONTROL.search(text):
        raise HouseError(f"{path.name}:{text.count(chr(10), 0, control.start()) + 1}", BROKEN_LINE, SAVE_AGAIN)
    return text


def _row(place: str, values: Mapping[str, str]) -> Line:
    if not values["concept"]:
        raise HouseError(place, NO_CONCEPT, NAME_IT)
    terms = tuple(
        Term(language, values[language.value], _status(place, values[f"{language.value}_status"]))
        for language in Language
        if values[language.value]
    )
    return Line(place, values["concept"], terms, values["do_not_translate"].lower() in YES, values["note"])


def _status(place: str, value: str) -> Status:
    try:
        return Status(value.lower() or Status.PREFERRED)
    except ValueError as error:
        raise HouseError(place, BAD_STATUS.fill(status=value), STATUSES_ARE.fill(statuses=", ".join(Status))) from error


def _unambiguous(rows: Iterable[Line]) -> Iterator[Line]:
    preferred: dict[tuple[str, Language], str] = {}
    statuses: dict[tuple[str, Language, str], Status] = {}
    for row in rows:
        for term in row.terms:
            folded = re.sub(r"\s+", " ", term.text.translate(APOSTROPHES))
            if term.status is Status.PREFERRED and preferred.setdefault((row.concept, term.language), folded) != folded:
                raise HouseError(row.place, TWO_PREFERRED.fill(concept=row.concept, code=term.language), ONE_ADMITTED)
            known = statuses.setdefault((row.concept, term.language, folded), term.status)
            if Status.FORBIDDEN in {known, term.status} and known is not term.status:
                raise HouseError(row.place, CONTRADICTION.fill(term=same(term.text), concept=row.concept), DECIDE)
        yield row


def _concept(name: str, rows: list[Line]) -> Concept:
    terms = dict.fromkeys(term for language in Language for row in rows for term in row.terms if term.language is language)
    note = " ".join(row.note for row in rows if row.note)
    return Concept(name, tuple(terms), any(row.do_not_translate for row in rows), note)
