"""How far releases are: a bar on a terminal, once it takes longer than a second; nothing where nobody watches."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    from rich.progress import Progress

Done = TypeVar("Done")
PATIENCE_S = 1.0


class Bar:
    """A bar over so many releases; it draws itself when it is told of something, and needs no thread for that."""

    def __init__(self, count: int) -> None:
        self.count, self.finished, self.since = count, 0, time.monotonic()
        self._shown: Progress | None = None

    def begun(self, path: str) -> None:
        """The file of that path is being made."""
        self._show(path.rpartition("/")[2])

    def done(self, one: Done) -> Done:
        """One more release is finished; gives it back."""
        self.finished += 1
        self._show("")
        return one

    def _show(self, file: str) -> None:
        if self._shown is None and sys.stderr.isatty() and time.monotonic() - self.since > PATIENCE_S:
            self._shown = _progress(self.count)
        if self._shown:
            self._shown.update(self._shown.task_ids[0], completed=self.finished, description=file, refresh=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._shown.stop()


def _progress(count: int) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    shown = Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)
    shown.add_task("", total=count)
    shown.start()
    return shown
