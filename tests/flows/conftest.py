"""One team set-up for all tests of the flows: `communique up` in a folder of its own, with a real Prefect server."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from communique import house as houses
from communique import upkeep
from office import ROOT, Team, until


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    root = tmp_path_factory.mktemp("house")
    for folder in ("templates", "flows"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "drafts").mkdir()
    house = upkeep.new_key(houses.load(root))
    port = free_port()
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "COMMUNIQUE"))}
    command = (
        str(Path(sys.executable).parent / "communique"),
        "--lang",
        "en",
        "--house",
        str(root),
        "up",
        "--port",
        str(port),
        "--no-browser",
    )
    with (root / "up.log").open("wb") as log:
        process = subprocess.Popen(command, env=own, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
    running = Team(house, process, f"http://127.0.0.1:{port}")
    try:
        until(lambda: process.poll() is None and served(running), 150)
        yield running
    finally:
        running.api.close()
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def served(team: Team) -> bool:
    try:
        return len(team.ask("/deployments/filter", {})) == 3
    except httpx.HTTPError:
        return False
