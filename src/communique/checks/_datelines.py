"""The day and month that a release says it is of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..document import Block, Dateline, Document, Embargo, Kicker, Lead, plain
from ..facts.dates import MONTHS, NUMERIC_DATE, months
from ..languages import Language

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# How far a year stands from its month: "24 November 2025", "novembre de l'année 2025" is too far.
NEAR = 4


def has_day(text: str) -> bool:
    """Whether a date in a text names its day: it holds a number of one or two digits."""
    figures = "".join(letter if letter.isdigit() else " " for letter in text).split()
    return any(len(number) <= 2 for number in figures)


def dated_to_the_day(document: Document) -> bool:
    """Whether the head of a release says its day: in the dateline, or as a full date in kicker, embargo or lead."""
    return any(_full_date(block, document.language) for block in document.blocks)


def _full_date(block: Block, language: Language) -> bool:
    match block:
        case Dateline(content=content):
            return has_day(plain(content))
        case Lead(content=content) | Kicker(content=content) | Embargo(content=content):
            return any(True for _ in full_dates(plain(content), language))
        case _:
            return False


def full_dates(text: str, language: Language) -> Iterator[str]:
    """The dates with a day in a text."""
    names = "|".join(MONTHS[language].split())
    yield from re.findall(
        rf"\b\d{{1,2}}(?:\.|er|st|nd|rd|th)?[ \u00a0](?:{names})\b|\b(?:{names})[ \u00a0]\d{{1,2}}\b", text, re.IGNORECASE
    )
    yield from (found.group() for found in NUMERIC_DATE.finditer(text))


def months_of_years(text: str, language: Language) -> Iterator[tuple[int, str]]:
    """Each month that a text names with its year, counted from the year 0, with its words."""
    for month in months(text, language):
        year = YEAR.search(text, month.start)
        if year and year.start() - month.end <= NEAR:
            yield int(year.group()) * 12 + month.value - 1, text[month.start : year.end()]
