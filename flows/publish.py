"""The flow from approved editions to the files that go out, never before their embargo is over."""

from __future__ import annotations

import logging
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import sleep
from zoneinfo import ZoneInfo

from prefect import flow
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State
from prefect.deployments import run_deployment
from prefect.exceptions import FailedRun
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from communique import discretion, gate, pipeline, reviews
from communique.house import House
from communique.languages import Language, Wording
from communique.operation import shelf
from communique.writers import Status

LANGUAGE = Language(os.environ.get("COMMUNIQUE_LANG", "en"))
PUBLISH = "publish/Publish a release"
# Clocks differ by a little: late is a pity, early is a broken promise.
LATE = timedelta(minutes=2)
SHORT = timedelta(minutes=5)

POSTPONED = Wording(
    "Sous embargo : sera publié le {at}. Fichiers marqués comme tels, pour les journalistes, dans un dossier "
    "que personne ne devine : {count}.",
    "Unter Sperrfrist: wird am {at} veröffentlicht. Als gesperrt gekennzeichnete Dateien für Journalisten, in einem Ordner, den niemand "
    "errät: {count}.",
    "Under embargo: it will be published on {at}. Files for journalists, marked as such, in a folder that nobody guesses: {count}.",
)
PUBLISHED = {
    Status.APPROVED: Wording(
        "Publié, version {version} : {count} fichiers dans {folder}.",
        "Veröffentlicht, Fassung {version}: {count} Dateien in {folder}.",
        "Published, version {version}: {count} files in {folder}.",
    ),
    Status.WITHDRAWN: Wording(
        "Retiré : {count} fichiers portent la notice à la place du texte dans {folder}.",
        "Zurückgezogen: {count} Dateien tragen den Hinweis an der Stelle des Textes in {folder}.",
        "Withdrawn: {count} files carry the notice in place of the text in {folder}.",
    ),
}


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


@flow(name="publish", flow_run_name=public_name)
def publish(release: str) -> State:
    """Render an approved release into the folder output, after its embargo; until then into a hidden one for journalists. What is not
    approved is refused, naming who must sign; what was withdrawn after it went out becomes a notice.

    Args:
        release: Name of the release, as its folder in drafts is called, for example dialogue-ia
    """
    try:
        case = gate.Case(house(), release)
        if gate.taken_back(case) and not case.board.approved:
            return published(release)
        reviews.demand_approved(case.board)
        opens = opening(release)
        if opens - datetime.now(UTC) > SHORT:
            return postponed(release, opens)
        # The clock of the server that started this run may be a little ahead of ours.
        while opens > datetime.now(UTC):
            sleep(1)
        return published(release)
    except Exception as error:
        return Failed(message=discretion.failure(error, LANGUAGE))


def opening(release: str) -> datetime:
    """The moment from which a release may be published; the beginning of time where it has no embargo."""
    embargo = pipeline.embargo_of(house(), release)
    return embargo + LATE if embargo else datetime.min.replace(tzinfo=UTC)


def postponed(release: str, opens: datetime) -> State:
    """Make the files for journalists where the key is, and leave the publication to a run at the end of the embargo.

    There is one such run for each text, whoever asks how often; of the folder no name and no path is told.
    """
    files = gate.issue(house(), release, channel="prefect").files if house().key_file.is_file() else ()
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
    return Completed(name="Postponed", message=POSTPONED.fill(at=_at(opens), count=len(files))[LANGUAGE])


def _at(moment: datetime) -> str:
    return f"{moment.astimezone(ZoneInfo(house().zone)):%Y-%m-%d %H:%M}"


def published(release: str) -> State:
    """Render all languages and keep links to the files as the run's one artifact, which says what was made."""
    own = house()
    made = gate.issue(own, release, channel="prefect")
    if made.until:  # put off meanwhile
        return postponed(release, opening(release))
    names = "".join(f"- `{path.relative_to(own.root).as_posix()}`\n" for path in made.files)
    told = PUBLISHED[made.status].fill(count=len(made.files), folder=f"output/{release}", version=made.version)[LANGUAGE]
    links = shelf.links(own, made.files, LANGUAGE)
    create_markdown_artifact(f"{told}\n\n{links}\n{names}", key=f"published-{public_name()}", description=told)
    return Completed(message=told)
