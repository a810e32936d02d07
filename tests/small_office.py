"""A set-up of small parts under the real supervision, in a process of its own: `python small_office.py FOLDER NAME=HOW …`.

A part notes its starts in the file `starts`, gives a sign of life five times a second, and behaves as its HOW says. The second part needs
the first one, as the flows need their server.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from communique.errors import CommuniqueError
from communique.languages import Language, Wording, same
from communique.operation import marks, processes, pulses, supervision
from communique.operation.processes import Part
from communique.operation.supervision import Member

PART = """
import os, pathlib, signal, subprocess, sys, time
folder, name, how = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3]
with (folder / "starts").open("a") as log:
    log.write(f"{name} {os.getpid()} {time.monotonic()}\\n")
if how == "never":
    sys.exit(3)
if how == "stubborn":
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
if how == "forks":
    subprocess.Popen((sys.executable, "-c", "import time; time.sleep(600)"), start_new_session=True)
if how == "slow":
    time.sleep(1.5)
for n in range(3000):
    if n > 6 and how == "mortal":
        sys.exit(4)
    if n <= 6 or how != "mute":
        (folder / f"{name}.alive").write_text(f"{os.getpid()} {n}")
    time.sleep(0.2)
"""


class Said:
    """Prints what it is told."""

    def reached(self, part: Part, seconds: float) -> None:
        print(f"reached {part.name.en} {time.monotonic()}", flush=True)

    def says(self, sentence: Wording) -> None:
        print(sentence[Language.EN], flush=True)


def main(folder: Path, hows: dict[str, str]) -> int:
    """Keep the parts alive; what stops it is printed."""
    processes.GRACE, supervision.SILENCE, pulses.EVERY = 1.0, 3.0, 0.1
    names = list(hows)

    def member(name: str, how: str) -> Member:
        alive = folder / f"{name}.alive"

        def beat() -> str | None:
            return alive.read_text() if alive.exists() else None

        part = Part(same(name), (sys.executable, "-c", PART, str(folder), name, how), folder / "log" / f"{name}.log")
        return Member(part, beat, needs=names[0] if name in names[1:2] else "")

    members = [member(name, how) for name, how in hows.items()]
    setting = {**os.environ, "COMMUNIQUE_HOUSE": str(folder)}
    try:
        supervision.keep(members, setting, marks.own(), Said(), lambda: print("ready", flush=True))
    except CommuniqueError as error:
        print(error.sentence(Language.EN), flush=True)
        return error.exit_code
    print("ended", flush=True)
    return 0


class Office:
    """What a test sees of it."""

    def __init__(self, folder: Path, process: subprocess.Popen[bytes]) -> None:
        self.folder, self.process = folder, process

    @property
    def said(self) -> list[str]:
        """The lines that it has printed."""
        return (self.folder / "said").read_text().splitlines()

    def starts(self, name: str) -> list[tuple[int, float]]:
        """The process and the time of each start of a part."""
        path = self.folder / "starts"
        rows = [line.split() for line in path.read_text().splitlines()] if path.exists() else []
        return [(int(pid), float(at)) for part, pid, at in rows if part == name]

    def alive(self) -> set[int]:
        """All processes of the parts, and what they have started."""
        at = f"COMMUNIQUE_HOUSE={self.folder}".encode()
        return {int(path.parent.name) for path in Path("/proc").glob("[0-9]*/environ") if at in _read(path).split(b"\0")}

    def guards(self) -> set[int]:
        """The guards of this set-up."""
        of = f"communique.operation.guard {self.process.pid}.".encode()
        return {int(path.parent.name) for path in Path("/proc").glob("[0-9]*/cmdline") if of in _read(path).replace(b"\0", b" ")}


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


@contextmanager
def small_office(folder: Path, **hows: str) -> Iterator[Office]:
    """The set-up, as long as the block lasts."""
    with (folder / "said").open("wb") as said:
        command = (sys.executable, __file__, str(folder), *(f"{name}={how}" for name, how in hows.items()))
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT, start_new_session=True)
    office = Office(folder, process)
    try:
        yield office
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            process.wait(30)
        for pid in office.alive():
            os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), dict(word.split("=") for word in sys.argv[2:])))
