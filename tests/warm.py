"""The command in a process of its own whose program is loaded already: forked from one that waits, it begins at once."""

from __future__ import annotations

import multiprocessing
import os
import runpy
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from subprocess import CompletedProcess

PROGRAM = Path(__file__).parents[1] / "src" / "communique"
FAMILIES = ("readers", "checks", "engines", "writers", "reports")
# Not the files of the commands: one of them is called like a function of their package.
WAYS_IN = ("cli._commands", "exchange", "gate", "pipeline", "proofreading", "upkeep")


def loaded() -> list[str]:
    """The modules that the waiting process has loaded."""
    members = [
        f"{family}.{path.stem}" for family in FAMILIES for path in sorted((PROGRAM / family).glob("*.py")) if path.stem != "__init__"
    ]
    return [f"communique.{name}" for name in (*WAYS_IN, *members)]


_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(loaded())


def run(words: Sequence[str], *, environment: Mapping[str, str], folder: Path) -> CompletedProcess[str]:
    """What `communique WORDS` says and does in a folder, and its exit code."""
    with tempfile.TemporaryDirectory() as kept:
        said = [Path(kept, name) for name in ("stdout", "stderr")]
        process = _processes.Process(target=_command, args=(list(words), dict(environment), folder, said))
        process.start()
        process.join()
        stdout, stderr = (path.read_text(encoding="utf-8") for path in said)
    return CompletedProcess(["communique", *words], process.exitcode or 0, stdout, stderr)


def _command(words: list[str], environment: dict[str, str], folder: Path, said: list[Path]) -> None:
    from communique.cli import main

    for number, path in enumerate(said, 1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    _as_at_a_start(environment)
    sys.argv = ["communique", *words]
    main()


def _as_at_a_start(environment: Mapping[str, str]) -> None:
    """What Python takes from its environment when it starts: here that was another one's."""
    tempfile.tempdir = None
    for folder in filter(None, environment.get("PYTHONPATH", "").split(os.pathsep)):
        if (own := Path(folder, "sitecustomize.py")).is_file():
            runpy.run_path(str(own))
