"""The sha256 of every file that publishing the sample makes, for tests and benchmarks that run this in several processes.

    python print_digests.py FOLDER

FOLDER becomes the house; the program is the one that PYTHONPATH or the environment leads to.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from communique import pipeline
from press_sample import APPROVED, house_in, sample


def digests(folder: Path) -> dict[str, str]:
    """The digests by the paths in the release's folder."""
    house = house_in(folder)
    place = pipeline.render(house, sample(folder), APPROVED)
    return {path.relative_to(place).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(place.rglob("*.*"))}


if __name__ == "__main__":
    for name, digest in digests(Path(sys.argv[1])).items():
        print(digest, name)
