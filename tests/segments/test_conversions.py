"""Labels, dates, places and figures go from one language into another by rule, or not at all."""

from __future__ import annotations

import pytest

from communique.languages import Language
from communique.translation.conversions import MONTHS, PLACES, by_rule, day_of, figures, place

FR, DE, EN = Language.FR, Language.DE, Language.EN

ROWS = """
Novembre 2025 | November 2025 | November 2025
24 novembre 2025 | 24. November 2025 | 24 November 2025
1er mars 2026 | 1. März 2026 | 1 March 2026
Lundi 9 mars 2026 | Montag, 9. März 2026 | Monday, 9 March 2026
Paris, le 24 novembre 2025 | Paris, 24. November 2025 | Paris, 24 November 2025
Munich, le 1er août 2026 | München, 1. August 2026 | Munich, 1 August 2026
Paris/Berlin, le 9 mars 2026 | Paris/Berlin, 9. März 2026 | Paris/Berlin, 9 March 2026
Paris et Bruxelles, le 9 mars 2026 | Paris und Brüssel, 9. März 2026 | Paris and Brussels, 9 March 2026
Francfort-sur-le-Main, le 9 mars 2026 | Frankfurt am Main, 9. März 2026 | Frankfurt am Main, 9 March 2026
La Haye, le 9 mars 2026 | Den Haag, 9. März 2026 | The Hague, 9 March 2026
Communiqué de presse | Pressemitteilung | Press release
Points clés | Das Wichtigste in Kürze | Key points
"""
TRIPLES = [dict(zip((FR, DE, EN), row.split(" | "), strict=True)) for row in ROWS.strip().splitlines()]


@pytest.mark.parametrize("row", TRIPLES, ids=lambda row: row[FR])
@pytest.mark.parametrize("source", Language)
@pytest.mark.parametrize("target", Language)
def test_a_fixed_form_is_the_same_in_any_direction(row: dict[Language, str], source: Language, target: Language) -> None:
    assert by_rule(row[source], source, target) == row[target]


@pytest.mark.parametrize(
    "source,text,target,expected",
    [
        (DE, "Berlin, den 24. November 2025", FR, "Berlin, le 24 novembre 2025"),
        (DE, "Berlin, Montag, den 9. März 2026", FR, "Berlin, le lundi 9 mars 2026"),
        (EN, "Berlin, March 9, 2026", DE, "Berlin, 9. März 2026"),
        (EN, "Monday, 9 March 2026", FR, "Lundi 9 mars 2026"),
        (FR, "Paris – 9 mars 2026", EN, "Paris – 9 March 2026"),
        (FR, "(Paris) le 9 mars 2026", DE, "(Paris) 9. März 2026"),
        (FR, "Paris,\u00a0le 9\u202fmars 2026", DE, "Paris, 9. März 2026"),
        (FR, "PARIS", DE, None),
        (FR, "COMMUNIQUÉ DE PRESSE", EN, "PRESS RELEASE"),
        (FR, "32 000", DE, "32.000"),
        (FR, "32\u202f000", EN, "32,000"),
        (DE, "32.000", FR, "32\u202f000"),
        (FR, "3,6", EN, "3.6"),
        (EN, "12.5%", FR, "12,5\u00a0%"),
        (FR, "12,5 %", DE, "12,5\u00a0%"),
        (FR, "2025", EN, "2025"),
    ],
)
def test_other_ways_of_writing_are_understood(source: Language, text: str, target: Language, expected: str | None) -> None:
    assert by_rule(text, source, target) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Saint-Inconnu, le 9 mars 2026",
        "Le projet commence le 9 mars 2026",
        "Paris, le 45 mars 2026",
        "Paris, le 9 march 2026",
        "Paris, le 9 mars",
        "Le communiqué de presse",
        "3,6 milliards",
        "75 instituts",
        "Paris",
        "",
        " ",
    ],
)
def test_what_is_more_or_less_than_a_fixed_form_is_left_alone(text: str) -> None:
    assert by_rule(text, FR, DE) is None


def test_a_date_is_a_date_in_one_language_only() -> None:
    assert day_of("24 novembre 2025", FR)
    assert not day_of("24 novembre 2025", DE)
    assert not day_of("24. November 2025", FR)


def test_every_month_and_place_has_a_name_in_every_language() -> None:
    assert {len(names) for names in MONTHS.values()} == {12}
    assert all(len(row) == 3 and all(row) for row in PLACES)
    for row in PLACES:
        assert place(row[0], FR, DE) == row[1]


@pytest.mark.parametrize("figure,written", [("13 600", "13.600"), ("3800", "3800"), ("1 000 000,5", "1.000.000,5"), ("75", "75")])
def test_a_figure_is_written_the_houses_way_first(figure: str, written: str) -> None:
    assert figures(figure, FR, DE)[0] == written
