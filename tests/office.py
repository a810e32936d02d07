"""A running team set-up as the tests see it: its house, its server's API, and what officers and reviewers do with them."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tomllib
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any, TypeVar

import httpx

from communique import gate
from communique import house as houses
from communique.document import plain
from communique.house import House
from communique.languages import Language
from communique.operation import upkeep
from communique.releases import load as load_release
from communique.reviewers import load as load_reviewers
from communique.reviewers import may_decide
from communique.segments import normal

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "drafts" / "dialogue-ia.docx"
EDITS = ROOT / "docs" / "sample" / "edits.toml"
Run = dict[str, Any]
T = TypeVar("T")


def until(look: Callable[[], T | None], within: float) -> T:
    """What `look` finds, as soon as it finds something."""
    end, pause = monotonic() + within, 0.05
    while (found := look()) is None or found is False:
        assert monotonic() < end, f"nothing came within {within} s"
        sleep(pause)
        pause = min(2 * pause, 0.5)
    return found


@dataclass
class Team:
    """A running `communique up`: its house, its process, and its server's API."""

    house: House
    process: subprocess.Popen[bytes]
    address: str

    def __post_init__(self) -> None:
        self.api = httpx.Client(base_url=f"{self.address}/api", timeout=30)

    def ask(self, path: str, values: dict[str, Any] | None = None) -> Any:
        """What the API answers; the server takes writes only with a token against cross-site requests."""
        if values is None:
            return self.api.get(path).raise_for_status().json()
        client = str(uuid.uuid4())
        token = self.api.get("/csrf-token", params={"client": client}).raise_for_status().json()["token"]
        headers = {"Prefect-Csrf-Token": token, "Prefect-Csrf-Client": client}

        def answer() -> httpx.Response | None:
            # "Ask again": the server's database is busy. Prefect's own client does.
            given = self.api.post(path, json=values, headers=headers)
            return None if given.status_code == httpx.codes.SERVICE_UNAVAILABLE else given

        return until(answer, 30).raise_for_status().json()

    def start(self, flow: str, **parameters: str) -> str:
        """Start a run as an officer does with the button; its id."""
        deployment = self.ask(f"/deployments/name/{flow}/{flow.capitalize()} a release")
        run: str = self.ask(f"/deployments/{deployment['id']}/create_flow_run", {"parameters": parameters})["id"]
        return run

    def runs(self, flow: str, **parameters: str) -> list[Run]:
        """The runs of a flow with these parameters, oldest first."""
        found = self.ask("/flow_runs/filter", {"flows": {"name": {"any_": [flow]}}, "sort": "EXPECTED_START_TIME_ASC"})
        return [run for run in found if parameters.items() <= run["parameters"].items()]

    def ended(self, run: str, *states: str, within: float = 90) -> Run:
        """The run, once it is in one of these states."""
        return until(lambda: one if (one := self.ask(f"/flow_runs/{run}"))["state"]["name"] in states else None, within)

    def prepared(self, name: str) -> Run:
        """The run that prepares a file of the drop folder, once it has ended."""
        run = until(lambda: next(iter(self.runs("prepare", draft=name)), None), 60)
        return self.ended(run["id"], "Completed", "Failed", "Crashed")

    def form(self, release: str, *, after: Run | None = None) -> Run:
        """The run that waits for a release's reviewers; `after` is that run as it was before its last form was sent."""

        def waiting() -> Run | None:
            found = [run for run in self.runs("review", release=release) if run["state"]["name"] == "Suspended"]
            return next((run for run in found if after is None or run["state"]["id"] != after["state"]["id"]), None)

        run = until(waiting, 60)
        self.description(run)
        return run

    def description(self, run: Run) -> str:
        """What the form of a suspended run shows above its fields; Prefect writes it last of all."""
        keys = run["state"]["state_details"]["run_input_keyset"]

        def there() -> httpx.Response | None:
            answer = self.api.get(f"/flow_runs/{run['id']}/input/{keys['description']}")
            return None if answer.status_code == httpx.codes.NOT_FOUND else answer

        text: str = until(there, 10).raise_for_status().json()
        return text

    def resume(self, run: Run, **fields: str) -> str:
        """Send the form; the server's verdict, ACCEPT or REJECT: its HTTP status is 200 for both."""
        verdict: str = self.ask(f"/flow_runs/{run['id']}/resume", {"run_input": fields})["status"]
        return verdict

    def end(self) -> int:
        """Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)


@contextmanager
def open_office(root: Path, more: Mapping[str, str] | None = None) -> Iterator[Team]:
    """`communique up` in a new project folder with the sample's house, as long as the block lasts; `more` is added to its environment."""
    for folder in ("templates", "flows"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "drafts").mkdir()
    house = upkeep.new_key(houses.load(root))
    with running(house, more=more) as team:
        yield team


@contextmanager
def running(house: House, *, before: Sequence[str] = (), more: Mapping[str, str] | None = None) -> Iterator[Team]:
    """`communique up` for a house, from the moment that its flows are served; `before` are words before it, `more` its environment."""
    port = _free_port()
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "COMMUNIQUE"))} | dict(more or {})
    communique = str(Path(sys.executable).parent / "communique")
    command = (*before, communique, "--lang", "en", "--house", str(house.root), "up", "--port", str(port), "--no-browser")
    with (house.root / "up.log").open("ab") as log:
        process = subprocess.Popen(command, env=own, stdout=log, stderr=subprocess.STDOUT, start_new_session=True)
    team = Team(house, process, f"http://127.0.0.1:{port}")
    try:
        until(lambda: process.poll() is None and _served(team), 150)
        yield team
    finally:
        team.api.close()
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _served(team: Team) -> bool:
    try:
        return len(team.ask("/deployments/filter", {})) == 3
    except httpx.HTTPError:
        return False


# What people do at the terminal, before or beside Prefect


def mend(house: House, slug: str) -> None:
    """Write what no memory knows, and take upon oneself what is still marked."""
    release = load_release(house, slug)
    for code, sentences in tomllib.loads(EDITS.read_text(encoding="utf-8")).items():
        wanted = {normal(source): target for source, target in sentences.items()}
        for unit in release.editions[Language(code)].units:
            if text := wanted.get(normal(plain(unit.segment.content))):
                gate.correct(house, slug, Language(code), unit.segment.key, text, _who(house, slug, Language(code)))
    for finding in gate.board(house, slug).blocking:
        who = _who(house, slug, finding.language or Language.FR)
        gate.waive(house, slug, finding.id, who, comment="seen and accepted")


def _who(house: House, slug: str, language: Language) -> str:
    partner = next(cell.partner for cell in gate.board(house, slug, ()).cells if cell.language is language)
    return may_decide(load_reviewers(house), language, partner)[0].id


def codes(house: House, slug: str) -> list[str]:
    """A fresh one-time code for each approval that is missing."""
    people = load_reviewers(house)
    missing = gate.board(house, slug).missing
    return [
        gate.new_code(house, slug, cell.language, cell.partner, may_decide(people, cell.language, cell.partner)[0].id) for cell in missing
    ]


def approve_all(house: House, slug: str, *, but: int = 0) -> None:
    """Approve at the terminal what is missing, all but the last few."""
    people = load_reviewers(house)
    missing = gate.board(house, slug).missing
    for cell in missing[: len(missing) - but]:
        gate.approve(house, slug, cell.language, cell.partner, may_decide(people, cell.language, cell.partner)[0].id)
