"""JSON sent to a hosted engine by POST, with time limits, and its JSON answer; the one door to httpx."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx

from .. import egress
from ..errors import EngineError
from ._faults import NO_TLS, NO_URL, SET_URL, odd
from ._patience import Patience, Silence, ask

# No translation of 128 KiB is longer; what is longer is no translation.
LARGEST = 4 * 1024 * 1024
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def secure(engine: str, url: str) -> str:
    """The host of an address that text may be sent to: https, or http within the machine. Raises EngineError for another."""
    parts = urlsplit(url)
    if not parts.hostname:
        raise EngineError(engine, NO_URL, SET_URL)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise EngineError(engine, NO_TLS, SET_URL)
    return parts.hostname


def post(engine: str, url: str, body: Mapping[str, Any], *, headers: Mapping[str, str], patience: Patience, key: str = "") -> Any:
    """The JSON that the engine answers. `key` is the name of the variable that holds its key. Raises EngineError."""
    content = json.dumps(body, ensure_ascii=False).encode()
    own = {"Content-Type": "application/json", "User-Agent": "communique", **headers}
    with httpx.Client(
        timeout=httpx.Timeout(patience.answer, connect=patience.connect),
        follow_redirects=False,
        event_hooks={"request": [lambda request: egress.admit(str(request.url))]},
    ) as client:
        answer = ask(engine, patience, lambda: _send(client, url, content, own, patience), key)
    try:
        return json.loads(answer.content)
    except ValueError:
        pass
    raise odd(engine, "JSON")


def _send(client: httpx.Client, url: str, content: bytes, headers: Mapping[str, str], patience: Patience) -> httpx.Response:
    """One try. httpx limits each read, not the whole answer: a server that drips is cut off here."""
    until = time.monotonic() + patience.answer
    silence = ""
    try:
        with client.stream("POST", url, content=content, headers=headers) as response:
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > LARGEST or time.monotonic() > until:
                    silence = "ReadTimeout" if len(body) <= LARGEST else "TooLarge"
                    break
            if not silence:
                return httpx.Response(response.status_code, headers=_plain(response.headers), content=bytes(body))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        silence = type(error).__name__
    raise Silence(silence)


def _plain(headers: httpx.Headers) -> dict[str, str]:
    """The headers of an answer whose body is decoded already."""
    return {
        name: value for name, value in headers.items() if name.lower() not in {"content-encoding", "content-length", "transfer-encoding"}
    }
