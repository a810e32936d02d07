"""The day and the moment that an embargo line or a dateline names, in French, German or English."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone, tzinfo
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
# March 9, 2026
MONTH_FIRST = re.compile(r"(?P<month>[^\W\d]+)\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})")
IN_FIGURES = re.compile(r"(?<![\d.])(?:(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4})|(?P<iso>\d{4}-\d{2}-\d{2}))(?!\d)")
# A zone that is named counts; CET and MEZ are what people call Paris time in summer too.
HOURS_OFF = {"utc": 0, "gmt": 0, "bst": 1, "est": -5, "edt": -4}
OFFSET = re.compile(r"\b(?:utc|gmt|bst|est|edt)\b", re.IGNORECASE)
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


def _zone(line: str, zone: str) -> tzinfo:
    named = OFFSET.search(line)
    return timezone(timedelta(hours=HOURS_OFF[named.group().lower()])) if named else ZoneInfo(zone)


def moment(line: str, zone: str) -> datetime | None:
    """The date and hour in a line as a moment, in the zone that it names or in an IANA zone; None where either is missing or impossible."""
    text = line.replace("\u00a0", " ").replace("\u202f", " ")
    day = DAY.search(text)
    month = MONTHS.get(day["month"].lower()) if day else None
    hour = HOUR.search(text[: day.start()] + " " * (day.end() - day.start()) + text[day.end() :]) if day else None
    if not (day and month and hour):
        return None
    clock = int(hour["hour"]) % 12 + (12 if hour["half"].lower().startswith("p") else 0) if hour["half"] else int(hour["hour"])
    try:
        return datetime(int(day["year"]), month, int(day["day"]), clock, int(hour["minute"] or 0), tzinfo=_zone(text, zone))
    except ValueError:
        return None
