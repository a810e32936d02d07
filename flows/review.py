"""The flow that holds a release until its reviewers have decided, as a form in the Prefect UI; the record stays the truth."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal, NoReturn

from prefect import flow, get_run_logger, suspend_flow_run
from prefect.client.schemas.objects import State
from prefect.context import FlowRunContext
from prefect.input import RunInput
from prefect.states import Completed, Failed
from pydantic import Field

import forms
from communique import gate
from communique.errors import NotAllowed
from communique.languages import Wording
from communique.operation import waiting
from deployments import LANGUAGE
from newsroom import RELEASE, Stage, asked, failure, house, mark, public_name, publish_later

TITLES = (
    Wording("Décision", "Entscheidung", "Decision"),
    Wording("Code de relecture", "Prüfcode", "Review code"),
    Wording("Commentaire", "Kommentar", "Comment"),
)
DECIDE = Wording(
    "`approve`\u00a0: valider · `return`\u00a0: renvoyer",
    "`approve`: freigeben · `return`: zurückgeben",
    "`approve` it as it stands, or `return` it",
)
CODE = Wording(
    "Votre code à usage unique\u00a0: il dit qui vous êtes, et pour quel partenaire, quelle langue et quel rôle vous décidez.",
    "Ihr Einmalcode: Er sagt, wer Sie sind und für welchen Partner, welche Sprache und welche Rolle Sie entscheiden.",
    "Your own one-time code: it says who you are and for which partner, language and role you decide.",
)
COMMENT = Wording(
    "Ce qui doit changer, si vous renvoyez. Ne citez pas le communiqué\u00a0: Prefect garde ce qui est écrit ici.",
    "Was sich ändern soll, wenn Sie zurückgeben. Zitieren Sie die Mitteilung nicht: Prefect behält, was hier steht.",
    "What should change, when you return it. Please do not quote the release: Prefect keeps what is typed here.",
)
RECORDED = Wording(
    "✔ La décision est enregistrée. Il manque encore d’autres validations.",
    "✔ Die Entscheidung ist vermerkt. Es fehlen noch weitere Freigaben.",
    "✔ The decision is recorded. Other approvals are still missing.",
)
REFUSED = Wording(
    "✘ Rien n’a été enregistré. {why}",
    "✘ Es wurde nichts vermerkt. {why}",
    "✘ Nothing was recorded. {why}",
)
APPROVED = Wording(
    "Toutes les validations sont là ; la publication suit.",
    "Alle Freigaben liegen vor; die Veröffentlichung folgt.",
    "All approvals are there; the publication follows.",
)


class Decision(RunInput):
    """What a reviewer decides. No field but the comment has an initial value: what is not filled in must not decide anything."""

    decision: Literal["approve", "return"] = Field(title=TITLES[0][LANGUAGE], description=DECIDE[LANGUAGE])
    code: str = Field(min_length=6, title=TITLES[1][LANGUAGE], description=CODE[LANGUAGE])
    comment: str = Field(default="", title=TITLES[2][LANGUAGE], description=COMMENT[LANGUAGE])


@flow(name="review", flow_run_name=public_name)
def review(release: Annotated[str, asked(RELEASE)]) -> State:
    """Wait for the reviewers of a release: open this run and choose Resume to approve or return it. Nothing runs while it waits."""
    try:
        told = "" if approved(release) else answered(release)
        if told:
            get_run_logger().info(told)
        if not approved(release):
            ask(release, told)
        publish_later(release)
        mark(Stage.APPROVED)
        return Completed(message=APPROVED[LANGUAGE])
    except Exception as error:
        mark(Stage.REFUSED)
        return Failed(message=failure(error, release))


def approved(release: str) -> bool:
    """Whether nothing is left to decide; approvals may also have come from elsewhere while this run waited."""
    return gate.board(house(), release).approved


def answered(release: str) -> str:
    """Take the decision of the form that was sent last, if one was; the sentence about it for the next form.

    A resumed flow runs again from its top, perhaps on another machine: which forms there were is known from the server, and that a
    decision is taken only once from its one-time code.
    """
    sent = forms_sent()
    if not sent:
        return ""
    form = suspend_flow_run(wait_for_input=Decision, key=sent[-1])
    try:
        gate.decide(house(), release, kind=form.decision, code=form.code, comment=form.comment, channel="prefect")
    except NotAllowed as refusal:
        return REFUSED.fill(why=waiting.told(house(), release, refusal, LANGUAGE))[LANGUAGE]
    return RECORDED[LANGUAGE]


def forms_sent() -> list[str]:
    """The keys of this run's forms, oldest first: `<start of the run>-<number of the form>`."""
    fired = FlowRunContext.get().flow_run.empirical_policy.pause_keys or ()
    return sorted(fired, key=_number)


def _number(key: str) -> int:
    return int(key.rpartition("-")[2])


def ask(release: str, told: str) -> NoReturn:
    """Suspend the run, and with it this process, until somebody sends the form."""
    form = Decision.with_initial_data(description=waiting.sheet(house(), release, LANGUAGE, told=told, now=datetime.now(UTC)))
    mark(forms.stage_of(release))
    # A form with a key that was used before would be answered with its old answer. A retry makes Prefect forget the keys, a resumption
    # does not count as a start: only both together are always new.
    number = max(map(_number, forms_sent()), default=0) + 1
    suspend_flow_run(wait_for_input=form, key=f"{FlowRunContext.get().flow_run.run_count}-{number}", timeout=None)
    raise RuntimeError("the run went on without an answer")
