"""Signs of life: whether a part of the set-up does its work, asked again and again beside the supervision, which never waits for it."""

from __future__ import annotations

import base64
import http.client
import json
import threading
import time
import urllib.request
from collections.abc import Callable, Mapping

# A beat is anything that differs from the one before, or the empty text, which always counts; None is silence.
Beat = Callable[[], str | None]
TIMEOUT = 5.0
# Seconds between two beats that are felt for; five times that once there was one.
EVERY = 1.0


def answers(url: str) -> Beat:
    """A beat for each answer of an address."""

    def beat() -> str | None:
        return None if _got(url, {}) is None else ""

    return beat


def served(api: str, password: str = "") -> Beat:
    """A beat for each time that the service of the flows has asked the server for work, which it does for all of them at once."""
    headers = {"Authorization": f"Basic {base64.b64encode(password.encode()).decode()}"} if password else {}

    def beat() -> str | None:
        token = _got(f"{api}/csrf-token?client=communique-up", headers)
        own = {"Prefect-Csrf-Token": str(_value(token, "token")), "Prefect-Csrf-Client": "communique-up"} if token else {}
        found = _got(f"{api}/deployments/filter", {**headers, **own, "Content-Type": "application/json"}, b"{}")
        polled = [_value(one, "last_polled") for one in json.loads(found)] if found else []
        # Deployments of former days are asked for by nobody any more.
        return max((str(at) for at in polled if at), default=None)

    return beat


def _value(found: bytes | object, name: str) -> object:
    values = json.loads(found) if isinstance(found, bytes) else found
    return values.get(name) if isinstance(values, dict) else None


def _got(url: str, headers: Mapping[str, str], content: bytes | None = None) -> bytes | None:
    request = urllib.request.Request(url, content, dict(headers))  # noqa: S310 - our own http address
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:  # noqa: S310
            return bytes(answer.read(1_000_000))
    except (OSError, http.client.HTTPException):
        # A server that refuses is silent too: it does not do its work.
        return None


class Pulse:
    """The pulse of one part, felt in a thread of its own while it lives; `last` is when it last beat, None before it ever did."""

    def __init__(self, beat: Beat) -> None:
        self.last: float | None = None
        self._beat, self._over = beat, threading.Event()
        threading.Thread(target=self._feel, daemon=True).start()

    def _feel(self) -> None:
        # What another life of the same part left at the server is no sign of this one.
        before = self._felt()
        while not self._over.is_set():
            now = self._felt()
            if now is not None and (now == "" or now != before):
                self.last, before = time.monotonic(), now
            self._over.wait(EVERY if self.last is None else 5 * EVERY)

    def _felt(self) -> str | None:
        try:
            return self._beat()
        except (ValueError, TypeError):
            return None

    def end(self) -> None:
        """Feel no more; returns at once."""
        self._over.set()
