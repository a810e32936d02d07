"""The doctor: what this machine and this house lack for the work, each with its way out, within two seconds and without a network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from ..errors import CommuniqueError
from ..house import ZONE, House
from ..languages import Wording, joined
from . import doctor_clock, doctor_house, doctor_keys, doctor_machine, doctor_office
from .diagnosis import Diagnosis, Verdict, of_error

TITLES = {
    "python": Wording("Python", "Python", "Python"),
    "packages": Wording("bibliothèques", "Pakete", "packages"),
    "typesetter": Wording("composition", "Satz", "typesetting"),
    "zones": Wording("fuseaux horaires", "Zeitzonen", "time zones"),
    "clock": Wording("horloge", "Uhr", "clock"),
    "disk": Wording("disque", "Festplatte", "disk"),
    "git": Wording("git", "git", "git"),
    "house": Wording("fichiers de la maison", "Dateien des Hauses", "the house’s files"),
    "fonts": Wording("polices", "Schriften", "fonts"),
    "folders": Wording("dossiers", "Ordner", "folders"),
    "gate-key": Wording("clé des décisions", "Schlüssel für Entscheidungen", "key for decisions"),
    "desk-key": Wording("clé des liens", "Schlüssel für Links", "key for links"),
    "engines": Wording("moteurs de traduction", "Übersetzungs-Engines", "translation engines"),
    "notices": Wording("avis", "Benachrichtigungen", "notices"),
    "port": Wording("port", "Port", "port"),
    "leftovers": Wording("processus restants", "zurückgebliebene Prozesse", "processes left over"),
    "database": Wording("base de données", "Datenbank", "database"),
    "server": Wording("serveur Prefect", "Prefect-Server", "Prefect server"),
}
FAILED = Wording(
    "ce contrôle a échoué lui-même ({why})", "diese Prüfung ist selbst gescheitert ({why})", "this check failed itself ({why})"
)
REPORT = Wording("signalez-le avec cette ligne", "melden Sie das mit dieser Zeile", "report it with this line")
NOT_WELL = Wording("ne peut pas fonctionner ainsi\u00a0: {facts}", "kann so nicht arbeiten: {facts}", "cannot work like this: {facts}")

Look = Callable[[], Iterable[Diagnosis]]


def examine(house: House | CommuniqueError, root: Path, *, host: str, port: int, thorough: bool = False) -> Iterator[Diagnosis]:
    """Everything that was looked at, one or more for each of TITLES; a house that cannot be read is one of them.

    Thoroughly, Prefect's server is loaded and each model is read too, which takes seconds.
    """
    yield from _all(_machine(root, house, thorough=thorough))
    if isinstance(house, CommuniqueError):
        yield of_error("house", house)
    else:
        yield from _all(_house(house, thorough=thorough))
    yield from _all([("port", lambda: doctor_office.port(None if isinstance(house, CommuniqueError) else house, host, port))])
    if isinstance(house, House):
        yield from _all([("leftovers", lambda: doctor_office.leftovers(house))])
    yield from _all([("database", doctor_office.database), ("server", doctor_office.server)])


def demand_health(house: House) -> None:
    """Raises CommuniqueError, with every fact and way out, where something is wrong that makes a start fail or its work useless.

    The port and what was left behind are looked at by the start itself, which can do something about them.
    """
    looks = (*_machine(house.root, house, thorough=False), *_house(house, thorough=False), ("database", doctor_office.database))
    wrong = [found for found in _all(looks) if found.verdict is Verdict.ERROR]
    if wrong:
        facts = joined([found.fact for found in wrong], "; ")
        raise CommuniqueError("communique up", NOT_WELL.fill(facts=facts), joined(dict.fromkeys(found.way_out for found in wrong), "; "))


def _machine(root: Path, house: House | CommuniqueError, *, thorough: bool) -> tuple[tuple[str, Look], ...]:
    zone = house.zone if isinstance(house, House) else ZONE
    return (
        ("python", doctor_machine.python),
        ("packages", doctor_machine.server_loads if thorough else doctor_machine.packages),
        ("typesetter", doctor_machine.typesetter),
        ("zones", lambda: doctor_machine.zones(zone)),
        ("clock", lambda: doctor_clock.clock(root, datetime.now(UTC))),
        ("disk", lambda: doctor_machine.disk(root)),
        ("git", lambda: doctor_machine.git(root)),
    )


def _house(house: House, *, thorough: bool) -> tuple[tuple[str, Look], ...]:
    return (
        ("house", lambda: doctor_house.files(house)),
        ("fonts", lambda: doctor_house.fonts(house)),
        ("folders", lambda: doctor_house.folders(house)),
        ("folders", lambda: doctor_house.share(house)),
        ("gate-key", lambda: doctor_keys.gate_key(house)),
        ("desk-key", lambda: doctor_keys.desk_key(house)),
        ("engines", lambda: doctor_house.engines(house, thorough=thorough)),
        ("notices", lambda: doctor_house.notices(house)),
    )


def _all(looks: Iterable[tuple[str, Look]]) -> Iterator[Diagnosis]:
    for what, look in looks:
        try:
            yield from look()
        except Exception as error:
            # One look that fails must not hide what the others find.
            yield Diagnosis(what, Verdict.WARNING, FAILED.fill(why=type(error).__name__), REPORT)
