"""The whole trip on the real draft, and the lightness of the command's help: one JSON line.

    python benchmarks/trip.py

`trip_cpu_s` is the CPU time, user and system, of one cold process that takes the real French draft through reading, memory, checks, the
gate and rendering in three languages, without an engine; `help_ratio` that of `communique --help` over a bare interpreter's, the median
of pairs run in turn.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from real_house import COMMUNIQUE, DRAFTS, SLUG, build

PAIRS = 15
FORBIDDEN = ("prefect", "weasyprint", "docx", "lxml", "click")


def cpu_of(words: list[object]) -> float:
    """CPU seconds, user and system, of one command and its children. Raises CalledProcessError where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([*map(str, words)], check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def trip() -> dict[str, object]:
    """CPU seconds of the trip in one cold process, and what it made."""
    with tempfile.TemporaryDirectory() as folder:
        house = build(Path(folder) / "house")
        cold = cpu_of([sys.executable, Path(__file__).parent / "one_trip.py", house, house / "drafts" / f"{SLUG}.docx"])
        made = sorted(path.name for path in (house / "output" / SLUG).rglob("*") if path.is_file())
        return {"trip_cpu_s": round(cold, 2), "files": len(made)}


def help_ratio() -> dict[str, object]:
    """How much more CPU the help takes than a bare interpreter, and what of the heavy libraries it loads."""
    ratios = [cpu_of([COMMUNIQUE, "--help"]) / cpu_of([sys.executable, "-c", "pass"]) for _ in range(PAIRS)]
    loads = "import sys, communique.cli; print([m for m in sys.argv[1:] if m in sys.modules])"
    loaded = subprocess.run([sys.executable, "-c", loads, *FORBIDDEN], check=True, capture_output=True, text=True).stdout.strip()
    return {"help_ratio": round(statistics.median(ratios), 2), "help_loads": loaded}


def main() -> None:
    """Print the figures."""
    figures = help_ratio()
    figures |= trip() if DRAFTS.is_dir() else {"trip_cpu_s": None, "why": "no real drafts beside the project"}
    print(json.dumps({"benchmark": "trip", **figures}))


if __name__ == "__main__":
    main()
