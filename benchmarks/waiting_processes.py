"""The processes that `waiting.py` kills: one that ticks by a simulated clock, one that writes to the records, one that bears children."""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
import traceback
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NoReturn

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from communique import decisions, house, releases, reviewers, reviews
from communique.approval import workdays
from communique.languages import Language
from communique.notices import letters, rounds
from communique.record import keys
from gatehouse import with_text
from waiting_model import BEGIN

CALLS = ("open", "fsync", "fchmod", "replace", "rename", "close", "unlink", "listdir", "scandir")


def as_ticker(root: Path) -> None:
    """Tick whenever the clock in a file has gone on, and say so."""
    own, last, office = house.load(root), "", os.getppid()
    while os.getppid() == office:
        now = (root / "clock").read_text(encoding="ascii")
        if now and now != last:
            rounds.tick(own, datetime.fromisoformat(now), patience=60)
            print(last := now, flush=True)
        time.sleep(0.001)


def as_writer(root: Path) -> None:
    """Do what comes in on standard input, one line each, and acknowledge it once it is on the disk."""
    own = house.load(root)
    signing = keys.load(own.key_file, own.public_key)
    for line in sys.stdin:
        said = json.loads(line)
        write(own, signing, **said["what"])
        print(said["n"], flush=True)


def write(own: house.House, signing: keys.SigningKey, *, kind: str, slug: str, at: str, **values: str) -> None:
    """One decision or edit; the same again changes nothing."""
    release, people, now = releases.load(own, slug), reviewers.load(own), datetime.fromisoformat(at)
    record = decisions.read(release.folder, own.public_key)
    if any(decision.at == decisions.utc(now) for decision in record.decisions):
        return
    if kind == "edit":
        language = Language(values["language"])
        releases.save_edition(release.folder, with_text(release, language, 1, f"{language} {at}").editions[language])
        return
    board = reviews.board(release, record, (), own)
    if kind == "submit":
        decision = reviews.submit(release, who="", at=now, channel="terminal")
    else:
        choice = {"approve": reviews.approve, "return": reviews.give_back}[kind]
        given = {"language": Language(values["language"]), "partner": values["partner"], "who": values["who"], "comment": "Bitte prüfen."}
        decision = choice(board, release, own, people, **given, at=now, channel="desk")  # type: ignore[operator]
    decisions.record(release.folder, decision, signing)


def as_nursery() -> None:
    """Tick in a child of its own for each line that comes in: `now`, and the call number at which the child is killed, 0 for none."""
    from communique.desk import links  # noqa: F401
    from communique.notices import couriers  # noqa: F401 - what is loaded is not what is measured

    workdays.is_workday(BEGIN.date(), ("FR", "DE-BY"))
    for language in Language:
        letters.when(BEGIN, language)
    for line in sys.stdin:
        said = json.loads(line)
        os.environ["COMMUNIQUE_NOTICES"] = said["services"]
        child = os.fork()
        if not child:
            _tick_and_end(Path(said["root"]), datetime.fromisoformat(said["now"]), said["point"])
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _tick_and_end(root: Path, now: datetime, point: int) -> NoReturn:
    try:
        made = injured(point)
        rounds.tick(house.load(root), now)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(min(len(made), 255))


def injured(point: int) -> list[str]:
    """Have this process killed at a call of the system; the calls that it made so far."""
    made: list[str] = []

    def wrapped(name: str) -> None:
        true = getattr(os, name)

        def call(*arguments: object, **more: object) -> object:
            made.append(name)
            if len(made) == point:
                os.kill(os.getpid(), signal.SIGKILL)
            return true(*arguments, **more)

        setattr(os, name, call)

    for name in CALLS:
        wrapped(name)
    return made


def main() -> None:
    """Be the process that the option names."""
    parser = argparse.ArgumentParser(description=__doc__)
    for role in ("tick", "write", "once"):
        parser.add_argument(f"--{role}", type=Path)
    parser.add_argument("--nursery", action="store_true")
    chosen = parser.parse_args()
    with suppress(KeyboardInterrupt, BrokenPipeError):
        if chosen.tick:
            as_ticker(chosen.tick)
        elif chosen.write:
            as_writer(chosen.write)
        elif chosen.once:
            now = datetime.fromisoformat((chosen.once / "clock").read_text(encoding="ascii"))
            rounds.tick(house.load(chosen.once), now, patience=60)
        elif chosen.nursery:
            as_nursery()


if __name__ == "__main__":
    main()
