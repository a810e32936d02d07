"""What Prefect costs a run: `python benchmarks/operation_flows.py [RUNS]` prints one JSON line, and fails above what is promised.

The sample is prepared RUNS (4) times as a flow run, in the process that a runner or worker starts for it. A stop-watch runs while the flow
is in one of the program's own functions; the rest of the process's life is Prefect's. An empty flow shows what of this is the start and end
of Prefect's own process. All share one warm server and take turns. In seconds, the least of the runs, since whatever else the machine does
only adds to them: `prefect_start` (the empty flow), `plain` (the same functions in a process without Prefect), and `overhead`, what a flow
run takes beyond start and functions. `wall` is by the clock and the stop-watch; `cpu` is what a whole process burns with its children, the
plain one's without the start of Python.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "flows")]

from communique import house as houses  # noqa: E402
from communique.operation import upkeep  # noqa: E402

SAMPLE = ROOT / "drafts" / "dialogue-ia.docx"
PROMISED = {"overhead_wall_s": 1.0, "overhead_cpu_s": 1.0}
EMPTY = """
from prefect import flow


@flow
def empty(draft: str) -> None:
    pass
"""
# The program's functions that the flow calls, wrapped in a stop-watch that writes where the environment says.
WATCHED = """
import atexit, functools, json, os, runpy, sys, threading, time
sys.argv = ["prefect.engine"]
from communique import gate, pipeline
from communique.operation import account
spent, inside = [0.0], threading.local()
def watched(function):
    @functools.wraps(function)
    def timed(*values, **named):
        if getattr(inside, "one", False):
            return function(*values, **named)
        inside.one, began = True, time.monotonic()
        try:
            return function(*values, **named)
        finally:
            inside.one = False
            spent[0] += time.monotonic() - began
    return timed
FUNCTIONS = (
    (pipeline, "take_in"), (pipeline, "languages_of"), (account, "made"), (pipeline, "findings"), (gate, "preview"),
    (gate, "subject_of"), (gate, "submit"), (gate, "review_sheet"),
)
for module, name in FUNCTIONS:
    setattr(module, name, watched(getattr(module, name)))
"""
FLOW = """
atexit.register(lambda: open(os.environ["STOP_WATCH"], "w").write(json.dumps(spent[0])))
runpy.run_module("prefect.engine", run_name="__main__")
"""
PLAIN = """
from pathlib import Path
from communique.languages import Language
own = pipeline.house_at(Path(os.environ["COMMUNIQUE_HOUSE"]))
slug = pipeline.take_in(own, own.drafts / "dialogue-ia.docx")
for language in pipeline.languages_of(own, slug)[1:]:
    account.made(own, slug, language)
pipeline.findings(own, slug)
gate.preview(own, slug)
gate.subject_of(own, slug)
gate.submit(own, slug)
gate.review_sheet(own, slug, Language.EN)
open(os.environ["STOP_WATCH"], "w").write(json.dumps(spent[0]))
"""
DEPLOY = """
import sys
from prefect import flow
for source, entrypoint, name in (sys.argv[n:n + 3] for n in range(1, len(sys.argv), 3)):
    print(flow.from_source(source=source, entrypoint=entrypoint).to_deployment(name).apply())
"""
CREATE = """
import json, sys
from prefect import get_client
with get_client(sync_client=True) as client:
    made = [client.create_flow_run_from_deployment(id, parameters={"draft": "dialogue-ia.docx"}) for id in sys.argv[1:]]
