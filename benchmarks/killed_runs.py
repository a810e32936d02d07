"""What a killed run costs: `kill -9` at random moments of a translation by each hosted engine, until one run gets to its end.

A call is paid for when the service has answered it. All answers before the call that a run dies in must be taken up by the next run; that
last call alone may be asked again, as its answer may not have arrived. The edition must be the one of a run that nobody disturbed, with
the same expenses, and its journal be gone.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from communique import house, pipeline
from communique.languages import Language
from communique.translation import journal
from engine_cases import ENGINES, KEY, KEYS, PATHS, texts_of
from engine_houses import with_engine
from houses import ROOT, SAMPLE
from loopback import Service, running, worded

SEED, KILLS, BATCH, SECONDS_A_TEXT = 20251124, 3, 4, 0.005
RUN = (
    "import sys; from pathlib import Path; from communique import house, pipeline; from communique.languages import Language; "
    "pipeline.translate(house.load(Path(sys.argv[1])), sys.argv[2], Language.DE)"
)


@dataclass
class Killed:
    """What came of killing one engine's runs: kills, answers on the disk after them, texts of the calls that runs died in."""

    kills: int = 0
    kept: int = 0
    in_flight: int = 0
    wrong: list[str] = field(default_factory=list)


def killed_runs(folder: Path) -> dict[str, Killed]:
    """Every hosted engine's runs, killed and taken up again, by engine."""
    chance, founded = random.Random(SEED), _founded(folder / "house")
    return {name: _engine(name, founded, folder / name, chance) for name in ENGINES}


def _founded(place: Path) -> Path:
    shutil.copytree(ROOT / "templates", place / "templates")
    (place / "drafts").mkdir()
    draft = shutil.copy(ROOT / "drafts" / f"{SAMPLE}.docx", place / "drafts")
    pipeline.take_in(house.load(place), Path(draft))
    return place


def _engine(name: str, founded: Path, place: Path, chance: random.Random) -> Killed:
    found = Killed()
    with running(name, KEY if name in KEYS else "") as service:
        service.answers = _slowly
        for copy in ("killed", "calm"):
            shutil.copytree(founded, place / copy)
            settings = {"tries": 1, "timeout": 20, "pause": 0, "batch": BATCH, "model": "small", "price": 20.0}
            with_engine(place / copy, name, service.url + PATHS.get(name, ""), **settings)
        given = _killed(name, place / "killed", service, found, chance)
        twice = {text for text, count in given.items() if count > 1}
        found.wrong += ["paid twice"] * bool(twice)
        _run(place / "calm").wait()
    release = place / "killed" / "drafts" / SAMPLE
    found.wrong += [] if _edition(place / "killed") == _edition(place / "calm") else ["another edition"]
    found.wrong += ["left a journal"] * journal.path_of(release, Language.DE).exists()
    return found


def _slowly(text: str, target: str) -> str:
    time.sleep(SECONDS_A_TEXT)
    return worded(text, target)


def _killed(name: str, own: Path, service: Service, found: Killed, chance: random.Random) -> Counter[str]:
    """Runs in a house until one ends; the texts of all calls but those that a run died in, with how often they were asked for."""
    given: Counter[str] = Counter()
    for kill in range(KILLS + 1):
        begin = len(service.asked)
        child = _run(own)
        if kill < KILLS:
            _end(child, service, begin + chance.randint(1, 4), chance.uniform(0, 0.04))
        died = child.wait() == -signal.SIGKILL
        calls = [texts_of(name, call) for call in service.asked[begin:]]
        given.update(text for call in (calls[:-1] if died else calls) for text in call)
        if not died:
            break
        found.kills += 1
        found.kept = _kept(own, found)
        found.in_flight += len(calls[-1]) if calls else 0
    found.wrong += ["did not end"] * bool(child.returncode)
    return given


def _run(own: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", RUN, own, SAMPLE], env={**os.environ, **dict.fromkeys(KEYS.values(), KEY)})


def _end(child: subprocess.Popen[bytes], service: Service, calls: int, later: float) -> None:
    """Kill a run a moment after so many calls have come in, if it has not ended before."""
    while len(service.asked) < calls and child.poll() is None:
        time.sleep(0.001)
    time.sleep(later)
    child.kill()


def _kept(own: Path, found: Killed) -> int:
    """The answers in the journal, which its owner alone may read."""
    path = journal.path_of(own / "drafts" / SAMPLE, Language.DE)
    if not path.exists():
        return found.kept
    found.wrong += ["readable by others"] * bool(path.stat().st_mode & 0o077)
    return len(journal.load(path.parent, Language.DE).answers)


def _edition(own: Path) -> dict[str, Any]:
    """A house's edition without its times."""
    values: dict[str, Any] = json.loads((own / "drafts" / SAMPLE / "de.json").read_text(encoding="utf-8"))
    for part in (*(segment["origin"] for segment in values["segments"]), *values["expenses"]):
        part.pop("at", None)
    return values
