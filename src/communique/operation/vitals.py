"""The vitals of a set-up, for monitoring on this machine: `/healthz` and `/metrics`, on the loopback address only.

`communique up` serves them. A machine that runs parts of the set-up by itself has `python -m communique.operation.vitals PORT`, which
is told the house by `$COMMUNIQUE_HOUSE` and the server by `$PREFECT_API_URL`.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from .. import discretion
from .. import house as houses
from ..errors import CommuniqueError
from ..house import House
from ..languages import Language, Wording
from . import health, journal, listening
from .health import Sign

HOST = listening.LOOPBACK[0]
HEALTH, METRICS = "/healthz", "/metrics"
# However many ask, the parts are felt at most once in so many seconds.
FRESH = 2.0
# So far above the server's own port they are looked for in vain by nobody: the previews and the desk lie below.
ABOVE = 9
# A connection that says nothing for so long is closed.
PATIENCE = 10.0
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'"}


THEY_ARE_AT = Wording(
    "Surveillance, sur cette machine\u00a0: {address}/healthz, {address}/metrics",
    "Überwachung, auf diesem Rechner: {address}/healthz, {address}/metrics",
    "Monitoring, on this machine: {address}/healthz, {address}/metrics",
)


class Vitals:
    """What is known of a house between two questions; its files are read anew each time.

    Of each kind one question is answered at a time: counting hundreds of releases for the first time takes seconds, in which whether
    all is well can still be asked.
    """

    def __init__(self, house: House, api: str) -> None:
        """Know whose vitals, and the address of Prefect's API, empty for none."""
        self.root, self.api = house.root, api
        self._counting, self._feeling = threading.Lock(), threading.Lock()
        self._felt_at, self._felt = -FRESH, dict[str, Sign]()
        self._memory: object = None

    def health(self) -> tuple[int, str]:
        """The status and the JSON of `/healthz`."""
        return health.answer(self._signs(houses.load(self.root)))

    def metrics(self) -> str:
        """The text of `/metrics`."""
        # Loaded when somebody asks: most houses are asked by nobody.
        from . import metrics

        with self._counting:
            if not isinstance(self._memory, metrics.Memory):
                self._memory = metrics.Memory()
            house = houses.load(self.root)
            fine = {part: sign.fine for part, sign in self._signs(house).items()}
            return metrics.metrics(house, datetime.now(UTC), memory=self._memory, health=fine)

    def _signs(self, house: House) -> dict[str, Sign]:
        with self._feeling:
            if time.monotonic() - self._felt_at >= FRESH:
                self._felt, self._felt_at = health.signs(house, self.api), time.monotonic()
            return self._felt


class _Answers(BaseHTTPRequestHandler):
    """Two addresses for whoever is on this machine, and nothing for a page that gives it another name."""

    timeout = PATIENCE
    server_version, sys_version = "communique", ""

    def __init__(self, vitals: Vitals, *args: object) -> None:
        self.vitals = vitals
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer `/healthz` or `/metrics`; 404 for anything else, 503 where it cannot be said."""
        port = self.connection.getsockname()[1]
        if self.headers.get("Host") not in (f"{HOST}:{port}", f"localhost:{port}") or self.path not in (HEALTH, METRICS):
            return self._say(HTTPStatus.NOT_FOUND, "text/plain", "")
        try:
            if self.path == HEALTH:
                status, said = self.vitals.health()
                return self._say(status, "application/json", said)
            return self._say(HTTPStatus.OK, "text/plain; version=0.0.4; charset=utf-8", self.vitals.metrics())
        except ConnectionError:
            raise
        except Exception as error:
            # A house that cannot be read is not well, whatever it is; what an error says stays in our log.
            journal.note("vitals", discretion.failure(error, Language.EN), level="error")
            return self._say(HTTPStatus.SERVICE_UNAVAILABLE, "application/json", '{"status": "failing", "parts": {}}\n')

    def _say(self, status: int, kind: str, said: str) -> None:
        content = said.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Nothing: who asks is a machine, every few seconds."""


class _Server(ThreadingHTTPServer):
    """A server that ends with its process, and makes no words about whoever hung up before the answer."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Whoever asked is gone: what was counted is kept for the next one."""
        error = sys.exc_info()[1]
        if isinstance(error, Exception) and not isinstance(error, OSError):
            journal.note("vitals", discretion.failure(error, Language.EN), level="warning")


def port_after(port: int) -> int:
    """The port of a set-up whose server has `port`: nine above it, or the first free one after that."""
    return listening.free_after(port + ABOVE - 1)


def server(house: House, port: int, api: str = "") -> ThreadingHTTPServer:
    """The server of a house's vitals at a port of this machine, 0 for any; `serve_forever` runs it. Raises OSError for a taken port."""
    return _Server((HOST, port), partial(_Answers, Vitals(house, api)))


@contextmanager
def serving(house: House, port: int, api: str = "") -> Iterator[str]:
    """Serve a house's vitals in a thread while the block lasts, and give the address up to `/healthz`. Raises OSError for a taken port."""
    with server(house, port, api) as found:
        threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.2}, daemon=True).start()
        try:
            yield f"http://{HOST}:{found.server_address[1]}"
        finally:
            found.shutdown()


def main(port: int) -> int:
    """Serve the vitals of `$COMMUNIQUE_HOUSE` until the process is ended."""
    try:
        house = houses.load(Path(os.environ.get("COMMUNIQUE_HOUSE") or Path.cwd()))
        listening.demand_free(HOST, port)
    except CommuniqueError as error:
        journal.note("vitals", error.sentence(Language.EN), level="error")
        return error.exit_code
    server(house, port, os.environ.get("PREFECT_API_URL", "")).serve_forever()
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
