"""A release is the same bytes in every process: hash seeds, time zones, locales, installed fonts and folders leave no trace."""

from __future__ import annotations

from pathlib import Path

import render_bytes


def test_every_file_of_a_release_is_the_same_in_every_process(tmp_path: Path) -> None:
    made = [render_bytes.digests(place) for place in render_bytes.places(tmp_path, 2)]
    count, different = render_bytes.same(made)
    assert count >= 9
    assert different == []


def test_a_file_that_is_missing_or_another_somewhere_is_named() -> None:
    assert render_bytes.same([{"a": "1", "b": "2"}, {"a": "1", "b": "3"}, {"a": "1"}]) == (2, ["b"])
