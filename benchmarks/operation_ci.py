"""Eight things that happen to a release on a code host: `python benchmarks/operation_ci.py` prints one JSON line, fails on a wrong verdict.

The steps are those of docs/ci, run in order by bash in clones of a bare repository. A scenario is right where both GitHub's and GitLab's
workflow end with the exit code and the words that it asks for.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from codehost import GitHub, GitLab  # noqa: E402
from proposals import play  # noqa: E402

PROMISED: dict[str, float] = {}
LEAST = {"right": 8, "of": 8}


def main() -> None:
    """Print the figures."""
    figures = measured()
    print(json.dumps({"benchmark": "operation_ci", **figures, "least": LEAST}))
    sys.exit(any(figures[name] < least for name, least in LEAST.items()))


def measured() -> dict[str, Any]:
    """`right` of `of` scenarios, the names of the others (`wrong`), and the `seconds` that both hosts took for all."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        played = [play(host, host, Path(folder, host.__name__)) for host in (GitHub, GitLab)]
    wrong = sorted({scenario.name for scenarios in played for scenario in scenarios if not scenario.right})
    of = len(played[0])
    return {"right": of - len(wrong), "of": of, "wrong": wrong, "seconds": round(time.monotonic() - began, 1)}


if __name__ == "__main__":
    main()
