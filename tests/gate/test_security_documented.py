"""Every claim about security names tests that are there, and the gate's own attacks are counted as they are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT)))
CLAIMS = [row for row in TEXT.splitlines() if row.startswith("| ") and row.count("|") == 5 and not row.startswith(("| claim", "|---"))]


@pytest.mark.parametrize("file, name", NAMED)
def test_a_test_that_a_claim_names_is_there(file: str, name: str) -> None:
    assert re.search(rf"^def {name}\(", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)


def test_every_claim_names_what_shows_it() -> None:
    assert len(CLAIMS) > 20
    assert [row for row in CLAIMS if "::" not in row.split("|")[4]] == []


def test_every_attack_is_counted() -> None:
    record = (ROOT / "tests/gate/test_decisions.py").read_text(encoding="utf-8").count("\n@attack\n")
    folder = (ROOT / "tests/gate/test_verification.py").read_text(encoding="utf-8").split('"attack",\n    [')[1].split("]")[0].count(",\n")
    assert f"found and the file named: {record} attacks, every byte" in TEXT
    assert f"found and the file named: {folder} attacks, every byte of the manifest" in TEXT


@pytest.mark.parametrize("name", sorted(set(re.findall(r"`(benchmarks/\w+\.py)`", TEXT))))
def test_a_benchmark_that_a_claim_names_is_there_and_is_run(name: str) -> None:
    assert (ROOT / name).is_file()
    assert f"$(PYTHON) {name}" in (ROOT / "Makefile").read_text(encoding="utf-8")


@pytest.mark.parametrize("part", ["gate", "review desk", "record", "change proposed in git", "Word files and messages"])
def test_every_way_in_has_its_claims(part: str) -> None:
    section = next(section for section in TEXT.split("\n## ") if part in section.partition("\n")[0])
    assert len([row for row in CLAIMS if row in section]) >= 5
