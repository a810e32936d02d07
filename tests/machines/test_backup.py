"""The page on backup is true: its own commands bring a house back in an empty folder, and damage does not pass."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from communique import gate, pipeline
from communique import house as houses
from communique.operation import upkeep
from communique.reviewers import load as load_reviewers
from communique.reviewers import may_decide
from houses import tree
from office import SAMPLE, approve_all, mend

ROOT = Path(__file__).resolve().parents[2]
SLUG = "dialogue-ia"
COMMUNIQUE = str(Path(sys.executable).parent / "communique")


def commands(heading: str) -> str:
    """The shell commands under a heading of the page."""
    page = (ROOT / "docs" / "backup.md").read_text(encoding="utf-8")
    found = re.search(rf"^## {heading}$.*?^```sh\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def done(heading: str, house: Path, backup: Path) -> subprocess.CompletedProcess[str]:
    setting = os.environ | {"HOUSE": str(house), "BACKUP": str(backup), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    return subprocess.run(["sh", "-euc", commands(heading)], env=setting, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house whose release was approved by everybody and published."""
    root = tmp_path_factory.mktemp("office")
    shutil.copytree(ROOT / "templates", root / "templates")
    (root / "drafts").mkdir()
    shutil.copy(SAMPLE, root / "drafts")
    own = upkeep.new_key(houses.load(root))
    pipeline.take_in(own, root / "drafts" / SAMPLE.name)
    for language in pipeline.languages_of(own, SLUG)[1:]:
        pipeline.translate(own, SLUG, language)
    gate.submit(own, SLUG)
    mend(own, SLUG)
    approve_all(own, SLUG)
    assert gate.issue(own, SLUG).files
    return root


@pytest.fixture(scope="module")
def backup(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = tmp_path_factory.mktemp("elsewhere") / "house.tar.gz"
    made = done("Back up", published, archive)
    assert made.returncode == 0, made.stderr
    return archive


def test_what_is_published_comes_back_in_an_empty_folder_to_the_byte(published: Path, backup: Path, tmp_path: Path) -> None:
    restored = done("Restore", tmp_path / "office", backup)
    assert restored.returncode == 0, restored.stdout + restored.stderr
    assert tree(tmp_path / "office" / "output" / SLUG) == tree(published / "output" / SLUG)


def test_nobody_else_can_read_the_backup_and_it_holds_no_more_than_the_page_says(published: Path, backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0
    listed = subprocess.run(["tar", "-tzf", str(backup)], capture_output=True, text=True, check=True).stdout.split()
    assert ".communique/gate.key" in listed
    assert not [path for path in listed if path.startswith(("output", ".prefect")) or "/.tmp-" in path]


def test_in_a_restored_house_people_go_on_deciding(backup: Path, tmp_path: Path) -> None:
    subprocess.run(["tar", "-xzf", str(backup), "-C", str(tmp_path)], check=True)
    own = houses.load(tmp_path)
    assert gate.board(own, SLUG).approved
    cell = gate.board(own, SLUG).cells[0]
    who = may_decide(load_reviewers(own), cell.language, cell.partner)[0].id
    gate.give_back(own, SLUG, cell.language, cell.partner, who, comment="one more look")
    assert not gate.board(own, SLUG).approved
    again = subprocess.run([COMMUNIQUE, "--lang", "en", "render", "--all"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert "dialogue-ia: not approved as it stands, nothing made" in again.stdout


def test_a_damaged_decision_does_not_pass(backup: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    whole.mkdir()
    subprocess.run(["tar", "-xzf", str(backup), "-C", str(whole)], check=True)
    victim = sorted((whole / "drafts" / SLUG / "decisions").glob("*-approve-*.json"))[0]
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.write_bytes(content)
    spoilt = tmp_path / "spoilt.tar.gz"
    assert done("Back up", whole, spoilt).returncode == 0
    restored = done("Restore", tmp_path / "office", spoilt)
    assert restored.returncode == 7
    assert victim.name in restored.stdout + restored.stderr
    assert not (tmp_path / "office" / "output" / SLUG).exists()
