"""A small release on a real desk behind a real socket, and visitors with and without good intentions."""

from __future__ import annotations

import http.client
import re
import shutil
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import uvicorn

import gatehouse
from communique import releases
from communique.approval.subjects import of_text
from communique.desk import links
from communique.desk.links import Visit
from communique.desk.serving import configuration
from communique.languages import Language
from communique.record import keys
from communique.roles import Role
from doorways import serving
from houses import ROOT, tree

FORM = "application/x-www-form-urlencoded"
FIELD = re.compile(r'name="(\w+)" value="([^"]*)"')


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def fields(self) -> dict[str, str]:
        """The hidden fields of a page, the last of each name."""
        return dict(FIELD.findall(self.text))


@dataclass(frozen=True)
class Site:
    """A desk that is served, and how to ask it."""

    gate: gatehouse.Gate
    base: str
    port: int

    def token(
        self, who: str = "anna", language: Language = Language.DE, partner: str = "nord", role: Role = Role.LANGUAGE, days: int = 14
    ) -> str:
        link = links.link(self.gate.house, Visit(self.gate.release.slug, language, partner, role, who), self.base, days)
        return link.rpartition("/")[2]

    def ask(self, path: str, method: str = "GET", body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            # A form that is refused for its size is answered, and the connection shut, while it is still being sent.
            with suppress(BrokenPipeError):
                connection.request(method, path, body or None, dict(headers or {}))
            answer = connection.getresponse()
            text = answer.read().decode("utf-8", "replace")
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, text)
        finally:
            connection.close()

    def send(self, path: str, fields: Mapping[str, str], **headers: str) -> Answer:
        """A form as the desk's own page sends it; a header that is set to nothing is left out, `_` stands for a hyphen."""
        usual = {"Content-Type": FORM, "Origin": self.base, "Sec-Fetch-Site": "same-origin"}
        usual |= {name.replace("_", "-"): value for name, value in headers.items()}
        return self.ask(path, "POST", urlencode(fields).encode(), {name: value for name, value in usual.items() if value})

    def page(self, token: str, more: str = "") -> Answer:
        return self.ask(f"/r/{token}/{more}")

    def fields(self, token: str, place: int = 0) -> dict[str, str]:
        """What the form of one segment sends along."""
        visit = links.opened(self.gate.house, token, datetime.now(UTC)).visit
        unit = releases.load(self.gate.house, visit.release).editions[visit.language].units[place]
        return {"csrf": links.form_key(self.gate.house, token), "key": unit.segment.key, "base": of_text(unit.target)}

    def approve(self, token: str, **headers: str) -> Answer:
        """The second of the two steps."""
        found = self.page(token, "confirm").fields
        return self.send(f"/r/{token}/approve", {"csrf": found["csrf"], "seen": found["seen"]}, **headers)

    def record(self) -> dict[str, bytes]:
        """Every file of the release: its texts and its decisions."""
        return tree(self.gate.folder)

    def kinds(self) -> list[str]:
        return [decision.kind.value for decision in self.gate.record().decisions]

    def raw(self, request: bytes, *, wait: float = 5.0) -> bytes:
        """What comes back to bytes that no library would send, until the server hangs up or falls silent."""
        received = b""
        with socket.create_connection(("127.0.0.1", self.port), timeout=wait) as connection:
            connection.sendall(request)
            try:
                while part := connection.recv(65536):
                    received += part
            except (TimeoutError, ConnectionResetError):
                pass
        return received


def house(root: Path, *, slug: str = "pont") -> gatehouse.Gate:
    """The small release, and the glossary that its checks ask for."""
    file = root / ".communique" / "gate.key"
    own = gatehouse.make(root, slug=slug, key=(file.read_bytes(), keys.load(file).public) if file.exists() else None)
    shutil.copy(ROOT / "templates" / "glossary.csv", own.house.templates)
    return own


@contextmanager
def site(own: gatehouse.Gate, *, base: str = "") -> Iterator[Site]:
    """The desk of a house in this process, without previews."""

    def configured(port: int, here: str) -> uvicorn.Config:
        config = configuration(own.house, port=port, base=base or here, language=Language.EN)
        config.app.state.desk.workshop.close()
        return config

    with serving(configured) as (_, port):
        yield Site(own, base or f"http://127.0.0.1:{port}", port)


def approvals(own: Site) -> int:
    return sum(decision.kind.value == "approve" for decision in own.gate.record().decisions)


def path_of(link: str) -> str:
    return urlsplit(link).path


__all__ = ["Answer", "Site", "approvals", "house", "path_of", "site"]
