"""What must hold at every moment of the simulated day, known without asking the program: who approved which text, what went out when."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from communique import decisions, house, releases
from communique.errors import CommuniqueError
from communique.house import House
from communique.publishing import syndication
from communique.record import issues, verification
from operation_day_papers import edition_marks, marks

CELLS = {"fr": ("sud",), "de": ("nord",), "en": ("nord", "sud")}
Marks = frozenset[str]
Cell = tuple[str, str, str]


@dataclass
class Judge:
    """The ledger of one day: what was acknowledged and approved, what the world has seen, and what was wrong about it."""

    root: Path
    wrong: list[str] = field(default_factory=list)
    acknowledged: dict[str, set[str]] = field(default_factory=dict)
    approved: dict[Cell, set[Marks]] = field(default_factory=dict)
    embargoes: dict[str, datetime] = field(default_factory=dict)
    pages: dict[tuple[str, str], Marks] = field(default_factory=dict)
    seen: dict[Path, int] = field(default_factory=dict)
    publications: int = 0
    looks: int = 0

    @property
    def output(self) -> Path:
        """Where the world looks."""
        return self.root / "output"

    def texts(self, slug: str) -> dict[str, Marks]:
        """The marks in each language of a release as it stands."""
        return {language: edition_marks(self.root / "drafts" / slug, language) for language in CELLS}

    def approve(self, slug: str, language: str, partner: str, shown: set[Marks]) -> None:
        """Somebody may have approved one of these texts; a partner's later approval takes the place of no earlier text of theirs."""
        self.approved.setdefault((slug, language, partner), set()).update(shown)

    def revoke(self, slug: str, language: str = "", partner: str = "") -> None:
        """What was approved there counts no more: by one partner about one language, or all of it."""
        for cell in tuple(self.approved):
            if cell[0] == slug and (not language or cell[1:] == (language, partner)):
                del self.approved[cell]

    def look(self, now: datetime, before: dict[Cell, set[Marks]], touched: set[str], *, everything: bool = False) -> None:
        """Hold everything that changed against what may be; `before` is what was approved before the last step, `now` the latest time."""
        self.looks += 1
        own = house.load(self.root)
        self._records(own, set(releases.slugs(own)) if everything else touched)
        for folder in sorted(self.output.glob("*")) if self.output.is_dir() else ():
            name = folder.name
            if name.startswith(".") or name.endswith("-preview") or name == "_exchange":
                continue
            stamp = folder.stat().st_ino
            if name == syndication.FOLDER:
                self._no_secret(folder, now)
            elif everything or self.seen.get(folder) != stamp:
                self.seen[folder] = stamp
                self._output(folder, own)
                if not name.startswith("embargo-"):
                    self._public(folder, now, before)

    def _records(self, own: House, slugs: set[str]) -> None:
        for slug in sorted(slugs):
            try:
                if (own.drafts / slug / "draft.json").exists():
                    verification.verify_release(own, slug)
            except CommuniqueError as error:
                self.wrong.append(f"record of {slug}: {error}")
            kept = Counter(value["comment"] for value in self.raw(slug))
            self.wrong += [f"lost: {said} of {slug}" for said in sorted(self.acknowledged.get(slug, set()) - set(kept))]

    def raw(self, slug: str) -> list[dict[str, str]]:
        """The decisions' files as they lie there."""
        return [json.loads(path.read_bytes()) for path in sorted((self.root / "drafts" / slug / "decisions").glob("*.json"))]

    def _output(self, folder: Path, own: House) -> None:
        try:
            verification.verify_output(folder, own)
        except CommuniqueError as error:
            self.wrong.append(f"output: {error}")

    def _public(self, folder: Path, now: datetime, before: dict[Cell, set[Marks]]) -> None:
        """A public page that changed: every text is one that all its partners approved, and its embargo is over."""
        slug = folder.name
        for language, partners in CELLS.items():
            there = marks((folder / language / f"{slug}.{language}.txt").read_bytes())
            changed, self.pages[slug, language] = there != self.pages.get((slug, language)), there
            if not there or not changed:
                continue
            self.publications += language == "fr"
            for partner in partners:
                may = before.get((slug, language, partner), set()) | self.approved.get((slug, language, partner), set())
                if there not in may:
                    self.wrong.append(f"unapproved: {slug} {language} shows {sorted(there)}, {partner} approved {sorted(map(sorted, may))}")
            if (until := self.embargoes.get(slug)) and now < until:
                self.wrong.append(f"early: {slug} is out at {now}, embargo {until}")

    def _no_secret(self, folder: Path, now: datetime) -> None:
        """No feed tells of a release whose embargo lasts."""
        held = [slug for slug, until in self.embargoes.items() if now < until]
        for path in folder.rglob("*") if held else ():
            if path.is_file() and any(slug.encode() in path.read_bytes() for slug in held):
                self.wrong.append(f"early: {path.name} tells of one of {held}")

    def twice(self, slug: str) -> list[str]:
        """What a record holds more than once: submissions of the same file, publications of the same text."""
        submitted = Counter(one["subject"] for one in self.raw(slug) if one["kind"] == "submit")
        found = [f"submitted twice: {slug}" for count in submitted.values() if count > 1]
        own = house.load(self.root)
        record = decisions.read(own.drafts / slug, own.keys)
        published = sum(decision.kind is decisions.Kind.PUBLISH for decision in record.decisions)
        if published != len(issues.issued(record)):
            found.append(f"published twice: {slug}, {published} notes of {len(issues.issued(record))} versions")
        return found
