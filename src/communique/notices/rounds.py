"""Notices: what there is to tell goes into the outbox, what waits there goes out, and each thing is told once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from .. import releases
from ..errors import CommuniqueError, RecordError
from ..gate import Case
from ..house import House
from ..languages import Wording
from ..rules.reach import is_mail
from . import outbox, services
from .letters import letter, post
from .matters import matter_of
from .news import What, news
from .outbox import Entry, Notice, State
from .services import Services

if TYPE_CHECKING:
    from .couriers import Answer

# People save more than once: who approved is told when the text has come to rest.
SETTLED = timedelta(minutes=10)
A_WHILE = 60.0
NOT_STUCK = Wording(
    "aucun avis de ce nom n’a échoué ni ne reste incertain",
    "keine Benachrichtigung dieses Namens ist gescheitert oder ungewiss",
    "no notice of this name has failed or is in doubt",
)
SEE_LIST = Wording("voir «\u00a0communique notices\u00a0»", "siehe „communique notices“", "see “communique notices”")


@dataclass(slots=True)
class Told:
    """What one tick did: notices by their new state, and the releases that could not be read, whose notices wait."""

    states: Counter[State] = field(default_factory=Counter)
    unread: list[CommuniqueError] = field(default_factory=list)


def tick(house: House, now: datetime, *, patience: float = 0) -> Told:
    """Note what is to be told at `now` and send what waits; nothing where the house has no service to send it by.

    May be called as often as one likes, and by several programs: one at a time works, the others raise RecordError after `patience`
    seconds. Raises HouseError for services that cannot be used, and OSError where the outbox cannot be written; then nothing was sent
    that is not noted.
    """
    own = services.load(house)
    if not own:
        return Told()
    told = Told()
    with outbox.opened(house, patience) as folder:
        cases = _cases(house, told.unread)
        entries = _reconciled(folder, house, cases, own, now, told)
        _send(folder, _ready(entries, cases, now), _Desk(house, cases, own, now), told)
        outbox.prune(folder, entries, now)
    return told


def entries(house: House) -> tuple[Entry, ...]:
    """Everything in a house's outbox, oldest first."""
    return tuple(sorted(outbox.read(house.state / outbox.FOLDER).values(), key=lambda entry: (entry.made, entry.notice)))


def again(house: House, name: str, now: datetime) -> None:
    """Have a notice that failed, or of which nobody knows whether it arrived, sent once more. Raises RecordError for any other."""
    with outbox.opened(house, A_WHILE) as folder:
        found = outbox.read(folder).get(name)
        if found is None or found.state not in (State.FAILED, State.UNSURE) or not found.notice.release:
            raise RecordError(name, NOT_STUCK, SEE_LIST)
        outbox.write(folder, outbox.fresh(found.notice, now))


def _cases(house: House, unread: list[CommuniqueError]) -> dict[str, Case]:
    """The releases of a house as they stand; no checks are made, as approvals are what is told about."""
    cases: dict[str, Case] = {}
    for slug in releases.slugs(house):
        try:
            cases[slug] = Case(house, slug, ())
        except CommuniqueError as error:
            unread.append(error)
    return cases


def _reconciled(folder: Path, house: House, cases: dict[str, Case], own: Services, now: datetime, told: Told) -> dict[str, Entry]:
    """The outbox after it was compared with what is to be told now: new notices wait, what is no longer true is dropped."""
    wanted = {notice.id: notice for case in cases.values() for notice in news(case, own, now)}
    known = outbox.read(folder)
    unread = set(releases.slugs(house)) - set(cases)
    for name, entry in known.items():
        if entry.notice.release not in unread and (changed := _reviewed(entry, name in wanted, now)):
            known[name] = outbox.write(folder, changed)
            told.states[changed.state] += changed.state is not State.WAITING
    for name, notice in sorted(wanted.items()):
        if name not in known:
            known[name] = outbox.write(folder, outbox.fresh(notice, now, SETTLED if _restless(notice) else timedelta(0)))
    return known


def _restless(notice: Notice) -> bool:
    return notice.kind in (What.CHANGED, What.MENDED)


def _reviewed(entry: Entry, wanted: bool, now: datetime) -> Entry | None:
    """What becomes of an entry before anything is sent; None where nothing does.

    A claim that is found here is that of a program that died while it sent. A letter has the same Message-ID each time, so sending it
    again loses nothing and shows nothing twice; a channel would show it twice, so there it is reported and not repeated.
    """
    if entry.state is State.WAITING and not wanted:
        return outbox.turned(entry, State.DROPPED, now)
    if entry.state is not State.CLAIMED:
        return None
    if wanted and not entry.notice.to.startswith("chat-"):
        return outbox.turned(entry, State.WAITING, now, "interrupted")
    return outbox.turned(entry, State.UNSURE, now, "interrupted")


def _ready(entries: dict[str, Entry], cases: dict[str, Case], now: datetime) -> list[Entry]:
    ready = (e for e in entries.values() if e.state is State.WAITING and e.notice.release in cases)
    # What was put off stands behind the others: a letter that a server chokes on must not hold up the rest.
    return sorted((e for e in ready if datetime.fromisoformat(e.after) <= now), key=lambda entry: (entry.after, entry.notice))


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where notices are written and handed over: everything that was read at the beginning of a tick."""

    house: House
    cases: dict[str, Case]
    services: Services
    now: datetime


def _send(folder: Path, ready: Iterable[Entry], desk: _Desk, told: Told) -> None:
    """Claim, hand over, note: one notice after the other; a service that does not answer is left alone until the next tick."""
    from . import couriers

    away: set[str] = set()
    for entry in ready:
        service = _service(entry.notice, desk)
        if service in away:
            continue
        claim = outbox.write(folder, outbox.claimed(entry, desk.now))
        answer = _handed_over(claim, service, desk)
        if answer.fate is couriers.Fate.AWAY:
            away.add(service)
        turned = after(claim, answer, desk.now)
        outbox.write(folder, turned)
        told.states[turned.state] += 1


def after(claim: Entry, answer: Answer, now: datetime) -> Entry:
    """What becomes of an entry by what the service answered."""
    from .couriers import Fate

    settled = {Fate.DELIVERED: State.SENT, Fate.REFUSED: State.FAILED, Fate.UNSURE: State.UNSURE}
    if answer.fate in settled:
        return outbox.turned(claim, settled[answer.fate], now, answer.code)
    return outbox.put_off(claim, now, answer.code or answer.fate)


def _service(notice: Notice, desk: _Desk) -> str:
    return desk.services.channel(notice.to) if notice.to.startswith("chat-") else desk.services.mail


def _handed_over(entry: Entry, service: str, desk: _Desk) -> Answer:
    from . import couriers

    notice, case = entry.notice, desk.cases[entry.notice.release]
    kind, _, name = notice.to.partition(":")
    matter = matter_of(case, notice, desk.now)
    if kind.startswith("chat-"):
        return couriers.chat(service, post(matter, desk.house.languages[0]))
    person = case.people.get(name) if kind == "person" else None
    address = person.email if person else name
    if not is_mail(address):
        return couriers.Answer(couriers.Fate.REFUSED, "address")
    language = person.languages[0] if person and person.languages else desk.house.languages[0]
    made = datetime.fromisoformat(entry.made)
    return couriers.mail(service, address, letter(matter, language), language, identity=notice.id, at=made)
