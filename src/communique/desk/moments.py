"""Days and hours as a reviewer reads them, in the house's time zone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from ..languages import Language

MONTHS = {
    Language.FR: ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
    Language.DE: ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
    Language.EN: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
}
DAYS = {
    Language.FR: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    Language.DE: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
    Language.EN: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
# House rules of the three languages: « 1er », the point after the ordinal, „Uhr“.
DAY = {Language.FR: "{day}\u00a0{month} {year}", Language.DE: "{day}.\u00a0{month} {year}", Language.EN: "{day}\u00a0{month} {year}"}
HOUR = {Language.FR: "{h}\u00a0h\u00a0{m:02}", Language.DE: "{h}:{m:02}\u00a0Uhr", Language.EN: "{h}:{m:02}"}
SHARP = {**HOUR, Language.FR: "{h}\u00a0h", Language.DE: "{h}\u00a0Uhr"}
JOIN = {Language.FR: "{day} à {hour}", Language.DE: "{day}, {hour}", Language.EN: "{day}, {hour}"}
CITY = {"Europe/Paris": {Language.FR: "heure de Paris", Language.DE: "Pariser Zeit", Language.EN: "Paris time"}}


def day(iso: str, language: Language, zone: str) -> str:
    """The day of a moment (ISO 8601) in a house's zone: `24. November 2026`."""
    at = _local(iso, zone)
    ordinal = "1er" if language is Language.FR and at.day == 1 else str(at.day)
    return DAY[language].format(day=ordinal, month=MONTHS[language][at.month - 1], year=at.year)


def moment(iso: str, language: Language, zone: str) -> str:
    """A moment (ISO 8601) in a house's zone: `24. November 2026, 18 Uhr`."""
    at = _local(iso, zone)
    hour = (HOUR if at.minute else SHARP)[language].format(h=at.hour, m=at.minute)
    return JOIN[language].format(day=day(iso, language, zone), hour=hour)


def clock(iso: str, zone: str) -> str:
    """The hour of a moment in a house's zone, `18:00`, for a browser to compare with its own."""
    return f"{_local(iso, zone):%H:%M}"


def until(iso: str, language: Language, zone: str) -> str:
    """A deadline with its weekday and its zone: `Dienstag, 24. November 2026, 18 Uhr (Pariser Zeit)`."""
    weekday = DAYS[language][_local(iso, zone).weekday()]
    sign = " " if language is Language.FR else ", " if language is Language.DE else " "
    return f"{weekday}{sign}{moment(iso, language, zone)} ({_named(zone, language)})"


def _named(zone: str, language: Language) -> str:
    return CITY.get(zone, {}).get(language, zone.rpartition("/")[2].replace("_", " "))


def _local(iso: str, zone: str) -> datetime:
    return datetime.fromisoformat(iso).astimezone(ZoneInfo(zone))
