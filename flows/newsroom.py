"""What every flow needs of Prefect and of the house: the house itself, names and tags of runs, one way to the next flow."""

from __future__ import annotations

import logging
import os
from datetime import UTC, datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from prefect import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterTags
from prefect.client.schemas.objects import FlowRun
from prefect.deployments import run_deployment
from prefect.exceptions import FailedRun, ObjectNotFound
from prefect.runtime import flow_run
from pydantic import Field

from all_runs import every
from communique import discretion, gate, pipeline
from communique.house import House
from communique.languages import Wording
from communique.operation import waiting
from deployments import LANGUAGE, paths

RELEASE = (
    Wording("Communiqué", "Mitteilung", "Release"),
    Wording(
        "Son nom\u00a0: celui de son dossier dans `drafts`, par exemple `dialogue-ia`.",
        "Ihr Name: der ihres Ordners in `drafts`, zum Beispiel `dialogue-ia`.",
        "Its name: that of its folder in `drafts`, for example `dialogue-ia`.",
    ),
)
# Clocks differ by a little: late is a pity, early is a broken promise.
LATE = timedelta(minutes=2)


class Stopped(Exception):
    """What stopped a stage, in a sentence that holds no text of the release."""


class Stage(Enum):
    """What has become of a release, as a tag that lists are filtered by."""

    WAITING = Wording("attend la relecture", "wartet auf Prüfung", "waiting for review")
    APPROVED = Wording("validé", "freigegeben", "approved")
    RETURNED = Wording("renvoyé", "zurückgegeben", "returned")
    EMBARGO = Wording("sous embargo", "Sperrfrist", "embargo")
    PUBLISHED = Wording("publié", "veröffentlicht", "published")
    WITHDRAWN = Wording("retiré", "zurückgezogen", "withdrawn")
    REFUSED = Wording("refusé", "abgelehnt", "refused")

    @property
    def tag(self) -> str:
        """The tag in the house's language."""
        return self.value[LANGUAGE]


def _sentences(record: logging.LogRecord) -> bool:
    """Let the lines of the log through that say more than the state of the run, which holds the sentence; the engine adds forty lines."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, Stopped):
        record.exc_info = record.exc_text = None
    return not isinstance(error, FailedRun)


for name in ("prefect.task_runs", "prefect.flow_runs"):
    logging.getLogger(name).addFilter(_sentences)


def asked(words: tuple[Wording, Wording], **schema: Any) -> Any:
    """A field of a run form: its title, its description, and what else its JSON schema says."""
    title, description = words
    return Field(json_schema_extra={"title": title[LANGUAGE], "description": description[LANGUAGE], **schema})


def house() -> House:
    """The project's folder: `$COMMUNIQUE_HOUSE`, or the one that this file's folder lies in."""
    return pipeline.house_at(Path(os.environ.get("COMMUNIQUE_HOUSE") or Path(__file__).parents[1]))


def public_name(release: str = "") -> str:
    """The name of a release, or of the one that this run is about, or a neutral one while it is secret."""
    return discretion.public_name(house(), release or flow_run.parameters["release"], datetime.now(UTC))


def failure(error: Exception, release: str) -> str:
    """What a run says of what stopped it."""
    return str(error) if isinstance(error, Stopped) else waiting.told(house(), release, error, LANGUAGE)


def start(flow: str, release: str, key: str, *, stage: Stage, at: datetime | None = None) -> FlowRun:
    """Have another flow take a release up, at once or at a moment: one run for each key, whoever asks how often.

    Raises ObjectNotFound where that flow is not deployed.
    """
    name = public_name(release)
    for path in paths(flow):
        try:
            run = run_deployment(
                path,
                parameters={"release": release},
                flow_run_name=name,
                tags=tags(name, stage),
                scheduled_time=at,
                timeout=0,
                as_subflow=False,
                idempotency_key=key,
            )
            return cast(FlowRun, run)
        except ObjectNotFound as error:
            absent = error
    raise absent


def publish_later(release: str) -> datetime:
    """Have a release published at the end of its embargo, or now; the moment. There is one such run for each text."""
    embargo, now = pipeline.embargo_of(house(), release), datetime.now(UTC)
    opens = max(embargo + LATE, now) if embargo else now
    stage = Stage.EMBARGO if opens > now else Stage.APPROVED
    start("publish", release, f"{release}:{gate.subject_of(house(), release)}", stage=stage, at=opens)
    return opens


def mark(stage: Stage | None, *, name: str = "") -> None:
    """Tag this run with its release and with what has become of it; `name` is the run's name where it is known by now."""
    own = name or flow_run.name
    with get_client(sync_client=True) as client:
        client.update_flow_run(UUID(flow_run.id), name=own, tags=tags(own, stage))


def tags(name: str, stage: Stage | None) -> list[str]:
    """The tags of a run about the release with this public name."""
    return [name, *([stage.tag] if stage else [])]


def forget(stage: Stage, release: str, *, but: UUID | str = "") -> None:
    """Take a tag that is true no more from the other runs about a release."""
    with get_client(sync_client=True) as client:
        for run in every(client, FlowRunFilter(tags=FlowRunFilterTags(all_=[stage.tag]))):
            if run.parameters.get("release") == release and str(run.id) != str(but):
                client.update_flow_run(run.id, tags=[tag for tag in run.tags if tag != stage.tag])
