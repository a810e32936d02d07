"""The flow from a Word file to a text that waits for its reviewers."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import wraps
from itertools import count
from pathlib import Path
from typing import ParamSpec, TypeVar

from prefect import flow, get_client, task
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.filters import (
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.deployments import run_deployment
from prefect.exceptions import FailedRun, ObjectNotFound
from prefect.runtime import flow_run
from prefect.states import Cancelled, Completed, Failed

from communique import discretion, gate, pipeline, releases
from communique.errors import CommuniqueError, EngineError, RenderError
from communique.findings import Severity
from communique.house import House
from communique.languages import LANGUAGE_NAMES, Language, Wording
from communique.operation import shelf

P = ParamSpec("P")
R = TypeVar("R")

LANGUAGE = Language(os.environ.get("COMMUNIQUE_LANG", "en"))
REVIEW = "review/Review a release"

NOT_IN_DRAFTS = Wording(
    "n’est pas un fichier du dossier drafts",
    "ist keine Datei im Ordner drafts",
    "is not a file in the folder drafts",
)
PUT_IT_THERE = Wording(
    "déposez-y le fichier Word et donnez son nom",
    "legen Sie die Word-Datei dort ab und nennen Sie ihren Namen",
    "put the Word file there and give its name",
)
PREPARED = Wording(
    "Prêt à relire : {languages} ; {blocking} point(s) bloquant(s), {others} autre(s) point(s) à voir.",
    "Bereit zur Prüfung: {languages}; {blocking} blockierende(r) Befund(e), {others} weitere.",
    "Ready for review: {languages}; {blocking} blocking finding(s), {others} more to look at.",
)
NEWER = Wording(
    "Le texte a changé : relisez avec le formulaire le plus récent.",
    "Der Text hat sich geändert: Prüfen Sie mit dem neuesten Formular.",
    "The text has changed: review it with the newest form.",
)


class Stopped(Exception):
    """What stopped a stage, in a sentence that holds no text of the release."""


class EngineAway(Stopped):
    """A translation engine did not answer; it is asked again."""


def without_text(stage: Callable[P, R]) -> Callable[P, R]:
    """A stage whose errors may be kept by Prefect: it stores and logs their message, and those of libraries may quote the text."""

    @wraps(stage)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return stage(*args, **kwargs)
        except Exception as error:
            kind = EngineAway if isinstance(error, EngineError) else Stopped
            raise kind(discretion.failure(error, LANGUAGE)) from None

    return told


def _sentences(record: logging.LogRecord) -> bool:
    """Let the lines of the log through without tracebacks of what was said in a sentence: the engine adds forty lines of its code."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, Stopped):
        record.exc_info = record.exc_text = None
    return not isinstance(error, FailedRun)


for name in ("prefect.task_runs", "prefect.flow_runs"):
    logging.getLogger(name).addFilter(_sentences)


def house() -> House:
    """The project's folder: `$COMMUNIQUE_HOUSE`, or the one that this file's folder lies in."""
    return pipeline.house_at(Path(os.environ.get("COMMUNIQUE_HOUSE") or Path(__file__).parents[1]))


@task(task_run_name="read the Word file")
@without_text
def take_in(draft: str) -> str:
    """Read the Word file; the release's slug."""
    own = house()
    path = (own.drafts / draft).resolve()
    if path.parent != own.drafts.resolve() or not path.is_file():
        raise CommuniqueError(Path(draft).name, NOT_IN_DRAFTS, PUT_IT_THERE)
    return pipeline.take_in(own, path)


def _engine_was_away(_task: object, _run: object, state: State) -> bool:
    return isinstance(state.result(raise_on_failure=False), EngineAway)


@task(task_run_name="translate: {language}", retries=3, retry_delay_seconds=[5, 20, 60], retry_condition_fn=_engine_was_away)
@without_text
def translate(release: str, language: Language) -> pipeline.Counts:
    """Make one language's edition; how many segments come from where."""
    return pipeline.translate(house(), release, language)


