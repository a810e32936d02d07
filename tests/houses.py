"""Houses to try the command in, and what it does there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import warm

ROOT = Path(__file__).parents[1]
SAMPLE = "dialogue-ia"
Done = subprocess.CompletedProcess[str]
Call = Callable[..., Done]


def run(house: Path, *words: object, lang: str = "en", more: Mapping[str, str] | None = None) -> Done:
    """What `communique WORDS` does in a house, in a process that has the program loaded; `more` is added to its environment."""
    return warm.run(_words(house, *words, lang=lang), environment={**os.environ, "NO_COLOR": "1", **(more or {})}, folder=house)


def run_from_the_start(house: Path, *words: object, lang: str = "en") -> Done:
    """What `communique WORDS` does in a house, started as an officer does: a second slower, for what must hold of the start itself."""
    command = [str(Path(sys.executable).parent / "communique"), *_words(house, *words, lang=lang)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"}, cwd=house)


def _words(house: Path, *words: object, lang: str) -> list[str]:
    return ["--house", str(house), "--lang", lang, *map(str, words)]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file under a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
