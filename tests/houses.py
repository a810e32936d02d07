"""Houses to try the command in, and what it does there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLE = "dialogue-ia"
Done = subprocess.CompletedProcess[str]
Call = Callable[..., Done]


def run(house: Path, *words: object, lang: str = "en") -> Done:
    """What `communique WORDS` does in a house."""
    command = [Path(sys.executable).parent / "communique", "--house", house, "--lang", lang, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"}, cwd=house)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file under a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
