"""A house whose letters go to a mail server on loopback, and whose posts go to a chat service beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from chatrooms import TOKEN, Room, open_room
from communique import settings as settings_file
from communique.decisions import Decision, Kind, utc
from communique.house import House
from communique.notices import outbox, rounds
from communique.notices.outbox import Entry
from communique.notices.rounds import Told
from gatehouse import Gate, make
from postoffice import Office, open_office

SUBMITTED = datetime(2026, 3, 9, 9, 0, tzinfo=UTC)
SETTINGS = """
[review]
holidays = ["FR", "DE-BY"]

[notices]
officers = ["presse@example.org"]
"""


@dataclass
class Newsroom:
    """A gate, its services, and a clock that is told to go on."""

    gate: Gate
    office: Office
    room: Room
    now: datetime = SUBMITTED

    @property
    def services(self) -> str:
        return f"{self.office.address} mmost://127.0.0.1:{self.room.port}/{TOKEN}"

    @property
    def house(self) -> House:
        return self.gate.house

    def tick(self, **later: float) -> Told:
        self.now += timedelta(**later)
        return rounds.tick(self.house, self.now)

    def decide(self, kind: Kind, **values: object) -> None:
        self.gate.write(Decision(kind=kind, release="pont", at=utc(self.now), channel="terminal", **values))  # type: ignore[arg-type]

    def submit(self) -> None:
        self.decide(Kind.SUBMIT, subject=self.gate.release.draft.digest)

    def subjects(self, recipient: str) -> list[str]:
        return [str(message["Subject"]).replace("\u00a0", " ") for message in self.office.to(recipient)]

    def text(self, recipient: str) -> str:
        return self.texts(recipient)[-1]

    def texts(self, recipient: str) -> list[str]:
        return [message.get_content().replace("\r\n", "\n") for message in self.office.to(recipient)]

    def states(self) -> dict[str, str]:
        return {f"{entry.notice.kind} {entry.notice.to.partition('-')[0]}": entry.state.value for entry in self.entries()}

    def entries(self) -> tuple[Entry, ...]:
        return rounds.entries(self.house)

    def outbox(self) -> Path:
        return self.house.state / outbox.FOLDER

    def say(self, lines: str) -> None:
        """Add lines to house.toml."""
        path = self.house.templates / "house.toml"
        path.write_text(path.read_text(encoding="utf-8") + lines, encoding="utf-8")
        self.gate = self.gate.reloaded()

    def settle(self, **settings: object) -> None:
        """Change the release's own settings."""
        settings_file.save(self.gate.folder, replace(self.gate.release.settings, **settings))  # type: ignore[arg-type]
        self.gate = self.gate.reloaded()


@contextmanager
def open_newsroom(root: Path) -> Iterator[Newsroom]:
    with open_office() as office, open_room() as room:
        own = Newsroom(make(root), office, room)
        own.say(SETTINGS)
        yield own
