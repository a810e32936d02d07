"""The guard at the desk's door: who may send what, how much and how slowly, and the headers that every answer carries."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .. import discretion
from ..languages import Language, Wording
from ..operation import journal
from ..operation.listening import LOOPBACK
from . import answers
from . import sentences as say

if TYPE_CHECKING:
    from .desks import Desk

LARGEST = 1024 * 1024
LONGEST_HEAD = 16 * 1024
# The whole of a form is here after so many seconds, however little of it comes at a time.
PATIENCE = 10.0
FORM = "application/x-www-form-urlencoded"
ASKING, SENDING = frozenset({"GET", "HEAD"}), "POST"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    # The link is in the address: it is told to this desk itself and to nobody else.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
}


class Refusal(Exception):
    """What is not let in, with its HTTP status."""

    def __init__(self, status: int, fact: Wording, hint: Wording) -> None:
        """Say it in three languages."""
        super().__init__(status)
        self.status, self.fact, self.hint = status, fact, hint


class Guard:
    """Stands before the application; what it lets in has the right host and, where something is sent, the right origin, form and size."""

    def __init__(self, app: ASGIApp, desk: Desk) -> None:
        """Know the address that people reach the desk under."""
        self.app, self.desk = app, desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it here; nothing that goes wrong behind is told to anybody but by its kind and place."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send) if scope["type"] == "lifespan" else None
        request = Request(scope, receive)
        answered = False

        async def sealed(message: Message) -> None:
            nonlocal answered
            if message["type"] == "http.response.start":
                answered = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        try:
            self.demand_right_place(scope)
            # Who only asks is heard of again when the connection ends, which a page that goes on being sent has to know.
            heard = _replayed(await self.read(scope, receive)) if scope["method"] == SENDING else receive
            await self.app(scope, heard, sealed)
        except Refusal as refusal:
            page = answers.sentence(request, refusal.status, refusal.fact, refusal.hint)
            page.headers["Connection"] = "close"
            await page(scope, receive, sealed)
        except Exception as error:
            # What a foreign error quotes may be text of the release; the address holds the link.
            journal.note("desk", discretion.failure(error, Language.EN), level="error", aside=True)
            if not answered:
                await self.out_of_order(request)(scope, receive, sealed)

    def out_of_order(self, request: Request) -> Response:
        """The page that says so, or its bare words where even the page cannot be made."""
        try:
            return answers.sentence(request, 500, say.OUT_OF_ORDER, say.TELL_OFFICER)
        except Exception:
            return PlainTextResponse(f"{say.OUT_OF_ORDER[self.desk.language]}\n", 500)

    def demand_right_place(self, scope: Scope) -> None:
        """Raises Refusal for another host, a method that nobody uses here, and what another site sends."""
        headers = Headers(scope=scope)
        if (
            len(scope["raw_path"]) + len(scope["query_string"]) + sum(len(name) + len(value) for name, value in scope["headers"])
            > LONGEST_HEAD
        ):
            raise Refusal(431, say.TOO_LARGE, say.USE_ADDRESS)
        hosts = headers.getlist("host")
        own = tuple(self._own_places(scope))
        if len(hosts) != 1 or hosts[0].lower() not in {urlsplit(place).netloc for place in own}:
            raise Refusal(421, say.OTHER_HOST, say.USE_ADDRESS)
        if scope["method"] not in {*ASKING, SENDING}:
            raise Refusal(405, say.NOT_SO, say.OPEN_AGAIN)
        if scope["method"] == SENDING and not _from_here(headers, own):
            raise Refusal(403, say.OTHER_SITE, say.OPEN_AGAIN)

    def _own_places(self, scope: Scope) -> Iterator[str]:
        """The origins of this desk: the address of the house, and this machine's own where it listens."""
        base = urlsplit(self.desk.base)
        yield f"{base.scheme}://{base.netloc}".lower()
        port = (scope.get("server") or ("", None))[1]
        yield from (f"http://{f'[{host}]' if ':' in host else host}:{port}" for host in LOOPBACK if port)

    async def read(self, scope: Scope, receive: Receive) -> bytes:
        """The whole of a form. Raises Refusal for what is none, is too large, comes too slowly or says twice how long it is."""
        headers = Headers(scope=scope)
        lengths = headers.getlist("content-length")
        if "transfer-encoding" in headers or len(lengths) != 1 or not lengths[0].isdigit():
            raise Refusal(411, say.NOT_A_FORM, say.OPEN_AGAIN)
        if int(lengths[0]) > LARGEST:
            raise Refusal(413, say.TOO_LARGE, say.SHORTEN)
        if headers.get("content-type", "").partition(";")[0].strip().lower() != FORM or "content-encoding" in headers:
            raise Refusal(415, say.NOT_A_FORM, say.OPEN_AGAIN)
        try:
            return await asyncio.wait_for(_whole(receive), PATIENCE)
        except TimeoutError as error:
            raise Refusal(408, say.TOO_SLOW, say.TRY_AGAIN) from error


def _from_here(headers: Headers, own: tuple[str, ...]) -> bool:
    """Whether a form was sent by a page of this desk, as the browser says; one that says nothing is not believed."""
    origins, sites = headers.getlist("origin"), headers.getlist("sec-fetch-site")
    return len(origins) == 1 and origins[0].lower() in own and sites in ([], ["same-origin"])


async def _whole(receive: Receive) -> bytes:
    content = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Refusal(400, say.NOT_A_FORM, say.TRY_AGAIN)
        content += message.get("body", b"")
        if len(content) > LARGEST:
            raise Refusal(413, say.TOO_LARGE, say.SHORTEN)
        if not message.get("more_body", False):
            return bytes(content)


def _replayed(content: bytes) -> Receive:
    """The body once more, for the application."""
    waiting: list[Message] = [{"type": "http.request", "body": content, "more_body": False}]

    async def receive() -> Message:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    return receive
