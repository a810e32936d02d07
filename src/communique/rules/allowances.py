"""What the house allows in writing: one engine for one secret release, by whom, why and until when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from ..errors import EngineError
from ..languages import Wording

FIELDS = ("release", "engine", "by", "reason", "until")

NOT_ALLOWED = Wording(
    "la maison n’autorise pas ce moteur pour ce communiqué",
    "das Haus erlaubt diese Engine für diese Mitteilung nicht",
    "the house does not allow this engine for this release",
)
ALLOWED_ARE = Wording("moteurs de house.toml : {names}", "Engines in house.toml: {names}", "engines in house.toml: {names}")
IN_WRITING = Wording(
    "il est confidentiel ou sous embargo\u202f; la maison peut le permettre sous [[embargo.exceptions]] dans templates/house.toml "
    "(release = «\u00a0{release}\u00a0»)",
    "es ist vertraulich oder gesperrt; das Haus kann sie unter [[embargo.exceptions]] in templates/house.toml erlauben "
    "(release = „{release}“)",
    "it is confidential or under embargo; the house can allow it under [[embargo.exceptions]] in templates/house.toml "
    "(release = “{release}”)",
)
LAPSED = Wording(
    "l’exception accordée à ce communiqué par {by} a pris fin le {until}",
    "die Ausnahme für diese Mitteilung, erlaubt von {by}, ist am {until} abgelaufen",
    "the exception for this release, allowed by {by}, ended on {until}",
)
RENEW = Wording(
    "choisissez un autre moteur, ou faites prolonger l’exception sous [[embargo.exceptions]] dans templates/house.toml",
    "wählen Sie eine andere Engine, oder lassen Sie die Ausnahme unter [[embargo.exceptions]] in templates/house.toml verlängern",
    "choose another engine, or have the exception under [[embargo.exceptions]] in templates/house.toml renewed",
)


@dataclass(frozen=True, slots=True)
class Allowance:
    """An engine that may see one release although its host is not listed under `[embargo] hosts`, until a moment with its zone."""

    release: str
    engine: str
    by: str
    reason: str
    until: datetime


def read(values: object, engines: Iterable[str]) -> tuple[Allowance, ...]:
    """What `[[embargo.exceptions]]` says. Raises ValueError, without the release's name, where anything is missing, unknown or empty."""
    if not isinstance(values, list):
        raise ValueError("[[embargo.exceptions]] in double brackets, one for each exception")
    known = frozenset(engines)
    return tuple(_allowance(n, value, known) for n, value in enumerate(values, 1))


def _allowance(n: int, values: Mapping[str, Any], engines: frozenset[str]) -> Allowance:
    where = f"[[embargo.exceptions]] {n}"
    if set(values) != set(FIELDS):
        raise ValueError(f"{where} has to name {', '.join(FIELDS)} and nothing else")
    until = values["until"]
    if not isinstance(until, datetime) or until.tzinfo is None:
        raise ValueError(f"{where}: until needs a date, a time and a zone: 2026-03-09T14:30:00+01:00")
    if not all(isinstance(values[name], str) and values[name].strip() for name in FIELDS[:-1]):
        raise ValueError(f"{where}: {', '.join(FIELDS[:-1])} are texts in quotation marks")
    if values["engine"] not in engines:
        raise ValueError(f"{where}: engine is none of those under [[engines]]")
    return Allowance(**values)


def in_force(allowances: Iterable[Allowance], release: Sequence[str], now: datetime) -> frozenset[str]:
    """The engines that are allowed for a release, by any of its names, at this moment."""
    return frozenset(one.engine for one in allowances if one.release in release and now < one.until)


def refusal(allowances: Iterable[Allowance], release: Sequence[str], engine: str, engines: Iterable[str], now: datetime) -> EngineError:
    """Why an engine may not see a release: its exception has ended, or there is none; the last of the release's names is said."""
    ended = [one for one in allowances if one.release in release and one.engine == engine and one.until <= now]
    if not ended:
        known = tuple(engines)
        allow = IN_WRITING.fill(release=release[-1]) if engine in known else ALLOWED_ARE.fill(names=", ".join(known))
        return EngineError(engine, NOT_ALLOWED, allow)
    last = max(ended, key=lambda one: one.until)
    return EngineError(engine, LAPSED.fill(by=last.by, until=f"{last.until:%Y-%m-%d %H:%M %z}"), RENEW)
