"""The moment of an embargo line is read in three languages, and a draft under embargo is confidential from the first run on."""

from __future__ import annotations

import pytest

from communique.embargoes import day, moment


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Sous embargo jusqu'au 9 mars 2026 à 14 h 30", "2026-03-09T14:30:00+01:00"),
        ("SOUS EMBARGO jusqu’au 1er avril 2026 à 8\u00a0h", "2026-04-01T08:00:00+02:00"),
        ("Sperrfrist: 9. März 2026, 14.30 Uhr", "2026-03-09T14:30:00+01:00"),
        ("Gesperrt bis 9. März 2026, 6 Uhr", "2026-03-09T06:00:00+01:00"),
        ("Embargoed until 2:30 p.m. CET, 9 March 2026", "2026-03-09T14:30:00+01:00"),
        ("Not for release before 9 March 2026 at 12 a.m.", "2026-03-09T00:00:00+01:00"),
        ("Embargoed until 1:30 p.m. GMT, 9 March 2026", "2026-03-09T13:30:00+00:00"),
        ("Embargoed until 8 a.m. EDT on 9 July 2026", "2026-07-09T08:00:00-04:00"),
    ],
)
def test_a_line_with_day_and_hour_is_a_moment(line: str, wanted: str) -> None:
    found = moment(line, "Europe/Paris")
    assert found is not None
    assert found.isoformat() == wanted


@pytest.mark.parametrize(
    "line",
    [
        "SOUS EMBARGO jusqu'au 24 novembre 2025",
        "Sperrfrist",
        "Embargo: 31 février 2026 à 14 h",
        "Embargo 14 h 30",
        "le 9 brumaire 2026 à 14 h",
    ],
)
def test_a_line_without_a_sure_moment_is_left_to_people(line: str) -> None:
    assert moment(line, "Europe/Paris") is None


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Paris, le 1er\u00a0avril 2026", "2026-04-01"),
        ("Berlin, Montag, 9. März 2026", "2026-03-09"),
        ("March 9, 2026 – Munich", "2026-03-09"),
        ("Bonn, 09.03.2026", "2026-03-09"),
        ("Lyon, le 9/3/2026", "2026-03-09"),
        ("2026-03-09", "2026-03-09"),
        ("Novembre 2025", None),
        ("le 31 février 2026", None),
        ("99.99.2026", None),
    ],
)
def test_the_day_of_a_line_is_read_however_it_is_written(line: str, wanted: str | None) -> None:
    found = day(line)
    assert (found.isoformat() if found else None) == wanted
