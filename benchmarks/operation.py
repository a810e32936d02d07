"""What operating communique promises: `python benchmarks/operation.py [PART …]` prints one JSON line with a row for each part.

A part is a file `operation_<part>.py` beside this one, with `PROMISED`, the most that each of its figures may be, perhaps `LEAST`, the
least, and `measured()`, which gives the figures. Each runs in a process of its own, one after the other, and is loaded there only. `missed`
names the figures beyond their promise; `broken` those beyond it by so much that no busy machine explains it (twice a time, and anything
where nothing or everything is promised), parts that did not come to their end, and figures that were promised and not measured. With
something broken the command ends with 1.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1] / "tests")]

PARTS = ("start", "office", "flows", "leaks", "folder", "outage", "postgres", "ci", "metrics", "day")
# A part that hangs must not hide what the others found.
PATIENCE = 3600
Row = dict[str, object]


def main() -> int:
    """Print the rows; gives 1 where something is broken."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all of them where none is named")
    parser.add_argument("--alone", metavar="PART", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if strange := set(chosen.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(strange))}")
    if chosen.alone:
        print(json.dumps(alone(chosen.alone)))
        return 0
    rows = {part: row(part) for part in chosen.parts or PARTS}
    missed, broken = ([name for part, one in rows.items() for name in _beyond(part, one, slack)] for slack in (1.0, 2.0))
    print(json.dumps({"benchmark": "operation", "load": round(os.getloadavg()[0], 1), **rows, "missed": missed, "broken": broken}))
    return int(bool(broken))


def alone(part: str) -> Row:
    """One part in this process: what it measured, with what it promises."""
    own = importlib.import_module(f"operation_{part}")
    return {**own.measured(), "promised": own.PROMISED, "least": getattr(own, "LEAST", {})}


def row(part: str) -> Row:
    """One part in a process of its own; how it ended and nothing else where it did not come to its end."""
    began = time.monotonic()
    try:
        done = subprocess.run((sys.executable, __file__, "--alone", part), stdout=subprocess.PIPE, text=True, timeout=PATIENCE, check=False)
        found: Row = json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else {"ended": done.returncode}
    except subprocess.TimeoutExpired:
        found = {"ended": "not in an hour"}
    return found | {"took_s": round(time.monotonic() - began)}


def _beyond(part: str, row: Row, slack: float) -> Iterator[str]:
    if "ended" in row:
        yield part
    for name, bound in _bounds(row, "promised").items():
        if name not in row or float(str(row[name])) > bound * slack:
            yield f"{part}.{name}"
    for name, bound in _bounds(row, "least").items():
        if name not in row or float(str(row[name])) < bound:
            yield f"{part}.{name}"


def _bounds(row: Row, which: str) -> Mapping[str, float]:
    found = row.get(which, {})
    return found if isinstance(found, dict) else {}


if __name__ == "__main__":
    sys.exit(main())
