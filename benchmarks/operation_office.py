"""What a team waits for.

In seconds: from `communique up` to flows that are served, first and later; from dropping a Word file to its open review form, the first
and the slowest of RELEASES (5) dropped together; from sending a form to the decision in the record. `waiting_mb` is the memory of the
whole set-up, resident and in megabytes, while all of them wait for their reviewers: a waiting release costs no process.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from communique import gate  # noqa: E402
from office import SAMPLE, Team, codes, mend, open_office, running, until  # noqa: E402

PROMISED = {"first_start_s": 60.0, "start_s": 45.0, "one_file_s": 45.0, "all_files_s": 180.0, "decision_s": 20.0, "waiting_mb": 900.0}
RELEASES = 5


def measured(releases: int = RELEASES) -> dict[str, float | int]:
    """The figures, by name."""
    with tempfile.TemporaryDirectory() as folder:
        return {"releases": releases, **figures_of(Path(folder), releases)}


def figures_of(root: Path, releases: int) -> dict[str, float]:
    """What a set-up of its own in a folder takes."""
    figures = {}
    began = time.monotonic()
    with open_office(root) as team:
        figures["first_start_s"] = _since(began)
        figures["one_file_s"] = _dropped(team, ["alone"])
        figures["all_files_s"] = _dropped(team, [f"release-{n}" for n in range(releases)])
        figures["waiting_mb"] = _resident(team)
        figures["decision_s"] = _decided(team, "alone")
    began = time.monotonic()
    with running(team.house):
        figures["start_s"] = _since(began)
    return figures


def _since(began: float) -> float:
    return round(time.monotonic() - began, 1)


def _dropped(team: Team, names: list[str]) -> float:
    began = time.monotonic()
    for name in names:
        shutil.copy(SAMPLE, team.house.drafts / f"{name}.docx")
    for name in names:
        until(lambda name=name: [run for run in team.runs("review", release=name) if run["state"]["name"] == "Suspended"] or None, 600)
    return _since(began)


def _decided(team: Team, name: str) -> float:
    mend(team.house, name)
    code = codes(team.house, name)[0]
    run = team.form(name)
    before = len(gate.board(team.house, name, ()).missing)
    began = time.monotonic()
    team.resume(run, decision="approve", code=code)
    until(lambda: len(gate.board(team.house, name, ()).missing) < before, 60)
    return _since(began)


def _resident(team: Team) -> float:
    """What every process of this set-up holds: they all know its house."""
    mark = f"COMMUNIQUE_HOUSE={team.house.root}".encode()
    pages = [int((folder / "statm").read_text().split()[1]) for folder in Path("/proc").glob("[0-9]*") if _knows(folder, mark)]
    own = int(Path(f"/proc/{team.process.pid}/statm").read_text().split()[1])
    return round((sum(pages) + own) * 4096 / 1e6, 0)


def _knows(folder: Path, mark: bytes) -> bool:
    try:
        return mark in (folder / "environ").read_bytes().split(b"\0")
    except OSError:
        return False
