"""The house's review hours: how many business days reviewers have, until which hour, in whose calendars, and when they are reminded."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# ISO 3166-1, and for a part of the country ISO 3166-2: FR, DE-BY.
CALENDAR = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")
KNOWN = frozenset({"days", "hour", "holidays", "remind"})
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Timetable:
    """What `[review]` in house.toml says.

    `days` are business days from the submission, 0 for no deadline; `hour` is the full hour of the house's zone at which the last of them
    ends; a day is a holiday where one of the `holidays` calendars has it (`FR`, `DE-BY`); `remind` are the business days before the
    deadline on which those who are missing are reminded, 0 for the day itself.
    """

    days: int = 3
    hour: int = 18
    holidays: tuple[str, ...] = ("FR", "DE")
    remind: tuple[int, ...] = (1, 0)


def read(values: Mapping[str, Any]) -> Timetable:
    """The timetable of a `[review]` table. Raises ValueError for a line that is not known or not possible."""
    if unknown := sorted(set(values) - KNOWN):
        raise ValueError(f"review: {', '.join(unknown)}: the lines are {', '.join(sorted(KNOWN))}")
    found = {**{name: values[name] for name in values}}
    for name in {"holidays", "remind"} & set(found):
        if not isinstance(found[name], list):
            raise ValueError(f"review: {name} is a list in square brackets")
        found[name] = tuple(found[name])
    own = Timetable(**found)
    if not (_whole(own.days, LONGEST) and _whole(own.hour, 23) and all(_whole(days, LONGEST) for days in own.remind)):
        raise ValueError(f"review: days and remind are numbers up to {LONGEST}, hour one up to 23")
    if not all(isinstance(code, str) and CALENDAR.fullmatch(code) for code in own.holidays):
        raise ValueError("review: holidays are codes such as FR or DE-BY")
    return own


def _whole(number: object, most: int) -> bool:
    return type(number) is int and 0 <= number <= most
