"""What the record survives: `python benchmarks/faults.py [--kills 300] [--races 10000]` prints one JSON line; a broken promise is an error.

- every call that writing a decision makes of the system, times {killed before it, killed after it or amid a write, disk full, input/output
  error}, and files cut at every size that the disk had room for: afterwards the record reads, holds every acknowledged decision, and takes
  the next one;
- a small disk filled to its last byte, then given room again;
- writers killed at random moments, over the debris of those before them;
- four writers at once, without a lock;
- a publication, a correction, a lifted embargo and a withdrawal, killed before every step that changes a file: what is seen is old or new;
- releases published while somebody edits them: no text goes out that was not approved.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from communique import decisions, house, pipeline, releases
from communique.decisions import Decision, Kind, utc
from communique.errors import CommuniqueError, NotAllowed
from communique.gate import publish
from communique.publishing.publication import Format, made_by
from communique.record import keys
from communique.writers import text
from gatehouse import DE, NOON, Gate, make, with_text
from injuries import COUNTED, MODES, bounded, injure, small_disk
from kills import ACTS, at_every_step

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"
UNAPPROVED = "Zwei Institute eröffnen kein Labor."
ROOM = (0, 1, 50, 200, 350)


def one(n: int, who: str = "anna") -> Decision:
    """A decision of its own."""
    return Decision(
        kind=Kind.WAIVE, release="pont", language=DE, partner="nord", reviewer=who, at=utc(NOON + timedelta(seconds=n)), about=str(n)
    )


def write(folder: Path, key: Path, who: str, count: int) -> None:
    """Write decisions and acknowledge each on standard output."""
    signing = keys.load(key)
    for n in range(count):
        decisions.record(folder, one(n, who), signing)
        print(n, flush=True)


def child(gate: Gate, *arguments: object) -> subprocess.Popen[str]:
    """This file as a writer in a process of its own."""
    key = gate.house.state / "gate.key"
    command = (sys.executable, __file__, "--write", str(gate.folder), str(key), *map(str, arguments))
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def acknowledged(process: subprocess.Popen[str], who: str) -> set[tuple[str, str]]:
    """What a writer said that it wrote."""
    return ended(process, who)[0]


def ended(process: subprocess.Popen[str], who: str) -> tuple[set[tuple[str, str]], int]:
    """What a writer said that it wrote, and how many calls it made; a killed one does not say."""
    out, said = process.communicate(timeout=600)
    calls = [int(line.removeprefix(COUNTED)) for line in said.splitlines() if line.startswith(COUNTED)]
    return {(who, line) for line in out.splitlines()}, calls[0] if calls else 1000


def whole(gate: Gate, expected: set[tuple[str, str]]) -> str:
    """What is wrong with the record, empty where it reads, holds what was acknowledged, and takes the next decision."""
    try:
        held = {(d.reviewer, d.about) for d in gate.record().decisions}
        gate.write(one(999, "next"))
        if len(gate.record().heads) != 1:
            return "several heads"
    except CommuniqueError as error:
        return str(error)
    return "" if expected <= held else f"lost {expected - held}"


def fault_points(root: Path) -> dict[str, object]:
    """Every fault point in each mode, then disks with room for a part of the file."""
    bad, tried, point = [], 0, 0
    for mode in MODES:
        for point in range(1, 60):
            gate = make(root / f"{mode}{point}")
            gate.write(one(0, "before"))
            said, calls = ended(child(gate, "x", 1, "fault", point, mode), "x")
            if calls < point:
                break
            tried += 1
            if wrong := whole(gate, {("before", "0"), *said}):
                bad.append(f"{mode} at {point}: {wrong}")
    for room in ROOM:
        gate = make(root / f"room{room}")
        gate.write(one(0, "before"))
        known = {("before", "0"), *acknowledged(child(gate, "x", 1, "room", room, ""), "x")}
        tried += 1
        if wrong := whole(gate, known):
            bad.append(f"room for {room}: {wrong}")
    return {"fault_points": point - 1, "fault_cases": tried, "fault_failures": bad}


def full_disk(root: Path) -> dict[str, object]:
    """A writer on a small disk until nothing fits any more; then room is made, and the record goes on."""
    with small_disk(root / "disk", 512 * 1024) as mounted:
        if not mounted:
            return {"full_disk": "skipped: this account mounts no disk", "full_disk_failures": []}
        gate = make(root / "disk" / "house")
        (root / "disk" / "filler").write_bytes(bytes(64 * 1024))
        known = acknowledged(child(gate, "x", 10_000), "x")
        (root / "disk" / "filler").unlink()
        wrong = whole(gate, known)
        return {"full_disk": len(known), "full_disk_failures": [wrong] if wrong or not known else []}


def random_kills(root: Path, kills: int) -> dict[str, object]:
    """Writers killed at random moments, ten to a record."""
    bad, total = [], 0
    chance = random.Random(7)
    for trial in range((kills + 9) // 10):
        gate, known = make(root / f"kill{trial}"), set()
        for n in range(10):
            process = child(gate, f"{n}", 10_000)
            assert process.stdout
            known.add((f"{n}", process.stdout.readline().strip()))
            time.sleep(chance.uniform(0, 0.05))
            process.kill()
            known |= acknowledged(process, f"{n}")
        total += len(known)
        if wrong := whole(gate, {k for k in known if k[1]}):
            bad.append(wrong)
    return {"kills": kills, "acknowledged": total, "kill_failures": bad}


def four_writers(root: Path, count: int = 50) -> dict[str, object]:
    """Four writers at once."""
    gate = make(root / "four")
    known: set[tuple[str, str]] = set()
    for who, process in [(f"{n}", child(gate, f"{n}", count)) for n in range(4)]:
        known |= acknowledged(process, who)
    wrong = whole(gate, known)
    return {"writers": 4, "written": len(known), "writer_failures": [wrong] if wrong or len(known) != 4 * count else []}


def killed_publications(root: Path) -> dict[str, object]:
    """Every act that changes what the world sees, killed before each of its steps."""
    steps: dict[str, int] = {}
    bad: list[str] = []
    for act in ACTS:
        try:
            steps[act] = at_every_step(root / act, act)
        except (AssertionError, CommuniqueError) as error:
            bad.append(f"{act}: {error}")
    return {"publication_kills": steps, "publication_failures": bad}


def races(root: Path, tries: int) -> dict[str, object]:
    """Publishing while somebody edits: what lies in `output/` comes from the same reading as what was verified.

    The whole of `gate.publish`, with the plain text as its only format and without the checks: both only take time, and read nothing anew.
    """
    gate = make(root / "race")
    shutil.copy(TEMPLATES / "release" / "labels.toml", gate.house.templates / "release")
    gate.approve_all()
    check, plain = pipeline.findings_of, made_by((Format(text.NAME, text.write),))
    pipeline.findings_of = lambda *_: ()  # type: ignore[assignment]
    editor = subprocess.Popen((sys.executable, __file__, "--edit", str(gate.house.root)))
    published = unapproved = 0
    try:
        for _ in range(tries):
            try:
                files = publish(gate.house, "pont", make=plain)
            except NotAllowed:
                continue
            published += 1
            unapproved += any(UNAPPROVED.encode() in path.read_bytes() for path in files)
    finally:
        editor.kill()
        editor.wait()
        pipeline.findings_of = check
    return {"races": tries, "published": published, "unapproved": unapproved}


def edit(root: Path) -> None:
    """Change the German edition to and fro until killed."""
    release = releases.load(house.load(root), "pont")
    other = with_text(release, DE, 1, UNAPPROVED).editions[DE]
    while True:
        for edition in (other, release.editions[DE]):
            releases.save_edition(release.folder, edition)
            time.sleep(0.002)


def as_writer(arguments: list[str]) -> None:
    """The writer's side: folder, key, name, number of decisions, and perhaps what is to befall it."""
    folder, key, who, count, *fate = arguments
    if fate and fate[0] == "room":
        bounded(int(fate[1]))
    if fate and fate[0] == "fault":
        injure(int(fate[1]), fate[2])
    write(Path(folder), Path(key), who, int(count))


def main() -> int:
    """Measure, print one JSON line, and give 1 where a promise is broken."""
    parser = argparse.ArgumentParser(description="What the record survives.")
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--races", type=int, default=10_000)
    parser.add_argument("--write", nargs="+", help=argparse.SUPPRESS)
    parser.add_argument("--edit", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.write:
        as_writer(chosen.write)
        return 0
    if chosen.edit:
        edit(chosen.edit)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        found = fault_points(root) | full_disk(root) | random_kills(root, chosen.kills) | four_writers(root)
        found |= killed_publications(root) | races(root, chosen.races)
    print(json.dumps(found, ensure_ascii=False))
    return int(any(found[name] for name in found if name.endswith("_failures")) or bool(found["unapproved"]) or not found["published"])


if __name__ == "__main__":
    sys.exit(main())
