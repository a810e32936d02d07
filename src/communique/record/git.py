"""What git answers when it is asked about a folder."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

SECONDS = 60


class NoGit(Exception):
    """There is no git on this machine, or it did not answer in time."""


def ask(folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """What git said in a folder, and the number it ended with, which is not 0 where it says no. Raises NoGit."""
    git = shutil.which("git")
    if git is None:
        raise NoGit
    try:
        return subprocess.run((git, "-C", str(folder), *arguments), capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NoGit from error
