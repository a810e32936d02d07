"""The desk as a web application: its addresses, and what answers each of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qs, urlsplit

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from .. import gate, releases, reviewers
from .. import house as houses
from ..errors import CommuniqueError, NotAllowed, RecordError
from ..gate import Case
from ..house import House
from ..languages import Language
from ..subjects import of_text
from . import actions, answers, links, previews, queues, reading, shown, spending
from . import sentences as say
from .actions import Conflict
from .guard import Guard
from .links import Opened
from .previews import Workshop
from .views import Refused

MOST_FIELDS = 12


@dataclass(slots=True)
class Desk:
    """What the pages share: the house as it was when the desk opened, the address under which people reach it, and their language."""

    opened_for: House
    base: str
    language: Language
    workshop: Workshop = field(default_factory=Workshop)

    @property
    def zone(self) -> str:
        """The house's time zone when the desk opened."""
        return self.opened_for.zone

    @property
    def house(self) -> House:
        """The house as its files say now: who was removed from a list has no say from that moment on."""
        return houses.load(self.opened_for.root)

    def static(self, name: str) -> str:
        """The address of a file of the desk's own; it changes with the file, so that browsers may keep it."""
        found = answers.static_file(name)
        return f"{urlsplit(self.base).path}/static/{name}?v={found[2] if found else ''}"


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
            Route("/r/{token}/{action}", act, methods=["POST"]),
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
    return RedirectResponse(f"{request.path_params['token']}/{asked}", 307)


def review(request: Request) -> Response:
    """The review page of a link."""
    return _shown(request, "review.html")


def confirm(request: Request) -> Response:
    """What is about to be approved."""
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
        desk.workshop.ask(house, case.release)
        language = answers.language_of(request, case.people[link.visit.reviewer])
        return answers.page(request, name, language, review=reading.review(case, link))
    except CommuniqueError as error:
        return _stopped(request, house, error)


async def act(request: Request) -> Response:
    """Take one form, have it decided, and go on where it leads: after a decision always by 303, so that reloading repeats nothing."""
    # The guard has read the whole of it, within its limits of size and time.
    content = await request.body()
    return await run_in_threadpool(_acted, request, content)


def _acted(request: Request, content: bytes) -> Response:
    desk: Desk = request.app.state.desk
    token, name = request.path_params["token"], request.path_params["action"]
    if name not in actions.ACTIONS:
        return answers.sentence(request, 404, say.NOT_HERE, say.OPEN_AGAIN)
    action, wanted = actions.ACTIONS[name]
    house, form = desk.house, _fields(content)
    try:
        link = links.opened(house, token, gate.now())
        if not links.is_form_key(house, token, form.get("csrf", "")):
            raise NotAllowed(say.PLACE, say.OTHER_SITE, say.OPEN_AGAIN)
        case = reading.case_of(house, link.visit)
    except CommuniqueError as error:
        return _stopped(request, house, error, form)
    language = answers.language_of(request, case.people[link.visit.reviewer])
    if any(field not in form for field in wanted):
        return answers.sentence(request, 400, say.NOT_A_FORM, say.OPEN_AGAIN, language)
    try:
        done = action(house, link, case, {"comment": "", **form})
    except CommuniqueError as error:
        status = 409 if isinstance(error, NotAllowed) else answers.status_of(error)
        refused = Refused(
            status=status,
            sentence=answers.said(error, language),
            typed=_typed(form),
            key=form.get("key", ""),
            back=reading.HERE,
            csrf=form["csrf"],
        )
        return answers.refusal(request, language, _to_compare(refused, error) if isinstance(error, Conflict) else refused)
    return RedirectResponse(f"{urlsplit(desk.base).path}/r/{token}/{done.to}", 303)


def _to_compare(refused: Refused, error: Conflict) -> Refused:
    """With what stands there now, and the way to save one's own text over it."""
    target = error.unit.target
    now, markup = shown.html(target or ()), shown.line(target)
    return replace(refused, current=now, current_markup=markup, action=f"{reading.HERE}/segment", base=of_text(target))


def _typed(form: Mapping[str, str]) -> str:
    return next((form[name] for name in ("text", "comment", "reason") if form.get(name)), "")


def _fields(content: bytes) -> dict[str, str]:
    """The fields of a form, each once; what is no form has none."""
    try:
        found = parse_qs(content.decode("utf-8"), keep_blank_values=True, strict_parsing=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError:
        return {}
    return {name: values[0] for name, values in found.items() if len(values) == 1}


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
        return _stopped(request, house, error)


def preview(request: Request) -> Response:
    """A file of the preview in the link's own language; while it is being made, a page that asks again."""
    desk: Desk = request.app.state.desk
    house = desk.house
    try:
        link = links.opened(house, request.path_params["token"], gate.now())
        case = reading.case_of(house, link.visit)
    except CommuniqueError as error:
        return _stopped(request, house, error)
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


def _stopped(request: Request, house: House, error: CommuniqueError, form: Mapping[str, str] | None = None) -> Response:
    """What stopped a page, in a sentence; a release that is gone is said to be gone, without a list of the others."""
    typed = _typed(form or {})
    language = answers.language_of(request, None)
    if (
        isinstance(error, RecordError)
        and (slug := str(error.place))
        and slug == releases.slug_of(slug)
        and not reading.is_there(house, slug)
    ):
        hint = answers.said(NotAllowed(say.PLACE, say.GONE, say.ASK_OFFICER), language)
        return answers.refusal(request, language, Refused(status=410, sentence=hint, typed=typed))
    return answers.refusal(request, language, Refused(status=answers.status_of(error), sentence=answers.said(error, language), typed=typed))
