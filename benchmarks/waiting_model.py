"""What must be true of a release that waits, known from what was written and the calendar; nothing of the program is asked."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
BEGIN = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
# Good Friday and Easter Monday 2026; the other holidays of the two calendars lie outside these weeks.
FREE = {date(2026, 4, 3), date(2026, 4, 6)}
AWAY = (date(2026, 3, 16), date(2026, 3, 20))
SEATS = {"fr/sud": ("chloe",), "de/nord": ("anna", "bruno"), "en/nord": ("anna",), "en/sud": ("chloe",)}
OFFICER = "presse@example.org"


def workday(day: date) -> bool:
    """Whether people work on a day in France and Bavaria."""
    return day.weekday() < 5 and day not in FREE


def workdays_on(day: date, count: int, step: int) -> date:
    """So many business days on from a day, or back from it."""
    while count:
        day += timedelta(days=step)
        count -= workday(day)
    return day


@dataclass
class Model:
    """What must be true of one release, known from what was written: who is waited for, until when, who was to be told."""

    slug: str
    submitted: datetime | None = None
    approved: dict[str, str] = field(default_factory=dict)
    returned: set[str] = field(default_factory=set)

    @property
    def due(self) -> datetime:
        """Six in the evening of the third business day."""
        assert self.submitted
        day = workdays_on(self.submitted.astimezone(PARIS).date(), 3, 1)
        return datetime(day.year, day.month, day.day, 18, tzinfo=PARIS)

    def awaited(self, now: datetime) -> set[str]:
        """Who has to decide, the deputy for a colleague who is away."""
        seats = {who for cell, people in SEATS.items() if cell not in self.approved and cell not in self.returned for who in people}
        away = AWAY[0] <= now.astimezone(PARIS).date() <= AWAY[1]
        return {"emil" if away and who == "chloe" else who for who in seats}

    def expected(self, now: datetime) -> set[tuple[str, str, str, str]]:
        """The told that must have been written by now: kind, release, addressee, and for a reminder its day."""
        if not self.submitted:
            return set()
        local, due = now.astimezone(PARIS), self.due
        told = {("request", self.slug, f"{who}@example.org", "") for who in self.awaited(now)}
        days = {workdays_on(due.date(), 1, -1), due.date()}
        nine = local.replace(hour=9, minute=0, second=0, microsecond=0)
        if local.date() in days and self.submitted < nine <= local < due:
            told |= {("reminder", self.slug, f"{who}@example.org", local.date().isoformat()) for who in self.awaited(now)}
        if now >= due and len(self.approved) < len(SEATS):
            told.add(("overdue", self.slug, OFFICER, ""))
        if len(self.approved) == len(SEATS):
            told.add(("approved", self.slug, OFFICER, ""))
        return told

    def step(self, now: datetime, chance: random.Random) -> dict[str, str] | None:
        """What somebody does about this release now, if anything."""
        if self.submitted is None:
            self.submitted = now
            return {"kind": "submit", "slug": self.slug, "at": now.isoformat()}
        open_cells = sorted(set(SEATS) - set(self.approved))
        act = chance.choices(("approve", "return", "edit", "wait"), (6, 1, 1, 8))[0]
        cell = chance.choice(open_cells or sorted(SEATS))
        language, partner = cell.split("/")
        if act == "wait" or (act in ("approve", "return") and (not open_cells or cell in self.returned)):
            return None
        at = {"slug": self.slug, "at": now.isoformat(), "language": language}
        if act == "edit":
            if len(self.approved) == len(SEATS):
                return None
            self.approved = {name: who for name, who in self.approved.items() if not name.startswith(language)}
            self.returned = {name for name in self.returned if not name.startswith(language)}
            return {"kind": "edit", **at}
        who = chance.choice(SEATS[cell])
        if who == "chloe" and AWAY[0] <= now.astimezone(PARIS).date() <= AWAY[1]:
            return None
        if act == "return":
            self.returned.add(cell)
        else:
            self.approved[cell] = who
        return {"kind": act, **at, "partner": partner, "who": who}
