"""The processes of the simulated day: one that bears all others, each of which does one thing and may be killed before any step of it."""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import signal
import sys
import threading
import traceback
from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Any, NoReturn

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import communique
import operation_day_clock as clock
from communique.errors import CommuniqueError, NotAllowed
from communique.files.canonical import digest
from communique.languages import Language, Wording
from communique.operation.handed import Run
from injuries import bounded
from kills import STEPS, WRITING
from presshouse import LIGHT

AWAY = Wording("le serveur ne répond pas", "der Server antwortet nicht", "the server does not answer")
REFUSED, STOPPED = 5, 3
# These modules are commands of their own, or start something.
NOT_LOADED = ("__main__", "_quick_start", "_quick_paint", "_quick_text")
# A file of a command is called like a function of its package.
COMMANDS = "communique.cli."


def load() -> None:
    """Load the whole program, so that a process which is born has it, and the clock."""
    for found in pkgutil.walk_packages(communique.__path__, "communique."):
        if not found.name.endswith(NOT_LOADED) and not found.name.startswith(COMMANDS):
            importlib.import_module(found.name)
    importlib.import_module(f"{COMMANDS}_commands")


def as_nursery(side: Path) -> None:
    """Bear the processes that a line on standard input asks for; answer with their exit codes, or with the id of one that stays."""
    load()
    for line in sys.stdin:
        asked = json.loads(line)
        children = [_born(side, one) for one in asked["acts"]]
        if asked.get("stays"):
            print(json.dumps(children), flush=True)
            continue
        print(json.dumps([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children]), flush=True)


def _born(side: Path, one: dict[str, Any]) -> int:
    child = os.fork()
    if not child:
        _lived(side, one)
    return child


def _lived(side: Path, one: dict[str, Any]) -> NoReturn:
    code = 1
    try:
        said = os.open(side / f"said-{one['n']}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(said, 1)
        os.dup2(said, 2)
        os.environ["COMMUNIQUE_NOTICES"] = one.get("services", "")
        os.chdir(one["root"])
        clock.hang(side)
        if one.get("room") is not None:
            bounded(one["room"])
        if one.get("kill"):
            _doomed(one["kill"])
        code = _done(side, Path(one["root"]), one)
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


def _doomed(step: int) -> None:
    """Have this process killed before its so-many-th step that changes a file."""
    made = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal made
        if event in STEPS or (event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING):
            made += 1
            if made == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)


def _done(side: Path, root: Path, one: dict[str, Any]) -> int:
    act = {"cli": _cli, "prepare": _prepare, "issue": _issue, "form": _form, "tick": _tick, "watch": _watch, "desk": _desk}[one["act"]]
    try:
        act(side, root, one)
    except NotAllowed as error:
        print(error)
        return REFUSED
    except (CommuniqueError, OSError) as error:
        print(type(error).__name__, error)
        return STOPPED
    return 0


def _cli(_side: Path, root: Path, one: dict[str, Any]) -> None:
    """`communique WORDS`, as at a terminal."""
    from communique.cli import main

    sys.argv = ["communique", "--house", str(root), "--lang", "en", *one["words"]]
    main()


def _prepare(_side: Path, root: Path, one: dict[str, Any]) -> None:
    """The stages of the flow that prepares a release, in its order."""
    from communique import gate, pipeline

    own = pipeline.house_at(root)
    slug = pipeline.take_in(own, own.drafts / one["draft"])
    for language in pipeline.languages_of(own, slug)[1:]:
        pipeline.translate(own, slug, language)
    pipeline.findings(own, slug)
    gate.preview(own, slug, make=LIGHT)
    gate.review_sheet(own, slug, Language.EN)
    gate.submit(own, slug)


def _issue(_side: Path, root: Path, one: dict[str, Any]) -> None:
    """What the flow that publishes a release does."""
    from communique import gate, pipeline

    gate.issue(pipeline.house_at(root), one["slug"], channel="prefect", make=LIGHT)


def _form(_side: Path, root: Path, one: dict[str, Any]) -> None:
    """A decision by the form of the review flow: its code, then what was typed."""
    from communique import gate, pipeline

    own = pipeline.house_at(root)
    code = gate.new_code(own, one["slug"], Language(one["language"]), one["partner"], one["who"])
    gate.decide(own, one["slug"], kind=one["kind"], code=code, comment=one["comment"], channel="prefect")


def _tick(_side: Path, root: Path, _one: dict[str, Any]) -> None:
    """What the flows' service does each minute for the notices."""
    from communique import gate, pipeline
    from communique.notices import rounds

    rounds.tick(pipeline.house_at(root), gate.now(), patience=60)


def _watch(side: Path, root: Path, _one: dict[str, Any]) -> None:
    """The watcher of the drop folder."""
    from communique import pipeline
    from communique.operation import drop_folder

    # A simulated hour passes in seconds.
    drop_folder.ASK_EVERY, drop_folder.LONGEST_PAUSE = 0.1, 0.3
    drop_folder.watch(pipeline.house_at(root), Runs(side), every=0.05, stop=threading.Event(), language=Language.EN, tell=print)


class Runs:
    """The runs that files asked for, as files beside the house: one for each key, as Prefect's server keeps them (`handed.Office`).

    A run that nobody has begun has no state; one that ended is completed, crashed or failed, with the sentence of its refusal.
    """

    def __init__(self, side: Path) -> None:
        self.side, self.folder = side, side / "runs"

    def under_way(self) -> list[tuple[str, str]]:
        """What was handed over and has not ended."""
        self._answer()
        runs = [path for path in sorted(self.folder.iterdir()) if not path.suffix and not path.with_suffix(".state").exists()]
        return [(said["draft"], said["sha256"]) for said in (json.loads(run.read_text(encoding="utf-8")) for run in runs)]

    def submit(self, path: Path, sha256: str, *, again: bool) -> Run:
        """Start a run for a file, once; after one that ended without its release, another."""
        self._answer()
        for n in count():
            run = self._run((path.name, sha256), n)
            if not run.exists():
                run.with_suffix(".new").write_text(json.dumps({"draft": path.name, "sha256": sha256}), encoding="utf-8")
                run.with_suffix(".new").replace(run)
            told = self._standing(run)
            if told.open or (told.refusal and not again):
                return told
        raise AssertionError

    def asked(self, origins: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Run]:
        """What became of files, by the latest run for each."""
        self._answer()
        found = {}
        for origin in origins:
            for n in count():
                if not self._run(origin, n).exists():
                    break
                found[origin] = self._standing(self._run(origin, n))
        return found

    def _answer(self) -> None:
        if (self.side / "away").exists():
            raise CommuniqueError("server", AWAY, AWAY)

    def _run(self, origin: tuple[str, str], n: int) -> Path:
        return self.folder / digest([*origin, n])

    def _standing(self, run: Path) -> Run:
        state = run.with_suffix(".state")
        kind, _, said = state.read_text(encoding="utf-8").partition("\n") if state.exists() else ("", "", "")
        return Run(open=not kind, refusal=said if kind == "failed" else "")


def _desk(side: Path, root: Path, one: dict[str, Any]) -> None:
    """The review desk on a port, without previews."""
    import uvicorn

    from communique import pipeline
    from communique.desk.serving import configuration

    base = f"http://127.0.0.1:{one['port']}"
    config = configuration(pipeline.house_at(root), port=one["port"], base=base, language=Language.EN)
    config.app.state.desk.workshop.close()
    uvicorn.Server(config).run()


if __name__ == "__main__":
    as_nursery(Path(sys.argv[1]))
