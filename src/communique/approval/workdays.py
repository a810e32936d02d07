"""Business days: neither Saturday nor Sunday nor a public holiday in one of the calendars of a house."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from holidays import country_holidays

from ..errors import HouseError
from ..languages import Wording

A_DAY = timedelta(days=1)
SATURDAY = 5
UNKNOWN = Wording(
    "sous [review], le calendrier «\u00a0{code}\u00a0» n’est pas connu",
    "unter [review] ist der Kalender „{code}“ nicht bekannt",
    "under [review], the calendar “{code}” is not known",
)
CODES_ARE = Wording(
    "écrivez le code d’un pays, au besoin avec sa région\u00a0: FR, DE-BY",
    "schreiben Sie den Code eines Landes, wenn nötig mit dem Bundesland: FR, DE-BY",
    "write the code of a country, with its region where needed: FR, DE-BY",
)


def is_workday(day: date, calendars: Iterable[str]) -> bool:
    """Whether people work on a day everywhere. Raises HouseError for a calendar that nobody keeps."""
    return day.weekday() < SATURDAY and not any(day in _free_days(code, day.year) for code in calendars)


def after(day: date, count: int, calendars: tuple[str, ...]) -> date:
    """The `count`-th business day after a day, which itself does not count; the day itself for 0."""
    for _ in range(count):
        day = _next(day + A_DAY, A_DAY, calendars)
    return day


def before(day: date, count: int, calendars: tuple[str, ...]) -> date:
    """The last business day on or before a day, and from it `count` business days back."""
    day = _next(day, -A_DAY, calendars)
    for _ in range(count):
        day = _next(day - A_DAY, -A_DAY, calendars)
    return day


def _next(day: date, step: timedelta, calendars: tuple[str, ...]) -> date:
    while not is_workday(day, calendars):
        day += step
    return day


@lru_cache(maxsize=256)
def _free_days(code: str, year: int) -> frozenset[date]:
    country, _, part = code.partition("-")
    try:
        return frozenset(country_holidays(country, subdiv=part or None, years=year))
    except NotImplementedError as error:
        raise HouseError("templates/house.toml", UNKNOWN.fill(code=code), CODES_ARE) from error
