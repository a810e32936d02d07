"""A thousand drafts copied into the drop folder at once, by programs that copy badly, under a watcher that is killed again and again.

Real Word files, the real reader and record, a real Prefect server. Two watchers as `flows/serve.py` runs them, one of which is killed with
SIGKILL every few seconds, twenty times. What Prefect would start for each run, the hand, is one process that takes runs in their turn and
does of `prepare` what concerns the folder: read the file as it lies there by then, and submit; a Python for each run would only add hours.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "flows")]

import docx  # noqa: E402

from communique import house as houses  # noqa: E402
from communique import lineage, pipeline  # noqa: E402
from communique.draft_names import understood  # noqa: E402
from communique.house import House  # noqa: E402
from communique.operation import fates, upkeep  # noqa: E402

PROMISED = {"lost": 0, "doubled": 0, "half_read": 0, "locks_read": 0, "copies_not_told": 0, "idle_cpu_percent": 3.0}
LEAST = {"releases": 1000, "kills": 20}
FIRST_PORT = 4340
PARTNER = "inria"
WATCH = "import sys, operation_folder; operation_folder.watch(operation_folder.Path(sys.argv[1]))"
HAND = "import sys, operation_folder; operation_folder.work(operation_folder.Path(sys.argv[1]))"


def measured(files: int = 1000, kills: int = 20) -> dict[str, float]:
    """The figures, by name."""
    with tempfile.TemporaryDirectory() as folder:
        own = _house(Path(folder) / "house")
        texts = _texts(files)
        with _server(Path(folder)) as setting:
            return _measured(own, setting, texts, kills)


def _measured(own: House, setting: Mapping[str, str], texts: Mapping[str, bytes], kills: int) -> dict[str, float]:
    chance, began = random.Random(8), time.monotonic()
    setting = {**setting, "COMMUNIQUE_HOUSE": str(own.root), "PYTHONPATH": os.pathsep.join((str(ROOT / "flows"), str(ROOT / "benchmarks")))}
    watchers = [_process(WATCH, own, setting) for _ in range(2)]
    hand = _process(HAND, own, setting)
    copies, corrected = _drop_all(own, texts, chance)
    killed = 0
    try:
        while killed < kills or not _quiet(own, corrected, setting):
            time.sleep(2.0)
            if killed < kills:
                one = killed % 2
                os.kill(watchers[one].pid, signal.SIGKILL)
                watchers[one].wait()
                watchers[one] = _process(WATCH, own, setting)
                killed += 1
                time.sleep(chance.uniform(2.0, 8.0))
            if time.monotonic() - began > 2700:
                break
        took = time.monotonic() - began
        idle = _idle(watchers)
    finally:
        for process in (*watchers, hand):
            process.kill()
            process.wait()
    return {**_counted(own, setting, texts, copies, corrected), "kills": killed, "took_s": round(took, 1), "idle_cpu_percent": idle}


# What is dropped, and how


def _texts(files: int) -> dict[str, bytes]:
    made = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.docx"
        for n in range(files):
            text = docx.Document()
            text.add_paragraph(f"Paris et Berlin ouvrent le laboratoire numéro {n}", style="Title")
            text.add_paragraph(f"Paris, le 9 mars 2026. Le laboratoire numéro {n} étudie le langage. Il emploie {n + 3} personnes.")
            text.add_paragraph("« Nous commençons demain », a déclaré Maud Ferrandier, directrice du programme.")
            text.save(str(path))
            made[f"laboratoire {n}.docx"] = path.read_bytes()
    return made


def _drop_all(own: House, texts: Mapping[str, bytes], chance: random.Random) -> tuple[list[str], dict[str, bytes]]:
    """Four writers, each with its own bad habits; the names of superfluous copies, and the text that each name has in the end."""
    ways = (_in_pieces, _room_first, _as_word, _at_once)
    names = list(texts)
    copies, final = [], dict(texts)
    for name in chance.sample(names, len(names) // 10):
        # A corrected text, saved over the first one a little later; its bytes are those of another document with another number.
        final[name] = _corrected(texts[name])

    def writer(one: int) -> None:
        mine = random.Random(one)
        for name in names[one::4]:
            ways[mine.randrange(4)](own.drafts / name, texts[name], mine)
            if final[name] is not texts[name]:
                ways[mine.randrange(4)](own.drafts / name, final[name], mine)

    writers = [threading.Thread(target=writer, args=(one,)) for one in range(4)]
    for thread in writers:
        thread.start()
    for name in names[::10]:
        (own.drafts / f"~${name[2:]}").write_bytes(b"owner" * 33)
        (own.drafts / f".~lock.{name}#").write_bytes(b",maud,")
    for thread in writers:
        thread.join()
    for n, name in enumerate(names[::10]):
        stem = Path(name).stem
        copies.append((f"{stem} (1).docx", f"Kopie von {name}", f"{stem} - Copie.docx")[n % 3])
        shutil.copyfile(own.drafts / name, own.drafts / copies[-1])
    return copies, final


def _corrected(content: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.docx"
        path.write_bytes(content)
        text = docx.Document(str(path))
        text.add_paragraph("Le nombre de personnes a été rectifié.")
        text.save(str(path))
        return path.read_bytes()


def _in_pieces(path: Path, content: bytes, chance: random.Random) -> None:
    with path.open("wb") as file:
        for start in range(0, len(content), 12_000):
            file.write(content[start : start + 12_000])
            file.flush()
            time.sleep(chance.choice((0.0, 0.01, 0.05)) if chance.random() > 0.005 else 9.0)


def _room_first(path: Path, content: bytes, chance: random.Random) -> None:
    """As file managers of Windows do: the whole size at once, the bytes behind it, here in any order, the time at the end."""
    with path.open("wb") as file:
        file.truncate(len(content))
        pieces = list(range(0, len(content), 12_000))
        chance.shuffle(pieces)
        for start in pieces:
            file.seek(start)
            file.write(content[start : start + 12_000])
            file.flush()
            time.sleep(chance.choice((0.0, 0.02)) if chance.random() > 0.005 else 9.0)
    os.utime(path, (10**9, 10**9 + chance.randrange(10**6)))


def _as_word(path: Path, content: bytes, _chance: random.Random) -> None:
    new = path.with_name(f"~WRD{path.stem[-4:].strip()}.tmp")
    new.write_bytes(content)
    if path.exists():
        path.rename(path.with_name(f"~WRL{path.stem[-4:].strip()}.tmp"))
    new.rename(path)


def _at_once(path: Path, content: bytes, _chance: random.Random) -> None:
    path.write_bytes(content)


# Who takes it


def watch(root: Path) -> None:
    """A watcher, as `flows/serve.py` runs it."""
    import drops

    drops.watch(houses.load(root), threading.Event())


def work(root: Path) -> None:
    """The hand: take each run in its turn until the end."""
    from prefect import get_client
    from prefect.client.schemas.objects import FlowRun, StateType
    from prefect.states import Completed, Failed, Running

    import all_runs
    from communique import discretion, gate
    from communique.languages import Language

    own = houses.load(root)

    def take(run: FlowRun) -> object:
        try:
            gate.submit(own, pipeline.take_in(own, own.drafts / str(run.parameters["draft"])))
            return Completed()
        except Exception as error:
            return Failed(message=discretion.failure(error, Language.EN))

    while True:
        with suppress(Exception), get_client(sync_client=True) as client:
            runs = all_runs.in_state(client, StateType.SCHEDULED, flows=["prepare"])[:50]
            for run in runs:
                client.set_flow_run_state(run.id, Running(), force=True)
                client.set_flow_run_state(run.id, take(run), force=True)  # type: ignore[arg-type]
            if not runs:
                time.sleep(0.5)


def _process(code: str, own: House, setting: Mapping[str, str]) -> subprocess.Popen[bytes]:
    with (own.root / "watch.log").open("ab") as log:
        return subprocess.Popen(
            (sys.executable, "-c", code, str(own.root)), env=dict(setting), stdout=log, stderr=log, start_new_session=True
        )


def _house(root: Path) -> House:
    (root / "templates").mkdir(parents=True)
    shutil.copytree(ROOT / "templates" / "partners", root / "templates" / "partners")
    for name in ("glossary.csv", "reviewers.toml"):
        shutil.copy(ROOT / "templates" / name, root / "templates" / name)
    lines = ('name = "Inria"', 'languages = ["fr"]', "[approvals]", f'{PARTNER} = ["fr"]', "[gate]", 'public_key = ""')
    (root / "templates" / "house.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    shutil.copytree(ROOT / "templates" / "release", root / "templates" / "release")
    (root / "drafts").mkdir()
    return upkeep.new_key(houses.load(root))


@contextmanager
def _server(folder: Path) -> Iterator[dict[str, str]]:
    """A Prefect server of its own where the real deployment of `prepare` is registered and nobody serves it."""
    address = f"http://127.0.0.1:{FIRST_PORT}"
    own = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT", "COMMUNIQUE"))}
    setting = {**own, "PREFECT_HOME": str(folder / ".prefect"), "PREFECT_API_URL": f"{address}/api", "DO_NOT_TRACK": "1"}
    setting |= {"PREFECT_SERVER_ANALYTICS_ENABLED": "false", "PREFECT_SERVER_UI_ENABLED": "false", "PREFECT_LOGGING_LEVEL": "ERROR"}
    command = (sys.executable, "-m", "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(FIRST_PORT))
    with (folder / "server.log").open("ab") as log:
        server = subprocess.Popen(command, env=setting, stdout=log, stderr=log, start_new_session=True)
    try:
        _until(lambda: _answers(f"{address}/api/health"), 180)
        register = "import serve; [one.to_deployment(**serve._shown(as_)).apply() for one, as_ in serve.flows() if as_.flow == 'prepare']"
        subprocess.run(
            (sys.executable, "-c", register), env={**setting, "PYTHONPATH": str(ROOT / "flows")}, check=True, stdout=subprocess.DEVNULL
        )
        yield setting
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _answers(address: str) -> bool:
    with suppress(OSError), urllib.request.urlopen(address, timeout=5):
        return True
    return False


def _until(holds: Callable[[], bool], within: float) -> None:
    end = time.monotonic() + within
    while not holds():
        assert time.monotonic() < end, f"nothing came within {within} s"
        time.sleep(0.5)


# What came of it


def _quiet(own: House, final: Mapping[str, bytes], setting: Mapping[str, str]) -> bool:
    return not _missing(own, final) and not [run for run in _runs(setting) if run["state_type"] not in ("COMPLETED", "FAILED")]


def _missing(own: House, final: Mapping[str, bytes]) -> list[str]:
    """The names whose last text is in no release. Of a file and its exact copy that come at once either may be the one that is read."""
    held = {(understood(one.file).family, one.sha256) for one in lineage.holders(own.drafts)}
    return [name for name, content in final.items() if (understood(name).family, hashlib.sha256(content).hexdigest()) not in held]


def _idle(watchers: list[subprocess.Popen[bytes]]) -> float:
    """The processor time of both watchers while nothing happens, in percent of one processor."""
    time.sleep(15)
    before, seconds = sum(_ticks(one.pid) for one in watchers), 20
    time.sleep(seconds)
    return round((sum(_ticks(one.pid) for one in watchers) - before) / os.sysconf("SC_CLK_TCK") / seconds * 100, 2)


def _ticks(pid: int) -> int:
    values = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(values[11]) + int(values[12])


def _runs(setting: Mapping[str, str]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    while True:
        asked = json.dumps({"sort": "ID_DESC", "limit": 200, "offset": len(found)}).encode()
        request = urllib.request.Request(f"{setting['PREFECT_API_URL']}/flow_runs/filter", asked, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            page = json.load(answer)
        found += page
        if len(page) < 200:
            return found


def _counted(
    own: House, setting: Mapping[str, str], texts: Mapping[str, bytes], copies: list[str], final: Mapping[str, bytes]
) -> dict[str, float]:
    runs = _runs(setting)
    keys = [str(run["idempotency_key"]).rsplit(":", 2) for run in runs]
    read = Counter((understood(name).family, sha256) for name, sha256, _ in keys)
    whole = {hashlib.sha256(content).hexdigest() for known in (texts, final) for content in known.values()}
    held = lineage.holders(own.drafts)
    told = {str(value["file"]) for value in fates.kept(own)}
    pairs = [{copy, name} for copy, name in zip(copies, list(texts)[::10], strict=True)]
    return {
        "releases": len({understood(one.file).family for one in held}),
        "runs": len(runs),
        "lost": len(_missing(own, final)),
        "doubled": len(held) - len({understood(one.file).family for one in held}) + sum(count - 1 for count in read.values()),
        "half_read": sum(sha256 not in whole for _, sha256, _ in keys) + sum(run["state_type"] == "FAILED" for run in runs),
        "locks_read": sum(name.startswith(("~$", ".~")) for name, _, _ in keys),
        "copies_not_told": sum(not pair & told for pair in pairs),
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="?", type=int, default=1000)
    parser.add_argument("kills", nargs="?", type=int, default=20)
    asked = parser.parse_args()
    print(json.dumps({"benchmark": "operation_folder", **measured(asked.files, asked.kills)}))
