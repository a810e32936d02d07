"""Chat services on loopback that take messages in the forms that Slack, Mattermost, Teams and Matrix publish, and fail on demand."""

from __future__ import annotations

import json
import ssl
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

TOKEN = "3ccdd113474722377935511fc85d3dd4"
SLACK = ("T1JJ3T3L2", "A1BRTD4JD", "TIiajkdnlazkcOXrIdevi7FQ")


@dataclass
class Room:
    """What arrived, as text, and what befalls the next requests: a status, or `cut` (taken, then the line is dead)."""

    port: int = 0
    said: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    plan: deque[int | str] = field(default_factory=deque)


class Handler(BaseHTTPRequestHandler):
    room: Room

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        return

    def do_GET(self) -> None:
        self.answer({})

    def do_POST(self) -> None:
        self.answer(self.body())

    def do_PUT(self) -> None:
        self.answer(self.body())

    def body(self) -> dict[str, Any]:
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        return json.loads(content or b"{}")  # type: ignore[no-any-return]

    def answer(self, body: dict[str, Any]) -> None:
        path = unquote(urlsplit(self.path).path)
        self.room.requests.append(f"{self.command} {path}")
        plan = self.room.plan.popleft() if self.room.plan else 200
        if isinstance(plan, int) and plan != 200:
            return self.give(plan, {"errcode": "M_UNKNOWN"})
        if plan == "cut":
            self.taken(path, body)
            self.close_connection = True
            return self.connection.close()
        return self.give(*self.taken(path, body))

    def taken(self, path: str, body: dict[str, Any]) -> tuple[int, object]:
        for prefix, known in (
            ("/services/", self.slack),
            ("/hooks/", self.mattermost),
            ("/workflows/", self.teams),
            ("/_matrix/", self.matrix),
        ):
            if path.startswith(prefix):
                return known(path, body)
        return 404, "no_service"

    def slack(self, path: str, body: dict[str, Any]) -> tuple[int, object]:
        if path != "/services/" + "/".join(SLACK):
            return 404, "no_service"
        texts = [body.get("text", ""), *(part.get("text", "") for part in body.get("attachments", []))]
        if not any(texts):
            return 400, "no_text"
        self.room.said.append("\n".join(text for text in (*(p.get("title", "") for p in body.get("attachments", [])), *texts) if text))
        return 200, "ok"

    def mattermost(self, path: str, body: dict[str, Any]) -> tuple[int, object]:
        if path != f"/hooks/{TOKEN}" or not body.get("text"):
            return 400, {"message": "invalid"}
        self.room.said.append(body["text"])
        return 200, "ok"

    def teams(self, path: str, body: dict[str, Any]) -> tuple[int, object]:
        query = parse_qs(urlsplit(self.path).query)
        (attachment,) = body["attachments"]
        card = attachment["content"]
        formed = body["type"] == "message" and attachment["contentType"] == "application/vnd.microsoft.card.adaptive"
        if not formed or card["type"] != "AdaptiveCard" or not query.get("sig") or not path.endswith("/triggers/manual/paths/invoke"):
            return 400, {"error": {"code": "InvalidTemplate"}}
        self.room.said.append("\n".join(_texts(card["body"])))
        return 202, ""

    def matrix(self, path: str, body: dict[str, Any]) -> tuple[int, object]:
        if path.endswith("/login") and self.command == "POST":
            good = body.get("password") == TOKEN
            return (
                (200, {"access_token": "t", "device_id": "d", "user_id": "@presse:127.0.0.1", "home_server": "127.0.0.1"})
                if good
                else (403, {})
            )
        if path.endswith("/logout"):
            return 200, {}
        if self.headers.get("Authorization") != "Bearer t":
            return 401, {"errcode": "M_MISSING_TOKEN"}
        if "/join/" in path:
            return 200, {"room_id": "!room:127.0.0.1"}
        if "/send/m.room.message/" in path and body.get("msgtype") == "m.text":
            self.room.said.append(body["body"])
            return 200, {"event_id": "$1"}
        return 404, {"errcode": "M_NOT_FOUND"}

    def give(self, status: int, content: object) -> None:
        sent = content.encode() if isinstance(content, str) else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain" if isinstance(content, str) else "application/json")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        self.wfile.write(sent)


def _texts(parts: object) -> Iterator[str]:
    if isinstance(parts, dict):
        if "text" in parts:
            yield str(parts["text"])
        for part in parts.values():
            yield from _texts(part)
    elif isinstance(parts, list):
        for part in parts:
            yield from _texts(part)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        return


@contextmanager
def open_room(certificate: Path | None = None) -> Iterator[Room]:
    """A server that takes all four forms, over TLS with a certificate."""
    room = Room()
    server = Server(("127.0.0.1", 0), type("Own", (Handler,), {"room": room}))
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    room.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield room
    finally:
        server.shutdown()
        server.server_close()
