"""The desk as a web application: its addresses, and what answers each of them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from .. import gate, reviewers
from ..approval import refusals
from ..errors import CommuniqueError, NotAllowed
from ..gate import Case
from ..house import House
from ..languages import Language
from . import answers, forms, links, previews, queues, reading, spending
from . import sentences as say
from .desks import Desk
from .guard import Guard
from .links import Opened
from .views import Refused


def application(house: House, *, base: str, language: Language) -> Starlette:
    """The desk of a house; `base` is the address that people reach it under, without a slash at its end, `language` that of last resort."""
    desk = Desk(house, base.rstrip("/"), language)

    @asynccontextmanager
    async def open_hours(_: Starlette) -> AsyncIterator[None]:
        await run_in_threadpool(spending.sweep, house, gate.now())
        yield
        desk.workshop.close()

    app = Starlette(
        routes=[
            Route("/r/{token}", to_page, methods=["GET"]),
            Route("/r/{token}/", review, methods=["GET"]),
            Route("/r/{token}/confirm", confirm, methods=["GET"]),
            Route("/r/{token}/receipt", receipt, methods=["GET"]),
            Route("/r/{token}/preview/{file}", preview, methods=["GET"]),
            Route("/r/{token}/{action}", forms.act, methods=["POST"]),
            Route("/q/{token}", queue, methods=["GET"]),
            Route("/static/{name}", static, methods=["GET"]),
            Route("/health", health, methods=["GET"]),
        ],
        middleware=[Middleware(Guard, desk=desk)],
        exception_handlers={404: nothing_here, 405: not_so},
        lifespan=open_hours,
    )
    app.state.desk = desk
    return app


def to_page(request: Request) -> Response:
    """The page's own address ends with a slash, so that its forms can name what they do without repeating the link."""
    asked = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"{request.app.state.desk.place(request.path_params['token'])}{asked}", 307)


def review(request: Request) -> Response:
    """The review page of a link."""
    return _shown(request, "review.html")


def confirm(request: Request) -> Response:
    """What is about to be approved, if it still is the text (`?seen=`, the digest) of the page that somebody comes from."""
    return _shown(request, "confirm.html")


def receipt(request: Request) -> Response:
    """What was decided."""
    return _shown(request, "receipt.html")


def _shown(request: Request, name: str) -> Response:
    desk: Desk = request.app.state.desk
    house = desk.house
    try:
        link = links.opened(house, request.path_params["token"], gate.now())
        case = reading.case_of(house, link.visit)
        if request.method == "GET":
            desk.workshop.ask(house, case.release)
        language = answers.language_of(request, case.people[link.visit.reviewer])
        found = reading.review(case, link)
        if request.query_params.get("seen", found.subject) != found.subject:
            changed = NotAllowed(link.visit.release, refusals.CHANGED_MEANWHILE, refusals.READ_AGAIN)
            return answers.refusal(request, language, Refused(status=409, sentence=answers.said(changed, language), back=reading.HERE))
        return answers.page(request, name, language, review=found)
    except CommuniqueError as error:
        return answers.stopped(request, house, error)


def queue(request: Request) -> Response:
    """Everything that waits for one person."""
    desk: Desk = request.app.state.desk
    house = desk.house
    try:
        link = links.opened_queue(house, request.path_params["token"], gate.now())
        people = reviewers.load(house)
        if link.reviewer not in people:
            raise NotAllowed(links.PLACE, say.REMOVED, say.ASK_OFFICER)
        language = answers.language_of(request, people[link.reviewer])
        return answers.page(request, "queue.html", language, queue=queues.queue(house, link, people, desk.base))
    except CommuniqueError as error:
        return answers.stopped(request, house, error)


def preview(request: Request) -> Response:
    """A file of the preview in the link's own language; while it is being made, a page that asks again."""
    desk: Desk = request.app.state.desk
    house = desk.house
    try:
        link = links.opened(house, request.path_params["token"], gate.now())
        case = reading.case_of(house, link.visit)
    except CommuniqueError as error:
        return answers.stopped(request, house, error)
    language = answers.language_of(request, case.people[link.visit.reviewer])
    desk.workshop.ask(house, case.release)
    if not previews.is_current(house, case.release):
        return _being_made(request, language, case, link)
    found = previews.content(house, case.release.slug, link.visit.language, request.path_params["file"])
    if found is None:
        return answers.sentence(request, 404, say.NO_PREVIEW, say.OPEN_AGAIN, language)
    return Response(found.content, headers=found.headers)


def _being_made(request: Request, language: Language, case: Case, link: Opened) -> Response:
    desk: Desk = request.app.state.desk
    failed = desk.workshop.has_failed(case.house, case.release)
    page = answers.page(request, "waiting.html", language, status=200, review=reading.review(case, link, reading.ABOVE), failed=failed)
    if not failed:
        page.headers["Refresh"] = "3"
    return page


def static(request: Request) -> Response:
    """A file of the desk's own."""
    found = answers.static_file(request.path_params["name"])
    if found is None:
        return answers.sentence(request, 404, say.NOT_HERE, say.OPEN_AGAIN)
    content, media, digest = found
    kept = "public, max-age=31536000, immutable" if request.query_params.get("v") == digest else "no-cache"
    headers = {"Cache-Control": kept, "ETag": f'"{digest}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media, headers=headers)


def health(request: Request) -> Response:
    """Whether this is the desk of the house that asks."""
    return PlainTextResponse(links.sign_of_life(request.app.state.desk.house))


def nothing_here(request: Request, _: Exception) -> Response:
    """An address that the desk does not have."""
    return answers.sentence(request, 404, say.NOT_HERE, say.OPEN_AGAIN)


def not_so(request: Request, _: Exception) -> Response:
    """A method that an address does not take."""
    return answers.sentence(request, 405, say.NOT_SO, say.OPEN_AGAIN)
