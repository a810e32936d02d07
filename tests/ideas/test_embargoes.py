"""The moment of an embargo line is read in three languages, and a draft under embargo is confidential from the first run on."""

from __future__ import annotations

import pytest

from communique.text.embargoes import day, moment


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
        ("Embargoed until 9 March 2026, 11 a.m. PT", "2026-03-09T11:00:00-07:00"),
        ("EMBARGOED until 9 March 2026, 2 pm US Eastern Time", "2026-03-09T14:00:00-04:00"),
        ("Embargo until 9 March 2026, 16:00 London time", "2026-03-09T16:00:00+00:00"),
        ("Embargo jusqu’au 9 mars 2026, 14 h (heure de New York)", "2026-03-09T14:00:00-04:00"),
        ("Heure de Londres\u00a0: 9 mars 2026, 14 h", "2026-03-09T14:00:00+00:00"),
        ("Sperrfrist: 9. März 2026, 14.30 Uhr Londoner Zeit", "2026-03-09T14:30:00+00:00"),
        ("Sperrfrist: 9. März 2026, 14:30 Uhr Ortszeit Boston", "2026-03-09T14:30:00-04:00"),
        ("Sperrfrist: 9. März 2026, 14:30 Uhr mitteleuropäischer Zeit", "2026-03-09T14:30:00+01:00"),
        ("Embargo until 9 March 2026, 14:30 Central European Time", "2026-03-09T14:30:00+01:00"),
        ("Embargo until 9 March 2026, 14:30 (UTC-5)", "2026-03-09T14:30:00-05:00"),
        ("Embargo until 9 March 2026, 14:30 UTC+02:00", "2026-03-09T14:30:00+02:00"),
        ("Embargo until 9 March 2026 14:30\u221205:00", "2026-03-09T14:30:00-05:00"),
        ("Embargo until 9 March 2026 14:30Z", "2026-03-09T14:30:00+00:00"),
        # Of an hour that two zones give, the later one counts.
        ("Embargo until 9 March 2026, 20:00 London time (17:00 US Eastern Time)", "2026-03-09T17:00:00-04:00"),
        # A word is no zone, a place where the release is written is none, and a range of hours is no offset.
        ("L’embargo est fixé au 9 mars 2026 à 14 h 30 et pas avant", "2026-03-09T14:30:00+01:00"),
        ("London: embargo until 9 March 2026, 14:30 CET", "2026-03-09T14:30:00+01:00"),
        ("SOUS EMBARGO JUSQU’AU 9 MARS 2026, 14 H 30 – INRIA, IMT", "2026-03-09T14:30:00+01:00"),
        ("Embargo – 14:30, 9 March 2026", "2026-03-09T14:30:00+01:00"),
        ("Embargo time: 9 March 2026, 14:30 – 15:00", "2026-03-09T14:30:00+01:00"),
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
        "Embargo until 9 March 2026, 6:00 JST",
        "Embargo until 9 March 2026, 9 a.m. Sydney time",
        "EMBARGO UNTIL 9 MARCH 2026, 9 AM SYDNEY TIME",
        "Heure de Tokyo\u00a0: 9 mars 2026, 9 h",
        "Embargo : 9 mars 2026, 14 h 30, heure locale",
        "Sperrfrist: 9. März 2026, 14:30 Uhr Ortszeit",
        "Sperrfrist: 9. März 2026, 14:30 Uhr OEZ",
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
