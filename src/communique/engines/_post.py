"""JSON sent to a hosted engine by POST, with time limits, and its JSON answer; the one door to httpx."""

from __future__ import annotations

import json
import logging
import ssl
import time
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import httpx

from ..errors import EngineError
from ..translation import egress
from ._faults import KEY_IN_URL, NO_KEY_THERE, NO_TLS, NO_URL, SET_URL, Unfit, odd
from ._patience import Patience, Silence, ask

# No translation of 128 KiB is longer; what is longer is no translation.
LARGEST = 4 * 1024 * 1024
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
# At DEBUG these write the headers of every answer; what a service puts there is not ours to keep.
for name in ("httpx", "httpcore"):
    logging.getLogger(name).setLevel(logging.WARNING)


def secure(engine: str, url: str) -> str:
    """The host of an address that text may be sent to: https, or http within the machine. Raises EngineError for another."""
    try:
        parts = urlsplit(url)
        host = parts.hostname if parts.port != 0 else None
    except ValueError:
        host = None
    if not host:
        raise EngineError(engine, NO_URL, SET_URL)
    if parts.username or parts.password:
        raise EngineError(engine, KEY_IN_URL, NO_KEY_THERE)
    if parts.scheme != "https" and not (parts.scheme == "http" and host in LOOPBACK):
        raise EngineError(engine, NO_TLS, SET_URL)
    return host


def post(
    engine: str,
    url: str,
    body: Mapping[str, Any],
    *,
    headers: Mapping[str, str],
    patience: Patience,
    key: str = "",
    unfit: Collection[int] = (),
) -> Any:
    """The JSON that the engine answers. `key` is the name of the variable that holds its key. Raises EngineError.

    Raises Unfit for the statuses that say that the engine does not take this body while it may take another.
    """
    content = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
    own = {"Content-Type": "application/json", "User-Agent": "communique", **headers}

    def send() -> httpx.Response:
        answer = _send(_client(egress.proxy()), url, content, own, patience)
        if answer.status_code in unfit:
            raise Unfit
        return answer

    answer = ask(engine, patience, send, key)
    try:
        return json.loads(answer.content)
    except (ValueError, RecursionError):
        pass
    raise odd(engine, "JSON")


@cache
def _client(proxy: str) -> httpx.Client:
    """One client a process and proxy: reading the trusted certificates takes longer than many an answer.

    The environment is asked for certificates alone; by which proxy to go is for house.toml to say.
    """
    hooks = {"request": [lambda request: egress.admit(str(request.url))]}
    # What stays on this machine goes past the proxy: it would see it.
    direct = {f"all://{host}": None for host in ("localhost", "127.0.0.1", "[::1]")} if proxy else {}
    return httpx.Client(follow_redirects=False, event_hooks=hooks, mounts=direct, proxy=proxy or None, transport=httpx.HTTPTransport())


def _send(client: httpx.Client, url: str, content: bytes, headers: Mapping[str, str], patience: Patience) -> httpx.Response:
    """One try. httpx limits each read, not the whole answer: a server that drips is cut off here."""
    until = time.monotonic() + patience.answer
    limits = httpx.Timeout(patience.answer, connect=patience.connect)
    silence = ""
    try:
        with client.stream("POST", url, content=content, headers=headers, timeout=limits) as response:
            body = bytearray()
            for chunk in response.iter_bytes():
                body += chunk
                if len(body) > LARGEST or time.monotonic() > until:
                    silence = "ReadTimeout" if len(body) <= LARGEST else "TooLarge"
                    break
            if not silence:
                return httpx.Response(response.status_code, headers=_plain(response.headers), content=bytes(body))
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        silence = "TLS" if untrusted(error) else type(error).__name__
    raise Silence(silence)


def untrusted(error: BaseException | None) -> bool:
    """Whether an error comes from a certificate or a handshake that failed."""
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False


def _plain(headers: httpx.Headers) -> dict[str, str]:
    """The headers of an answer whose body is decoded already."""
    return {
        name: value for name, value in headers.items() if name.lower() not in {"content-encoding", "content-length", "transfer-encoding"}
    }
