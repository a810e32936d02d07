"""What happens on the simulated day, in which order: deeds of people, publications, races of two commands, and what befalls the machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

from communique import gate
from operation_day_people import BEGIN, NAMES, People, Story
from operation_day_world import Act, acts_of


class Day(People):
    """One day."""

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
            (self.arrive, 0 if self.world.full or len(self.stories) == len(NAMES) else 2.5 if len(self.stories) > 3 else 15),
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
            self.judge.revoke(story.slug)
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
