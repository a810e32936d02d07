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
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from chatrooms import open_room
from communique import gate, releases
from communique import settings as settings_file
from communique.approval.boards import State as Standing
from communique.languages import Language
from communique.notices import outbox, rounds
from injuries import small_disk
from operation_day_judge import CELLS, Judge
from operation_day_papers import draft, edition_marks, translated
from operation_day_world import KILLED, Act, World, acts_of, found
from postoffice import open_office

PROMISED = {"lost": 0.0, "duplicated": 0.0, "unapproved": 0.0, "early": 0.0, "unverified": 0.0}
SEED = 20261124
BEGIN = datetime(2026, 10, 24, 6, tzinfo=UTC)
DISK = 96 * 1024 * 1024
# No two of them alike: names that differ in a number or a date are versions of one draft.
NAMES = ("amsel", "biber", "cello", "distel", "elster", "falter", "ginster", "hafen", "igel", "jade", "kranich", "linde", "mohn", "nelke")
PEOPLE = {("fr", "sud"): "chloe", ("de", "nord"): "anna", ("en", "nord"): "anna", ("en", "sud"): "chloe"}


@dataclass
class Story:
    """A release as its officers know it."""

    slug: str
    held: datetime | None = None
    revision: int = 0
    content: bytes = b""
    dropped: bool = False
    half: bool = False

    @property
    def number(self) -> int:
        """The number that its present version is known by."""
        return 100 * NAMES.index(self.slug) + self.revision


