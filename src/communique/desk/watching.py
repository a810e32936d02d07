"""The preview that follows every change: a page on this machine for one release, behind a secret address."""

from __future__ import annotations

import asyncio
import hmac
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from .. import families, releases
from .. import house as houses
from ..errors import CommuniqueError, RecordError
from ..house import House
from ..languages import Language, Wording
from ..operation.listening import LOOPBACK, demand_free
from ..publishing import unsaved
from ..releases import Release
from . import answers, changes
from .app import not_so, nothing_here, static
from .desks import Desk
from .guard import POLICY, Guard
from .serving import Impatient, call_when_started

# The page itself may run nothing; only this desk's own page may show it.
SHOWN = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; frame-ancestors 'self'",
    "X-Frame-Options": "SAMEORIGIN",
}
STOPPED = {**SHOWN, "Content-Security-Policy": "default-src 'none'; style-src 'self'; frame-ancestors 'self'"}
FRAMING = {"Content-Security-Policy": f"{POLICY}; frame-src 'self'"}
STREAM = "text/event-stream"

FOLLOWS = Wording("Aperçu de {slug}", "Vorschau von {slug}", "Preview of {slug}")
AS_PDF = Wording("PDF", "PDF", "PDF")
LIVE = Wording(
    "Cette page suit chaque changement du brouillon, des éditions et des modèles.",
    "Diese Seite folgt jeder Änderung am Entwurf, an den Ausgaben und an den Vorlagen.",
    "This page follows every change of the draft, the editions and the templates.",
)
LOST = Wording(
    "communique watch ne répond plus\u00a0: relancez-le dans le terminal.",
    "communique watch antwortet nicht mehr: Starten Sie es im Terminal neu.",
    "communique watch does not answer any more: start it again in the terminal.",
)
CANNOT = Wording("Cet aperçu ne se fait pas", "Diese Vorschau gelingt nicht", "This preview cannot be made")
MENDED = Wording(
    "Dès que c’est corrigé, l’aperçu revient de lui-même.",
    "Sobald das behoben ist, kommt die Vorschau von selbst zurück.",
    "As soon as this is mended, the preview comes back by itself.",
)


@dataclass(slots=True)
class Watch:
    """One release that is watched: its house's folder, the secret in the address, and whether the server is about to end."""

    house: House
    slug: str
    language: Language
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    is_over: Callable[[], bool] = lambda: False
    setting: threading.Lock = field(default_factory=threading.Lock)

    def release(self) -> tuple[House, Release]:
        """House and release as their files say now. Raises CommuniqueError."""
        own = houses.load(self.house.root)
        return own, unsaved.as_drafted(own, self.slug)

    def made(self, writer: str, language: Language) -> bytes:
        """A format of the release as it stands, one at a time. Raises CommuniqueError."""
        with self.setting:
            own, release = self.release()
            content: bytes = families.load("writers", writer).write(release, language, own, unsaved.preview_stamp(own, release))
            return content


def application(watch: Watch, base: str) -> Starlette:
    """The pages of a watch; `base` is where browsers on this machine reach it."""
    app = Starlette(
        routes=[
            Route("/w/{secret}/", frame, methods=["GET"]),
            Route("/w/{secret}/events", events, methods=["GET"]),
            Route("/w/{secret}/page/{language}/{file}", page, methods=["GET"]),
            Route("/w/{secret}/pdf/{language}/{file}", printed, methods=["GET"]),
            Route("/static/{name}", static, methods=["GET"]),
        ],
        middleware=[Middleware(Guard, desk=Desk(watch.house, base, watch.language))],
        exception_handlers={404: nothing_here, 405: not_so},
    )
    app.state.desk, app.state.watch = Desk(watch.house, base, watch.language), watch
    return app


def _watch(request: Request) -> Watch | None:
    """What is watched, for who knows the secret and comes from nowhere else."""
    watch: Watch = request.app.state.watch
    knows = hmac.compare_digest(request.path_params["secret"].encode("utf-8", "replace"), watch.secret.encode())
    return watch if knows and request.headers.get("sec-fetch-site", "none") in {"none", "same-origin"} else None


def _language(request: Request) -> Language | None:
    try:
        return Language(request.path_params["language"])
    except ValueError:
        return None


async def frame(request: Request) -> Response:
    """The page around the preview: its languages, its PDF, and the script that waits for changes."""
    watch = _watch(request)
    if watch is None:
        return nothing_here(request, LookupError())
    shown = await run_in_threadpool(_languages, watch)
    values: dict[str, Any] = {"watch": watch, "shown": shown, "frame_title": FOLLOWS.fill(slug=watch.slug)}
    answer = answers.page(request, "watch.html", watch.language, live=LIVE, lost=LOST, as_pdf=AS_PDF, **values)
    answer.headers.update(FRAMING)
    return answer


def _languages(watch: Watch) -> tuple[Language, ...]:
    try:
        return watch.release()[1].settings.languages
    except (CommuniqueError, OSError):
        return watch.house.languages


async def events(request: Request) -> Response:
    """The changes as they come."""
    watch = _watch(request)
    if watch is None:
        return nothing_here(request, LookupError())
    return StreamingResponse(changes.told(watch.house, watch.slug, watch.is_over), media_type=STREAM)


async def page(request: Request) -> Response:
    """The web page of a language as the files say now, or why it cannot be made."""
    return await _made(request, "html", "text/html; charset=utf-8")


async def printed(request: Request) -> Response:
    """The PDF of a language as the files say now, or why it cannot be made."""
    return await _made(request, "pdf", "application/pdf")


async def _made(request: Request, writer: str, media_type: str) -> Response:
    watch, language = _watch(request), _language(request)
    if watch is None or language is None:
        return nothing_here(request, LookupError())
    try:
        content = await run_in_threadpool(watch.made, writer, language)
    except CommuniqueError as error:
        return _stopped(request, watch, error)
    except (OSError, KeyError) as error:
        # A file that is being written anew, or a language that the release has no longer.
        return _stopped(request, watch, RecordError(watch.slug, releases.BROKEN.fill(why=type(error).__name__), releases.RESTORE))
    return Response(content, media_type=media_type, headers=SHOWN)


def _stopped(request: Request, watch: Watch, error: CommuniqueError) -> Response:
    sentence = error.sentence(watch.language)
    answer = answers.page(request, "watch_stopped.html", watch.language, sentence=sentence, cannot=CANNOT, mended=MENDED)
    answer.headers.update(STOPPED)
    return answer


def serve(watch: Watch, *, port: int, ready: Callable[[str], None] | None = None) -> None:
    """Serve a watch until the process is ended; `ready` is told its address once it answers. Raises CommuniqueError for a port in use."""
    demand_free(LOOPBACK[0], port)
    base = f"http://{LOOPBACK[0]}:{port}"
    server = uvicorn.Server(configuration(watch, port=port, base=base))
    watch.is_over = lambda: server.should_exit
    if ready:
        call_when_started(server, lambda: ready(f"{base}/w/{watch.secret}/"))
    asyncio.run(server.serve())


def configuration(watch: Watch, *, port: int, base: str) -> uvicorn.Config:
    """How a watch is served: as the desk is, on this machine only."""
    return uvicorn.Config(
        application(watch, base),
        host=LOOPBACK[0],
        port=port,
        http=Impatient,
        ws="none",
        lifespan="off",
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=3,
    )
