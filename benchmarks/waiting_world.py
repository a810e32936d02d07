"""A house with releases, services and processes that are killed and started again: the world of `waiting.py`."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from chatrooms import TOKEN, Room
from communique import house
from communique.record import keys
from gatehouse import make
from postoffice import Office
from waiting_model import AWAY

PROCESSES = Path(__file__).with_name("waiting_processes.py")
LINES = '\n[review]\nholidays = ["FR", "DE-BY"]\n\n[notices]\nofficers = ["presse@example.org"]\n\n[desk]\naddress = "https://desk.example.org"\n'
EMIL = '\n[[reviewers]]\nid = "emil"\nname = "Emil Sud"\nemail = "emil@example.org"\npartner = "sud"\nlanguages = ["de"]\n'


@dataclass
class World:
    """A house with its releases, its services, the two processes and what befell them."""

    root: Path
    office: Office
    room: Room
    chance: random.Random
    kills: Counter[str] = field(default_factory=Counter)
    processes: dict[str, subprocess.Popen[str]] = field(default_factory=dict)

    def start(self, role: str) -> subprocess.Popen[str]:
        """A process of its own."""
        command = (sys.executable, str(PROCESSES), f"--{role}", str(self.root))
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "COMMUNIQUE_NOTICES": self.services}
        )

    @property
    def services(self) -> str:
        """The addresses that notices go to."""
        # A machine with other work to do must not look like a service that is away.
        self.office.patience = 60
        return f"{self.office.address} mmost://127.0.0.1:{self.room.port}/{TOKEN}?cto=60&rto=60"

    def process(self, role: str) -> subprocess.Popen[str]:
        """The process that ticks or writes, started again where it is gone."""
        if role not in self.processes or self.processes[role].poll() is not None:
            self.processes[role] = self.start(role)
        return self.processes[role]

    def kill(self, role: str) -> None:
        """End a process without a word."""
        process = self.processes.pop(role, None)
        if process:
            process.kill()
            process.communicate()
            self.kills[role] += 1

    def acknowledged(self, role: str, expected: str) -> None:
        """Wait until a process says that it is done. Raises AssertionError where it died of itself."""
        out = self.process(role).stdout
        assert out
        while (line := out.readline().strip()) != expected:
            assert line, f"the {role} died"

    def tick(self, now: datetime, *, killed: bool) -> None:
        """Let the clock go on; the ticker is killed somewhere on its way, if so, and a new one has to do the rest."""
        (self.root / ".clock").write_text(now.isoformat(), encoding="ascii")
        (self.root / ".clock").replace(self.root / "clock")
        self.process("tick")
        if killed:
            time.sleep(self.chance.uniform(0, 0.25))
            self.kill("tick")
        beside = self.start("once") if self.chance.random() < 0.02 else None
        self.acknowledged("tick", now.isoformat())
        if beside:
            beside.communicate()

    def write(self, n: int, what: dict[str, str]) -> None:
        """Have something written; a writer that is killed over it is asked again, as a person would who saw no answer."""
        line = json.dumps({"n": n, "what": what}) + "\n"
        for killed in (self.chance.random() < 0.25, False):
            process = self.process("write")
            assert process.stdin
            process.stdin.write(line)
            process.stdin.flush()
            if killed:
                time.sleep(self.chance.uniform(0, 0.03))
                self.kill("write")
            else:
                self.acknowledged("write", str(n))
                return


def found(root: Path, count: int) -> list[str]:
    """A house with so many releases; their names."""
    slugs = [f"pont-{n:02}" for n in range(count)]
    for slug in slugs:
        make(root, slug=slug, key=keys.new() if slug == slugs[0] else _key(root))
    style = root / "templates"
    (style / "house.toml").write_text((style / "house.toml").read_text(encoding="utf-8") + LINES, encoding="utf-8")
    people = (style / "reviewers.toml").read_text(encoding="utf-8")
    away = f'id = "chloe"\ndeputy = "emil"\naway = [{{ from = {AWAY[0]}, until = {AWAY[1]} }}]'
    (style / "reviewers.toml").write_text(people.replace('id = "chloe"', away) + EMIL, encoding="utf-8")
    return slugs


def _key(root: Path) -> tuple[bytes, bytes]:
    own = house.load(root)
    return b"", own.public_key
