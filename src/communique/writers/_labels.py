"""What the page itself says, in each language: `templates/release/labels.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from ..errors import HouseError
from ..house import House
from ..languages import Language, Wording

FILE = "templates/release/labels.toml"
BROKEN = Wording(
    "n’a pas les libellés de la langue « {code} » ({why})",
    "hat keine Beschriftungen für die Sprache „{code}“ ({why})",
    "has no labels for the language “{code}” ({why})",
)
RESTORE = Wording(
    "reprenez le fichier fourni avec communique",
    "stellen Sie die mitgelieferte Datei wieder her",
    "restore the file that comes with communique",
)

Labels = Mapping[str, Any]


def labels(house: House, language: Language) -> Labels:
    """The labels of a language by name. Raises HouseError where the file is missing, broken or lacks the language."""
    try:
        text = (house.templates / "release" / "labels.toml").read_text(encoding="utf-8")
        found: Labels = tomllib.loads(text)[language.value]
        return found
    except (OSError, KeyError, ValueError) as error:
        raise HouseError(FILE, BROKEN.fill(code=language.value, why=type(error).__name__), RESTORE) from error


def filled(own: Labels, name: str, language: Language, **values: str) -> str:
    """A label with its places filled. Raises HouseError where the house's own file lacks it: an older one may."""
    try:
        line: str = own[name].format(**values)
    except (KeyError, AttributeError) as error:
        raise HouseError(FILE, BROKEN.fill(code=language.value, why=name), RESTORE) from error
    return line


def dated(own: Labels, local: datetime) -> str:
    """A day in words, of a moment in the zone that it is to be told in."""
    return f"{_day(own, local)}\u00a0{own['months'][local.month - 1]} {local.year}"


def _day(own: Labels, local: datetime) -> str:
    first, other = own["days"]
    day: str = (first if local.day == 1 else other).format(n=local.day)
    return day


def embargo_line(own: Labels, moment: datetime, zone: str) -> str:
    """The line that says until when nothing may be published, in the time of an IANA zone that is named by its city.

    An hour that the clocks of that night show twice is told with its distance from UTC.
    """
    local = moment.astimezone(ZoneInfo(zone))
    line: str = own["embargo"].format(
        day=_day(own, local),
        month=own["months"][local.month - 1],
        year=local.year,
        hour=f"{local.hour:02}",
        minute=f"{local.minute:02}",
        city=zone.rsplit("/", 1)[-1].replace("_", " "),
    )
    return f"{line} – UTC{local.isoformat()[-6:]}" if _twice(local) else line


def _twice(local: datetime) -> bool:
    """Whether clocks showed this very time twice, before and after they were set back."""
    return local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset()
