"""Where releases stand, again and again: what is said of each, and the lines that say it where nobody sits at a terminal."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from .. import house as houses
from .. import releases
from ..approval.boards import State
from ..errors import HouseError
from ..house import House
from ..languages import Language, Wording
from ..operation.outlook import Ledger, Missing, Outlook, Stand
from ..roles import ROLE_NAMES, Role
from ._sheet import say, spoken

STANDS = {
    Stand.WITHDRAWN: Wording("retiré", "zurückgezogen", "withdrawn"),
    Stand.PUBLISHED: Wording("publié", "veröffentlicht", "published"),
    Stand.EMBARGOED: Wording("sous embargo", "gesperrt", "under embargo"),
    Stand.APPROVED: Wording("validé", "freigegeben", "approved"),
    Stand.BLOCKED: Wording("bloqué", "blockiert", "blocked"),
    Stand.RETURNED: Wording("renvoyé", "zurückgegeben", "returned"),
    Stand.STALE: Wording("périmé", "überholt", "stale"),
    Stand.WAITING: Wording("en attente", "wartet", "waiting"),
    Stand.UNREADABLE: Wording("illisible", "unlesbar", "unreadable"),
}
SIGNS = {State.WAITING: "·", State.STALE: "!", State.RETURNED: "↩", State.APPROVED: "✓"}
# What somebody has to do something about stands first; what is done last.
ORDER = (
    *(Stand.UNREADABLE, Stand.BLOCKED, Stand.RETURNED, Stand.STALE, Stand.WAITING),
    *(Stand.APPROVED, Stand.EMBARGOED, Stand.PUBLISHED, Stand.WITHDRAWN),
)
SINCE = Wording("depuis", "seit", "for")
BY = Wording("échéance", "Frist", "deadline")
NONE = Wording("aucun communiqué dans drafts/", "keine Mitteilung in drafts/", "no release in drafts/")
BLOCKING = Wording("✗ bloquants\u00a0: {count}", "✗ blockierend: {count}", "✗ blocking: {count}")
NOBODY = Wording("personne ne peut valider", "niemand darf freigeben", "nobody may approve")
DAYS = Wording("{n}\u00a0j", "{n} T", "{n} d")
HOURS = Wording("{n}\u00a0h", "{n} Std", "{n} h")
MINUTES = Wording("{n}\u00a0min", "{n} min", "{n} min")
LATE = Wording("en retard de {age}", "{age} überfällig", "{age} late")

# As people write it there: without a year, and with the hour of the house.
MOMENT = {Language.FR: "%d/%m %H:%M", Language.DE: "%d.%m. %H:%M", Language.EN: "%d %b %H:%M"}


@dataclass(slots=True)
class View:
    """What is looked at: a house, as its rules are at each look, and one release of it or all."""

    house: House
    release: str | None = None
    ledger: Ledger = field(default_factory=Ledger)

    def look(self) -> tuple[list[Outlook], datetime]:
        """The releases as they stand now, what needs somebody first, and when that was."""
        moment = datetime.now(UTC)
        with suppress(HouseError):
            # Somebody may be writing house.toml just now: then its rules are the last ones that could be read.
            self.house = houses.load(self.house.root)
        slugs = releases.slugs(self.house) if self.release is None else (self.release,)
        return in_order(self.ledger.each(self.house, moment, slugs), moment), moment


def values(outlook: Outlook, moment: datetime) -> dict[str, Any]:
    """A release as JSON values; moments are ISO 8601 in UTC, or empty."""
    return {
        "release": outlook.slug,
        "state": outlook.at(moment).value,
        "version": outlook.version,
        "embargo": _iso(outlook.embargo),
        "since": _iso(outlook.since),
        "due": _iso(outlook.due),
        "blocking": outlook.blocking,
        "missing": [
            {
                "language": one.language.value,
                "partner": one.partner,
                "role": one.role.value,
                "state": one.state.value,
                "who": list(one.who),
                "since": _iso(one.since),
                "due": _iso(one.due),
            }
            for one in outlook.missing
        ],
    }


def _iso(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds") if moment else ""


def lines(view: View, every: float, *, as_json: bool) -> None:
    """Print where releases stand, and again whenever that has changed: one line of JSON each time, or a few lines for people."""
    shown: Callable[[Sequence[Outlook], House, datetime], str] = _as_json if as_json else _as_text
    before = None
    while True:
        found, moment = view.look()
        now = [values(one, moment) for one in found]
        if now != before:
            before = now
            # Whoever reads it through a pipe reads it now.
            print(shown(found, view.house, moment), flush=True)
        time.sleep(every)


def _as_json(found: Sequence[Outlook], _house: House, moment: datetime) -> str:
    told = {"time": _iso(moment), "releases": [values(one, moment) for one in found]}
    return json.dumps(told, ensure_ascii=False)


def _as_text(found: Sequence[Outlook], house: House, moment: datetime) -> str:
    """A snapshot for a log: its moment, then a line a release, without colours."""
    lines = [f"{house.local(moment):%Y-%m-%d %H:%M:%S}", *(_line(one, house, moment) for one in found)]
    return "\n".join(lines if found else [lines[0], f"  {say(NONE)}"])


def _line(one: Outlook, house: House, moment: datetime) -> str:
    waited, due = age(one.since, moment), until(one.due, house, moment)
    told = (say(STANDS[one.at(moment)]), *missing(one), waited and f"{say(SINCE)} {waited}", due and f"{say(BY)} {due}")
    return f"  {one.slug}  " + " · ".join(filter(None, told))


def in_order(found: Iterable[Outlook], moment: datetime) -> list[Outlook]:
    """What needs somebody first, and of that what is due first; what is done last."""
    far = datetime.max.replace(tzinfo=UTC)
    return sorted(found, key=lambda one: (ORDER.index(one.at(moment)), one.due or far, one.since or far, one.slug))


def missing(one: Outlook) -> tuple[str, ...]:
    """How many findings block, then each approval that is missing: its sign, language, partner and role, and the people who may give it."""
    if one.trouble:
        return (f"{one.trouble.place}: {say(one.trouble.fact)}",)
    if one.stand is Stand.WITHDRAWN:
        return ()
    blocking = (say(BLOCKING.fill(count=one.blocking)),) if one.blocking else ()
    return (*blocking, *(_missing(cell) for cell in one.missing))


def _missing(cell: Missing) -> str:
    role = f" {say(ROLE_NAMES[cell.role])}" if cell.role is not Role.LANGUAGE else ""
    gap = "\u00a0" if spoken() is Language.FR else ""
    return f"{SIGNS[cell.state]} {cell.language} {cell.partner}{role}{gap}: {', '.join(cell.who) or say(NOBODY)}"


def age(since: datetime | None, moment: datetime) -> str:
    """How long it has been, in one unit: days from two on, hours from two on, else minutes; empty for never."""
    if since is None:
        return ""
    return _span(moment - since)


def _span(passed: timedelta) -> str:
    minutes = max(0, int(passed.total_seconds() // 60))
    if minutes >= 48 * 60:
        return say(DAYS.fill(n=minutes // (24 * 60)))
    return say(HOURS.fill(n=minutes // 60)) if minutes >= 120 else say(MINUTES.fill(n=minutes))


def until(due: datetime | None, house: House, moment: datetime) -> str:
    """A deadline on the house's clocks, or by how much it is over; empty for none."""
    if due is None:
        return ""
    if due < moment:
        return say(LATE.fill(age=_span(moment - due)))
    return house.local(due).strftime(MOMENT[spoken()])
