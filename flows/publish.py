"""The flow from approved editions to the files that go out, never before their embargo is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from time import sleep
from typing import Annotated

from prefect import flow
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State
from prefect.runtime import flow_run
from prefect.states import Completed, Failed

from communique import gate, pipeline, reviews
from communique.languages import Wording
from communique.operation import shelf
from communique.writers import Status
from deployments import LANGUAGE
from newsroom import LATE, RELEASE, Stage, asked, failure, forget, house, mark, public_name, publish_later

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


@flow(name="publish", flow_run_name=public_name)
def publish(release: Annotated[str, asked(RELEASE)]) -> State:
    """Render an approved release into the folder output, after its embargo; until then into a hidden one for journalists. What is not
    approved is refused, naming who must sign; what was withdrawn after it went out becomes a notice.
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
        mark(Stage.REFUSED)
        return Failed(message=failure(error, release))


def opening(release: str) -> datetime:
    """The moment from which a release may be published; the beginning of time where it has no embargo."""
    embargo = pipeline.embargo_of(house(), release)
    return embargo + LATE if embargo else datetime.min.replace(tzinfo=UTC)


def postponed(release: str, opens: datetime) -> State:
    """Make the files for journalists where the key is, and leave the publication to a run at the end of the embargo.

    There is one such run for each text, whoever asks how often; of the folder no name and no path is told.
    """
    files = gate.issue(house(), release, channel="prefect").files if house().key_file.is_file() else ()
    publish_later(release)
    mark(Stage.EMBARGO, name=public_name())
    return Completed(name="Postponed", message=POSTPONED.fill(at=_at(opens), count=len(files))[LANGUAGE])


def _at(moment: datetime) -> str:
    return f"{house().local(moment):%Y-%m-%d %H:%M}"


def published(release: str) -> State:
    """Render all languages and keep links to the files as the run's one artifact, which says what was made."""
    own = house()
    made = gate.issue(own, release, channel="prefect")
    if made.until:  # put off meanwhile
        return postponed(release, opening(release))
    names = "".join(f"- `{path.relative_to(own.root).as_posix()}`\n" for path in made.files)
    told = PUBLISHED[made.status].fill(count=len(made.files), folder=f"output/{release}", version=made.version)[LANGUAGE]
    links = shelf.links(own, made.files, LANGUAGE)
    mark(Stage.WITHDRAWN if made.status is Status.WITHDRAWN else Stage.PUBLISHED, name=public_name())
    forget(Stage.EMBARGO, release, but=flow_run.id)
    create_markdown_artifact(f"{told}\n\n{links}\n{names}", key=f"published-{public_name()}", description=told)
    return Completed(message=told)
