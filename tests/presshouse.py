"""The gate's house with real labels and light formats, its clock, and what the world sees of its output."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from branches import made as founded
from communique import releases, reviews
from communique import settings as settings_file
from communique.approval import cases
from communique.languages import Language
from communique.publishing import printing
from communique.publishing.printing import Issued
from communique.publishing.publication import Format, made_by
from communique.writers import atom, text
from gatehouse import DE, NOON, Gate, with_text

ROOT = Path(__file__).parents[1]
LIGHT = made_by((Format(text.NAME, text.write), Format(atom.NAME, atom.write, atom.MADE_FOR)))
# A day after everybody approved.
TUESDAY = datetime(2026, 3, 10, 9, 30, tzinfo=UTC)
NEW_WORDS = "Dort forschen 120 Menschen."


@dataclass(frozen=True)
class Press:
    """A house whose release everybody approved at noon; it can be copied and given another text."""

    gate: Gate

    @property
    def output(self) -> Path:
        return self.gate.house.output

    @property
    def public(self) -> Path:
        return self.output / "pont"

    def issue(self, at: datetime = TUESDAY) -> Issued:
        with clock(at):
            return printing.issue(self.gate.house, "pont", make=LIGHT)

    def take_back(self) -> Issued | None:
        return printing.take_back(self.gate.house, "pont", make=LIGHT)

    def withdraw(self, at: datetime = NOON + timedelta(days=2)) -> None:
        gate = self.gate
        gate.write(reviews.withdraw(gate.release, gate.reviewers, who="anna", at=at, channel="terminal", comment="A mistake."))

    def correct(self, words: str = NEW_WORDS, at: datetime = NOON + timedelta(days=3)) -> Press:
        """The release with another German sentence, approved again where that is needed."""
        gate = self.gate.reloaded()
        releases.save_edition(gate.folder, with_text(gate.release, DE, 2, words).editions[DE])
        gate = gate.reloaded()
        gate.approve(DE, "nord", "anna", at=at)
        return Press(gate)

    def approved_again(self, at: datetime) -> Press:
        gate = self.gate.reloaded()
        for n, cell in enumerate(gate.board().cells):
            gate.approve(cell.language, cell.partner, {"nord": "anna", "sud": "chloe"}[cell.partner], at=at + timedelta(minutes=n))
        return Press(gate)

    def copied(self, root: Path) -> Press:
        shutil.copytree(self.gate.house.root, root, symlinks=True)
        return Press(replace(self.gate, house=replace(self.gate.house, root=root)).reloaded())

    def page(self, language: Language = DE, folder: Path | None = None) -> str:
        return ((folder or self.public) / language / f"pont.{language}.txt").read_text(encoding="utf-8")

    def seen(self) -> dict[str, bytes]:
        """Every file that somebody who looks into the output may find."""
        found = (path for path in sorted(self.output.rglob("*")) if path.is_file())
        names = ((path.relative_to(self.output), path) for path in found)
        return {name.as_posix(): path.read_bytes() for name, path in names if not any(part.startswith(".") for part in name.parts)}

    def hidden(self) -> list[Path]:
        return sorted(path for path in self.output.glob("embargo-*"))


def press(root: Path, embargo: datetime | None = None) -> Press:
    """A house in `root`, its release approved by everybody, with an embargo if there is to be one."""
    gate = founded(root)
    for path in (ROOT / "templates" / "release").iterdir():
        if path.is_file():
            shutil.copy(path, root / "templates" / "release")
    if embargo:
        settings_file.save(gate.folder, replace(gate.release.settings, embargo=embargo))
    gate = gate.reloaded()
    gate.approve_all()
    return Press(gate)


@contextmanager
def clock(at: datetime) -> Iterator[None]:
    """The gate's clock shows `at`."""
    before = printing.now, cases.now
    printing.now = cases.now = lambda: at
    try:
        yield
    finally:
        printing.now, cases.now = before
