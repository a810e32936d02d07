"""Where the text of a release under embargo goes: `python benchmarks/discretion.py` prints one JSON line; a broken promise is an error.

- `connections_away`: calls of the system that name an address other than loopback, in the whole trip by command and by the flows with a
  real server, seen from outside with strace (null where there is no strace, or where it may not watch);
- `finds`: places in logs at the lowest level, in messages, addresses that were asked, Prefect's database and its storage, where a word of
  the title, of the text or of the key stands, over every way in which an engine fails.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import canaries
from canaries import CANARIES, FAULTS, SLUG, DeepL, communique, connections, environment, watched_by, without_canaries
from communique import house as houses
from communique.operation import upkeep
from leaks import places_of
from office import Team, running

# What is away is asked again within the patience of this benchmark.
SOON = {"COMMUNIQUE_ASK_AGAIN": "1 1"}
IN_FLOWS = ("ok", "403", "500", "hang", "cut", "redirect", "quota", "no json")
AWAY = "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(('192.0.2.7', 9))"
LOUD = {
    "PREFECT_LOGGING_LEVEL": "DEBUG",
    "PREFECT_LOGGING_ROOT_LEVEL": "DEBUG",
    "PREFECT_LOGGING_EXTRA_LOGGERS": "httpx,httpcore,urllib3,communique",
}


def can_watch() -> bool:
    """Whether strace is here, may watch our own children and sees what leaves: a datagram's address, to which nothing is sent."""
    if not canaries.STRACE:
        return False
    with tempfile.TemporaryDirectory() as folder:
        trace = Path(folder) / "trace"
        done = subprocess.run([*watched_by(trace), sys.executable, "-c", AWAY], capture_output=True, check=False)
        return done.returncode == 0 and connections(trace) == (0, ["192.0.2.7"])


@contextmanager
def secret_house(engine: str, *, host: str, hosts: tuple[str, ...]) -> Iterator[tuple[Path, DeepL, dict[str, str]]]:
    """A house with a key and one engine on loopback, that engine, and an environment whose log is in the folder `logs` beside it."""
    with tempfile.TemporaryDirectory(prefix="discretion-") as folder, canaries.deepl() as service:
        root = Path(folder) / "house"
        root.mkdir()
        canaries.settle(root, engine, service.url, host=host, hosts=hosts)
        upkeep.new_key(houses.load(root))
        yield root, service, environment(root.parent / "logs")


def trip(watch: bool) -> dict[str, object]:
    """The whole trip by command under embargo, with an engine on this machine: its connections."""
    near, far = 0, 0
    with secret_house("libretranslate", host="machine", hosts=("machine",)) as (root, service, more):
        path, trace = canaries.draft(root / "drafts"), root.parent / "trace"
        for words in (
            ("read", path),
            ("check", path),
            ("run", path),
            ("engines", "list"),
            ("status", SLUG),
            ("render", SLUG, "--preview"),
            ("render", SLUG),
            ("verify", SLUG),
        ):
            communique(root, *words, more=more, before=watched_by(trace) if watch else ())
            found = connections(trace) if watch else (0, [])
            near, far = near + found[0], far + len(found[1])
        asked = _demand_asked(service)
    return {"asked_on_loopback": asked, "connections_near": near if watch else None, "connections_away": far if watch else None}


def _demand_asked(service: DeepL) -> int:
    """How often the engine was given a canary word. Raises SystemExit where it never was: then finding none would prove nothing."""
    if not service.bodies:
        raise SystemExit("discretion: the engine was never given the text")
    return service.bodies


def commands() -> dict[str, object]:
    """A release under embargo and DeepL, allowed by the house, failing in every way: where a canary word is found."""
    finds: list[str] = []
    with secret_house("deepl", host="eu", hosts=("machine", "eu")) as (root, service, more):
        for fault in FAULTS:
            service.fault = fault
            path = canaries.draft(root / "drafts", f"{SLUG}-{FAULTS.index(fault)}")
            done = communique(root, "run", path, "--engine", "deepl", more=more)
            finds += [] if without_canaries(done.stderr) else [f"{fault}: stderr"]
        for words in (("run", canaries.broken(root / "drafts", "halb")), ("verify", SLUG), ("engines", "list")):
            done = communique(root, *words, more=more)
            finds += [] if without_canaries(done.stderr) else [f"{words[0]}: stderr"]
        finds += [f"asked: {line[:20]}" for line in service.asked if not without_canaries(line)]
        finds += places_of(CANARIES, root.parent / "logs")
        seen = _demand_asked(service)
    return {"faults": len(FAULTS), "calls_with_text": seen, "finds": finds}


def flows(watch: bool) -> dict[str, object]:
    """The same release through the flows and a real Prefect server: connections, and canary words in anything that Prefect keeps."""
    with secret_house("deepl", host="eu", hosts=("machine", "eu")) as (root, service, more):
        trace = root.parent / "trace"
        before = watched_by(trace, aside=True) if watch else ()
        with running(houses.load(root), before=before, more={**more, **LOUD, **SOON}) as team:
            states = _through(team, root, service)
        finds = [*places_of(CANARIES, root / ".prefect"), *places_of(CANARIES, root.parent / "logs")]
        finds += [] if without_canaries((root / "up.log").read_text(encoding="utf-8", errors="replace")) else ["up.log"]
        finds += [f"asked: {line[:20]}" for line in service.asked if not without_canaries(line)]
        near, far = connections(trace) if watch else (0, [])
        figures = {"runs": len(states), "states": sorted(set(states)), "calls_with_text": _demand_asked(service), "finds": finds}
        return {**figures, "connections_near": near if watch else None, "connections_away": len(far) if watch else None}


def _through(team: Team, root: Path, service: DeepL) -> list[str]:
    """Prepare a release for each fault, and a broken one; send a wrong code; publish what is not approved. The states of the runs."""
    states: list[str] = []
    for fault in IN_FLOWS:
        service.fault = fault
        name = f"{SLUG}-{FAULTS.index(fault)}"
        canaries.draft(root / "drafts", name)
        states.append(team.prepared(f"{name}.docx")["state"]["name"])
    canaries.broken(root.parent, "halb").rename(root / "drafts" / "halb.docx")
    states.append(team.ended(team.start("prepare", draft="halb.docx"), "Failed", "Completed")["state"]["name"])
    first = f"{SLUG}-0"
    form = team.form(first)
    team.resume(form, decision="approve", code="AAAA-BBBB-CCCC")
    team.form(first, after=form)
    states.append(team.ended(team.start("publish", release=first), "Failed", "Completed")["state"]["name"])
    return states


def main() -> None:
    """Print what was found, and end with an error where it is anything."""
    watch = can_watch()
    parts = {"trip": trip(watch), "commands": commands(), "flows": flows(watch)}
    away = [part["connections_away"] for part in parts.values() if "connections_away" in part]
    finds = [find for part in parts.values() for find in part.get("finds", ())]  # type: ignore[attr-defined]
    print(json.dumps({"benchmark": "discretion", "watched": watch, **parts}))
    if finds or any(away):
        raise SystemExit("discretion: a word or a connection left this machine")


if __name__ == "__main__":
    main()
