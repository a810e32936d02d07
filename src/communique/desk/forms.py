"""Forms: what a page of the desk sends is checked, decided and answered; what is refused keeps what was typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from .. import gate
from ..approval.subjects import of_text
from ..errors import CommuniqueError, NotAllowed
from . import actions, answers, links, reading, shown
from . import sentences as say
from .actions import Conflict
from .desks import Desk
from .views import Refused

MOST_FIELDS = 12


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
        return answers.stopped(request, house, error, _typed(form, name))
    language = answers.language_of(request, case.people[link.visit.reviewer])
    if any(field not in form for field in wanted):
        return answers.sentence(request, 400, say.NOT_A_FORM, say.OPEN_AGAIN, language)
    try:
        done = action(house, link, case, {"comment": "", **form})
    except CommuniqueError as error:
        refused = Refused(
            status=409 if isinstance(error, NotAllowed) else answers.outcome(error)[0],
            sentence=answers.said(error, language),
            typed=_typed(form, name),
            key=form.get("key", ""),
            base=form.get("base", ""),
            action=f"{reading.HERE}/{name}",
            csrf=form["csrf"],
            back=reading.HERE,
            fields={"finding": form["finding"]} if name == "waive" else {},
        )
        return answers.refusal(request, language, _to_compare(refused, error) if isinstance(error, Conflict) else refused)
    return RedirectResponse(f"{desk.place(token)}{done.to}", 303)


def _to_compare(refused: Refused, error: Conflict) -> Refused:
    """With what stands there now, and the way to save one's own text over it."""
    target = error.unit.target
    now, markup = shown.html(target or ()), shown.line(target)
    return replace(refused, current=now, current_markup=markup, base=of_text(target))


def _typed(form: Mapping[str, str], action: str) -> str:
    """What somebody would not like to type again: a segment's form has the text and the comment in it."""
    return form.get({"segment": "text", "waive": "reason"}.get(action, "comment"), "")


def _fields(content: bytes) -> dict[str, str]:
    """The fields of a form, each once; what is no form has none."""
    try:
        found = parse_qs(content.decode("utf-8"), keep_blank_values=True, strict_parsing=True, max_num_fields=MOST_FIELDS, errors="strict")
    except ValueError:
        return {}
    return {name: values[0] for name, values in found.items() if len(values) == 1}
