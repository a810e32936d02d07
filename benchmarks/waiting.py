"""Weeks of waiting: `python benchmarks/waiting.py [--days 39] [--releases 20]` prints one JSON line; a broken promise is an error.

A simulated month and more, over the change of clocks and Easter, with twenty releases, a mail server and a chat service on loopback that
now and then take a message and are gone before they say so. One real process ticks by the simulated clock, another writes submissions,
approvals, returns and edits to the records; both are killed (kill -9) at random and started again, and now and then a second one ticks
beside the first. A model that knows nothing of the program says who must have been asked, reminded and told when: every such letter arrives
exactly once, none is lost, no channel shows anything twice, all records read.

Before that, one tick is killed at every call that it makes of the system, in turn; the next ones have to finish what it began.

A letter that was handed over again because its answer was lost has the same Message-ID: mailboxes show it once. How often that was so is
counted as `handed_over_again`; what a channel may or may not have got is not repeated but reported, and counted as `posts_in_doubt`.
"""

from __future__ import annotations

import argparse
import json
import random
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from chatrooms import open_room
from communique import decisions, house, releases
from communique.errors import CommuniqueError
from communique.languages import Language
from communique.notices import letters, outbox, rounds
from communique.notices.news import What
from communique.record import keys
from postoffice import open_office
from waiting_model import BEGIN, PARIS, Model
from waiting_processes import write
from waiting_world import PROCESSES, World, found

KINDS = {
    "request": ("Zur Freigabe", "À relire", "For your approval"),
    "reminder": ("Erinnerung", "Rappel", "Reminder"),
    "overdue": ("Délai dépassé",),
    "approved": ("Tout est validé",),
}


def month(root: Path, days: int, count: int, seed: int) -> dict[str, object]:
    """The weeks; what was expected and what came."""
    chance = random.Random(seed)
    with open_office() as office, open_room() as room:
        world = World(root, office, room, chance)
        models = [Model(slug) for slug in found(root, count)]
        begins = {model.slug: BEGIN + timedelta(hours=chance.uniform(3, days * 24 * 0.7)) for model in models}
        expected: set[tuple[str, str, str, str]] = set()
        now, ticks, n, trouble = BEGIN, 0, 0, False
        while now < BEGIN + timedelta(days=days):
            # Mostly some hours, sometimes a working day: the machine was off. Never so long that a reminder's day is missed.
            usual = timedelta(minutes=chance.randint(60, 260)) if chance.random() < 0.95 else timedelta(hours=chance.randint(5, 8))
            now = (now + (timedelta(minutes=30) if trouble else usual)).replace(microsecond=0)
            # A service that takes a message and is gone before it says so; not so late that what it held up is no longer due.
            trouble = chance.random() < 0.1 and now.astimezone(PARIS).hour < 16
            office.plan.extend(["vanish"] * trouble)
            room.plan.extend(["cut"] * trouble)
            world.tick(now, killed=chance.random() < 0.15)
            if trouble:
                office.plan.clear()
                room.plan.clear()
            expected |= {letter for model in models for letter in model.expected(now)}
            ticks += 1
            for model in models:
                if begins[model.slug] <= now and 6 <= now.hour < 17 and chance.random() < 0.12:
                    n += 1
                    what = model.step(now + timedelta(seconds=n % 600), chance)
                    if what:
                        world.write(n, what)
        for role in tuple(world.processes):
            world.kill(role)
        return {"days": days, "releases": count, "ticks": ticks, "decisions_and_edits": n} | judged(root, world, expected)


def judged(root: Path, world: World, expected: set[tuple[str, str, str, str]]) -> dict[str, object]:
    """What came against what was expected."""
    wire = Counter((to, str(message["Message-ID"])) for to, message in world.office.taken)
    arrived = {(to, str(message["Message-ID"])): message for to, message in world.office.taken}
    came = Counter(_key_of(to, message) for (to, _), message in arrived.items())
    wanted = {key: count for key, count in came.items() if key[0] in KINDS}
    posts = Counter(said.splitlines()[0] for said in world.room.said)
    own = house.load(root)
    there = [e for e in rounds.entries(own) if e.notice.to.startswith("chat-") and e.state in (outbox.State.SENT, outbox.State.UNSURE)]
    due = Counter(letters.SUBJECTS[What(e.notice.kind)].fill(release=e.notice.release)[Language.FR] for e in there)
    states = Counter(str(entry.state) for entry in rounds.entries(own))
    return {
        "kills": dict(world.kills),
        "letters": len(arrived),
        "expected": len(expected),
        "expected_reminders": sum(key[0] == "reminder" for key in expected),
        "missing": sorted(expected - set(wanted)),
        "unexpected": sorted(key for key in wanted if key not in expected),
        "twice": sorted(key for key, count in wanted.items() if count > 1),
        "handed_over_again": sum(count - 1 for count in wire.values()),
        "posts": sum(posts.values()),
        "posts_twice": sum((posts - due).values()),
        "posts_in_doubt": sum(e.state is outbox.State.UNSURE for e in rounds.entries(own)),
        "states": dict(states),
        "unreadable_records": unreadable(own),
    }


