"""The moment that an embargo line names, in French, German or English."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from .document import Document, Embargo, plain

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


def moment(line: str, zone: str) -> datetime | None:
    """The date and hour in a line as a moment in an IANA zone, or None where either is missing or impossible."""
    text = line.replace("\u00a0", " ").replace("\u202f", " ")
    day = DAY.search(text)
    month = MONTHS.get(day["month"].lower()) if day else None
    hour = HOUR.search(text[: day.start()] + " " * (day.end() - day.start()) + text[day.end() :]) if day else None
    if not (day and month and hour):
        return None
    clock = int(hour["hour"]) % 12 + (12 if hour["half"].lower().startswith("p") else 0) if hour["half"] else int(hour["hour"])
    try:
        return datetime(int(day["year"]), month, int(day["day"]), clock, int(hour["minute"] or 0), tzinfo=ZoneInfo(zone))
    except ValueError:
        return None
