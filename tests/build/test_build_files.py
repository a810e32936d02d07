"""The build files bring what a bare machine lacks, or say in one line what is missing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TARGETS = ("demo", "test", "check", "corpus", "faults", "audit", "up", "clean")


def said(command: Sequence[str | Path], **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=60, check=False, **options)


def bare_machine(folder: Path, *commands: str) -> dict[str, str]:
    """An environment whose path holds these commands and nothing else."""
    folder.mkdir()
    for command in commands:
        found = shutil.which(command)
        assert found, command
        (folder / command).symlink_to(found)
    return {"PATH": str(folder), "HOME": str(folder)}


@pytest.mark.parametrize("target", TARGETS)
def test_every_target_is_understood_and_named_in_the_help(target: str) -> None:
    assert said(["make", "-n", target], cwd=ROOT).returncode == 0
    assert f"make {target} " in said(["make", "help"], cwd=ROOT).stdout


def test_what_make_removes_is_nothing_that_people_made() -> None:
    removal = said(["make", "-n", "clean"], cwd=ROOT).stdout
    for kept in ("drafts", "output", ".communique", ".prefect", "templates"):
        assert not re.search(rf"(?<![\w.]){re.escape(kept)}\b", removal), kept


def test_a_machine_without_python_is_told_so_in_one_line(tmp_path: Path) -> None:
    shutil.copy(ROOT / "bootstrap.sh", tmp_path)
    bare = bare_machine(tmp_path / "bin", "sh", "dirname", "id", "rm")
    answer = said([tmp_path / "bin" / "sh", tmp_path / "bootstrap.sh"], env=bare)
    assert answer.returncode == 1
    assert answer.stderr.count("\n") == 1
    assert answer.stderr.startswith("python3 is missing: install Python 3.11")


def test_a_machine_that_reaches_no_package_index_is_told_how_to_bring_uv_in_one_line(tmp_path: Path) -> None:
    shutil.copy(ROOT / "bootstrap.sh", tmp_path)
    bare = bare_machine(tmp_path / "bin", "sh", "dirname", "id", "rm") | {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull}
    (tmp_path / "bin" / "python3").symlink_to(Path(sys.base_prefix) / "bin" / "python3")
    answer = said([tmp_path / "bin" / "sh", tmp_path / "bootstrap.sh"], env=bare)
    assert answer.returncode == 1
    assert answer.stderr.count("\n") == 1
    assert "pipx install uv" in answer.stderr


def test_the_check_before_a_change_runs_what_developers_run() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert "set -euo pipefail" in script.read_text(encoding="utf-8")
    for target in ("check", "test", "corpus", "faults"):
        assert f"\nmake {target}\n" in script.read_text(encoding="utf-8")


def test_the_lock_holds_a_fastapi_with_which_the_prefect_server_imports() -> None:
    locked = {package["name"]: package["version"] for package in tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]}
    version = tuple(int(part) for part in locked["fastapi"].split(".")[:2])
    assert (0, 139) <= version < (0, 151)


def test_the_prefect_server_imports() -> None:
    """`import prefect` alone stays green when its server is broken."""
    answer = said([sys.executable, "-c", "import prefect.server.api.server"])
    assert answer.returncode == 0, answer.stderr
