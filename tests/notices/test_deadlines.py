"""Business days, deadlines and reminders: French and German holidays, changes of clocks, what house.toml may say."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique import house
from communique.approval import deadlines, workdays
from communique.decisions import Decision, Kind, utc
from communique.errors import HouseError
from communique.rules import timetable
from communique.rules.timetable import Timetable
from gatehouse import NOON, Gate, make, with_settings

BOTH = ("FR", "DE-BY")
PARIS = ZoneInfo("Europe/Paris")
DAYS = st.dates(date(2020, 1, 1), date(2040, 12, 31))
CALENDARS = st.sampled_from([(), ("FR",), ("DE",), ("DE-BY",), BOTH])


def easter(year: int) -> date:
    """Gauss's rule as Lichtenberg mended it: Easter Sunday of the Gregorian calendar."""
    k = year // 100
    m, s = 15 + (3 * k + 3) // 4 - (8 * k + 13) // 25, 2 - (3 * k + 3) // 4
    a = year % 19
    d = (19 * a + m) % 30
    r = (d + a // 11) // 29
    og = 21 + d - r
    oe = 7 - (og - (7 - (year + year // 4 + s) % 7)) % 7
    return date(year, 3, 1) + timedelta(days=og + oe - 1)


def free(year: int, calendar: str) -> set[date]:
    """The public holidays of a year, from the Code du travail (L3133-1) and the laws of the Federation and Bavaria."""
    sunday = easter(year)
    moving = {"FR": (1, 39, 50), "DE": (-2, 1, 39, 50), "DE-BY": (-2, 1, 39, 50, 60)}[calendar]
    fixed = {
        "FR": ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)),
        "DE": ((1, 1), (5, 1), (10, 3), (12, 25), (12, 26)),
        "DE-BY": ((1, 1), (1, 6), (5, 1), (10, 3), (11, 1), (12, 25), (12, 26)),
    }[calendar]
    return {sunday + timedelta(days=n) for n in moving} | {date(year, *day) for day in fixed}


@pytest.mark.parametrize("calendar", ["FR", "DE", "DE-BY"])
def test_every_weekday_of_twenty_years_is_a_business_day_unless_the_law_says_otherwise(calendar: str) -> None:
    day = date(2021, 1, 1)
    while day.year < 2041:
        expected = day.weekday() < 5 and day not in free(day.year, calendar)
        assert workdays.is_workday(day, (calendar,)) is expected, day
        day += timedelta(days=1)


@given(DAYS, st.integers(1, 30), CALENDARS)
def test_so_many_business_days_after_a_day_there_have_been_exactly_so_many(day: date, count: int, calendars: tuple[str, ...]) -> None:
    end = workdays.after(day, count, calendars)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert sum(workdays.is_workday(one, calendars) for one in between) == count
    assert workdays.is_workday(end, calendars)


@given(DAYS, st.integers(0, 30), CALENDARS)
def test_back_and_forth_is_the_same_day(day: date, count: int, calendars: tuple[str, ...]) -> None:
    back = workdays.before(day, count, calendars)
    assert workdays.is_workday(back, calendars)
    assert back <= day
    assert workdays.after(back, count, calendars) == workdays.before(day, 0, calendars)


@given(
    DAYS,
    st.integers(0, 23),
    st.sampled_from(["Europe/Paris", "Europe/Berlin", "Africa/Cairo", "America/Sao_Paulo", "Asia/Beirut", "Australia/Lord_Howe"]),
)
def test_an_hour_is_the_one_on_the_wall_or_the_next_that_the_clocks_show(day: date, hour: int, zone: str) -> None:
    moment = deadlines.moment(day, hour, zone)
    wall = datetime.combine(day, time(hour))
    assert moment.astimezone(UTC).astimezone(ZoneInfo(zone)) == moment
    assert timedelta(0) <= moment.replace(tzinfo=None) - wall <= timedelta(hours=1)


@given(DAYS, st.integers(0, 23), st.lists(st.integers(0, 5), max_size=4), st.integers(0, 23 * 60))
def test_reminders_come_in_order_before_the_deadline_and_on_business_days(day: date, hour: int, remind: list[int], minutes: int) -> None:
    own = _in_paris(Timetable(hour=hour, holidays=BOTH, remind=tuple(remind)))
    deadline = deadlines.moment(day, 0, own.zone) + timedelta(minutes=minutes)
    found = deadlines.reminders(deadline, own)
    assert list(found) == sorted(set(found))
    assert all(moment <= deadline - deadlines.AN_HOUR for moment in found)
    assert len(found) <= len(set(remind))
    nine = [moment for moment in found if moment.hour == deadlines.MORNING]
    assert all(workdays.is_workday(moment.date(), BOTH) for moment in nine)


def _in_paris(review: Timetable) -> house.House:
    return house.House(Path("/"), "Nord", (), (), {}, b"", review=review)


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    return make(tmp_path)


def submitted(gate: Gate, at: datetime) -> None:
    gate.write(Decision(kind=Kind.SUBMIT, release="pont", subject="d" * 64, at=utc(at), channel="terminal"))


def due(gate: Gate) -> datetime | None:
    return deadlines.due(gate.release, gate.record(), gate.house)


def test_before_a_submission_there_is_no_deadline(gate: Gate) -> None:
    assert due(gate) is None


@pytest.mark.parametrize(
    "at, expected",
    [
        # Monday; the Friday before Easter: Good Friday and Easter Monday are free; a submission at night counts for the local day.
        (datetime(2026, 3, 9, 12, tzinfo=UTC), datetime(2026, 3, 12, 18, tzinfo=PARIS)),
        (datetime(2026, 4, 2, 12, tzinfo=UTC), datetime(2026, 4, 9, 18, tzinfo=PARIS)),
        (datetime(2026, 3, 27, 23, 30, tzinfo=UTC), datetime(2026, 4, 1, 18, tzinfo=PARIS)),
        (datetime(2026, 12, 23, 8, tzinfo=UTC), datetime(2026, 12, 29, 18, tzinfo=PARIS)),
    ],
)
def test_the_deadline_is_three_business_days_later_at_six(gate: Gate, at: datetime, expected: datetime) -> None:
    submitted(gate, at)
    assert due(gate) == expected


def test_a_release_can_have_a_deadline_of_its_own(gate: Gate) -> None:
    submitted(gate, NOON)
    own = datetime(2026, 3, 10, 15, 30, tzinfo=UTC)
    release = with_settings(gate.release, review_by=own)
    assert deadlines.due(release, gate.record(), gate.house) == own


def test_a_withdrawn_release_has_none_until_it_is_submitted_again(gate: Gate) -> None:
    submitted(gate, NOON)
    gate.write(Decision(kind=Kind.WITHDRAW, release="pont", reviewer="anna", at=utc(NOON + timedelta(hours=1)), comment="no"))
    assert due(gate) is None
    submitted(gate, NOON + timedelta(days=1))
    assert due(gate) == datetime(2026, 3, 13, 18, tzinfo=PARIS)


def test_the_board_says_by_when_what_is_missing_is_expected(gate: Gate) -> None:
    submitted(gate, NOON)
    gate.approve(gate.board().cells[0].language, "sud", "chloe")
    assert {cell.due for cell in gate.board().missing} == {"2026-03-12T17:00:00Z"}
    assert [cell.due for cell in gate.board().cells if cell not in gate.board().missing] == [""]


@pytest.mark.parametrize("calendar", ["XX", "FR-99", "DE-ZZ"])
def test_a_calendar_that_nobody_keeps_is_named(calendar: str) -> None:
    with pytest.raises(HouseError, match=f"the calendar “{calendar}” is not known"):
        workdays.is_workday(date(2026, 3, 9), (calendar,))


@pytest.mark.parametrize(
    "values",
    [
        {"day": 3},
        {"days": -1},
        {"days": "3"},
        {"days": True},
        {"hour": 24},
        {"holidays": "FR"},
        {"holidays": ["france"]},
        {"remind": 1},
        {"remind": [1.5]},
    ],
)
def test_a_line_of_review_that_cannot_be_is_refused(values: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="review"):
        timetable.read(values)


def test_a_house_says_its_own_days(gate: Gate) -> None:
    path = gate.house.templates / "house.toml"
    path.write_text(path.read_text(encoding="utf-8") + '\n[review]\ndays = 1\nhour = 12\nholidays = ["DE-BY"]\n', encoding="utf-8")
    submitted(gate, NOON)
    assert due(gate.reloaded()) == datetime(2026, 3, 10, 12, tzinfo=PARIS)
