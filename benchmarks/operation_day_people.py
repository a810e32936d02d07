"""The people of the simulated day: officers who drop drafts, translators, reviewers, and what each of them does."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from communique import gate, releases
from communique import settings as settings_file
from communique.approval.boards import State as Standing
from communique.languages import Language
from operation_day_judge import Judge
from operation_day_papers import draft, translated
from operation_day_world import KILLED, Act, World, acts_of

BEGIN = datetime(2026, 10, 24, 6, tzinfo=UTC)
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
class People:
    """Everybody, the house they work in, who judges it, and the releases that are on their way."""

    world: World
    judge: Judge
    chance: random.Random
    stories: dict[str, Story] = field(default_factory=dict)
    steps: dict[str, int] = field(default_factory=dict)
    serial: int = 0

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
            self.judge.revoke(story.slug, language, partner)

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
