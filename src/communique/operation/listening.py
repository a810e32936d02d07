"""Where the team's server listens: a free port, on this machine only or behind a password."""

from __future__ import annotations

import os
import socket

from ..errors import CommuniqueError
from ..languages import Language, Wording

LOOPBACK = ("127.0.0.1", "::1", "localhost")
PASSWORD = "PREFECT_SERVER_API_AUTH_STRING"  # noqa: S105 - its name
# Set by `team` for the flows and the desk: the address under which people reach the desk, and the port at which it listens here.
DESK, DESK_PORT = "COMMUNIQUE_DESK", "COMMUNIQUE_DESK_PORT"

TAKEN = Wording(
    "le port {port} est déjà pris",
    "der Port {port} ist schon belegt",
    "port {port} is already taken",
)
OTHER_PORT = Wording(
    "arrêtez l’autre « communique up » ou choisissez un port avec --port",
    "beenden Sie das andere „communique up“ oder wählen Sie mit --port einen anderen",
    "stop the other “communique up” or choose a port with --port",
)
OPEN_HOST = Wording(
    "ouvrirait le serveur à tout le réseau sans mot de passe",
    "würde den Server ohne Kennwort für das ganze Netz öffnen",
    "would open the server to the whole network without a password",
)
SET_PASSWORD = Wording(
    "donnez un nom et un mot de passe dans PREFECT_SERVER_API_AUTH_STRING, ou laissez 127.0.0.1",
    "setzen Sie Name und Kennwort in PREFECT_SERVER_API_AUTH_STRING oder bleiben Sie bei 127.0.0.1",
    "put a name and a password into PREFECT_SERVER_API_AUTH_STRING, or keep 127.0.0.1",
)

DESK_IS_AT = Wording(
    "Bureau de relecture\u00a0: {address} · un lien personnel\u00a0: `communique review --as …`",
    "Prüftisch: {address} · ein persönlicher Link: `communique review --as …`",
    "Review desk: {address} · a personal link: `communique review --as …`",
)


def desk_line(language: Language) -> str:
    """Where the desk is and how somebody gets their link, as a line of Markdown; empty where `communique up` has started none.

    A link itself is personal and is never written where others read.
    """
    address = os.environ.get(DESK)
    return f"{DESK_IS_AT.fill(address=address)[language]}\n" if address else ""


def demand_password(host: str) -> None:
    """Raises CommuniqueError for a host that the network can reach while no password is set."""
    if host not in LOOPBACK and not os.environ.get(PASSWORD):
        raise CommuniqueError(f"PREFECT_SERVER_API_HOST={host}", OPEN_HOST, SET_PASSWORD)


def demand_free(host: str, port: int) -> None:
    """Raises CommuniqueError for a port that somebody listens at."""
    if not is_free(host, port):
        raise CommuniqueError("communique up", TAKEN.fill(port=port), OTHER_PORT)


def free_after(port: int) -> int:
    """The first free port of this machine above another."""
    return next(other for other in range(port + 1, port + 100) if is_free(LOOPBACK[0], other))


def is_free(host: str, port: int) -> bool:
    """Whether nobody listens at a port."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def in_url(host: str) -> str:
    """How this machine calls a server that listens at `host`."""
    if host in ("0.0.0.0", "::"):  # noqa: S104 - where it listens is decided elsewhere
        return LOOPBACK[0]
    return f"[{host}]" if ":" in host else host
