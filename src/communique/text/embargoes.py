"""The day and the moment that an embargo line or a dateline names, in French, German or English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, tzinfo
from itertools import zip_longest

from ..document import Document, Embargo, plain
from .zones import named_zone, zone_of

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("janvier", "januar", "january", "jänner"),
            ("février", "februar", "february"),
            ("mars", "märz", "march"),
            ("avril", "april"),
            ("mai", "may"),
            ("juin", "juni", "june"),
            ("juillet", "juli", "july"),
            ("août", "august"),
            ("septembre", "september"),
            ("octobre", "oktober", "october"),
            ("novembre", "november"),
            ("décembre", "dezember", "december"),
        ),
        start=1,
    )
    for name in names
}
DAY = re.compile(r"(?P<day>\d{1,2})(?:er|\.|st|nd|rd|th)?\s+(?P<month>[^\W\d]+)\s+(?P<year>\d{4})")
# March 9, 2026
MONTH_FIRST = re.compile(r"(?P<month>[^\W\d]+)\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})")
IN_FIGURES = re.compile(r"(?<![\d.])(?:(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})|(?P<iso>\d{4}-\d{2}-\d{2}))(?!\d)")
OF_AN_OFFSET = frozenset({"+", "-", "\u2212"})
# 14 h 30, 14h, 14:30, 14.30 Uhr, 2:30 p.m., 2 pm
HOUR = re.compile(
    r"(?P<hour>\d{1,2})\s*(?:(?:h|:|\.)\s*(?P<minute>\d{2})?|(?=\s*(?:uhr|[ap]\.?\s?m)))\s*(?:uhr)?\s*(?P<half>[ap]\.?\s?m)?",
    re.IGNORECASE,
)


def named(document: Document, zone: str) -> datetime | None:
    """The moment of the document's embargo line in an IANA zone; None without a line, or where it lacks the date or the hour.

    A line without an hour is left to people: no hour that we could add would be sure to be late enough.
    """
    for block in document.blocks:
        if isinstance(block, Embargo):
            return moment(plain(block.content), zone)
    return None


def spoken(moment: datetime) -> str:
    """A moment with its zone as people read it: `2026-03-09 14:30 (UTC+0100)`."""
    return f"{moment:%Y-%m-%d %H:%M} (UTC{moment:%z})"


def day(line: str) -> date | None:
    """The first whole date of a line, or None where there is none or it is impossible."""
    text = line.replace("\u00a0", " ").replace("\u202f", " ")
    found = DAY.search(text) or MONTH_FIRST.search(text) or IN_FIGURES.search(text)
    try:
        return _date(found) if found else None
    except ValueError:
        return None


def _date(found: re.Match[str]) -> date | None:
    if iso := found.groupdict().get("iso"):
        return date.fromisoformat(iso)
    name = found["month"]
    month = int(name) if name.isdigit() else MONTHS.get(name.lower(), 0)
    return date(int(found["year"]), month, int(found["day"])) if month else None


def moment(line: str, zone: str) -> datetime | None:
    """The date and hour in a line as a moment, in the zone that it names or in an IANA zone.

    None where date or hour is missing or impossible, or the zone is none that is known. Of an hour in several zones the latest counts, and
    so does the later moment of one that clocks show twice, or not at all, in the night when they change.
    """
    text = line.replace("\u00a0", " ").replace("\u202f", " ")
    found = DAY.search(text)
    month = MONTHS.get(found["month"].lower()) if found else None
    if not (found and month):
        return None
    text = text[: found.start()] + " " * (found.end() - found.start()) + text[found.end() :]
    try:
        local = (datetime(int(found["year"]), month, int(found["day"]), *hour, tzinfo=own) for hour, own in _hours(text, zone))
        # Moments of one zone would be compared by what its clocks show.
        return max(map(_later, local), key=lambda one: one.astimezone(UTC), default=None)
    except ValueError:
        return None


def _hours(text: str, zone: str) -> Iterator[tuple[tuple[int, int], tzinfo]]:
    """The first hour of a line with its zone, and every further one that names its own. Raises ValueError for a zone that is not known."""
    hours = [hour for hour in HOUR.finditer(text) if text[: hour.start()][-1:] not in OF_AN_OFFSET]
    for hour, later in zip_longest(hours, hours[1:]):
        after = text[hour.end() : later.start() if later else None]
        own = zone_of(after, text, zone) if hour is hours[0] else named_zone(after)
        if own:
            yield _clock(hour), own


def _later(local: datetime) -> datetime:
    """The later of the two moments that a night of the change of clocks makes of a time that is shown twice, or never."""
    return max((local.replace(fold=fold) for fold in (0, 1)), key=lambda one: one.astimezone(UTC))


def _clock(hour: re.Match[str]) -> tuple[int, int]:
    """An hour and its minutes, of twenty-four."""
    said = int(hour["hour"])
    if hour["half"]:
        said = said % 12 + (12 if hour["half"].lower().startswith("p") else 0)
    return said, int(hour["minute"] or 0)
