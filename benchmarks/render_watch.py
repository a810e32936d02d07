"""Who is asked and what is opened while a release is rendered: a listener, a file with a canary in it, and Python's audit events."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

CANARY = "CANARY-51f7ac90"
WATCHED = frozenset({"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"})


class Listener(BaseHTTPRequestHandler):
    """Counts who asks, and sends everyone on to the file."""

    asked: ClassVar[list[str]] = []
    onward: ClassVar[str] = ""

    def do_GET(self) -> None:
        """Answer with a redirection."""
        self.asked.append(f"http {self.path}")
        self.send_response(302)
        self.send_header("Location", self.onward)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@dataclass(frozen=True, slots=True)
class Lure:
    """What attacks point at: the listener's address, and a file that nobody may read."""

    http: str
    file: Path

    def into(self, text: str) -> str:
        """A text with the addresses put in."""
        return text.replace("HTTP", self.http).replace("FILE", self.file.as_uri()).replace("PATH", str(self.file))


@contextmanager
def lured(folder: Path) -> Iterator[Lure]:
    """A listener on loopback and a file with the canary in it."""
    secret = folder / "secret.txt"
    secret.write_text(f"{CANARY}\n" * 12)
    server = HTTPServer(("127.0.0.1", 0), Listener)
    Listener.onward = secret.as_uri()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Lure(f"http://127.0.0.1:{server.server_port}", secret)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Watch:
    """What this process opens, by Python's audit events; a hook cannot be taken away, so there is one."""

    seen: ClassVar[list[str] | None] = None
    secret: ClassVar[str] = ""
    hooked: ClassVar[bool] = False

    @classmethod
    @contextmanager
    def over(cls, secret: Path) -> Iterator[list[str]]:
        """The attempts that are made meanwhile."""
        if not cls.hooked:
            sys.addaudithook(cls.hear)
            cls.hooked = True
        cls.seen, cls.secret = [], str(secret)
        Listener.asked.clear()
        try:
            yield cls.seen
        finally:
            cls.seen.extend(Listener.asked)
            cls.seen = None

    @classmethod
    def hear(cls, event: str, arguments: tuple[object, ...]) -> None:
        """One event."""
        if cls.seen is None:
            return
        if event in WATCHED or (event == "open" and cls.secret in str(arguments[0])):
            cls.seen.append(event)
