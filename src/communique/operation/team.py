"""A team's set-up: the Prefect server, the flows and the review desk, started together, kept alive and ended together."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from functools import cache
from pathlib import Path

from ..desk import whereabouts
from ..errors import CommuniqueError
from ..house import House
from ..languages import Language, Wording
from ..shipped import shipped
from . import listening, shelf
from .processes import Part, ended_by_signals, running

PATIENCE = 180.0
# A part that dies this often within so many seconds will not live; going on would hide why.
DEATHS, WITHIN = 5, 300.0

STARTING = Wording(
    "Le serveur démarre (la première fois : jusqu’à une minute) …",
    "Der Server startet (beim ersten Mal bis zu einer Minute) …",
    "The server is starting (the first time: up to a minute) …",
)
READY = Wording("Tout est prêt : {address}", "Alles ist bereit: {address}", "Everything is ready: {address}")
DROP = Wording(
    "Déposez un fichier Word dans {folder} ; Ctrl-C arrête tout.",
    "Legen Sie eine Word-Datei in {folder} ab; Strg-C beendet alles.",
    "Drop a Word file into {folder}; Ctrl-C ends all.",
)
AGAIN = Wording("Redémarrage : {part} s’est arrêté …", "Neustart: {part} ist stehen geblieben …", "Starting again: {part} stopped …")
ENDED = Wording("Tout est arrêté.", "Alles ist beendet.", "All has ended.")
SERVER = Wording("le serveur", "der Server", "the server")
FLOWS = Wording("le service des flux", "der Dienst für die Flows", "the flows’ service")
DESK = Wording("le bureau de relecture", "der Prüftisch", "the review desk")
DIES = Wording("{part} s’arrête sans cesse", "{part} bleibt immer wieder stehen", "{part} stops again and again")
SILENT = Wording("{part} ne répond pas", "{part} antwortet nicht", "{part} does not answer")
SEE_LOG = Wording("la raison est dans {log}", "der Grund steht in {log}", "the reason is in {log}")

Tell = Callable[[str], None]
Say = Callable[[Wording], None]


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
    }
    if host in listening.LOOPBACK:
        own[shelf.ADDRESS] = shelf.address(house, listening.free_after(port))
    own[listening.DESK_PORT] = str(whereabouts.port_for(house, listening.free_after(port)))
    own[listening.DESK] = house.desk or f"http://{listening.LOOPBACK[0]}:{own[listening.DESK_PORT]}"
    password = os.environ.get("PREFECT_SERVER_API_AUTH_STRING")
    own |= {"PREFECT_API_AUTH_STRING": password} if password else {}
    return {**own, **os.environ, "PREFECT_API_URL": own["PREFECT_API_URL"]}


def parts(house: House, *, host: str, port: int, desk: int) -> tuple[Part, Part, Part]:
    """The server, the flows' service, which needs it, and the desk at a port of its own, which needs neither."""
    logs = house.root / ".prefect"
    server = ("-m", "prefect", "server", "start", "--host", host, "--port", str(port))
    return (
        Part(SERVER, (sys.executable, *server), logs / "server.log"),
        Part(FLOWS, (sys.executable, str(_flows(house) / "serve.py")), logs / "flows.log"),
        Part(DESK, (sys.executable, "-m", "communique.desk", str(desk)), logs / "desk.log"),
    )


def _flows(house: House) -> Path:
    own = house.root / "flows"
    return own if own.is_dir() else shipped("flows")


def start(house: House, *, port: int = 4200, open_browser: bool = True, language: Language = Language.EN, tell: Tell = print) -> None:
    """Run server, flows and desk until Ctrl-C (or SIGTERM, or the terminal closes), starting again what stops.

    The host is `$PREFECT_SERVER_API_HOST`, or 127.0.0.1. Raises CommuniqueError where the port is taken, where the host is open to the
    network without a password, and where a part will not live.
    """
    host = os.environ.get("PREFECT_SERVER_API_HOST", listening.LOOPBACK[0])
    listening.demand_password(host)
    listening.demand_free(host, port)
    address = f"http://{listening.in_url(host)}:{port}"
    setting = environment(house, host=host, port=port, language=language)

    @cache
    def greet() -> None:
        tell(READY.fill(address=address)[language])
        tell(listening.DESK_IS_AT.fill(address=setting[listening.DESK])[language].replace("`", ""))
        tell(DROP.fill(folder=house.drafts)[language])
        if open_browser:
            webbrowser.open(address)

    tell(STARTING[language])
    with ended_by_signals(), suppress(KeyboardInterrupt):
        _keep_alive(
            parts(house, host=host, port=port, desk=int(setting[listening.DESK_PORT])),
            setting,
            address,
            greet,
            lambda said: tell(said[language]),
        )
    tell(ENDED[language])


def _keep_alive(all_parts: tuple[Part, Part, Part], setting: Mapping[str, str], address: str, greet: Callable[[], None], say: Say) -> None:
    server, flows, desk = all_parts
    deaths: dict[Part, list[float]] = {part: [] for part in all_parts}
    with _Kept(desk, setting, lambda: _note_death(desk, deaths, say)) as kept:
        while True:
            with running(server, setting) as serving:
                _await_answer(server, serving, f"{address}/api/health", kept.look)
                # The flows' service does not survive its server: after a restart it would run flows but no longer cancel them.
                while serving.poll() is None:
                    with running(flows, setting) as watching:
                        greet()
                        _first_to_end(serving, watching, meanwhile=kept.look)
                    _note_death(server if serving.poll() is not None else flows, deaths, say)


class _Kept:
    """A part that depends on no other: started at once, and again whenever it is found to have ended."""

    def __init__(self, part: Part, setting: Mapping[str, str], note_death: Callable[[], None]) -> None:
        self.part, self.setting, self.note_death, self.life = part, setting, note_death, ExitStack()

    def __enter__(self) -> _Kept:
        self.process = self.life.enter_context(running(self.part, self.setting))
        return self

    def look(self) -> None:
        """Start it again if it has ended."""
        if self.process.poll() is not None:
            self.life.close()
            self.note_death()
            self.process = self.life.enter_context(running(self.part, self.setting))

    def __exit__(self, *_: object) -> None:
        self.life.close()


def _first_to_end(*processes: subprocess.Popen[bytes], meanwhile: Callable[[], None]) -> None:
    while all(process.poll() is None for process in processes):
        meanwhile()
        time.sleep(0.5)


def _note_death(part: Part, deaths: dict[Part, list[float]], say: Say) -> None:
    now = time.monotonic()
    deaths[part] = [at for at in deaths[part] if now - at < WITHIN] + [now]
    if len(deaths[part]) >= DEATHS:
        raise CommuniqueError("communique up", DIES.fill(part=part.name), SEE_LOG.fill(log=part.log))
    say(AGAIN.fill(part=part.name))


def _await_answer(part: Part, process: subprocess.Popen[bytes], url: str, meanwhile: Callable[[], None]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with suppress(urllib.error.URLError, OSError), urllib.request.urlopen(url, timeout=5):  # noqa: S310 - our own http address
            return
        meanwhile()
        time.sleep(0.5)
    raise CommuniqueError("communique up", SILENT.fill(part=part.name), SEE_LOG.fill(log=part.log))