@task(task_run_name="check all languages")
@without_text
def check(release: str) -> tuple[int, int]:
    """How many findings block, and how many do not."""
    found = pipeline.findings(house(), release)
    blocking = sum(finding.severity is Severity.BLOCK for finding in found)
    return blocking, len(found) - blocking


@task(task_run_name="print a preview")
@without_text
def preview(release: str) -> str:
    """Render the release as it stands, every page marked as not approved; links to it where this machine shows files.

    A text that cannot be printed yet can be reviewed all the same: then the sentence why stands in their place.
    """
    try:
        return shelf.links(house(), gate.preview(house(), release), LANGUAGE)
    except RenderError as error:
        return f"- {error.sentence(LANGUAGE)}\n"


@task(task_run_name="submit for review")
@without_text
def submit(release: str) -> str:
    """Note in the record that the release waits for its reviewers; the digest of what is to be approved."""
    gate.submit(house(), release)
    return gate.subject_of(house(), release)


def neutral_name() -> str:
    """A run's name until its file is read: whether the file's own name may be shown is not known before."""
    return discretion.neutral_name(releases.slug_of(Path(flow_run.parameters["draft"]).stem))


@flow(name="prepare", flow_run_name=neutral_name)
def prepare(draft: str) -> State:
    """Read a Word file, check it, translate it, check the translations and ask for the review.

    Args:
        draft: Name of a Word file in the folder drafts, for example dialogue-ia.docx
    """
    try:
        return Completed(message=trip(draft))
    except Exception as error:
        told = str(error) if isinstance(error, Stopped) else discretion.failure(error, LANGUAGE)
        return Failed(message=told)


def trip(draft: str) -> str:
    """The stages in their order; the sentence that sums them up."""
    release = take_in(draft)
    name = discretion.public_name(house(), release, datetime.now(UTC))
    name_run(name)
    languages = pipeline.languages_of(house(), release)
    for language in languages[1:]:
        translate(release, language)
    blocking, others = check(release)
    pages = preview(release)
    spoken = ", ".join(LANGUAGE_NAMES[language][LANGUAGE] for language in languages)
    summary = PREPARED.fill(languages=spoken, blocking=blocking, others=others)[LANGUAGE]
    # The run's one artifact: links, states and counts, none of the text.
    create_markdown_artifact(f"{pages}\n{gate.review_sheet(house(), release, LANGUAGE)}", key=f"review-{name}", description=summary)
    ask_for_review(release, name)
    # The last step: a file whose release was submitted is not taken in again after a crash.
    submit(release)
    return summary


def name_run(name: str) -> None:
    """Give this run the name that it is found by."""
    with get_client(sync_client=True) as client:
        client.update_flow_run(flow_run.id, name=name)


def ask_for_review(release: str, name: str) -> None:
    """Open the form for this text, once, and close those for what the text was before."""
    digest = gate.subject_of(house(), release)
    asked = (f"{release}:{digest}:{n}" for n in count())
    with suppress(ObjectNotFound):
        form = next(run for run in (_form(release, key, name) for key in asked) if not run.state.is_final())
        close_forms(release, but=form.id)


def _form(release: str, key: str, name: str) -> FlowRun:
    return run_deployment(REVIEW, parameters={"release": release}, flow_run_name=name, timeout=0, as_subflow=False, idempotency_key=key)


def close_forms(release: str, *, but: object) -> None:
    """Cancel the review forms of a release that show a text which is no more."""
    waiting = FlowRunFilterState(type=FlowRunFilterStateType(any_=[StateType.PAUSED]))
    named = FlowFilter(name=FlowFilterName(any_=["review"]))
    with get_client(sync_client=True) as client:
        for run in client.read_flow_runs(flow_filter=named, flow_run_filter=FlowRunFilter(state=waiting)):
            if run.id != but and run.parameters.get("release") == release:
                client.set_flow_run_state(run.id, Cancelled(message=NEWER[LANGUAGE]), force=True)
