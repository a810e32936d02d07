"""Runs that ended without their work: officers hear of each once, by what it was to do and its neutral name; never why, and no text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from ..files.storage import locked
from ..house import House
from ..languages import Language, Wording
from . import outbox, rounds, services
from .letters import HELLO, Letter, when
from .outbox import Entry, Notice, State
from .services import Services, channel_name

# Beside the outbox: these notices come from a server's list of runs, not from the record.
FOLDER = "failed-runs"
KIND = "failed"

SUBJECT = Wording("Non abouti\u00a0: {name}", "Nicht gelungen: {name}", "Not done: {name}")
SENTENCE = Wording(
    "«\u00a0{what}\u00a0» ne s’est pas terminé pour {name} ({when}). Rien n’a été publié par cette exécution.",
    "„{what}“ ist für {name} nicht gelungen ({when}). Dieser Lauf hat nichts veröffentlicht.",
    "“{what}” did not succeed for {name} ({when}). This run has published nothing.",
)
VANISHED = Wording(
    "La machine est tombée deux fois pendant l’exécution\u202f; prévenez qui s’occupe des machines, puis relancez.",
    "Der Rechner ist dabei zweimal ausgefallen; sagen Sie der Technik Bescheid und starten Sie dann neu.",
    "The machine disappeared twice in its midst; tell whoever runs the machines, then start it again.",
)
SEE_RUN = Wording(
    "La raison se lit dans Prefect, sur la page de cette exécution.",
    "Den Grund zeigt Prefect auf der Seite dieses Laufs.",
    "Prefect shows the reason on the page of this run.",
)


@dataclass(frozen=True, slots=True)
class Failure:
    """A run by its id, what it was to do, the name it goes by (neutral while its release is secret), and when it ended.

    `vanished`: not the work failed but the machine was gone, and starting again did not help.
    """

    run: str
    what: Wording
    name: str
    at: datetime
    vanished: bool = False


def tell(house: House, failures: Iterable[Failure], now: datetime) -> int:
    """Write of each failure to the officers and channels, once; how many messages were delivered now. What a service does not take is
    tried again at the next call with the same failure. Raises HouseError for services that cannot be used, OSError for a full disk."""
    own = services.load(house)
    found = tuple(failures) if own else ()
    if not found:
        return 0
    folder = house.state / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with locked(folder / ".lock"):
        entries = outbox.read(folder)
        waiting = [(failure, _entry(entries, notice, now)) for failure in found for notice in _notices(house, own, failure)]
        sent = [_sent(folder, house, own, failure, entry, now) for failure, entry in waiting if _due(entry, now)]
        outbox.prune(folder, entries, now)
    return sum(entry.state is State.SENT for entry in sent)


def letter(failure: Failure, house: House, language: Language, *, greeting: bool) -> Letter:
    """What is said of a failure: nothing that the run's own message says, since that may name what is secret."""
    moment = when(failure.at.astimezone(ZoneInfo(house.zone)), language)
    sentence = SENTENCE.fill(what=failure.what, name=failure.name, when=moment)[language]
    parts = (*([HELLO[language]] if greeting else []), sentence, (VANISHED if failure.vanished else SEE_RUN)[language])
    signed = (f"-- \n{house.name} · communique",) if greeting else ()
    return Letter(SUBJECT.fill(name=failure.name)[language], "\n\n".join((*parts, *signed)) + "\n")


def _notices(house: House, own: Services, failure: Failure) -> Iterator[Notice]:
    letters = [f"officer:{address}" for address in house.officers] if own.mail else []
    for to in (*letters, *map(channel_name, own.chat)):
        yield Notice(release=failure.name, kind=KIND, to=to, occasion=failure.run)


def _entry(entries: dict[str, Entry], notice: Notice, now: datetime) -> Entry:
    return entries.get(notice.id) or outbox.fresh(notice, now)


def _due(entry: Entry, now: datetime) -> bool:
    """Whether it is to be sent: a letter also where a program died while it sent it, for it has the same Message-ID; a post then not."""
    interrupted = entry.state is State.CLAIMED and entry.notice.to.startswith("officer:")
    return interrupted or (entry.state is State.WAITING and datetime.fromisoformat(entry.after) <= now)


def _sent(folder: Path, house: House, own: Services, failure: Failure, entry: Entry, now: datetime) -> Entry:
    from . import couriers

    claim, language = outbox.write(folder, outbox.claimed(entry, now)), house.languages[0]
    to = entry.notice.to
    if to.startswith("officer:"):
        said, made = letter(failure, house, language, greeting=True), datetime.fromisoformat(entry.made)
        answer = couriers.mail(own.mail, to.partition(":")[2], said, language, identity=entry.notice.id, at=made)
    else:
        answer = couriers.chat(own.channel(to), letter(failure, house, language, greeting=False))
    return outbox.write(folder, rounds.after(claim, answer, now))
