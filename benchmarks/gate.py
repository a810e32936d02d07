"""What the gate finds and how fast it is: `python benchmarks/gate.py` prints one JSON line, and fails where a promise is broken.

A record of a hundred decisions is more than a release ever has; deciding must feel immediate on it. What was tried against the record, and
was found, is in `tampering.py`; what the record survives in `faults.py`.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import tampering
from communique.approval.subjects import subjects
from communique.decisions import Decision, Kind, utc
from communique.record import keys
from communique.record.verification import verify_release
from gatehouse import DE, NOON, Gate, make

DECISIONS = 100
PROMISED = {
    "sign": 2.0,
    "verify": 2.0,
    "subjects": 50.0,
    "read_record": 200.0,
    "board": 250.0,
    "write_decision": 300.0,
    "verify_release": 500.0,
}


def milliseconds(act: Callable[[], object], times: int = 20) -> float:
    """The median time of an act."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    return round(statistics.median(taken), 3)


def filled(root: Path) -> Gate:
    """A release with a long record."""
    gate = make(root)
    for n in range(DECISIONS):
        at = utc(NOON + timedelta(seconds=n))
        gate.write(
            Decision(kind=Kind.WAIVE, release="pont", language=DE, partner="nord", reviewer="anna", at=at, about=str(n), comment="x" * 200)
        )
    return gate


def measured(gate: Gate) -> dict[str, float]:
    """Milliseconds by what was done."""
    message, public = b"m" * 2000, gate.key.public
    signature = gate.key.sign(message)
    return {
        "sign": milliseconds(lambda: gate.key.sign(message)),
        "verify": milliseconds(lambda: keys.verify(public, message, signature)),
        "subjects": milliseconds(lambda: subjects(gate.release, gate.house)),
        "read_record": milliseconds(gate.record),
        "board": milliseconds(gate.board),
        "verify_release": milliseconds(lambda: verify_release(gate.house, "pont"), 5),
        "write_decision": milliseconds(lambda: gate.approve(DE, "nord", "anna"), 5),
    }


def main() -> int:
    """Measure, print, and give 1 where something was not found or took longer than promised."""
    with tempfile.TemporaryDirectory() as root:
        held = tampering.measured(Path(root) / "tampering")
        found = measured(filled(Path(root) / "speed"))
    print(json.dumps({**held, "decisions": DECISIONS, "milliseconds": found, "promised": PROMISED}, ensure_ascii=False))
    return int(tampering.failures(held) or any(found[name] > limit for name, limit in PROMISED.items()))


if __name__ == "__main__":
    sys.exit(main())
