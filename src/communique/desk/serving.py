"""The desk's server: on this machine only, for few people at a time, with nothing about anybody in its log."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import urllib.error
import urllib.request
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from .. import gate, pipeline, releases
from ..errors import CommuniqueError
from ..house import House
from ..languages import Language
from ..listening import LOOPBACK, demand_free
from ..storage import write_whole
from . import links
from .app import application
from .guard import LONGEST_HEAD

HEAD_PATIENCE, IDLE = 10.0, 15
AT_ONCE = 64
ADDRESS = "desk/address"


class Impatient(H11Protocol):
    """A connection that is closed where the head of its first request, or of its next one, does not come in time."""

    def connection_made(self, transport: Any) -> None:
        """Start to count."""
        super().connection_made(transport)
        self.counting = self.loop.call_later(HEAD_PATIENCE, self.hang_up)

    def data_received(self, data: bytes) -> None:
        """Stop counting when a request is there; what comes in drops before that wins no time."""
        super().data_received(data)
        if self.cycle is not None:
            self.counting.cancel()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop counting."""
        self.counting.cancel()
        super().connection_lost(exc)

    def hang_up(self) -> None:
        """Close a connection that has asked for nothing yet."""
        if self.cycle is None and not self.transport.is_closing():
            self.transport.close()


def configuration(house: House, *, port: int, base: str, language: Language) -> uvicorn.Config:
    """How the desk is served: loopback, no access log (links are in the addresses), no word about its software, no proxy believed."""
    return uvicorn.Config(
        application(house, base=base, language=language),
        host=LOOPBACK[0],
        port=port,
        http=Impatient,
        ws="none",
        lifespan="on",
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        limit_concurrency=AT_ONCE,
        timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=LONGEST_HEAD,
    )


def serve(house: House, *, port: int, base: str, language: Language, ready: threading.Event | None = None) -> None:
    """Serve the desk until the process is ended. Raises CommuniqueError where the port is taken, HouseError without a usable secret."""
    demand_free(LOOPBACK[0], port)
    links.sign_of_life(house)
    note(house, port, base)
    server = uvicorn.Server(configuration(house, port=port, base=base, language=language))
    threading.Thread(target=_warm, args=(house,), daemon=True).start()
    if ready:
        threading.Thread(target=_tell, args=(server, ready), daemon=True).start()
    asyncio.run(server.serve())


def _tell(server: uvicorn.Server, ready: threading.Event) -> None:
    while not server.started and not server.should_exit:
        threading.Event().wait(0.02)
    ready.set()


def _warm(house: House) -> None:
    """Have the checks loaded and every release looked at once before somebody waits for it."""
    for slug in releases.slugs(house):
        try:
            gate.Case(house, slug)
        except CommuniqueError:
            continue
    pipeline.titles("checks")


def note(house: House, port: int, base: str) -> None:
    """Write down where the desk of this house is, for the other commands on this machine."""
    write_whole(house.state / ADDRESS, json.dumps({"port": port, "base": base}).encode())


def running(house: House) -> str:
    """The address of the desk that serves this house now, empty where there is none."""
    try:
        noted = json.loads((house.state / ADDRESS).read_bytes())
        url = f"http://{LOOPBACK[0]}:{int(noted['port'])}/health"
        with urllib.request.urlopen(url, timeout=3) as answer:
            alive = answer.read(200).decode("ascii", "replace") == links.sign_of_life(house)
            return str(noted["base"]) if alive else ""
    except (OSError, ValueError, KeyError, TypeError, urllib.error.URLError):
        return ""


def usual_port(house: House) -> int | None:
    """The port that the desk had the last time, None where it never ran; links name it, so it is kept while it is free."""
    try:
        port = int(json.loads((house.state / ADDRESS).read_bytes())["port"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK[0], port))
        except OSError:
            return None
    return port
