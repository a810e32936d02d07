"""Twenty-four hours of a whole house: `python benchmarks/operation_day.py [--hours 24] [--seed N]` prints one JSON line.

A simulated day over the change of clocks. Officers drop drafts, corrected ones, halves and copies beside Word's lock files; the watcher
takes them in; the stages of `prepare` run; translators hand files back; reviewers waive, approve and return at the terminal, at the desk
and with the codes of the Prefect form; embargoes lift, corrections and withdrawals go out, keys rotate, notices are told. Each of these is
a process of the program, and any of them is killed (kill -9) before a step of its own, the watcher and the desk at any moment. Clocks step
back and forth, the disk is full for a while, the server away for a while, and two commands race for one release.

After every step: each acknowledged decision is in the record, every record and every output verifies, no page shows a text that its
partners have not approved or whose embargo lasts. At the end: each whole draft that was dropped has its release, submitted once; all of
them are approved and published, each version once; every notice was told once; with the folder `output` lost, one command brings it back,
the texts byte for byte. What happens is drawn from the seed, kills of single commands to the step; only what racing processes do to each
other, and when the watcher looks, is the machine's.

Prefect's place is taken by files, one for each idempotency key: what its server does is measured with a real one elsewhere.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from chatrooms import open_room
from communique import releases
from communique.notices import outbox, rounds
from gatehouse import make
from injuries import small_disk
from operation_day_deeds import Day
from operation_day_judge import CELLS, Judge
from operation_day_papers import edition_marks
from operation_day_people import BEGIN
from operation_day_world import World, acts_of
from postoffice import open_office

ROOT = Path(__file__).resolve().parents[1]
LINES = '\n[review]\nholidays = ["FR"]\n\n[notices]\nofficers = ["presse@example.org"]\n\n[desk]\naddress = "https://desk.example.org"\n'
PROMISED = {"lost": 0.0, "duplicated": 0.0, "unapproved": 0.0, "early": 0.0, "unverified": 0.0}
SEED = 20261124
DISK = 96 * 1024 * 1024


def found(root: Path) -> None:
    """A house without releases, ready to work."""
    make(root)
    shutil.rmtree(root / "drafts" / "pont")
    shutil.copytree(ROOT / "templates" / "release", root / "templates" / "release", dirs_exist_ok=True)
    shutil.copy(ROOT / "templates" / "glossary.csv", root / "templates")
    settings = root / "templates" / "house.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + LINES, encoding="utf-8")


def judged(day: Day) -> dict[str, float | int]:
    """What is wrong at the end, by kind."""
    judge, own = day.judge, day.world.house
    wrong = list(judge.wrong)
    for story in day.stories.values():
        there = {language: edition_marks(own.drafts / story.slug, language) for language in CELLS}
        shown = {language: judge.pages.get((story.slug, language)) for language in CELLS}
        wrong += [f"lost: {story.slug} says {there}, its pages {shown}"] * (there != shown)
        wanted = f"Argos-{story.number:05}"
        wrong += [f"lost: {story.slug} is not of its last draft, {wanted}"] * (wanted not in there["fr"])
        wrong += judge.twice(story.slug)
    strangers = set(releases.slugs(own)) - set(day.stories)
    wrong += [f"twice: {slug} was never dropped" for slug in sorted(strangers)]
    wrong += told(day)
    for one in wrong:
        print(one, file=sys.stderr)
    kinds = {"lost": ("lost",), "duplicated": ("twice", "submitted", "published"), "unapproved": ("unapproved",), "early": ("early",)}
    counts = {kind: sum(one.startswith(words) for one in wrong) for kind, words in kinds.items()}
    return {**counts, "unverified": len(wrong) - sum(counts.values())}


def told(day: Day) -> list[str]:
    """What is wrong with the notices: each was told, or is no longer true, and no mailbox shows one twice."""
    entries = rounds.entries(day.world.house)
    letters = {(to, str(message["Message-ID"])): str(message["Subject"]) for to, message in day.world.office.taken}
    sent = sum(entry.state is outbox.State.SENT and not entry.notice.to.startswith("chat-") for entry in entries)
    waiting = [entry for entry in entries if entry.state in (outbox.State.WAITING, outbox.State.CLAIMED, outbox.State.FAILED)]
    wrong = [f"lost: {entry.notice.kind} of {entry.notice.release} is {entry.state}" for entry in waiting if entry.after <= _now(day)]
    posts = len(day.world.room.said)
    chats = sum(entry.notice.to.startswith("chat-") and entry.state in (outbox.State.SENT, outbox.State.UNSURE) for entry in entries)
    wrong += [f"twice: {posts} posts for {chats} notices"] * (posts > chats)
    return wrong + [f"lost: {len(letters)} letters for {sent} notices"] * (len(letters) < sent)


def _now(day: Day) -> str:
    return day.world.now.isoformat()


def brought_back(day: Day) -> list[str]:
    """With the whole of `output` lost, one command makes it again, the plain texts byte for byte."""
    texts = {
        path.relative_to(day.judge.output): path.read_bytes()
        for path in day.judge.output.glob("haus-*/??/*.txt")
        if "-preview" not in str(path)
    }
    shutil.rmtree(day.judge.output, ignore_errors=True)
    codes = day.world.run(acts_of("render", "--all"))
    wrong = [f"lost: {day.world.said}"] * any(codes)
    for path, content in texts.items():
        again = day.judge.output / path
        wrong += [f"lost: {path}"] * (not again.is_file() or again.read_bytes() != content)
    return wrong


def measured(hours: float = 24, seed: int = SEED) -> dict[str, float | int]:
    """The day's figures; what was wrong is said on standard error."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        mounted = stack.enter_context(small_disk(Path(name) / "disk", DISK))
        office, room = stack.enter_context(open_office()), stack.enter_context(open_room())
        root, chance = Path(name) / "disk" / "house", random.Random(seed)
        found(root)
        world = World(root, Path(name) / "side", office, room, chance, mounted, BEGIN, BEGIN)
        world.open()
        stack.callback(world.close)
        day = Day(world, Judge(root), chance)
        try:
            day.lived(hours)
            day.judge.wrong += brought_back(day)
            figures = judged(day)
        except BaseException:
            print(f"seed {seed}, at {world.now}, {day.steps}", file=sys.stderr)
            raise
    more = {"hours": hours, "releases": len(day.stories), "steps": sum(day.steps.values()), "processes": sum(world.acts.values())}
    more |= {"kills": sum(world.kills.values()), "publications": day.judge.publications, "day_s": round(time.monotonic() - began)}
    return {**figures, **more, "seed": seed}


def main() -> int:
    """Measure, print one JSON line, and give 1 where a promise is broken; the seed that broke it is in the line."""
    parser = argparse.ArgumentParser(description="Twenty-four hours of a whole house.")
    parser.add_argument("--hours", type=float, default=24)
    parser.add_argument("--seed", type=int, default=SEED)
    chosen = parser.parse_args()
    figures = measured(chosen.hours, chosen.seed)
    print(json.dumps(figures))
    return int(any(figures[name] > most for name, most in PROMISED.items()))


if __name__ == "__main__":
    os.environ.pop("COMMUNIQUE_HOUSE", None)
    sys.exit(main())
