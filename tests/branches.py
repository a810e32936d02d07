"""The gate's house in git: branches, commits, and what `communique verify` says of them."""

from __future__ import annotations

import subprocess
from pathlib import Path

from click.testing import CliRunner

from communique.cli.verify import verify_command
from gatehouse import Gate, make
from houses import ROOT

IDENTITY = ("-c", "user.name=Gate", "-c", "user.email=gate@example.org", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main")


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(("git", *IDENTITY, *arguments), cwd=folder, check=True, capture_output=True, text=True).stdout


def commit(gate: Gate, subject: str) -> None:
    git(gate.house.root, "add", "-A", "drafts", "templates")
    git(gate.house.root, "commit", "-qm", subject, "--allow-empty")


def made(folder: Path) -> Gate:
    """The small release, and the glossary that its checks ask for."""
    gate = make(folder)
    (gate.house.templates / "glossary.csv").write_bytes((ROOT / "templates" / "glossary.csv").read_bytes())
    return gate


def judged(gate: Gate, *more: str) -> tuple[int, str]:
    """The exit code of `communique verify`, and what it said."""
    done = CliRunner().invoke(verify_command, ["--house", str(gate.house.root), "--lang", "en", *more], standalone_mode=False)
    if done.exception:
        raise done.exception
    return done.return_value, done.output


def edited(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert old in content
    path.write_text(content.replace(old, new), encoding="utf-8")
