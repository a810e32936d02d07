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
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from chatrooms import TOKEN, Room, open_room
from communique import decisions, house, keys, letters, notices, outbox, releases, reviewers, reviews, workdays
from communique.errors import CommuniqueError
from communique.languages import Language
from communique.news import What
from gatehouse import make, with_text
from postoffice import Office, open_office

PARIS = ZoneInfo("Europe/Paris")
BEGIN = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)
# Good Friday and Easter Monday 2026; the other holidays of the two calendars lie outside these weeks.
FREE = {date(2026, 4, 3), date(2026, 4, 6)}
AWAY = (date(2026, 3, 16), date(2026, 3, 20))
SEATS = {"fr/sud": ("chloe",), "de/nord": ("anna", "bruno"), "en/nord": ("anna",), "en/sud": ("chloe",)}
OFFICER = "presse@example.org"
LINES = '\n[review]\nholidays = ["FR", "DE-BY"]\n\n[notices]\nofficers = ["presse@example.org"]\n\n[desk]\naddress = "https://desk.example.org"\n'
EMIL = '\n[[reviewers]]\nid = "emil"\nname = "Emil Sud"\nemail = "emil@example.org"\npartner = "sud"\nlanguages = ["de"]\n'
CALLS = ("open", "fsync", "fchmod", "replace", "rename", "close", "unlink", "listdir", "scandir")
KINDS = {
    "request": ("Zur Freigabe", "À relire", "For your approval"),
    "reminder": ("Erinnerung", "Rappel", "Reminder"),
    "overdue": ("Délai dépassé",),
    "approved": ("Tout est validé",),
}


# The processes that are killed


def as_ticker(root: Path) -> None:
    """Tick whenever the clock in a file has gone on, and say so."""
    own, last, office = house.load(root), "", os.getppid()
    while os.getppid() == office:
        now = (root / "clock").read_text(encoding="ascii")
        if now and now != last:
            notices.tick(own, datetime.fromisoformat(now), patience=60)
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
    from communique import couriers  # noqa: F401 - what is loaded is not what is measured
    from communique.desk import links  # noqa: F401

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
        notices.tick(house.load(root), now)
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


# The model


def workday(day: date) -> bool:
    """Whether people work on a day in France and Bavaria."""
    return day.weekday() < 5 and day not in FREE


def workdays_on(day: date, count: int, step: int) -> date:
    """So many business days on from a day, or back from it."""
    while count:
        day += timedelta(days=step)
        count -= workday(day)
    return day


@dataclass
class Model:
    """What must be true of one release, known from what was written: who is waited for, until when, who was to be told."""

    slug: str
    submitted: datetime | None = None
    approved: dict[str, str] = field(default_factory=dict)
    returned: set[str] = field(default_factory=set)

    @property
    def due(self) -> datetime:
        """Six in the evening of the third business day."""
        assert self.submitted
        day = workdays_on(self.submitted.astimezone(PARIS).date(), 3, 1)
        return datetime(day.year, day.month, day.day, 18, tzinfo=PARIS)

    def awaited(self, now: datetime) -> set[str]:
        """Who has to decide, the deputy for a colleague who is away."""
        seats = {who for cell, people in SEATS.items() if cell not in self.approved and cell not in self.returned for who in people}
        away = AWAY[0] <= now.astimezone(PARIS).date() <= AWAY[1]
        return {"emil" if away and who == "chloe" else who for who in seats}

    def expected(self, now: datetime) -> set[tuple[str, str, str, str]]:
        """The told that must have been written by now: kind, release, addressee, and for a reminder its day."""
        if not self.submitted:
            return set()
        local, due = now.astimezone(PARIS), self.due
        told = {("request", self.slug, f"{who}@example.org", "") for who in self.awaited(now)}
        days = {workdays_on(due.date(), 1, -1), due.date()}
        nine = local.replace(hour=9, minute=0, second=0, microsecond=0)
        if local.date() in days and self.submitted < nine <= local < due:
            told |= {("reminder", self.slug, f"{who}@example.org", local.date().isoformat()) for who in self.awaited(now)}
        if now >= due and len(self.approved) < len(SEATS):
            told.add(("overdue", self.slug, OFFICER, ""))
        if len(self.approved) == len(SEATS):
            told.add(("approved", self.slug, OFFICER, ""))
        return told

    def step(self, now: datetime, chance: random.Random) -> dict[str, str] | None:
        """What somebody does about this release now, if anything."""
        if self.submitted is None:
            self.submitted = now
            return {"kind": "submit", "slug": self.slug, "at": now.isoformat()}
        open_cells = sorted(set(SEATS) - set(self.approved))
        act = chance.choices(("approve", "return", "edit", "wait"), (6, 1, 1, 8))[0]
        cell = chance.choice(open_cells or sorted(SEATS))
        language, partner = cell.split("/")
        if act == "wait" or (act in ("approve", "return") and (not open_cells or cell in self.returned)):
            return None
        at = {"slug": self.slug, "at": now.isoformat(), "language": language}
        if act == "edit":
            if len(self.approved) == len(SEATS):
                return None
            self.approved = {name: who for name, who in self.approved.items() if not name.startswith(language)}
            self.returned = {name for name in self.returned if not name.startswith(language)}
            return {"kind": "edit", **at}
        who = chance.choice(SEATS[cell])
        if who == "chloe" and AWAY[0] <= now.astimezone(PARIS).date() <= AWAY[1]:
            return None
        if act == "return":
            self.returned.add(cell)
        else:
            self.approved[cell] = who
        return {"kind": act, **at, "partner": partner, "who": who}


# The office


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
        """This file in a process of its own."""
        command = (sys.executable, __file__, f"--{role}", str(self.root))
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
    there = [e for e in notices.entries(own) if e.notice.to.startswith("chat-") and e.state in (outbox.State.SENT, outbox.State.UNSURE)]
    due = Counter(letters.SUBJECTS[What(e.notice.kind)].fill(release=e.notice.release)[Language.FR] for e in there)
    states = Counter(str(entry.state) for entry in notices.entries(own))
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
        "posts_in_doubt": sum(e.state is outbox.State.UNSURE for e in notices.entries(own)),
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
    with subprocess.Popen((sys.executable, __file__, "--nursery"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as nursery:
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
    entries = notices.entries(house.load(world.root))
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
    for role in ("tick", "write", "once"):
        parser.add_argument(f"--{role}", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--nursery", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    with suppress(KeyboardInterrupt, BrokenPipeError):
        if chosen.tick:
            as_ticker(chosen.tick)
        if chosen.write:
            as_writer(chosen.write)
            return 0
        if chosen.once:
            now = datetime.fromisoformat((chosen.once / "clock").read_text(encoding="ascii"))
            notices.tick(house.load(chosen.once), now, patience=60)
            return 0
        if chosen.nursery:
            as_nursery()
            return 0
    with tempfile.TemporaryDirectory() as name:
        found_out = ({} if chosen.no_points else every_point(Path(name) / "points")) | month(
            Path(name) / "house", chosen.days, chosen.releases, chosen.seed
        )
    print(json.dumps(found_out, ensure_ascii=False))
    broken = ("missing", "unexpected", "twice", "posts_twice", "unreadable_records", "point_failures")
    return int(any(found_out.get(name) for name in broken) or not found_out["expected_reminders"] or not found_out["kills"])


if __name__ == "__main__":
    sys.exit(main())
