"""What is remembered of the very same value."""

from __future__ import annotations

from communique.once import once


def test_the_same_value_is_worked_out_once() -> None:
    asked: list[list[int]] = []

    @once(2)
    def total(numbers: list[int]) -> int:
        asked.append(numbers)
        return sum(numbers)

    one = [1, 2]
    assert (total(one), total(one)) == (3, 3)
    assert asked == [one]


def test_an_equal_value_that_is_another_one_is_worked_out_anew() -> None:
    asked: list[list[int]] = []

    @once(2)
    def total(numbers: list[int]) -> int:
        asked.append(numbers)
        return sum(numbers)

    assert (total([1, 2]), total([1, 2])) == (3, 3)
    assert len(asked) == 2


def test_only_the_last_values_are_kept() -> None:
    asked: list[str] = []

    @once(1)
    def loud(word: str) -> str:
        asked.append(word)
        return word.upper()

    assert [loud(word) for word in ("ja", "nein", "ja")] == ["JA", "NEIN", "JA"]
    assert asked == ["ja", "nein", "ja"]
