"""The house says how long a title and a lead may be."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from communique import house, pipeline
from communique.errors import HouseError
from houses import ROOT


def limited(root: Path, old: str, new: str) -> Path:
    """A house whose house.toml says something else about limits."""
    shutil.copytree(ROOT / "templates", root / "templates")
    path = root / "templates" / "house.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    return root


def test_limits_are_what_house_toml_says(tmp_path: Path) -> None:
    own = house.load(limited(tmp_path, "title = 110", "title = 80"))
    assert pipeline.reference(own).limits == {"title": 80, "lead": 700}


def test_a_house_that_says_nothing_has_limits(tmp_path: Path) -> None:
    own = house.load(limited(tmp_path, "[limits]", "[unknown]"))
    assert own.limits == {"title": 110, "lead": 700}


@pytest.mark.parametrize("line", ['title = "80"', "title = 0", "title = true", "subtitle = 80"])
def test_a_limit_that_is_none_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(HouseError):
        house.load(limited(tmp_path, "title = 110", line))
