"""Two machines, one dies: `python benchmarks/operation_postgres.py [RELEASES]` prints one JSON line, and fails above what is promised.

RELEASES (60) files are dropped together; two workers with two places each, on a PostgreSQL, prepare them. That is done twice: once
undisturbed, once with a worker and everything that it had started killed (SIGKILL) when half of the releases are done; nobody starts it
again. `ratio` is the second time over the first. `twice` are releases with more than one run or more than one submission in their record,
`begun_again` the runs that the death cut short and that began anew by themselves, `noticed_s` the longest that it took until one of them
was called crashed or put back. Both workers are told to
prepare and nothing else, so the review forms that are asked for wait in their queue.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from office import SAMPLE, until  # noqa: E402
from pressroom import Machines, open_machines  # noqa: E402

PROMISED = {"lost": 0, "twice": 0, "ratio": 1.6}


def main() -> None:
    """Print the figures."""
    figures = measured(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
    broken = {name: figures[name] for name, most in PROMISED.items() if figures[name] > most}
    print(json.dumps({"benchmark": "operation_postgres", **figures, "promised": PROMISED, "broken": broken}))
    sys.exit(bool(broken))


def measured(releases: int = 60) -> dict[str, Any]:
    """The figures, by name."""
    whole, half = _prepared(releases, kill=False), _prepared(releases, kill=True)
    return {
        "releases": releases,
        "lost": whole.pop("lost") + half.pop("lost"),
        "twice": whole.pop("twice") + half.pop("twice"),
        "undisturbed_s": whole["seconds"],
        "with_a_death_s": half.pop("seconds"),
        "ratio": round(half.pop("total") / whole["total"], 2),
        **half,
    }


def _prepared(releases: int, *, kill: bool) -> dict[str, Any]:
    """One office in which so many releases are prepared; what became of them, and how long it took."""
    names = [f"release-{n:03}.docx" for n in range(releases)]
    with tempfile.TemporaryDirectory(prefix="press-") as folder, open_machines(Path(folder), workers=0) as machines:
        for name in ("worker-1", "worker-2"):
            machines.work(name, 2, queue="prepare")
        began = time.monotonic()
        for name in names:
            shutil.copy(SAMPLE, machines.house.drafts / name)
        cut = _death(machines, releases // 2) if kill else ()
        until(lambda: len(_completed(machines)) >= releases or None, 20.0 * releases + 300)
        total = time.monotonic() - began
        found = {
            "total": total,
            "seconds": round(total, 1),
            "lost": sum(_submissions(machines, name) == 0 for name in names),
            "twice": sum(_submissions(machines, name) > 1 or len(machines.runs("prepare", draft=name)) > 1 for name in names),
        }
        return found | ({"begun_again": len(cut), "noticed_s": _noticed(machines, cut)} if kill else {})


def _completed(machines: Machines) -> list[dict[str, Any]]:
    return [run for run in machines.runs("prepare") if run["state"]["name"] == "Completed"]


def _death(machines: Machines, after: int) -> tuple[tuple[str, float], ...]:
    """Kill a worker in the middle of a run when so many are done; the runs that it had taken, with the moment of its end."""
    until(lambda: len(_completed(machines)) >= after or None, 20.0 * after + 300)
    until(lambda: any(run["state"]["name"] == "Running" for run in _taken(machines, "worker-2")) or None, 120)
    machines.lose("worker-2")
    at = time.time()
    return tuple((run["id"], at) for run in _taken(machines, "worker-2"))


def _taken(machines: Machines, worker: str) -> list[dict[str, Any]]:
    taken = (run for run in machines.runs("prepare") if run["state"]["type"] in ("PENDING", "RUNNING"))
    return [run for run in taken if run["labels"].get("prefect.worker.name") == worker]


def _noticed(machines: Machines, cut: Iterable[tuple[str, float]]) -> float:
    """The longest time from a death to the first state after it, of runs that began anew."""
    waits = []
    for run, at in cut:
        states = machines.ask(f"/flow_run_states/?flow_run_id={run}")
        later = [when for state in states if (when := datetime.fromisoformat(state["timestamp"]).timestamp()) > at]
        waits.append(min(later) - at)
    return round(max(waits, default=0.0), 1)


def _submissions(machines: Machines, name: str) -> int:
    return len(list((machines.house.drafts / name.removesuffix(".docx") / "decisions").glob("*-submit-*.json")))


if __name__ == "__main__":
    main()
