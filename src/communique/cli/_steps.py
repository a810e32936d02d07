"""How the start of a set-up goes on: a line a step with its seconds, moving on a terminal, plain elsewhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ..languages import Wording
from ..operation import journal, team
from ..operation.processes import Part
from ._sheet import say

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

STARTING = Wording("Démarrage", "Start", "Starting")
DATABASE = Wording("base de données prête", "Datenbank vorbereitet", "database prepared")
STEPS = {
    team.SERVER: Wording("le serveur Prefect répond", "Prefect-Server antwortet", "Prefect server answers"),
    team.FLOWS: Wording("les flux sont prêts", "Flows sind bereit", "flows served"),
    team.DESK: Wording("le bureau de relecture répond", "Prüftisch antwortet", "review desk answers"),
}
UP = "up"
SECONDS = Wording("{number}\u00a0s", "{number} s", "{number} s")


def seconds(number: float) -> str:
    """`12.3 s`, with the comma where the language has one."""
    shown = f"{number:.1f}"
    return say(SECONDS.fill(number=Wording(shown.replace(".", ","), shown.replace(".", ","), shown)))


class Plain:
    """Steps as lines, each when it is done; for logs and pipes."""

    def begins(self, *, with_database: bool) -> None:
        """Say that the start begins."""
        click.echo(f"{say(STARTING)} …")

    def prepared(self, passed: float) -> None:
        """The database is prepared."""
        click.echo(f"  {say(DATABASE)} ({seconds(passed)})")

    def reached(self, part: Part, passed: float) -> None:
        """A part does its work."""
        click.echo(f"  {say(STEPS[part.name])} ({seconds(passed)})")

    def ready(self) -> None:
        """Everything works."""

    def says(self, sentence: Wording) -> None:
        """A sentence on a line of its own."""
        click.echo(say(sentence).replace("`", ""))

    def closed(self) -> None:
        """Nothing follows."""


class Moving(Plain):
    """Steps as rows with the seconds that pass; a row stays where it is when it is done."""

    def __init__(self) -> None:
        self._rows: dict[Wording, TaskID] = {}
        self._shown: Progress | None = None

    def begins(self, *, with_database: bool) -> None:
        """Show every step as still to come."""
        self._shown = _progress()
        for step in (*((DATABASE,) if with_database else ()), *STEPS.values()):
            self._rows[step] = self._shown.add_task(f"[dim]{say(step)}[/]", total=1)
        self._shown.start()

    def prepared(self, passed: float) -> None:
        """Tick off the database."""
        self._done(DATABASE)

    def reached(self, part: Part, passed: float) -> None:
        """Tick off a part; a server that answers has its database, whether that was seen or not."""
        if part.name is team.SERVER:
            self._done(DATABASE)
        self._done(STEPS[part.name])

    def _done(self, step: Wording) -> None:
        if self._shown and step in self._rows:
            self._shown.update(self._rows.pop(step), completed=1, description=say(step))

    def ready(self) -> None:
        """Leave the rows as they are."""
        self.closed()

    def says(self, sentence: Wording) -> None:
        """A sentence, above rows that still move."""
        if self._shown:
            self._shown.console.print(say(sentence).replace("`", ""), markup=False, highlight=False, soft_wrap=True)
        else:
            super().says(sentence)

    def closed(self) -> None:
        """End the movement."""
        if self._shown:
            self._shown.stop()
            self._shown = None


def _progress() -> Progress:
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    return Progress(SpinnerColumn("dots", finished_text="[green]✔[/]"), TextColumn("{task.description}"), TimeElapsedColumn())


class Journal(Plain):
    """Steps as lines of a log that is JSON."""

    def begins(self, *, with_database: bool) -> None:
        """Say that the start begins."""
        journal.note(UP, say(STARTING))

    def prepared(self, passed: float) -> None:
        """The database is prepared."""
        journal.note(UP, f"{say(DATABASE)} ({seconds(passed)})")

    def reached(self, part: Part, passed: float) -> None:
        """A part does its work."""
        journal.note(UP, f"{say(STEPS[part.name])} ({seconds(passed)})")

    def says(self, sentence: Wording) -> None:
        """A sentence as a line."""
        journal.note(UP, say(sentence).replace("`", ""))


def onlooker() -> Plain:
    """The one for where the words go."""
    if journal.asked():
        return Journal()
    return Moving() if sys.stdout.isatty() else Plain()
