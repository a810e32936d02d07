"""When the server's database is prepared: Prefect changes an SQLite file step by step before it answers, which takes longest at first."""

from __future__ import annotations

import re
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

DATABASE = "PREFECT_SERVER_DATABASE_CONNECTION_URL"
STEPS = Path("server/database/_migrations/versions/sqlite")
REVISION = re.compile(r"^(down_)?revision\s*(?::[^=]*)?=\s*[\"'](\w+)[\"']", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Database:
    """An SQLite file and the last step of the installed Prefect, which it has once it is prepared."""

    path: Path
    last: str

    @property
    def is_prepared(self) -> bool:
        """Whether the last step was taken."""
        if not self.path.is_file():
            return False
        with suppress(sqlite3.Error), closing(sqlite3.connect(f"file:{self.path}?mode=ro", uri=True, timeout=0.2)) as asked:
            return (self.last,) in asked.execute("select version_num from alembic_version").fetchall()
        return False


def of(setting: Mapping[str, str]) -> Database | None:
    """The database of a server with these settings; None where it is no file of its own folder, or its steps are not known."""
    last = _last_step()
    return Database(Path(setting["PREFECT_HOME"]) / "prefect.db", last) if last and not setting.get(DATABASE) else None


def _last_step() -> str:
    """The step that no other one follows, read from the files of the installed Prefect, which itself is not loaded; empty if unknown."""
    found = find_spec("prefect")
    places = found.submodule_search_locations if found else None
    steps: set[str] = set()
    followed: set[str] = set()
    for path in (Path(place) / STEPS for place in places or ()):
        for file in path.glob("*.py"):
            for down, name in REVISION.findall(file.read_text(encoding="utf-8", errors="replace")):
                (followed if down else steps).add(name)
    ends = steps - followed
    return ends.pop() if len(ends) == 1 else ""


@contextmanager
def watched(database: Database | None, prepared: Callable[[float], None]) -> Iterator[None]:
    """Call `prepared` with the seconds from now, once, when the database is; in a thread of its own while the block lasts."""
    over, began = threading.Event(), time.monotonic()

    def look() -> None:
        while database and not over.wait(0.2):
            if database.is_prepared:
                prepared(time.monotonic() - began)
                return

    threading.Thread(target=look, daemon=True).start()
    try:
        yield
    finally:
        over.set()
