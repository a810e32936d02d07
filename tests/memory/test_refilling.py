"""An approved translation takes another sentence's figures and dates where each has one sure place, and is not offered otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.languages import Language
from communique.segments import normal
from communique.translation.refilling import refill, slots

FILE = Path(__file__).parents[1] / "cases" / "refills.txt"
CASES = [tuple(part.strip() for part in line.split(" | ")) for line in FILE.read_text(encoding="utf-8").splitlines() if "#" not in line]
WAYS = {f"{one}>{other}" for one in Language for other in Language if one is not other}


def test_there_are_cases_in_all_six_directions() -> None:
    assert {case[0] for case in CASES} == WAYS
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} {case[3]}")
def test_a_case_is_offered_as_its_file_says(case: tuple[str, ...]) -> None:
    way, found, target, wanted, expected = case
    source, into = (Language(code) for code in way.split(">"))

    assert normal(refill(wanted, found, target, source, into)) == normal("" if expected == "-" else expected)


def test_french_groups_are_written_with_a_narrow_no_break_space() -> None:
    assert (
        refill("It has 12,000 seats.", "It has 900 seats.", "Elle a 900 places.", Language.EN, Language.FR) == "Elle a 12\u202f000 places."
    )


@given(st.lists(st.integers(2, 9_999_999), min_size=1, max_size=4, unique=True), st.integers(0, 1000))
def test_every_number_that_is_put_in_is_read_there_again(numbers: list[int], shift: int) -> None:
    def said(values: list[int], sign: str) -> str:
        return "; ".join(f"x {value:,} y".replace(",", sign) for value in values)

    fresh = [number + shift for number in numbers]
    done = refill(said(fresh, " "), said(numbers, " "), said(numbers[::-1], "."), Language.FR, Language.DE)

    if shift:
        assert [int(slot.value) for slot in slots(done, Language.DE)] == fresh[::-1]
    else:
        assert done == ""
