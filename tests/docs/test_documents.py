"""The documents name what is there: files along the tour, dependencies and their releases, commands."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from communique.cli import COMMANDS

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "communique"
MODULES = re.compile(r"`((?:[\w-]+/)*\w+\.(?:py|toml|css|html))`")


def written(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_file_that_the_tour_names_is_there() -> None:
    named = set(MODULES.findall(written("docs/tour.md"))) - {"house.toml"}
    assert len(named) > 40
    assert {name for name in named if not any((root / name).exists() for root in (SOURCE, ROOT))} == set()


def test_every_stage_of_the_trip_has_a_part_of_the_tour() -> None:
    headings = re.findall(r"^## (.+)$", written("docs/tour.md"), re.MULTILINE)
    assert [heading for heading in headings if heading in {"Read", "Check", "Translate", "Review", "Render"}] == headings[1:6]


def test_every_dependency_has_its_reason_and_the_release_that_is_locked() -> None:
    asked = [re.split(r"[<>=]", line)[0].lower() for line in tomllib.loads(written("pyproject.toml"))["project"]["dependencies"]]
    locked = {package["name"]: package["version"] for package in tomllib.loads(written("uv.lock"))["package"]}
    rows = [row.lower() for row in written("docs/decisions.md").splitlines() if row.startswith("| ")]
    for name in asked:
        assert any(name in row.split("|")[1] and locked[name] in row for row in rows), name


def test_an_entry_of_the_decisions_has_a_date_and_at_most_five_lines() -> None:
    entries = written("docs/decisions.md").split("\n## ")[2:]
    assert entries
    for entry in entries:
        title, _, text = entry.partition("\n")
        assert re.match(r"20\d\d-\d\d-\d\d · ", title), title
        assert len(text.strip().splitlines()) <= 5, title


@pytest.mark.parametrize("name", ["README.md", "docs/partners.md", "docs/operate.md", "docs/ci.md"])
def test_every_command_that_is_written_down_exists(name: str) -> None:
    called = {line.split()[1] for line in written(name).splitlines() if line.startswith("    communique ")}
    called |= set(re.findall(r"`communique ([a-z]+)", written(name)))
    assert called
    assert called <= set(COMMANDS)
