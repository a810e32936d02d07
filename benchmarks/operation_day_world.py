"""The house of the simulated day with its real processes: the nursery that bears them, the watcher, the desk, and the runs they ask for."""

from __future__ import annotations

import http.client
import json
import os
import random
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

import operation_day_clock as clock
from chatrooms import TOKEN, Room
from communique import house as houses
from communique.desk import links
from communique.desk.links import Visit
from communique.errors import CommuniqueError
from communique.house import House
from communique.languages import Language
from communique.operation import listening
from communique.roles import Role
from postoffice import Office

PROCESSES = Path(__file__).with_name("operation_day_processes.py")
KILLED = -signal.SIGKILL
FIELD = re.compile(r'name="(\w+)" value="([^"]*)"')
Act = Mapping[str, Any]


@dataclass
class World:
    """A house (`root`) and, beside it on a disk that is never full, the clock, the runs and what processes said (`side`)."""

    root: Path
    side: Path
    office: Office
    room: Room
    chance: random.Random
    mounted: bool
    now: datetime
    latest: datetime
    kills: Counter[str] = field(default_factory=Counter)
    acts: Counter[str] = field(default_factory=Counter)
    staying: dict[str, int] = field(default_factory=dict)
    full: bool = False
    port: int = 0

    def open(self) -> None:
        """Start everything."""
        (self.side / "runs").mkdir(parents=True)
        self.set(self.now)
        clock.hang(self.side)
        command = (sys.executable, str(PROCESSES), str(self.side))
        self.nursery = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.port = listening.free_after(4400)

    def close(self) -> None:
        """End everything that was started."""
        for role in tuple(self.staying):
            self.kill(role)
        assert self.nursery.stdin
        self.nursery.stdin.close()
        self.nursery.wait()

    @property
    def house(self) -> House:
        """The house as its files are now."""
        return houses.load(self.root)

    def set(self, now: datetime) -> None:
        """Set the clock."""
        self.now, self.latest = now, max(now, self.latest)
        clock.put(self.side, now)

    # Processes

    def run(self, *acts: Act, doomed: bool = False) -> list[int]:
        """Do these things at once, each in a process of its own, and give their exit codes; doomed ones are killed on their way."""
        first = sum(self.acts.values())
        self.acts.update(f"{act['act']} {act.get('words', [''])[0]}".strip() for act in acts)
        asked = [self._asked(n, act, doomed=doomed) for n, act in enumerate(acts, first)]
        codes = self._nursery({"acts": asked})
        self.kills.update(act["act"] for act, code in zip(acts, codes, strict=True) if code == KILLED)
        self.said = [(self.side / f"said-{one['n']}").read_text(encoding="utf-8", errors="replace") for one in asked]
        for act, code, said in zip(acts, codes, self.said, strict=True):
            assert code in (0, 2, 3, 5, 6, KILLED) or (code == 70 and "disk is full" in said), (
                f"{dict(act)} ended with {code}: {said[-3000:]}"
            )
            assert "Traceback" not in said, f"{dict(act)} ended with {code}: {said[-3000:]}"
        return codes

    def _asked(self, n: int, act: Act, *, doomed: bool) -> dict[str, Any]:
        steps = 40 if act["act"] in ("issue", "prepare") else 12
        room = self.chance.randint(0, 400) if self.full and not self.mounted else None
        kill = self.chance.randint(1, steps) if doomed else 0
        return {**act, "n": n, "root": str(self.root), "services": self.services, "kill": kill, "room": room}

    def _nursery(self, asked: Mapping[str, Any]) -> list[int]:
        assert self.nursery.stdin
        assert self.nursery.stdout
        self.nursery.stdin.write(json.dumps(asked) + "\n")
        self.nursery.stdin.flush()
        answer: list[int] = json.loads(self.nursery.stdout.readline())
        return answer

    @property
    def services(self) -> str:
        """Where notices go."""
        self.office.patience = 60
        return f"{self.office.address} mmost://127.0.0.1:{self.room.port}/{TOKEN}?cto=60&rto=60"

    def there(self, role: str) -> None:
        """Have the watcher or the desk run."""
        if role not in self.staying:
            own = {"act": role, "root": str(self.root), "port": self.port, "n": role}
            (self.staying[role],) = self._nursery({"acts": [own], "stays": True})

    def kill(self, role: str) -> None:
        """End one that stays without a word."""
        if pid := self.staying.pop(role, 0):
            os.kill(pid, signal.SIGKILL)
            self.kills[role] += 1

    # The drop folder and the runs that its files ask for

    def look(self, seconds: float = 0.35) -> None:
        """Give the watcher the time of some looks."""
        self.there("watch")
        time.sleep(seconds)

    def runs(self, *states: str) -> list[Path]:
        """The runs in these states; one that nobody has begun has none."""
        found = sorted(path for path in (self.side / "runs").iterdir() if not path.suffix)
        return [path for path in found if _state(path) in states]

    def serve(self, *, doomed: bool) -> None:
        """Begin every run that waits, two at once; a machine whose run was killed is started again, with its watcher."""
        while waiting := self.runs("")[:2]:
            acts = [{"act": "prepare", "draft": json.loads(run.read_text(encoding="utf-8"))["draft"]} for run in waiting]
            codes = self.run(*acts, doomed=doomed)
            for run, code, said in zip(waiting, codes, self.said, strict=True):
                _end(run, {0: "completed", KILLED: "crashed"}.get(code, f"failed\n{said.strip()[-300:]}"))
                if code == KILLED:
                    self.kill("watch")
            doomed = False
            self.look()

    def retry(self) -> None:
        """What an officer does with failed runs: press Retry."""
        for run in self.runs("failed"):
            run.with_suffix(".state").unlink()
        self.serve(doomed=False)

    # The desk

    def visit(self, slug: str, language: Language, partner: str, who: str, *, comment: str, doomed: bool) -> bool:
        """Approve at the desk with a link of one's own, in its two steps; whether the desk said that it is done."""
        self.there("desk")
        visit = Visit(slug, language, partner, Role.LANGUAGE, who)
        base = f"http://127.0.0.1:{self.port}"
        try:
            path = links.link(self.house, visit, base).removeprefix(base)
        except CommuniqueError:
            # The first link makes the desk's secret, for which a full disk has no room.
            if not self.full:
                raise
            return False
        fatal = threading.Timer(self.chance.uniform(0, 0.08), self.kill, ("desk",)) if doomed else None
        if fatal:
            fatal.start()
        try:
            fields = dict(FIELD.findall(self._asked_of_desk(f"{path}/confirm", None)[1]))
            if "seen" not in fields:
                return False
            sent = {"csrf": fields["csrf"], "seen": fields["seen"], "comment": comment}
            return self._asked_of_desk(f"{path}/approve", sent)[0] == 303
        except (OSError, http.client.HTTPException):
            return False
        finally:
            if fatal:
                fatal.join()

    def _asked_of_desk(self, path: str, fields: Mapping[str, str] | None) -> tuple[int, str]:
        end = time.monotonic() + 20
        while True:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
            try:
                connection.connect()
                break
            except OSError:
                if time.monotonic() > end or "desk" not in self.staying:
                    raise
                time.sleep(0.02)
        try:
            body = urlencode(fields).encode() if fields else None
            heads = {"Content-Type": "application/x-www-form-urlencoded", "Origin": f"http://127.0.0.1:{self.port}"}
            connection.request("POST" if fields else "GET", path, body, heads if fields else {})
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    # The disk

    def fill(self) -> None:
        """Leave no byte free on the house's disk; where it has none of its own, no process may write a file of any length."""
        self.full = True
        if self.mounted:
            with suppress(OSError), (self.root.parent / "filler").open("ab", buffering=0) as file:
                while True:
                    file.write(bytes(1 << 16))
            with suppress(OSError), (self.root.parent / "filler").open("ab", buffering=0) as file:
                while True:
                    file.write(b"\0")

    def clear(self) -> None:
        """Give the disk its room again."""
        self.full = False
        (self.root.parent / "filler").unlink(missing_ok=True)


def _state(run: Path) -> str:
    state = run.with_suffix(".state")
    return state.read_text(encoding="utf-8").partition("\n")[0] if state.exists() else ""


def _end(run: Path, state: str) -> None:
    """Note how a run ended, at once for whoever asks."""
    run.with_suffix(".end").write_text(state, encoding="utf-8")
    run.with_suffix(".end").replace(run.with_suffix(".state"))


def acts_of(*words: str) -> Act:
    """A command at the terminal."""
    return {"act": "cli", "words": list(words)}
