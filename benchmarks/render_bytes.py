"""The same release is the same bytes: in processes that differ in everything that must not matter, and in two fresh clones.

Every process publishes the writers' sample in a folder of its own and prints the sha256 of every file that it made.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
ZONES = ("UTC", "Asia/Tokyo", "America/St_Johns", "Pacific/Apia", "Europe/Berlin", "Africa/Cairo")
LOCALES = ("C", "C.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8", "tr_TR.UTF-8", "POSIX")
CONF = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>{folders}<cachedir>{cache}</cachedir></fontconfig>
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a process works: its folder, the tree whose program it runs, and what it finds in its environment."""

    folder: Path
    tree: Path
    zone: str
    locale: str
    seed: int
    fonts: Path | None


def places(root: Path, processes: int, trees: tuple[Path, ...] = (ROOT,)) -> Iterator[Place]:
    """As many places as processes, each with another hash seed, time zone, locale, set of fonts and folder; trees take turns."""
    sets = (None, (), ("/usr/share/fonts/truetype/dejavu",), (str(ROOT / "templates/release/fonts"),), ("/usr/share/fonts",))
    for n in range(processes):
        folder = root / f"place {n}" / ("deeper" * n) / "Haus äöü"
        folder.mkdir(parents=True)
        chosen = sets[n % len(sets)]
        yield Place(
            folder,
            trees[n % len(trees)],
            ZONES[n % len(ZONES)],
            LOCALES[n % len(LOCALES)],
            random.SystemRandom().randrange(1, 2**32),
            None if chosen is None else _fonts(folder.parent, chosen),
        )


def _fonts(folder: Path, installed: tuple[str, ...]) -> Path:
    """A machine's list of fonts: these folders and no others."""
    path = folder / "fonts.conf"
    listed = "".join(f"<dir>{one}</dir>" for one in installed)
    path.write_text(CONF.format(folders=listed, cache=folder / "cache"), encoding="utf-8")
    return path


def digests(place: Place) -> dict[str, str]:
    """What a process at a place makes. Raises CalledProcessError where it fails."""
    own = {
        "PATH": os.environ["PATH"],
        "HOME": str(place.folder),
        "PYTHONHASHSEED": str(place.seed),
        "PYTHONPATH": os.pathsep.join((str(place.tree / "src"), str(place.tree / "tests"))),
        "TZ": place.zone,
        "LC_ALL": place.locale,
        **({"FONTCONFIG_FILE": str(place.fonts)} if place.fonts else {}),
    }
    command = [sys.executable, str(place.tree / "tests/writers/print_digests.py"), str(place.folder)]
    done = subprocess.run(command, env=own, cwd=place.folder, capture_output=True, text=True, check=True)
    return {name: digest for digest, _, name in (line.partition(" ") for line in done.stdout.splitlines())}


def clones(root: Path, count: int = 2) -> tuple[Path, ...]:
    """Fresh clones of the project as it was last committed."""
    found = tuple(root / f"clone{n}" for n in range(count))
    for path in found:
        subprocess.run(["git", "clone", "-q", str(ROOT), str(path)], check=True, capture_output=True)
    return found


def same(made: list[dict[str, str]]) -> tuple[int, list[str]]:
    """How many files there are, and the names of those that are not the same everywhere."""
    names = sorted({name for one in made for name in one})
    return len(names), [name for name in names if len({one.get(name) for one in made}) != 1]
