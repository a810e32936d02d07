"""Who may decide for which partner and in which languages is read from one file, or refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique import reviewers
from communique.errors import HouseError
from gatehouse import DE, EN, REVIEWERS, make


def test_reviewers_are_known_by_their_id(tmp_path: Path) -> None:
    known = make(tmp_path).reviewers
    assert list(known) == ["anna", "bruno", "chloe", "denis"]
    assert (known["anna"].name, known["anna"].partner, known["anna"].languages) == ("Anna Nord", "nord", (DE, EN))


def test_only_a_partners_own_people_who_read_a_language_may_decide(tmp_path: Path) -> None:
    known = make(tmp_path).reviewers
    assert [r.id for r in reviewers.may_decide(known, DE, "nord")] == ["anna", "bruno"]
    assert [r.id for r in reviewers.may_decide(known, EN, "nord")] == ["anna"]
    assert reviewers.may_decide(known, DE, "sud") == ()


def test_a_house_without_the_file_has_no_reviewers(tmp_path: Path) -> None:
    gate = make(tmp_path)
    (gate.house.templates / "reviewers.toml").unlink()
    assert gate.reviewers == {}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("[[reviewers]", id="no TOML"),
        pytest.param("reviewers = 3", id="no list"),
        pytest.param(REVIEWERS.replace('partner = "sud"\n', ""), id="no partner"),
        pytest.param(REVIEWERS.replace('"anna"', '""'), id="empty id"),
        pytest.param(REVIEWERS.replace('"Anna Nord"', "3"), id="a number for a name"),
        pytest.param(REVIEWERS.replace('["de"]', '["it"]'), id="a language that the house does not have"),
        pytest.param(REVIEWERS.replace('["de"]', "3"), id="no list of languages"),
    ],
)
def test_a_broken_file_is_one_sentence_about_it(tmp_path: Path, text: str) -> None:
    gate = make(tmp_path)
    (gate.house.templates / "reviewers.toml").write_text(text, encoding="utf-8")
    with pytest.raises(HouseError, match=r"templates/reviewers\.toml: cannot be read"):
        assert gate.reviewers


def test_bytes_that_are_no_text_are_one_sentence_too(tmp_path: Path) -> None:
    gate = make(tmp_path)
    (gate.house.templates / "reviewers.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(HouseError, match="cannot be read"):
        assert gate.reviewers


def test_two_people_with_one_id_are_refused(tmp_path: Path) -> None:
    gate = make(tmp_path)
    (gate.house.templates / "reviewers.toml").write_text(REVIEWERS.replace('"bruno"', '"anna"'), encoding="utf-8")
    with pytest.raises(HouseError, match="two people have the id “anna”"):
        assert gate.reviewers
