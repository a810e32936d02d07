"""A team's set-up: the Prefect server, the flows and the review desk, in one command; alone at its house, and alone on its ports."""

from __future__ import annotations

import json
import os
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from filelock import FileLock, Timeout

from ..desk import whereabouts
from ..errors import CommuniqueError
from ..files.storage import write_whole
from ..house import House
from ..languages import Language, Wording
from ..shipped import shipped
from . import guard, listening, marks, migrations, pulses, shelf, supervision, vitals
from .processes import Part
from .supervision import Member

PORT = 4200
LOCK, NOTE = "up.lock", "up.json"

SERVER = Wording("le serveur", "der Server", "the server")
FLOWS = Wording("le service des flux", "der Dienst für die Flows", "the flows’ service")
DESK = Wording("le bureau de relecture", "der Prüftisch", "the review desk")
READY = Wording("Tout est prêt\u00a0: {address}", "Alles ist bereit: {address}", "Everything is ready: {address}")
DROP = Wording(
    "Déposez un fichier Word dans {folder}\u202f; Ctrl-C arrête tout.",
    "Legen Sie eine Word-Datei in {folder} ab; Strg-C beendet alles.",
    "Drop a Word file into {folder}; Ctrl-C ends all.",
)
ENDED = Wording("Tout est arrêté.", "Alles ist beendet.", "All has ended.")
SWEPT = Wording(
    "Un «\u00a0communique up\u00a0» précédent a été tué\u202f; ce qu’il avait laissé ({count} processus) est arrêté.",
    "Ein früheres „communique up“ wurde abgebrochen; was es zurückließ (Prozesse: {count}), ist beendet.",
    "An earlier “communique up” was killed; what it left behind (processes: {count}) has been ended.",
)
RUNS = Wording(
    "«\u00a0communique up\u00a0» est déjà en marche pour ce dossier{where}",
    "„communique up“ läuft für diesen Ordner schon{where}",
    "“communique up” already runs for this folder{where}",
)
WHERE = Wording(
    " : {address} (processus {pid})",
    ": {address} (Prozess {pid})",
    ": {address} (process {pid})",
)
USE_IT = Wording(
    "ouvrez cette adresse, ou arrêtez-le d’abord",
    "öffnen Sie diese Adresse oder beenden Sie es zuerst",
    "open that address, or end it first",
)


class Onlooker(supervision.Onlooker, Protocol):
    """Who is told how a start goes on, and what happens afterwards."""

    def begins(self, *, with_database: bool) -> None:
        """The start begins; `with_database` where it is seen when the database is prepared."""

    def prepared(self, seconds: float) -> None:
        """The database is prepared."""

    def ready(self) -> None:
        """Everything works; what follows are single sentences."""


def environment(house: House, *, host: str, port: int, language: Language) -> dict[str, str]:
    """What server and flows are told: loopback, own folder, nothing sent outside; what the caller's environment sets wins.

    The older UI is chosen because it makes no call outside and shows the Resume button; the API address is relative so that the UI works
    from every address of the machine. Cross-site requests are refused (GHSA-4hh5-2678-83fx).
    """
    base = f"http://{listening.in_url(host)}:{port}"
    own = {
        "COMMUNIQUE_HOUSE": str(house.root),
        "COMMUNIQUE_LANG": language.value,
        "DO_NOT_TRACK": "1",
        "PREFECT_HOME": str(house.root / ".prefect"),
        "PREFECT_API_URL": f"{base}/api",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_API_URL": "/api",
        "PREFECT_SERVER_UI_V2_ENABLED": "false",
        "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
        "PREFECT_SERVER_CSRF_PROTECTION_ENABLED": "true",
        "PREFECT_SERVER_CORS_ALLOWED_ORIGINS": base,
        "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "30",
        "PREFECT_RUNNER_POLL_FREQUENCY": "3",
        # Both listen at every address without a password, and a prefect.toml in the folder could ask for them.
        "PREFECT_RUNNER_SERVER_ENABLE": "false",
        "PREFECT_CLIENT_METRICS_ENABLED": "false",
    }
    if listening.is_loopback(host):
        own[shelf.ADDRESS] = shelf.address(house, listening.free_after(port))
    own[listening.DESK_PORT] = str(whereabouts.port_for(house, listening.free_after(port)))
    own[listening.DESK] = house.desk or f"http://{listening.LOOPBACK[0]}:{own[listening.DESK_PORT]}"
    password = os.environ.get(listening.PASSWORD)
    own |= {"PREFECT_API_AUTH_STRING": password} if password else {}
    return {**own, **os.environ, "PREFECT_API_URL": own["PREFECT_API_URL"], "COMMUNIQUE_HOUSE": own["COMMUNIQUE_HOUSE"]}


