"""The server away for five minutes: releases wait at the gate, files arrive, people decide, and all of it goes on afterwards.

A real `communique up`. Its server alone is killed with SIGKILL, and its port held by somebody who hangs up on everyone, so that each start
which the supervision tries fails until the five minutes are over. Then the port is let go, and nothing else is done for it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from communique import gate, lineage  # noqa: E402
from office import SAMPLE, Team, approve_all, codes, mend, open_office, until  # noqa: E402

PROMISED = {"lost": 0, "doubled": 0, "unapproved": 0, "resumed_s": 300.0}
LEAST = {"away_s": 290.0, "arrived_meanwhile": 4, "starts_in_vain": 3}
APPROVED, HALF, OPEN = "approved-meanwhile", "half-approved", "still-open"
BEGUN, MEANWHILE = "begun", ("arrived-1", "arrived-2", "arrived-3", "in-pieces")


def measured(minutes: float = 5) -> dict[str, float]:
    """The figures, by name."""
    with tempfile.TemporaryDirectory() as folder, open_office(Path(folder)) as team:
        return _measured(team, minutes * 60)


def _measured(team: Team, seconds: float) -> dict[str, float]:
    waiting = (APPROVED, HALF, OPEN)
    for release in waiting:
        _drop(team, release)
    for release in waiting:
        _form(team, release)
        mend(team.house, release)
    approve_all(team.house, HALF, but=1)
    _drop(team, BEGUN)
    until(lambda: any(run["state"]["name"] == "Running" for run in team.runs("prepare", draft=f"{BEGUN}.docx")), 120)
    began = time.monotonic()
    with _server_away(team):
        _meanwhile(team)
        time.sleep(max(0.0, seconds - (time.monotonic() - began)))
    away = time.monotonic() - began
    back = time.monotonic()
    lost = [what for what, holds in _expected(team).items() if not _comes(holds, back + 900)]
    resumed = time.monotonic() - back
    if lost:
        print("lost:", *lost, file=sys.stderr)
    said = (team.house.root / "up.log").read_text(encoding="utf-8")
    return {
        "lost": len(lost),
        "doubled": _doubled(team),
        "unapproved": sum((team.house.output / release).exists() for release in (OPEN, BEGUN, *MEANWHILE)),
        "resumed_s": round(resumed, 1),
        "away_s": round(away, 1),
        "arrived_meanwhile": len(MEANWHILE),
        "starts_in_vain": len(re.findall(r"Starting again in \d+ s: the server stopped", said)) - 1,
    }


def _drop(team: Team, release: str) -> None:
    shutil.copyfile(SAMPLE, team.house.drafts / f"{release}.docx")


def _meanwhile(team: Team) -> None:
    """Files arrive, one of them slowly; two releases get the last approvals that they lack."""
    for release in MEANWHILE[:-1]:
        _drop(team, release)
    approve_all(team.house, HALF)
    approve_all(team.house, APPROVED)
    content = SAMPLE.read_bytes()
    with (team.house.drafts / f"{MEANWHILE[-1]}.docx").open("wb") as file:
        for start in range(0, len(content), 8192):
            file.write(content[start : start + 8192])
            file.flush()
            time.sleep(1.0)


def _form(team: Team, release: str) -> None:
    until(lambda: any(run["state"]["name"] == "Suspended" for run in team.runs("review", release=release)), 600)


def _comes(holds: Callable[[], bool], end: float) -> bool:
    """Whether something comes to hold before a moment; what the server does not answer does not hold yet."""
    while True:
        with suppress(httpx.HTTPError, StopIteration):
            if holds():
                return True
        if time.monotonic() > end:
            return False
        time.sleep(1.0)


def _expected(team: Team) -> dict[str, Callable[[], bool]]:
    """What has to be true in the end, by what it is about."""

    def asks(release: str) -> bool:
        return any(run["state"]["name"] == "Suspended" for run in team.runs("review", release=release))

    def decides() -> bool:
        before = len(gate.board(team.house, OPEN, ()).missing)
        run = next(run for run in team.runs("review", release=OPEN) if run["state"]["name"] == "Suspended")
        if before == MISSING.setdefault(OPEN, before):
            team.resume(run, decision="approve", code=codes(team.house, OPEN)[0])
            return False
        return before < MISSING[OPEN]

    expected: dict[str, object] = {
        f"{release} is published": lambda release=release: _is_out(team, release) for release in (APPROVED, HALF)
    }
    expected |= {f"{release} asks for its review": lambda release=release: asks(release) for release in (OPEN, BEGUN, *MEANWHILE)}
    return expected | {f"the form of {OPEN} takes a decision": decides}


MISSING: dict[str, int] = {}


def _is_out(team: Team, release: str) -> bool:
    return (team.house.output / release / "de" / f"{release}.de.pdf").is_file()


def _doubled(team: Team) -> int:
    """Runs that ended well for the same file, forms that are open for the same release, releases beyond one for each file."""
    files = (APPROVED, HALF, OPEN, BEGUN, *MEANWHILE)
    well = [sum(run["state"]["name"] == "Completed" for run in team.runs("prepare", draft=f"{release}.docx")) for release in files]
    forms = [sum(run["state"]["name"] == "Suspended" for run in team.runs("review", release=release)) for release in files]
    out = [sum(run["state"]["name"] == "Completed" for run in team.runs("publish", release=release)) for release in files]
    return sum(max(0, count - 1) for count in (*well, *forms, *out)) + len(lineage.holders(team.house.drafts)) - len(files)


@contextmanager
def _server_away(team: Team) -> Iterator[None]:
    """The server killed and its port held, as long as the block lasts."""
    port = team.api.base_url.port
    assert port
    os.kill(_server(team), signal.SIGKILL)
    hold, end = socket.socket(), threading.Event()
    hold.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    until(lambda: _bound(hold, port), 5)
    hold.listen()
    hold.settimeout(0.2)

    def hang_up() -> None:
        while not end.is_set():
            with suppress(OSError):
                hold.accept()[0].close()

    thread = threading.Thread(target=hang_up)
    thread.start()
    try:
        yield
    finally:
        end.set()
        thread.join()
        hold.close()


def _bound(hold: socket.socket, port: int) -> bool:
    with suppress(OSError):
        hold.bind(("127.0.0.1", port))
        return True
    return False


def _server(team: Team) -> int:
    """The process of this set-up's server."""
    port = str(team.api.base_url.port)
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
            if {"prefect", "server", "start", port} <= set(words):
                return int(folder.name)
    raise LookupError(port)


if __name__ == "__main__":
    print(json.dumps({"benchmark": "operation_outage", **measured(float(sys.argv[1]) if len(sys.argv) > 1 else 5)}))
