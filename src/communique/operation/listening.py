"""Where the team's server listens: a free port, on this machine only or behind a password."""

from __future__ import annotations

import errno
import ipaddress
import os
import socket
from contextlib import suppress

from ..errors import NOTHING, CommuniqueError
from ..languages import Language, Wording
from . import holders

LOOPBACK = ("127.0.0.1", "::1", "localhost")
PASSWORD = "PREFECT_SERVER_API_AUTH_STRING"  # noqa: S105 - its name
# Set by `team` for the flows and the desk: the address under which people reach the desk, and the port at which it listens here.
DESK, DESK_PORT = "COMMUNIQUE_DESK", "COMMUNIQUE_DESK_PORT"

TAKEN = Wording(
    "le port {port} est déjà pris{by}",
    "der Port {port} ist schon belegt{by}",
    "port {port} is already taken{by}",
)
BY = Wording(
    " par {program} (processus {pid})",
    " durch {program} (Prozess {pid})",
    " by {program} (process {pid})",
)
BY_HOUSE = Wording(
    " par {program} (processus {pid}), qui travaille pour {house}",
    " durch {program} (Prozess {pid}), der für {house} arbeitet",
    " by {program} (process {pid}), which works for {house}",
)
OTHER_PORT = Wording(
    "arrêtez ce programme ou choisissez un autre port, par exemple avec --port {free}",
    "beenden Sie dieses Programm oder wählen Sie einen anderen Port, zum Beispiel mit --port {free}",
    "end that program or choose another port, for instance with --port {free}",
)
NOT_OURS = Wording(
    "cette machine n’a pas l’adresse {host}",
    "dieser Rechner hat die Adresse {host} nicht",
    "this machine does not have the address {host}",
)
OWN_ADDRESS = Wording(
    "donnez à --host une adresse de cette machine, ou laissez 127.0.0.1",
    "geben Sie --host eine Adresse dieses Rechners oder bleiben Sie bei 127.0.0.1",
    "give --host an address of this machine, or keep 127.0.0.1",
)
FOR_ROOT = Wording(
    "le port {port} n’est pas permis à ce compte",
    "der Port {port} ist diesem Konto nicht erlaubt",
    "port {port} is not allowed to this account",
)
ABOVE = Wording(
    "choisissez avec --port un port à partir de 1024",
    "wählen Sie mit --port einen Port ab 1024",
    "choose a port from 1024 on with --port",
)
OPEN_HOST = Wording(
    "ouvrirait le serveur à tout le réseau sans mot de passe",
    "würde den Server ohne Kennwort für das ganze Netz öffnen",
    "would open the server to the whole network without a password",
)
SET_PASSWORD = Wording(
    "donnez un nom et un mot de passe dans PREFECT_SERVER_API_AUTH_STRING=nom:motdepasse, ou laissez 127.0.0.1",
    "setzen Sie Name und Kennwort in PREFECT_SERVER_API_AUTH_STRING=Name:Kennwort oder bleiben Sie bei 127.0.0.1",
    "put a name and a password into PREFECT_SERVER_API_AUTH_STRING=name:password, or keep 127.0.0.1",
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


def is_loopback(host: str) -> bool:
    """Whether only this machine reaches a host; a name other than localhost may mean anything and does not count."""
    try:
        return host in LOOPBACK or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def demand_password(host: str) -> None:
    """Raises CommuniqueError for a host that the network can reach while no name and password are set."""
    name, _, password = os.environ.get(PASSWORD, "").partition(":")
    if not is_loopback(host) and not (name and password):
        raise CommuniqueError(f"communique up --host {host}", OPEN_HOST, SET_PASSWORD)


def demand_free(host: str, port: int) -> None:
    """Raises CommuniqueError for a port that somebody listens at, saying who, and for an address or port that is not ours to take."""
    match _obstacle(host, port):
        case None:
            return
        case errno.EADDRINUSE:
            raise CommuniqueError("communique up", TAKEN.fill(port=port, by=_by(port)), OTHER_PORT.fill(free=free_after(port + 9)))
        case errno.EACCES | errno.EPERM:
            raise CommuniqueError("communique up", FOR_ROOT.fill(port=port), ABOVE)
        case _:
            raise CommuniqueError("communique up", NOT_OURS.fill(host=host), OWN_ADDRESS)


def _by(port: int) -> Wording:
    found = holders.holder(port)
    if found is None:
        return NOTHING
    return (BY_HOUSE if found.house else BY).fill(program=found.program, pid=found.pid, house=found.house)


def free_after(port: int) -> int:
    """The first free port of this machine above another."""
    return next(other for other in range(port + 1, port + 100) if is_free(LOOPBACK[0], other))


def is_free(host: str, port: int) -> bool:
    """Whether nobody listens at a port, and we may."""
    return _obstacle(host, port) is None


def _obstacle(host: str, port: int) -> int | None:
    """What the system says to somebody who wants to listen there, as an errno; None where he may."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            # Names that are not known come with numbers of their own, below zero.
            return error.errno or errno.EADDRNOTAVAIL
    return None


def in_url(host: str) -> str:
    """How this machine calls a server that listens at `host`."""
    with suppress(ValueError):
        # asyncio opens every address of IPv6 for IPv6 alone.
        if (address := ipaddress.ip_address(host)).is_unspecified:
            return LOOPBACK[0] if address.version == 4 else f"[{LOOPBACK[1]}]"
    return f"[{host}]" if ":" in host else host
