"""Everyone sees who is missing, and why, at the hour of the house: at the terminal and as JSON."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from communique import reviews
from communique.cli._board import board_values, print_board
from gatehouse import DE, FR, NOON, REVIEWERS, Gate, make, with_text


def shown(own: Gate, capsys: pytest.CaptureFixture[str], **more: object) -> str:
    print_board(own.board(**more), "pont", own.house)  # type: ignore[arg-type]
    return capsys.readouterr().out


def test_who_is_missing_stands_beside_every_state(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = make(tmp_path)
    assert "· waiting       German   nord  Anna Nord, Bruno Nord\n" in shown(own, capsys)
    own.approve(DE, "nord", "anna")
    changed = with_text(own.release, DE, 1, "Anders.")
    stale = next(line for line in shown(own, capsys, release=changed).splitlines() if "stale" in line)
    assert stale.endswith("approved it (2026-03-09 13:00) — Anna Nord, Bruno Nord")


def test_a_reviewer_who_left_is_named_beside_what_they_approved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = make(tmp_path)
    own.approve(FR, "sud", "chloe")
    (tmp_path / "templates" / "reviewers.toml").write_text(REVIEWERS.replace('"chloe"', '"camille"'), encoding="utf-8")
    left = own.reloaded()
    line = next(line for line in shown(left, capsys).splitlines() if "French" in line)
    assert line.endswith("chloe may not approve any more; the approval still stands, “communique withdraw” voids them all")
    cell = board_values(left.board())["cells"][0]
    assert (cell["state"], cell["gone"], cell["role"]) == ("approved", ["chloe"], "language")


def test_roles_and_numbers_of_people_are_shown_and_in_the_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = make(tmp_path)
    settings = tmp_path / "templates" / "house.toml"
    asked = 'nord = [{ languages = ["de"], people = 2 }, { languages = ["de"], role = "own" }]'
    settings.write_text(settings.read_text(encoding="utf-8").replace('nord = ["de", "en"]', asked), encoding="utf-8")
    own = own.reloaded()
    own.approve(DE, "nord", "anna", at=NOON + timedelta(minutes=1))
    lines = [line.strip() for line in shown(own, capsys).splitlines()]
    assert any(line.endswith("Anna Nord exactly as it stands; 1 more to approve (2026-03-09 13:01) — Bruno Nord") for line in lines)
    assert any("nord · own quotations and texts" in line for line in lines)
    values = json.loads(json.dumps(board_values(own.board())))
    (two,) = (cell for cell in values["cells"] if cell["people"] == 2)
    assert (two["given"], two["who"], two["state"]) == (["anna"], ["Bruno Nord"], "waiting")


def test_a_language_that_nobody_is_asked_to_approve_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = make(tmp_path)
    settings = tmp_path / "templates" / "house.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace('nord = ["de", "en"]', 'nord = ["en"]'), encoding="utf-8")
    own = own.reloaded()
    assert "✗ German: nobody is to approve it" in shown(own, capsys)
    assert board_values(own.board())["unguarded"] == ["de"]


def test_files_are_called_for_until_the_release_is_out_as_approved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = make(tmp_path)
    own.approve_all()
    asked = "“communique render pont” makes the files"
    assert asked in shown(own, capsys)
    own.write(reviews.publish(own.board(), own.release, own.house, who="", at=NOON + timedelta(hours=1), channel="terminal"))
    assert asked in shown(own, capsys), "the files are not here"
    (own.house.output / "pont").mkdir(parents=True)
    assert asked not in shown(own, capsys)
