"""A mail server on loopback that follows RFC 5321 and 4954, keeps what it takes, and fails on demand."""

from __future__ import annotations

import base64
import socketserver
import ssl
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path


@dataclass
class Office:
    """Every letter that was taken, in order, as (recipient, message); `plan` is what befalls the next sessions, one word or code each.

    Words: `hang` (no greeting), `busy` (421), `vanish` (takes the letter and is gone before it says so), `silent` (takes it and never
    answers), `rude` (a bad farewell), `full` (452 after the letter). A number is the answer to RCPT.
    """

    port: int = 0
    user: str = ""
    password: str = ""
    plan: deque[str | int] = field(default_factory=deque)
    refused: dict[str, int] = field(default_factory=dict)
    taken: list[tuple[str, EmailMessage]] = field(default_factory=list)
    sessions: int = 0
    certificate: Path | None = None
    patience: int = 1
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def address(self) -> str:
        scheme, sign_in = "mailtos" if self.certificate else "mailto", f"{self.user}:{self.password}@" if self.user else ""
        safely = "&mode=starttls" if self.certificate else ""
        return f"{scheme}://{sign_in}127.0.0.1:{self.port}?from=presse@example.org&cto={self.patience}{safely}"

    def to(self, recipient: str) -> list[EmailMessage]:
        return [message for to, message in self.taken if to == recipient]


class Session(socketserver.StreamRequestHandler):
    office: Office
    timeout = 20

    def handle(self) -> None:
        self.office.sessions += 1
        self.fate = self.office.plan.popleft() if self.office.plan else ""
        self.sender, self.recipients, self.known = "", [], not self.office.user
        if self.fate == "hang":
            self.office.stop.wait(3)
            return
        if self.fate == "busy":
            self.say(421, "too busy")
            return
        self.say(220, "office.example.org ESMTP")
        with suppress(OSError):
            while self.serve(self.rfile.readline(2000).decode("latin-1")):
                pass

    def finish(self) -> None:
        for part in (self.rfile, self.wfile, self.connection):
            with suppress(OSError):
                part.close()

    def say(self, code: int, *lines: str) -> None:
        *more, last = lines
        with suppress(OSError):
            self.wfile.write("".join(f"{code}-{line}\r\n" for line in more).encode() + f"{code} {last}\r\n".encode())

    def serve(self, line: str) -> bool:
        if not line:
            return False
        if not line.endswith("\r\n"):
            self.say(500, "a line ends with CR LF")
            return True
        word, _, rest = line.strip().partition(" ")
        known = getattr(self, f"on_{word.lower()}", None)
        return bool(known(rest)) if known else bool(self.say(502, "unknown") or True)

    def on_ehlo(self, _rest: str) -> bool:
        offered = ["office.example.org", "8BITMIME", "SIZE 1000000"]
        if self.office.user:
            offered.append("AUTH PLAIN LOGIN")
        if self.office.certificate and not isinstance(self.connection, ssl.SSLSocket):
            offered.append("STARTTLS")
        self.say(250, *offered)
        return True

    def on_starttls(self, _rest: str) -> bool:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        assert self.office.certificate
        context.load_cert_chain(self.office.certificate)
        self.say(220, "go ahead")
        self.connection = context.wrap_socket(self.connection, server_side=True)
        self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
        return True

    def on_auth(self, rest: str) -> bool:
        mechanism, _, initial = rest.partition(" ")
        if mechanism.upper() == "LOGIN":
            self.say(334, base64.b64encode(b"Username:").decode())
            user = base64.b64decode(initial or self.rfile.readline())
            self.say(334, base64.b64encode(b"Password:").decode())
            given = (user, base64.b64decode(self.rfile.readline()))
        else:
            _, *given = base64.b64decode(initial).split(b"\0")
        self.known = tuple(given) == (self.office.user.encode(), self.office.password.encode())
        self.say(*((235, "welcome") if self.known else (535, "wrong password")))
        return True

    def on_mail(self, rest: str) -> bool:
        if not self.known:
            self.say(530, "who are you")
        else:
            self.sender, self.recipients = rest, []
            self.say(250, "ok")
        return True

    def on_rcpt(self, rest: str) -> bool:
        recipient = rest.partition("<")[2].partition(">")[0]
        code = self.fate if isinstance(self.fate, int) else self.office.refused.get(recipient, 250)
        if not self.sender:
            code = 503
        elif code == 250:
            self.recipients.append(recipient)
        self.say(code, "ok" if code == 250 else "no")
        return True

    def on_data(self, _rest: str) -> bool:
        if not self.recipients:
            self.say(503, "nobody to write to")
            return True
        self.say(354, "end with a dot")
        lines: list[bytes] = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return False
            lines.append(line.removeprefix(b".") if line.startswith(b".") else line)
        if self.fate == "full":
            self.say(452, "no room")
            return True
        message = message_from_bytes(b"".join(lines), policy=policy.default)
        self.office.taken += [(recipient, message) for recipient in self.recipients]  # type: ignore[misc]
        if self.fate == "silent":
            self.office.stop.wait(3)
        if self.fate in ("vanish", "silent"):
            return False
        self.say(250, "taken")
        return True

    def on_rset(self, _rest: str) -> bool:
        self.sender, self.recipients = "", []
        self.say(250, "ok")
        return True

    def on_quit(self, _rest: str) -> bool:
        self.say(*((500, "no") if self.fate == "rude" else (221, "bye")))
        return False


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        return


@contextmanager
def open_office(user: str = "", password: str = "", certificate: Path | None = None) -> Iterator[Office]:
    """A mail server that runs; with a user it asks for the password, with a certificate it offers STARTTLS."""
    office = Office(user=user, password=password, certificate=certificate)
    server = Server(("127.0.0.1", 0), type("Own", (Session,), {"office": office}))
    office.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield office
    finally:
        office.stop.set()
        server.shutdown()
        server.server_close()
