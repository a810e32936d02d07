"""What the doctor looks at around the running set-up: its port, what an earlier one left, the database and server that it is told of."""

from __future__ import annotations

import os
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qs, urlsplit

from ..errors import CommuniqueError
from ..house import House
from ..languages import Wording, same
from . import listening, marks, team
from .diagnosis import Diagnosis, broken, doubtful, well
from .migrations import DATABASE

API = "PREFECT_API_URL"
PATIENCE = 1.0
TOLERANCE = timedelta(minutes=1)
ENGINES = {"postgresql+asyncpg": 5432, "sqlite+aiosqlite": 0}

FREE = Wording("le port {port} est libre", "der Port {port} ist frei", "port {port} is free")
UP = Wording(
    "«\u00a0communique up\u00a0» est en marche\u00a0: {address}", "„communique up“ läuft: {address}", "“communique up” runs: {address}"
)
NONE_LEFT = Wording("aucun", "keine", "none")
LEFT = Wording(
    "un «\u00a0communique up\u00a0» tué en a laissé\u00a0: {pids}",
    "ein abgebrochenes „communique up“ hat welche zurückgelassen: {pids}",
    "an “communique up” that was killed left some: {pids}",
)
END_THEM = Wording(
    "kill {pids} – ou relancez «\u00a0communique up\u00a0», qui les arrête",
    "kill {pids} – oder starten Sie „communique up“, das sie beendet",
    "kill {pids} – or start “communique up”, which ends them",
)
OWN_FILE = Wording("SQLite, dans .prefect/", "SQLite, in .prefect/", "SQLite, in .prefect/")
UNKNOWN = Wording(
    "{name} n’est pas une adresse que Prefect comprend",
    "{name} ist keine Adresse, die Prefect versteht",
    "{name} is no address that Prefect understands",
)
FORM = Wording(
    "écrivez postgresql+asyncpg://nom:motdepasse@machine:5432/base",
    "schreiben Sie postgresql+asyncpg://Name:Kennwort@Rechner:5432/Datenbank",
    "write postgresql+asyncpg://name:password@machine:5432/database",
)
REACHED = Wording(
    "PostgreSQL répond sur {host}:{port}", "PostgreSQL ist unter {host}:{port} erreichbar", "PostgreSQL listens at {host}:{port}"
)
UNREACHED = Wording(
    "personne ne répond sur {host}:{port} ({why})",
    "unter {host}:{port} antwortet niemand ({why})",
    "nobody answers at {host}:{port} ({why})",
)
START_IT = Wording(
    "démarrez PostgreSQL, ou corrigez {name}",
    "starten Sie PostgreSQL oder berichtigen Sie {name}",
    "start PostgreSQL, or mend {name}",
)
SERVER_ANSWERS = Wording("{host} répond, même heure", "{host} antwortet, gleiche Uhrzeit", "{host} answers, same time")
NO_SERVER = Wording(
    "le serveur Prefect de {name} ne répond pas ({host})",
    "der Prefect-Server aus {name} antwortet nicht ({host})",
    "the Prefect server of {name} does not answer ({host})",
)
START_SERVER = Wording(
    "démarrez-le, ou ôtez cette variable\u202f; «\u00a0communique up\u00a0» s’en passe",
    "starten Sie ihn oder nehmen Sie die Variable weg; „communique up“ braucht sie nicht",
    "start it, or take the variable away; “communique up” does without",
)
OTHER_TIME = Wording(
    "cette machine et {host} diffèrent de {seconds}\u00a0s",
    "dieser Rechner und {host} gehen {seconds} s auseinander",
    "this machine and {host} are {seconds} s apart",
)
SET_BOTH = Wording(
    "synchronisez les deux horloges (timedatectl set-ntp true)",
    "synchronisieren Sie beide Uhren (timedatectl set-ntp true)",
    "synchronise both clocks (timedatectl set-ntp true)",
)


def port(house: House | None, host: str, number: int) -> Iterator[Diagnosis]:
    """Whether the server's port is free, or held by this house's own set-up; and whether the host may be listened at."""
    address = team.running(house) if house else ""
    try:
        listening.demand_password(host)
        if not address:
            listening.demand_free(host, number)
    except CommuniqueError as error:
        yield broken("port", error.fact, error.hint)
    else:
        yield well("port", UP.fill(address=address) if address else FREE.fill(port=number))


def leftovers(house: House) -> Iterator[Diagnosis]:
    """Whether an earlier set-up that was killed left processes of this house."""
    if found := sorted(marks.left_behind(house.root)):
        pids = " ".join(map(str, found))
        yield doubtful("leftovers", LEFT.fill(pids=pids), END_THEM.fill(pids=pids))
    else:
        yield well("leftovers", NONE_LEFT)


def database(setting: Mapping[str, str] | None = None) -> Iterator[Diagnosis]:
    """Whether the database that the environment names can be reached; its password is never shown."""
    address = (os.environ if setting is None else setting).get(DATABASE, "")
    if not address:
        yield well("database", OWN_FILE)
        return
    try:
        parts = urlsplit(address)
        usual, number = ENGINES[parts.scheme], parts.port
    except (KeyError, ValueError):
        yield broken("database", UNKNOWN.fill(name=DATABASE), FORM)
        return
    host = parts.hostname or parse_qs(parts.query).get("host", [""])[0]
    if not usual:
        yield well("database", same("SQLite"))
    elif not host:
        yield broken("database", UNKNOWN.fill(name=DATABASE), FORM)
    else:
        yield _reached(host, number or usual)


def _reached(host: str, number: int) -> Diagnosis:
    place = {"host": host, "port": number}
    try:
        if host.startswith("/"):
            with socket.socket(socket.AF_UNIX) as way:
                way.settimeout(PATIENCE)
                way.connect(f"{host}/.s.PGSQL.{number}")
        else:
            socket.create_connection((host, number), PATIENCE).close()
    except OSError as error:
        why = error.strerror or type(error).__name__
        return broken("database", UNREACHED.fill(**place, why=why), START_IT.fill(name=DATABASE))
    return well("database", REACHED.fill(**place))


def server(now: datetime | None = None) -> Iterator[Diagnosis]:
    """Where the environment names a server, as on a machine of workers: whether it answers, and what its clock says."""
    address = os.environ.get(API, "")
    if not address:
        return
    host = urlsplit(address).hostname or "?"
    try:
        with urllib.request.urlopen(f"{address.rstrip('/')}/health", timeout=PATIENCE) as answer:  # noqa: S310 - http, as the environment says
            there = parsedate_to_datetime(answer.headers["Date"])
    except (OSError, ValueError, TypeError, urllib.error.URLError):
        yield doubtful("server", NO_SERVER.fill(name=API, host=host), START_SERVER)
        return
    apart = abs((now or datetime.now(UTC)) - there)
    if apart > TOLERANCE:
        yield doubtful("server", OTHER_TIME.fill(host=host, seconds=round(apart.total_seconds())), SET_BOTH)
    else:
        yield well("server", SERVER_ANSWERS.fill(host=host))
