"""The time zone that an embargo line names beside an hour: an offset, its letters or a city; one that nobody knows is left to people."""

from __future__ import annotations

import re
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

# Hours from UTC. Who writes EST in July means New York's time: this is an hour too late then, never too early.
LETTERS = {
    "UTC": 0,
    "GMT": 0,
    "TU": 0,
    "WEZ": 0,
    "BST": 1,
    "WESZ": 1,
    "EST": -5,
    "EDT": -4,
    "CST": -6,
    "CDT": -5,
    "MST": -7,
    "MDT": -6,
    "PST": -8,
    "PDT": -7,
}
# CET and MEZ are what people call Paris time in summer too.
ACRONYMS = dict.fromkeys(("CET", "CEST", "MEZ", "MESZ"), "Europe/Paris") | {
    "UK": "Europe/London",
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
# Only zones from Paris to the west: an hour that is read as one of theirs by mistake comes too late, not too early.
CITIES = {
    "Europe/Paris": "paris lyon berlin bonn münchen munich brüssel brussels bruxelles bern berne zürich zurich geneva wien vienne "
    "vienna rom rome madrid amsterdam luxemburg luxembourg français deutsch german mitteleuropäisch",
    "Europe/London": "london londres britisch britannique british greenwich",
    "America/New_York": "eastern york washington boston",
    "America/Chicago": "central chicago",
    "America/Denver": "mountain denver",
    "America/Los_Angeles": "pacific angeles francisco",
}
BY_WORD = {word: zone for zone, words in CITIES.items() for word in words.split()}
OFFSET = re.compile(r"(?:\b(?:UTC|GMT|TU)\s?|^)(?P<sign>[+\u2212-])(?P<hours>0?\d|1[0-4])(?::?(?P<minutes>[0-5]\d))?\b")
ZULU = re.compile(r"^\s?Z\b")
WORDS = re.compile(r"[^\W\d_]+")
# Letters that can only be a zone's, and the words that go with a place's time.
STRANGE = re.compile(r"^[\s(,]{0,3}(?:[A-Z]{1,4}T|[A-Z]{2,4}Z)\b")
TIME_OF = re.compile(
    r"\b(?i:heures?\s(?:de\s|du\s|d[’']))[^\W\d_]+(?:\s[A-Z][^\W\d_]+)?|\b(?i:heures?\s(?:locales?|[^\W\d_]+(?:enne|aise|ique)))\b"
    r"|\b(?i:Ortszeit|local\stime)\b|\b[A-ZÄÖÜ][^\W\d_]+(?:er\sZeit|ER\sZEIT)\b"
    r"|\b(?!(?i:Embargo|Release|The|This|Same|Any)\b)[A-Z][^\W\d_]+\s(?:[Tt]ime|TIME)\b"
)


class Unknown(ValueError):
    """A line names a zone that is not known: no hour that could be taken for it would be sure to be late enough."""


def zone_of(after: str, line: str, usual: str) -> tzinfo:
    """The zone of an hour: what the words right after it name, else what the line calls a place's time, else the usual IANA zone.

    Raises Unknown where a zone is named that is none of these.
    """
    for words in (after, *(found.group() for found in TIME_OF.finditer(line))):
        if zone := named_zone(words):
            return zone
    if STRANGE.search(after) or TIME_OF.search(line):
        raise Unknown
    return ZoneInfo(usual)


def named_zone(words: str) -> tzinfo | None:
    """The first zone that is named among words."""
    if found := OFFSET.search(words):
        ahead = timedelta(hours=int(found["hours"]), minutes=int(found["minutes"] or 0))
        return timezone(ahead if found["sign"] == "+" else -ahead)
    if ZULU.search(words):
        return timezone(timedelta())
    if "europ" in words.casefold():
        return ZoneInfo("Europe/Paris")
    return next(filter(None, map(_by_word, WORDS.findall(words))), None)


def _by_word(word: str) -> tzinfo | None:
    if word in LETTERS:
        return timezone(timedelta(hours=LETTERS[word]))
    plain = word.casefold()
    zone = ACRONYMS.get(word) or next(
        (BY_WORD[form] for form in (plain, plain.removesuffix("er"), plain.removesuffix("e")) if form in BY_WORD), ""
    )
    return ZoneInfo(zone) if zone else None
