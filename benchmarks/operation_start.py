"""From a fresh clone to a served UI: cloned, its environment brought from uv's cache, and `make up` until the flows are served.

In seconds: `clone_s`, `environment_s` (what `make` does before it starts anything), `up_s` from there until the flows are served and the
desk answers, and `fresh_s` for all of it; `second_s` is `up_s` of the next start. `ended_s` is one interrupt to the end of everything,
`left` how many processes went on after it. `cpu_s` is the processor time of all that, which a busy machine does not stretch as much.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from communique import house as houses  # noqa: E402
from office import Team  # noqa: E402

PROMISED = {"fresh_s": 60.0, "second_s": 30.0, "ended_s": 20.0, "left": 0.0}
READY = "Everything is ready"


def measured() -> dict[str, float]:
    """The figures."""
    with tempfile.TemporaryDirectory(prefix="fresh-") as folder:
        root = Path(folder) / "communique"
        clone = _timed(("git", "clone", "-q", str(ROOT), str(root)), Path(folder))
        environment = _timed(("make", ".venv/.ready"), root)
        up, ended, left = _up(root)
        second, _, _ = _up(root)
    spent = os.times()
    cpu = spent.children_user + spent.children_system
    figures = {
        "clone_s": clone,
        "environment_s": environment,
        "up_s": up,
        "fresh_s": clone + environment + up,
        "second_s": second,
        "cpu_s": cpu,
    }
    return {name: round(value, 1) for name, value in figures.items()} | {"ended_s": round(ended, 1), "left": left}


def _timed(command: tuple[str, ...], at: Path) -> float:
    began = time.monotonic()
    subprocess.run(command, cwd=at, env=_environment(), stdout=sys.stderr, check=True)
    return time.monotonic() - began


def _environment() -> dict[str, str]:
    """A person's: neither this environment nor what this office is told."""
    strange = ("PREFECT", "COMMUNIQUE", "VIRTUAL_ENV", "PYTHON", "MAKE", "MFLAGS")
    return {name: value for name, value in os.environ.items() if not name.startswith(strange)}


def _up(root: Path) -> tuple[float, float, int]:
    """Seconds from `make up` to what it says is ready, and from an interrupt to its end; what is left then."""
    port = _free()
    command = ("make", "up", f"ARGS=--port {port} --no-browser --lang en")
    began = time.monotonic()
    process = subprocess.Popen(command, cwd=root, env=_environment(), stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        up = _ready(root, process, f"http://127.0.0.1:{port}") - began
    finally:
        began = time.monotonic()
        # As a terminal does: to the whole foreground group, make and the program.
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=60)
    return up, time.monotonic() - began, _left(root)


def _ready(root: Path, process: subprocess.Popen[str], address: str) -> float:
    """When it said that all is ready, once that has been found true."""
    assert process.stdout
    said = next((line.strip() for line in process.stdout if line.startswith(READY)), "")
    at = time.monotonic()
    assert said.endswith(address), said
    team = Team(houses.load(root), process, address)  # type: ignore[arg-type]
    assert len(team.ask("/deployments/filter", {})) >= 3
    team.api.close()
    assert "<html" in httpx.get(address, follow_redirects=True).text
    return at


def _left(root: Path) -> int:
    mark = f"COMMUNIQUE_HOUSE={root}".encode()
    return sum(mark in _read(path).split(b"\0") for path in Path("/proc").glob("[0-9]*/environ"))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


if __name__ == "__main__":
    print(json.dumps({"benchmark": "operation_start", **measured(), "promised": PROMISED}))