@dataclass
class Day:
    """One day: its world, its judge, and the releases that are on their way."""

    world: World
    judge: Judge
    chance: random.Random
    stories: dict[str, Story] = field(default_factory=dict)
    steps: dict[str, int] = field(default_factory=dict)
    serial: int = 0

    def lived(self, hours: float) -> None:
        """All its hours, then what is left to do in peace."""
        troubles = Troubles(self, hours)
        end = BEGIN + timedelta(hours=hours)
        while self.world.now < end:
            self.world.set(self.world.now + timedelta(seconds=self.chance.randint(60, 480)))
            troubles.befall()
            self.step(self.chance.choices([each for each, _ in self.deeds()], [weight for _, weight in self.deeds()])[0])
        troubles.end()
        self.rest()

    def deeds(self) -> tuple[tuple[Callable[[], set[str]], float], ...]:
        """What may be done next, and how often it is."""
        return (
            (self.arrive, 2.5 if len(self.stories) < len(NAMES) and not self.world.full else 0),
            (self.redraft, 1.2),
            (self.copy, 0.6),
            (self.translate, 4),
            (self.approve, 10),
            (self.give_back, 0.8),
            (self.reword, 0.8),
            (self.publish, 4),
            (self.race, 2.5),
            (self.withdraw, 0.25),
            (self.rotate, 0.15),
            (self.tell, 2),
        )

    def step(self, deed: Callable[[], set[str]]) -> None:
        """Do something, and hold everything against what must be."""
        before = {cell: set(may) for cell, may in self.judge.approved.items()}
        self.steps[deed.__name__] = self.steps.get(deed.__name__, 0) + 1
        touched = deed()
        self.judge.look(self.world.latest, before, touched, everything=self.judge.looks % 50 == 49)

    def done(self, *acts: Act, tries: int = 3) -> list[int]:
        """Do acts at once, now and then killed; whoever saw no answer asks again."""
        codes = self.world.run(*acts, doomed=self.chance.random() < 0.3)
        for _ in range(tries):
            again = [n for n, code in enumerate(codes) if code == KILLED]
            if not again:
                break
            for n, code in zip(again, self.world.run(*(acts[n] for n in again)), strict=True):
                codes[n] = code
        return codes

    def said(self) -> str:
        """Words of their own for a decision, by which it is found again."""
        self.serial += 1
        return f"said-{self.serial:05}"

    def any_story(self) -> Story | None:
        """One of the releases that there are."""
        there = [story for story in self.stories.values() if (self.world.root / "drafts" / story.slug / "de.json").exists()]
        return self.chance.choice(there) if there else None

    # Officers

    def arrive(self) -> set[str]:
        """A new draft is dropped, sometimes with an embargo of some hours, in the doubled hour of the night as well."""
        story = Story(NAMES[len(self.stories)])
        if self.chance.random() < 0.45:
            story.held = self.world.now.replace(second=0, microsecond=0) + timedelta(minutes=self.chance.randint(60, 600))
            folder = self.world.house.drafts / story.slug
            folder.mkdir(parents=True, exist_ok=True)
            settings_file.save(folder, replace(settings_file.Settings(tuple(Language), ("nord", "sud")), embargo=story.held))
            self.judge.embargoes[story.slug] = story.held
        self.stories[story.slug] = story
        return self.drop(story)

    def redraft(self) -> set[str]:
        """A corrected draft takes the place of one."""
        story = self.any_story()
        return self.drop(story) if story else set()

    def drop(self, story: Story) -> set[str]:
        """Put a new version into the folder: at once, or in two halves with a while between, beside a lock file now and then."""
        number = story.number + 1
        content = draft(f"Argos-{number:05}", slip=self.chance.random() < 0.3)
        path = self.world.root / "drafts" / f"{story.slug}.docx"
        lock = path.with_name(f"~${path.name[2:]}")
        try:
            if self.chance.random() < 0.3:
                lock.write_bytes(bytes(162))
            if self.chance.random() < 0.4:
                path.write_bytes(content[: self.chance.randint(1, len(content) - 1)])
                self.world.look(0.25)
            path.write_bytes(content)
        except OSError:
            # The officer's own program says that the disk is full; they do it again when it is not.
            story.half = True
            return {story.slug}
        finally:
            lock.unlink(missing_ok=True)
        story.revision, story.content, story.dropped, story.half = story.revision + 1, content, True, False
        self.world.look()
        self.world.serve(doomed=self.chance.random() < 0.4)
        return {story.slug}

    def copy(self) -> set[str]:
        """The same file is saved again, or the watcher dies and sees everything anew: nothing new comes of it."""
        story = self.any_story()
        if story and not self.world.full and not story.half:
            path = self.world.root / "drafts" / f"{story.slug}.docx"
            path.write_bytes(story.content)
            if self.chance.random() < 0.5:
                self.world.kill("watch")
            self.world.look()
            self.world.serve(doomed=False)
        return {story.slug} if story else set()

    # Translators and reviewers

    def translate(self) -> set[str]:
        """A translator takes a release and hands it back."""
        story = self.any_story()
        if story:
            for language in ("de", "en"):
                self.hand_back(story, language)
        return {story.slug} if story else set()

    def hand_back(self, story: Story, language: str) -> None:
        """One language's file, out and in."""
        place = self.world.side / "translator"
        place.mkdir(exist_ok=True)
        (code,) = self.done(acts_of("export", story.slug, "--language", language, "--to", str(place)))
        files = sorted(place.glob(f"*{language}*.xlf*"))
        if code == 0 and files:
            files[0].write_bytes(translated(files[0].read_bytes(), language))
            self.done(acts_of("import", str(files[0]), "--as", "maria"))
        shutil.rmtree(place)

    def approve(self) -> set[str]:
        """Somebody approves what waits for them; what blocks it they take upon themselves first."""
        story = self.any_story()
        if story:
            self.waive(story)
            missing = [cell for cell in gate.board(self.world.house, story.slug, ()).cells if cell.state is not Standing.APPROVED]
            for cell in missing if self.chance.random() < 0.6 else missing[:1]:
                self.decide(story, "approve", cell.language.value, cell.partner)
        return {story.slug} if story else set()

    def waive(self, story: Story) -> None:
        """Take every finding that blocks upon oneself."""
        for finding in gate.board(self.world.house, story.slug).blocking:
            who = {"fr": "chloe", "de": "anna", "en": "chloe"}[finding.language.value if finding.language else "fr"]
            if finding.check != "untranslated":
                said = self.said()
                (code,) = self.done(acts_of("waive", story.slug, finding.id, "--as", who, "--reason", said))
                self.note(story, code, said)

    def decide(self, story: Story, kind: str, language: str, partner: str) -> None:
        """One decision, at one of the three places where they are taken."""
        who, said = PEOPLE[language, partner], self.said()
        shown = {self.judge.texts(story.slug)[language]}
        way = self.chance.choice(("terminal", "form", "desk") if kind == "approve" else ("terminal", "form"))
        if way == "desk":
            doomed = self.chance.random() < 0.3
            told = self.world.visit(story.slug, Language(language), partner, who, comment=said, doomed=doomed)
            code = 0 if told else 5
        else:
            (code,) = self.done(self.decision(way, kind, story.slug, language, partner, said))
        self.note(story, code, said)
        self.judge.approve(story.slug, language, partner, shown | {self.judge.texts(story.slug)[language]} if kind == "approve" else set())
        if kind == "return" and code == 0:
            self.judge.revoke(story.slug, language)

    def decision(self, way: str, kind: str, slug: str, language: str, partner: str, said: str) -> Act:
        """An approval or a return as an act."""
        who = PEOPLE[language, partner]
        if way == "form":
            return {"act": "form", "slug": slug, "kind": kind, "language": language, "partner": partner, "who": who, "comment": said}
        return acts_of(kind, slug, "--language", language, "--partner", partner, "--as", who, "--comment", said)

    def note(self, story: Story, code: int, said: str) -> None:
        """What was acknowledged must be in the record from now on."""
        if code == 0:
            self.judge.acknowledged.setdefault(story.slug, set()).add(said)

    def give_back(self) -> set[str]:
        """A reviewer returns a language."""
        story = self.any_story()
        if story:
            self.decide(story, "return", *self.chance.choice(list(PEOPLE)))
        return {story.slug} if story else set()

    def reword(self) -> set[str]:
        """A reviewer writes another sentence."""
        story = self.any_story()
        act = self.rewording(story) if story else None
        if act:
            self.done(act)
        return {story.slug} if story else set()

    def rewording(self, story: Story) -> Act | None:
        """Another sentence, with a mark of its own, as an act."""
        language = self.chance.choice(("de", "en"))
        release = releases.load(self.world.house, story.slug)
        units = release.editions[Language(language)].units if Language(language) in release.editions else ()
        unit = next((unit for unit in units if unit.segment.text.startswith("Les équipes")), None)
        self.serial += 1
        text = {"de": "Die Teams erforschen Wind und Schnee, Note-{:05}.", "en": "The teams study wind and snow, Note-{:05}."}[language]
        who = PEOPLE[language, "nord"]
        return (
            acts_of("correct", story.slug, unit.segment.key, text.format(self.serial), "--language", language, "--as", who)
            if unit
            else None
        )

    # What goes out

    def publish(self) -> set[str]:
        """The flow of publication runs for a release, whether it may or not; around an embargo's minute most of all."""
        due = [one for one in self.stories.values() if one.held and abs(one.held - self.world.now) < timedelta(minutes=8)]
        story = self.chance.choice(due) if due else self.any_story()
        if story and due and story.held and self.world.now < story.held and self.chance.random() < 0.7:
            self.issue(story)
            self.world.set(story.held - timedelta(seconds=1))
            self.issue(story)
            self.judge.look(self.world.latest, self.judge.approved, {story.slug})
            self.world.set(story.held)
        if story:
            self.issue(story)
        return {story.slug} if story else set()

    def issue(self, story: Story) -> int:
        """One publication, or the refusal of it."""
        (code,) = self.done({"act": "issue", "slug": story.slug})
        return code

    def withdraw(self) -> set[str]:
        """A reviewer withdraws a release."""
        story = self.any_story()
        if story:
            said = self.said()
            (code,) = self.done(acts_of("withdraw", story.slug, "--as", "anna", "--reason", said))
            self.note(story, code, said)
            self.withdrawn(story, code)
        return {story.slug} if story else set()

    def withdrawn(self, story: Story, code: int) -> None:
        """What follows a withdrawal: nothing that was approved counts, and no text of it may be seen."""
        if code == 0:
            self.judge.revoke(story.slug, *CELLS)
            left = [path for path in (self.judge.output / story.slug).rglob("*.txt") if b"Argos-" in path.read_bytes()]
            self.judge.wrong += [f"unapproved: {path.name} after its withdrawal" for path in left]

    def rotate(self) -> set[str]:
        """Another key for the house."""
        self.done(acts_of("keys", "rotate"))
        return set(self.stories)

    def tell(self) -> set[str]:
        """Notices go out; services take some and are gone before they say so."""
        trouble = self.chance.random() < 0.1
        self.world.office.plan.extend(["vanish"] * trouble)
        self.world.room.plan.extend(["cut"] * trouble)
        self.done({"act": "tick"})
        self.world.office.plan.clear()
        self.world.room.plan.clear()
        return set()

    def race(self) -> set[str]:
        """Two at once."""
        story = self.any_story()
        if story is None:
            return set()
        pairs = list(self.races(story))
        kinds, acts, saids = zip(*self.chance.choice(pairs), strict=True)
        before = self.judge.texts(story.slug)
        codes = self.done(*acts)
        after = self.judge.texts(story.slug)
        for kind, code, said in zip(kinds, codes, saids, strict=True):
            if said:
                self.note(story, code, said)
            if kind == "approve":
                self.judge.approve(story.slug, "de", "nord", {before["de"], after["de"]})
        # Which of the two came first is not known: who approved beside a return may have done so after it.
        if "withdraw" in kinds:
            self.withdrawn(story, codes[kinds.index("withdraw")])
        return {story.slug}

    def races(self, story: Story) -> Iterator[tuple[tuple[str, Act, str], tuple[str, Act, str]]]:
        """Pairs that may meet; each with its kind, and its words where it is a decision."""
        issue, tick = ("issue", {"act": "issue", "slug": story.slug}, ""), ("tick", {"act": "tick"}, "")
        decisions = [
            (kind, self.decision(way, kind, story.slug, "de", "nord", said), said)
            for kind, way, said in (
                ("approve", "terminal", self.said()),
                ("approve", "form", self.said()),
                ("return", "terminal", self.said()),
            )
        ]
        reworded = self.rewording(story)
        again = ("run", acts_of("run", str(self.world.root / "drafts" / f"{story.slug}.docx")), "")
        prepare = ("prepare", {"act": "prepare", "draft": f"{story.slug}.docx"}, "")
        yield from ((decisions[0], decisions[1]), (decisions[0], decisions[2]), (issue, issue), (decisions[0], issue), (tick, tick))
        yield from ((decisions[2], issue), (again, prepare), (prepare, prepare), (tick, decisions[0]))
        if reworded:
            yield from ((("correct", reworded, ""), decisions[0]), (("correct", reworded, ""), issue), (("correct", reworded, ""), prepare))
        if self.chance.random() < 0.15:
            said = self.said()
            yield (("withdraw", acts_of("withdraw", story.slug, "--as", "anna", "--reason", said), said), issue)
        if self.chance.random() < 0.15:
            yield (("rotate", acts_of("keys", "rotate"), ""), decisions[0])

    # The end of the day

    def rest(self) -> None:
        """In peace: what is half is made whole, what waits is served, and everything is approved and published."""
        for story in self.stories.values():
            if story.half or not story.dropped:
                self.drop(story)
        self.world.kill("watch")
        for _ in range(60):
            self.world.look(0.5)
            self.world.serve(doomed=False)
            self.world.retry()
            if all(f"Argos-{one.number:05}" in self.judge.texts(one.slug)["fr"] for one in self.stories.values()):
                break
        last = max((one.held for one in self.stories.values() if one.held), default=self.world.now)
        self.world.set(max(self.world.now, last) + timedelta(minutes=5))
        for story in self.stories.values():
            self.step(lambda story=story: self.finish(story))  # type: ignore[misc]
        for _ in range(3):
            self.world.set(self.world.now + timedelta(minutes=30))
            self.world.run({"act": "tick"})
        self.judge.look(self.world.latest, self.judge.approved, set(), everything=True)

    def finish(self, story: Story) -> set[str]:
        """One release, to its publication."""
        for language in ("de", "en"):
            self.hand_back(story, language)
        self.waive(story)
        for cell in gate.board(self.world.house, story.slug, ()).missing:
            self.world.set(self.world.now + timedelta(seconds=30))
            self.decide(story, "approve", cell.language.value, cell.partner)
        while gate.board(self.world.house, story.slug, ()).missing:
            self.finish_one(story)
        if self.issue(story):
            self.judge.wrong.append(f"lost: {story.slug} is not published: {self.world.said}")
        return {story.slug}

    def finish_one(self, story: Story) -> None:
        """An approval that a kill took away, once more."""
        cell = gate.board(self.world.house, story.slug, ()).missing[0]
        self.decide(story, "approve", cell.language.value, cell.partner)