def parts(house: House, *, host: str, port: int, desk: int) -> tuple[Part, Part, Part]:
    """The server, the flows' service, which needs it, and the desk at a port of its own, which needs neither.

    No module is taken from the folder that all is started from (-P): whoever puts one there would run it.
    """
    logs = house.root / ".prefect"
    server = ("-P", "-m", "prefect", "server", "start", "--host", host, "--port", str(port))
    return (
        Part(SERVER, (sys.executable, *server), logs / "server.log"),
        Part(FLOWS, (sys.executable, str(_flows(house) / "serve.py")), logs / "flows.log"),
        Part(DESK, (sys.executable, "-P", "-m", "communique.desk", str(desk)), logs / "desk.log"),
    )


def _flows(house: House) -> Path:
    own = house.root / "flows"
    return own if own.is_dir() else shipped("flows")


def start(house: House, onlooker: Onlooker, *, host: str, port: int = PORT, open_browser: bool = True, language: Language) -> None:
    """Run server, flows and desk until Ctrl-C (or SIGTERM, or the terminal closes), starting again what stops.

    Raises CommuniqueError where the port is taken, where the host is open to the network without a password, where another one already
    runs for this house, and where a part will not live.
    """
    listening.demand_password(host)
    address = f"http://{listening.in_url(host)}:{port}"
    with _alone(house, address):
        _sweep(house, onlooker)
        listening.demand_free(host, port)
        setting = environment(house, host=host, port=port, language=language)

        def greet() -> None:
            onlooker.ready()
            onlooker.says(READY.fill(address=address))
            onlooker.says(listening.DESK_IS_AT.fill(address=setting[listening.DESK]))
            onlooker.says(vitals.THEY_ARE_AT.fill(address=watched))
            onlooker.says(DROP.fill(folder=house.drafts))
            if open_browser:
                webbrowser.open(address)

        database = migrations.of(setting)
        onlooker.begins(with_database=database is not None)
        with (
            vitals.serving(house, vitals.port_after(port), setting["PREFECT_API_URL"]) as watched,
            migrations.watched(database, onlooker.prepared),
        ):
            supervision.keep(_members(house, setting, host=host, port=port), setting, marks.own(), onlooker, greet)
    onlooker.says(ENDED)


def _members(house: House, setting: dict[str, str], *, host: str, port: int) -> tuple[Member, ...]:
    server, flows, desk = parts(house, host=host, port=port, desk=int(setting[listening.DESK_PORT]))
    api = setting["PREFECT_API_URL"]
    return (
        Member(server, pulses.answers(f"{api}/health")),
        Member(flows, pulses.served(api, setting.get("PREFECT_API_AUTH_STRING", "")), needs=server.name.en),
        Member(desk, pulses.answers(f"http://{listening.LOOPBACK[0]}:{setting[listening.DESK_PORT]}/health")),
    )


@contextmanager
def _alone(house: House, address: str) -> Iterator[None]:
    """Be the only one at this house: two would each watch its folder and send its notices. Raises CommuniqueError for the second."""
    house.state.mkdir(exist_ok=True)
    note = house.state / NOTE
    lock = FileLock(house.state / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise CommuniqueError("communique up", RUNS.fill(where=_where(note)), USE_IT) from error
    try:
        write_whole(note, json.dumps({"pid": os.getpid(), "mark": marks.own(), "address": address}).encode())
        yield
    finally:
        note.unlink(missing_ok=True)
        lock.release()


def running(house: House) -> str:
    """The address of the set-up that runs for a house, empty for none."""
    found = _noted(house.state / NOTE)
    return str(found["address"]) if found and marks.is_running(str(found.get("mark"))) else ""


def _noted(note: Path) -> dict[str, object]:
    try:
        found = json.loads(note.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and {"address", "pid"} <= found.keys() else {}


def _where(note: Path) -> Wording:
    found = _noted(note)
    return WHERE.fill(**found) if found else Wording("", "", "")


def _sweep(house: House, onlooker: Onlooker) -> None:
    """End what an earlier one left behind: where it and its guard were both killed, the port would be taken for ever."""
    if found := marks.left_behind(house.root):
        for mark in {mark for pid in found if (mark := marks.of(pid))}:
            guard.end_all(mark)
        onlooker.says(SWEPT.fill(count=len(found)))