print(json.dumps([str(run.id) for run in made]))
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, and seconds of processor."""

    wall: float
    cpu: float

    def __sub__(self, other: Cost) -> Cost:
        return Cost(self.wall - other.wall, self.cpu - other.cpu)


@dataclass(frozen=True, slots=True)
class Run:
    """What a whole process cost, and how many seconds of it by the clock our own functions took."""

    cost: Cost
    inside: float


def main() -> None:
    """Print the figures."""
    figures = measured(int(sys.argv[1]) if len(sys.argv) > 1 else 4)
    broken = {name: figures[name] for name, most in PROMISED.items() if figures[name] > most}
    print(json.dumps({"benchmark": "operation_flows", **figures, "promised": PROMISED, "broken": broken}))
    sys.exit(bool(broken))


def measured(runs: int = 4) -> dict[str, float]:
    """The figures, by name, in seconds."""
    with tempfile.TemporaryDirectory() as folder, _server(Path(folder)) as setting:
        own, project = Path(folder), Path(setting["PROJECT"])
        (project / "empty.py").write_text(EMPTY, encoding="utf-8")
        wanted = (str(project), "flows/prepare.py:prepare", "Prepare a release", str(project), "empty.py:empty", "Empty")
        # The form is opened as in an office; nobody runs it here.
        wanted += (str(project), "flows/review.py:review", "Review a release")
        prepare, nothing, _ = _said(DEPLOY, setting, *wanted).split()
        turns = [
            (_run(prepare, setting, own / f"flow-{n}"), _run(nothing, setting, own / f"empty-{n}"), _plain(setting, own / f"plain-{n}"))
            for n in range(runs + 1)
        ]
    # The first of each is not counted: it compiles, and it fills the caches of the server.
    flows, bare, plain = zip(*turns[1:], strict=True)
    beside = Cost(min(run.cost.wall - run.inside for run in flows), min(run.cost.cpu for run in flows))
    start = Cost(min(run.cost.wall for run in bare), min(run.cost.cpu for run in bare))
    ours = Cost(min(run.inside for run in plain), min(run.cost.cpu for run in plain))
    costs = {"prefect_start": start, "plain": ours, "overhead": Cost(beside.wall - start.wall, beside.cpu - start.cpu - ours.cpu)}
    return {f"{name}_{kind}_s": round(getattr(cost, kind), 2) for name, cost in costs.items() for kind in ("wall", "cpu")}


def _run(deployment: str, setting: Mapping[str, str], root: Path) -> Run:
    """A flow run in the process that a runner starts for it, in a house of its own."""
    (run,) = json.loads(_said(CREATE, setting, deployment))
    return _watched(FLOW, {**setting, "PREFECT__FLOW_RUN_ID": run}, root)


def _plain(setting: Mapping[str, str], root: Path) -> Run:
    """The same functions in a process that knows nothing of Prefect, without the start of Python."""
    run = _watched(PLAIN, setting, root)
    return Run(run.cost - _cost((sys.executable, "-c", "pass"), setting), run.inside)


def _watched(program: str, setting: Mapping[str, str], root: Path) -> Run:
    _house(root)
    where = root / "stop-watch"
    cost = _cost((sys.executable, "-c", WATCHED + program), {**setting, "COMMUNIQUE_HOUSE": str(root), "STOP_WATCH": str(where)})
    return Run(cost, json.loads(where.read_text(encoding="utf-8")))


def _cost(command: Sequence[str], setting: Mapping[str, str]) -> Cost:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, env=dict(setting), check=True, capture_output=True, cwd=setting["PROJECT"])
    took, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Cost(took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def _house(root: Path) -> None:
    shutil.copytree(ROOT / "templates", root / "templates")
    (root / "drafts").mkdir()
    shutil.copy(SAMPLE, root / "drafts")
    upkeep.new_key(houses.load(root))


def _said(program: str, setting: Mapping[str, str], *words: str) -> str:
    done = subprocess.run(
        (sys.executable, "-c", program, *words), env=dict(setting), check=True, capture_output=True, text=True, cwd=setting["PROJECT"]
    )
    return done.stdout


@contextmanager
def _server(folder: Path) -> Iterator[dict[str, str]]:
    """A Prefect server in a folder of its own, and the environment that knows it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "COMMUNIQUE"))}
    own |= {"PREFECT_HOME": str(folder / ".prefect"), "PREFECT_API_URL": f"http://127.0.0.1:{port}/api", "DO_NOT_TRACK": "1"}
    own |= {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "COMMUNIQUE_LANG": "en", "PYTHONPATH": str(ROOT / "flows")}
    # Prefect copies what lies beside a flow into the folder where it is run, unless that is the same one.
    shutil.copytree(ROOT / "flows", folder / "project" / "flows", ignore=shutil.ignore_patterns("__pycache__"))
    own |= {"PROJECT": str(folder / "project")}
    command = (sys.executable, "-m", "prefect", "server", "start", "--port", str(port))
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(command, env=own, stdout=log, stderr=subprocess.STDOUT)
    try:
        end = time.monotonic() + 120
        while not _answers(f"{own['PREFECT_API_URL']}/health"):
            assert time.monotonic() < end, "the server does not answer"
            time.sleep(0.5)
        yield own
    finally:
        server.terminate()
        server.wait(60)


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5):
            return True
    except (URLError, OSError):
        return False


if __name__ == "__main__":
    main()
