"""The flow that holds a release until its reviewers have decided, as a form in the Prefect UI; the record stays the truth."""

from __future__ import annotations

import logging
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal, NoReturn

from prefect import flow, get_run_logger, suspend_flow_run
from prefect.client.schemas.objects import State
from prefect.context import FlowRunContext
from prefect.deployments import run_deployment
from prefect.exceptions import FailedRun
from prefect.input import RunInput
from prefect.runtime import flow_run
from prefect.states import Completed, Failed
from pydantic import Field

from communique import discretion, gate, pipeline
from communique.errors import NotAllowed
from communique.house import House
from communique.languages import Language, Wording
from communique.operation import listening, shelf
from communique.publishing import publication

LANGUAGE = Language(os.environ.get("COMMUNIQUE_LANG", "en"))
PUBLISH = "publish/Publish a release"
# As in publish.py: clocks differ by a little.
LATE = timedelta(minutes=2)

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

    decision: Literal["approve", "return"] = Field(
        title="Decision · Décision · Entscheidung",
        description="approve = valider, freigeben · return = renvoyer, zurückgeben",
    )
    code: str = Field(
        min_length=6,
        title="Review code · Code de relecture · Prüfcode",
        description="Your own one-time code: it says who you are and for which partner, language and role you decide.",
    )
    comment: str = Field(
        default="",
        title="Comment · Commentaire · Kommentar",
        description="What should change, when you return it. Please do not quote the release: Prefect keeps what is typed here.",
    )


def _news(record: logging.LogRecord) -> bool:
    """Whether a line of the log says more than the state of the run, which holds the sentence; the engine adds forty lines of its code."""
    return not (record.exc_info and isinstance(record.exc_info[1], FailedRun))


logging.getLogger("prefect.flow_runs").addFilter(_news)


def house() -> House:
    """The project's folder: `$COMMUNIQUE_HOUSE`, or the one that this file's folder lies in."""
    return pipeline.house_at(Path(os.environ.get("COMMUNIQUE_HOUSE") or Path(__file__).parents[1]))


def public_name() -> str:
    """The release's name, or a neutral one while it is secret."""
    return discretion.public_name(house(), flow_run.parameters["release"], datetime.now(UTC))


@flow(name="review", flow_run_name=public_name)
def review(release: str) -> State:
    """Wait for the reviewers of a release: open this run and choose Resume to approve or return it. Nothing runs while it waits.

    Args:
        release: Name of the release, as its folder in drafts is called, for example dialogue-ia
    """
    try:
        told = "" if approved(release) else answered(release)
        if told:
            get_run_logger().info(told)
        if not approved(release):
            ask(release, told)
        publish_later(release)
        return Completed(message=APPROVED[LANGUAGE])
    except Exception as error:
        return Failed(message=discretion.failure(error, LANGUAGE))


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
        return REFUSED.fill(why=refusal.sentence(LANGUAGE))[LANGUAGE]
    return RECORDED[LANGUAGE]


def forms_sent() -> list[str]:
    """The keys of this run's forms, oldest first: `<start of the run>-<number of the form>`."""
    fired = FlowRunContext.get().flow_run.empirical_policy.pause_keys or ()
    return sorted(fired, key=_number)


def _number(key: str) -> int:
    return int(key.rpartition("-")[2])


def ask(release: str, told: str) -> NoReturn:
    """Suspend the run, and with it this process, until somebody sends the form."""
    own = house()
    pages = shelf.links(own, publication.files_in(own.output / f"{release}-preview"), LANGUAGE)
    sheet = f"{pages}\n{listening.desk_line(LANGUAGE)}\n{gate.review_brief(own, release, LANGUAGE)}"
    form = Decision.with_initial_data(description=f"**{told}**\n\n{sheet}" if told else sheet)
    # A form with a key that was used before would be answered with its old answer. A retry makes Prefect forget the keys, a resumption
    # does not count as a start: only both together are always new.
    number = max(map(_number, forms_sent()), default=0) + 1
    suspend_flow_run(wait_for_input=form, key=f"{FlowRunContext.get().flow_run.run_count}-{number}", timeout=None)
    raise RuntimeError("the run went on without an answer")


def publish_later(release: str) -> None:
    """Have the release published at the end of its embargo; there is one such run for each text, whoever asks how often."""
    embargo = pipeline.embargo_of(house(), release)
    opens = max(embargo + LATE, datetime.now(UTC)) if embargo else None
    key = f"{release}:{gate.subject_of(house(), release)}"
    run_deployment(
        PUBLISH,
        parameters={"release": release},
        flow_run_name=public_name(),
        scheduled_time=opens,
        timeout=0,
        as_subflow=False,
        idempotency_key=key,
    )
