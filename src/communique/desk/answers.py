"""Pages as answers: a template, the values that it shows and the language that it speaks.

Every template is given `lang` (a Language), `zone` (the house's time zone), `words` (the module of that name), `languages` (the three,
for the switch `?lang=de`), `static` (the address of a file: `{{ static('desk.css') }}`), `address` (the path of this page, without a
query), `opened` (the key of the row whose form is to stand open, `?open=`) and its own value: `review` in review.html, confirm.html and
receipt.html, `refused` in refused.html, `queue` in queue.html, `review` and `failed` in waiting.html. A Wording is shown by
`{{ wording[lang] }}`.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from .. import releases
from ..approval.turns import BUSY
from ..errors import CommuniqueError, NotAllowed, RecordError
from ..house import House
from ..languages import Language, Wording, of_tag
from ..reviewers import Reviewer
from . import reading, words
from . import sentences as say
from .views import Refused

HERE = Path(__file__).parent
STATIC = HERE / "static"
MEDIA = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
COOKIE = "lang"
A_YEAR = 365 * 24 * 3600


@cache
def _templates() -> Environment:
    return Environment(
        loader=FileSystemLoader(HERE / "pages"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def page(request: Request, name: str, language: Language, *, status: int = 200, **values: object) -> Response:
    """A page in a language; one that was asked for by `?lang=` is remembered."""
    desk = request.app.state.desk
    text = (
        _templates()
        .get_template(name)
        .render(
            lang=language,
            zone=desk.zone,
            words=words,
            languages=tuple(Language),
            static=desk.static,
            address=request.url.path,
            opened=request.query_params.get("open", ""),
            **values,
        )
    )
    answer = HTMLResponse(text, status)
    if request.method == "GET" and of_tag(request.query_params.get("lang", "")):
        answer.set_cookie(COOKIE, language.value, max_age=A_YEAR, httponly=True, samesite="strict", secure=desk.base.startswith("https:"))
    return answer


def refusal(request: Request, language: Language, refused: Refused) -> Response:
    """Why something was refused, with what was typed."""
    return page(request, "refused.html", language, status=refused.status, refused=refused)


def sentence(request: Request, status: int, fact: Wording, hint: Wording, language: Language | None = None) -> Response:
    """A refusal before anything was read: one sentence with its way out."""
    spoken = language or language_of(request, None)
    return refusal(request, spoken, Refused(status=status, sentence=said(NotAllowed(say.PLACE, fact, hint), spoken)))


def outcome(error: CommuniqueError) -> tuple[int, Wording, Wording]:
    """The HTTP status of what stopped the work, the fact and the way out; what is wrong with the house's files concerns its officers."""
    if isinstance(error, NotAllowed) or error.fact == BUSY:
        return (403 if isinstance(error, NotAllowed) else 503), error.fact, error.hint
    if error.fact in (releases.OLD_EDITION, releases.OLD_STRUCTURE):
        return 503, say.PREPARED_ANEW, say.COME_BACK
    return 503, say.OUT_OF_ORDER, say.TELL_OFFICER


def said(error: CommuniqueError, language: Language) -> str:
    """An error as a sentence for a reviewer: fact and way out."""
    _, fact, hint = outcome(error)
    return f"{fact[language][:1].upper()}{fact[language][1:]}" + (f" — {hint[language]}." if hint[language] else ".")


def language_of(request: Request, reviewer: Reviewer | None) -> Language:
    """The language of a page: the one asked for, the one remembered, the reviewer's first, the browser's, the desk's."""
    asked = of_tag(request.query_params.get("lang", "")) or of_tag(request.cookies.get(COOKIE, ""))
    if asked:
        return asked
    if reviewer and reviewer.languages:
        return reviewer.languages[0]
    browsers = (of_tag(part.partition(";")[0]) for part in request.headers.get("accept-language", "").split(",")[:9])
    spoken: Language = next((one for one in browsers if one), request.app.state.desk.language)
    return spoken


@cache
def static_file(name: str) -> tuple[bytes, str, str] | None:
    """A file of the desk's own by its plain name: its bytes, media type and digest; None for any other."""
    known = {path.name: path for path in STATIC.iterdir() if path.suffix in MEDIA and path.is_file()} if STATIC.is_dir() else {}
    if name not in known:
        return None
    content = _lean(known[name].read_text(encoding="utf-8"))
    return content, MEDIA[known[name].suffix], hashlib.sha256(content).hexdigest()[:12]


def _lean(text: str) -> bytes:
    """A script or a style without what only those need who change it: indentation, and lines that are nothing but a comment."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("//", "/*"))).encode()


def stopped(request: Request, house: House, error: CommuniqueError, typed: str = "") -> Response:
    """What stopped a page, in a sentence; a release that is gone is said to be gone, without a list of the others."""
    language = language_of(request, None)
    if (
        isinstance(error, RecordError)
        and (slug := str(error.place))
        and slug == releases.slug_of(slug)
        and not reading.is_there(house, slug)
    ):
        hint = said(NotAllowed(say.PLACE, say.GONE, say.ASK_OFFICER), language)
        return refusal(request, language, Refused(status=410, sentence=hint, typed=typed))
    return refusal(request, language, Refused(status=outcome(error)[0], sentence=said(error, language), typed=typed))
