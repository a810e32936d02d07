"""A house made of real input: the drafts, memories and termbase that lie beside the project."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
DRAFTS = ROOT.parent / "shared" / "data" / "drafts"
SLUG = "communique-fr"
MEMORIES = tuple(DRAFTS / f"press-release.{pair}.tmx" for pair in ("fr-de", "fr-en", "de-en"))
COMMUNIQUE = Path(sys.executable).parent / "communique"


def call(house: Path, *words: object) -> str:
    """What `communique WORDS` prints. Raises CalledProcessError, the sentence on its standard error, where it exits with another code."""
    done = subprocess.run([COMMUNIQUE, "--house", house, *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode:
        raise subprocess.CalledProcessError(done.returncode, f"communique {words[0]}", done.stdout, done.stderr)
    return done.stdout


def build(folder: Path) -> Path:
    """A house in an empty folder: this project's templates, the official texts of the real draft, its termbase and its memories."""
    shutil.copytree(ROOT / "templates", folder / "templates")
    for sample in (folder / "templates" / "memory").glob("*.tmx"):
        sample.unlink()
    drafts = folder / "drafts"
    drafts.mkdir()
    shutil.copy(DRAFTS / f"{SLUG}.docx", drafts)
    call(folder, "keys", "new")
    adopted = [word for memory in MEMORIES for word in ("--memory", memory)]
    call(folder, "partners", "adopt", drafts / f"{SLUG}.docx", *adopted)
    call(folder, "glossary", "import", DRAFTS / "terms.csv")
    call(folder, "memory", "import", *MEMORIES)
    return folder
