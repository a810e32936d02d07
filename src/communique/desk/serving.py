"""The desk's server: on this machine only, for few people at a time, with nothing about anybody in its log."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from .. import gate, pipeline, releases
from ..errors import CommuniqueError
from ..house import House
from ..languages import Language
from ..operation import journal
from ..operation.listening import LOOPBACK, demand_free
from . import links, whereabouts
from .app import application
from .guard import LONGEST_HEAD

HEAD_PATIENCE, IDLE = 10.0, 10
AT_ONCE = 64


class Impatient(H11Protocol):
    """A connection that is closed where the head of its first request, or of its next one, does not come in time."""

    def connection_made(self, transport: Any) -> None:
        """Start to count."""
        super().connection_made(transport)
        self.counting = self.loop.call_later(HEAD_PATIENCE, self.hang_up)

    def data_received(self, data: bytes) -> None:
        """Stop counting when a whole head is there; what comes in drops before that wins no time."""
        super().data_received(data)
        if self.is_answering():
            self.counting.cancel()

    def on_response_complete(self) -> None:
        """Count again, for the next request."""
        self.counting.cancel()
        self.counting = self.loop.call_later(HEAD_PATIENCE, self.hang_up)
        super().on_response_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop counting."""
        self.counting.cancel()
        super().connection_lost(exc)

    def is_answering(self) -> bool:
        """Whether a request is here whose answer is not finished."""
        return self.cycle is not None and not self.cycle.response_complete

    def hang_up(self) -> None:
        """Close a connection that asks for nothing."""
        if not self.is_answering() and not self.transport.is_closing():
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
        # Where the log is JSON its form was given before; uvicorn would put its own in its place.
        log_config=None if journal.asked() else uvicorn.config.LOGGING_CONFIG,
        server_header=False,
        proxy_headers=False,
        limit_concurrency=AT_ONCE,
        timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=5,
        h11_max_incomplete_event_size=LONGEST_HEAD,
    )


def serve(house: House, *, port: int, base: str, language: Language, ready: Callable[[], None] | None = None) -> None:
    """Serve the desk until the process is ended; `ready` is called once it answers.

    Raises CommuniqueError where the port is taken, HouseError without a usable secret.
    """
    demand_free(LOOPBACK[0], port)
    links.sign_of_life(house)
    whereabouts.note(house, port, base)
    server = uvicorn.Server(configuration(house, port=port, base=base, language=language))
    threading.Thread(target=_warm, args=(house,), daemon=True).start()
    if ready:
        call_when_started(server, ready)
    asyncio.run(server.serve())


def call_when_started(server: uvicorn.Server, ready: Callable[[], None]) -> None:
    """Call something as soon as a server answers, from a thread of its own."""
    threading.Thread(target=_tell, args=(server, ready), daemon=True).start()


def _tell(server: uvicorn.Server, ready: Callable[[], None]) -> None:
    while not server.started and not server.should_exit:
        time.sleep(0.02)
    ready()


def _warm(house: House) -> None:
    """Have the checks loaded and every release looked at once before somebody waits for it."""
    for slug in releases.slugs(house):
        try:
            gate.Case(house, slug)
        except CommuniqueError:
            continue
    pipeline.titles("checks")