def _key_of(to: str, message: object) -> tuple[str, str, str, str]:
    subject = str(message["Subject"]).replace("\u00a0", " ")  # type: ignore[index]
    said, _, slug = subject.rpartition(": ")
    kind = next((kind for kind, words in KINDS.items() if said.strip() in words), said)
    day = message["Date"].datetime.astimezone(PARIS).date().isoformat() if kind == "reminder" else ""  # type: ignore[index]
    return kind, slug, to, day


def unreadable(own: house.House) -> list[str]:
    """What is wrong with the records, and nothing should be."""
    broken = []
    for slug in releases.slugs(own):
        try:
            decisions.read(own.drafts / slug, own.public_key)
        except CommuniqueError as error:
            broken.append(str(error))
    return broken


def every_point(root: Path) -> dict[str, object]:
    """One tick with three letters and one post, killed at each of its calls; what the next ones made of it."""
    wrong, again, doubt, point, ended = [], 0, 0, 0, -signal.SIGKILL
    with subprocess.Popen(
        (sys.executable, str(PROCESSES), "--nursery"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as nursery:
        while ended == -signal.SIGKILL:
            point += 1
            with open_office() as office, open_room() as room:
                world = World(root / str(point), office, room, random.Random(point))
                found(world.root, 1)
                now = datetime(2026, 3, 9, 9, tzinfo=UTC)
                own = house.load(world.root)
                write(own, keys.load(own.key_file, own.public_key), kind="submit", slug="pont-00", at=now.isoformat())
                ended = _ticked(nursery, world, now, point)
                _ticked(nursery, world, now + timedelta(minutes=2), 0)
                wrong += [f"{point}: {one}" for one in _incomplete(world)]
                again += len(office.taken) - len({(to, str(m["Message-ID"])) for to, m in office.taken})
                doubt += not room.said
        assert nursery.stdin
        nursery.stdin.close()
    return {"points": point - 1, "point_failures": wrong, "point_handed_over_again": again, "point_posts_in_doubt": doubt}


def _ticked(nursery: subprocess.Popen[str], world: World, now: datetime, point: int) -> int:
    """How a tick in the nursery ended: the number of its calls, or minus nine."""
    assert nursery.stdin
    assert nursery.stdout
    asked = {"root": str(world.root), "services": world.services, "now": now.isoformat(), "point": point}
    nursery.stdin.write(json.dumps(asked) + "\n")
    nursery.stdin.flush()
    return int(nursery.stdout.readline())


def _incomplete(world: World) -> list[str]:
    told = Counter(to for to, _ in {(to, str(m["Message-ID"])) for to, m in world.office.taken})
    entries = rounds.entries(house.load(world.root))
    doubt = any(e.state is outbox.State.UNSURE and e.notice.to.startswith("chat-") for e in entries)
    bad = [f"{who}: {told[f'{who}@example.org']}" for who in ("anna", "bruno", "chloe") if told[f"{who}@example.org"] != 1]
    return bad + ([f"posts: {len(world.room.said)}"] if len(world.room.said) > 1 or (not world.room.said and not doubt) else [])


def main() -> int:
    """Measure, print one JSON line, and give 1 where a promise is broken."""
    parser = argparse.ArgumentParser(description="Weeks of waiting.")
    parser.add_argument("--days", type=int, default=39)
    parser.add_argument("--releases", type=int, default=20)
    parser.add_argument("--no-points", action="store_true", help="leave out the tick that is killed at each of its calls")
    parser.add_argument("--seed", type=int, default=20260302)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        found_out = ({} if chosen.no_points else every_point(Path(name) / "points")) | month(
            Path(name) / "house", chosen.days, chosen.releases, chosen.seed
        )
    print(json.dumps(found_out, ensure_ascii=False))
    broken = ("missing", "unexpected", "twice", "posts_twice", "unreadable_records", "point_failures")
    return int(any(found_out.get(name) for name in broken) or not found_out["expected_reminders"] or not found_out["kills"])


if __name__ == "__main__":
    sys.exit(main())