class Troubles:
    """What befalls the machine: a full disk, a server that is away, clocks that step, processes that die."""

    def __init__(self, day: Day, hours: float) -> None:
        """Draw when."""
        span = timedelta(hours=hours)
        self.day, draw = day, day.chance
        self.full = BEGIN + span * draw.uniform(0.3, 0.7)
        self.away = BEGIN + span * draw.uniform(0.2, 0.8)
        self.jumps = sorted((BEGIN + span * draw.uniform(0.1, 0.95), step) for step in (-75, -2, 40, -600, 90))

    def befall(self) -> None:
        """Whatever is due now."""
        world, now = self.day.world, self.day.world.now
        self._meanwhile("full", self.full <= now < self.full + timedelta(minutes=45))
        self._meanwhile("away", self.away <= now < self.away + timedelta(hours=1))
        while self.jumps and self.jumps[0][0] <= now:
            world.set(world.now + timedelta(seconds=self.jumps.pop(0)[1]))
        for role in ("watch", "desk"):
            if self.day.chance.random() < 0.08:
                world.kill(role)

    def _meanwhile(self, what: str, lasts: bool) -> None:
        world = self.day.world
        if what == "full" and lasts != world.full:
            world.fill() if lasts else world.clear()
            if not lasts:
                world.retry()
        if what == "away" and lasts != (world.side / "away").exists():
            (world.side / "away").touch() if lasts else (world.side / "away").unlink()

    def end(self) -> None:
        """All is well again."""
        self._meanwhile("full", lasts=False)
        self._meanwhile("away", lasts=False)


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
    shutil.rmtree(day.judge.output)
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
