"""Deadlines: until when the reviewers of a release are asked to decide, and when those who have not are reminded."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ..decisions import Kind, Record, utc
from ..house import House
from ..releases import Release

MORNING = 9
AN_HOUR = timedelta(hours=1)


def due(release: Release, record: Record, house: House) -> datetime | None:
    """The moment until which reviewers are asked to decide, in the house's zone.

    It is `review_by` of the release, else the house's number of business days after the day of the last submission, at the house's hour;
    None before anything was submitted, where the house gives no days, and where the release was withdrawn since. Raises HouseError for a
    calendar that is not known.
    """
    if release.settings.review_by:
        return house.local(release.settings.review_by)
    asked = submitted(record)
    if asked is None or not house.review.days:
        return None
    from . import workdays

    day = workdays.after(house.local(asked).date(), house.review.days, house.review.holidays)
    return moment(day, house.review.hour, house.zone)


def due_in_utc(release: Release, record: Record, house: House) -> str:
    """The same as decisions write times, empty for none."""
    found = due(release, record, house)
    return utc(found) if found else ""


def submitted(record: Record) -> datetime | None:
    """When the release was last laid before its reviewers; None where it never was, or was withdrawn after."""
    last = [decision for decision in record.decisions if decision.kind in (Kind.SUBMIT, Kind.WITHDRAW)][-1:]
    return next((datetime.fromisoformat(decision.at) for decision in last if decision.kind is Kind.SUBMIT), None)


def reminders(deadline: datetime, house: House) -> tuple[datetime, ...]:
    """The moments, in order, from which those who are missing are reminded: mornings of business days, each before the deadline."""
    from . import workdays

    local = house.local(deadline)
    days = {workdays.before(local.date(), count, house.review.holidays) for count in house.review.remind}
    return tuple(min(moment(day, MORNING, house.zone), local - AN_HOUR) for day in sorted(days))


def moment(day: date, hour: int, zone: str) -> datetime:
    """A full hour of a day in an IANA zone; one that the clocks jump over is taken to be the one after it."""
    wall = datetime.combine(day, time(hour), ZoneInfo(zone))
    # Through UTC and back: a wall time in the gap of a change of clocks becomes the one that clocks show at that moment.
    return datetime.fromtimestamp(wall.timestamp(), ZoneInfo(zone))
