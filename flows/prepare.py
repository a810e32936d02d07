"""The flow from a Word file to a text that waits for its reviewers."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import wraps
from itertools import count
from pathlib import Path
from typing import Annotated, ParamSpec, TypeVar

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State
from prefect.exceptions import ObjectNotFound
from prefect.runtime import flow_run, task_run
from prefect.states import Completed, Failed
from pydantic import Field

import forms
import turns
from communique import discretion, gate, pipeline, releases
from communique.errors import CommuniqueError, EngineAway, RenderError
from communique.languages import LANGUAGE_NAMES, Language, Wording
from communique.operation import account, listening, shelf, wishes
from communique.operation.wishes import Engines, Layout
from deployments import LANGUAGE
from newsroom import Stage, Stopped, asked, failure, house, mark, public_name

P = ParamSpec("P")
R = TypeVar("R")

# Seconds after which an engine that did not answer is asked again.
WAITS: list[float] = [float(each) for each in os.environ.get("COMMUNIQUE_ASK_AGAIN", "5 20 60").split()]

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
DRAFT = (
    Wording("Fichier Word", "Word-Datei", "Word file"),
    Wording(
        "Le nom d’un fichier du dossier `drafts`, par exemple `dialogue-ia.docx`.",
        "Der Name einer Datei im Ordner `drafts`, zum Beispiel `dialogue-ia.docx`.",
        "The name of a file in the folder `drafts`, for example `dialogue-ia.docx`.",
    ),
)
LANGUAGES = (
    Wording("Langues", "Sprachen", "Languages"),
    Wording(
        "Vide\u00a0: toutes celles de la maison, ou du communiqué s’il existe déjà. Sa langue d’origine y est toujours.",
        "Leer: alle des Hauses, oder die der Mitteilung, wenn es sie schon gibt. Ihre eigene Sprache ist immer dabei.",
        "Empty: all of the house’s, or those of the release where there is one. The language that it is written in is always among them.",
    ),
)
ENGINES = (
    Wording("Moteurs de traduction", "Übersetzungs-Engines", "Translation engines"),
    Wording(
        "Qui traduit ce que la mémoire ne connaît pas. Jamais plus que ce que permet la maison\u202f; sous embargo, moins.",
        "Wer übersetzt, was der Speicher nicht kennt. Nie mehr, als das Haus erlaubt; unter Sperrfrist weniger.",
        "Who translates what the memory does not know. Never more than the house allows; under embargo less.",
    ),
)
LAYOUT = (
    Wording("Mise en page", "Layout", "Layout"),
    Wording(
        "Compte pour un nouveau communiqué\u202f; ensuite, la ligne `layout` de son `release.toml` décide.",
        "Gilt für eine neue Mitteilung; danach entscheidet die Zeile `layout` in ihrer `release.toml`.",
        "Counts for a new release; afterwards the line `layout` of its `release.toml` decides.",
    ),
)


NAMES = [LANGUAGE_NAMES[language][LANGUAGE] for language in Language]
WordFile = Annotated[str, asked(DRAFT)]
Languages = Annotated[list[Annotated[str, Field(json_schema_extra={"enum": [*NAMES]})]], asked(LANGUAGES)]
# The form offers the words of the house's language; the flow takes those of every language, so that a run survives a change of it.
EngineWish = Annotated[str, asked(ENGINES, enum=wishes.words(Engines, LANGUAGE))]
LayoutWish = Annotated[str, asked(LAYOUT, enum=wishes.words(Layout, LANGUAGE))]


class AskAgain(Stopped):
    """A translation engine did not answer; it is asked again."""


def without_text(stage: Callable[P, R]) -> Callable[P, R]:
    """A stage whose errors may be kept by Prefect: it stores and logs their message, and those of libraries may quote the text."""

    @wraps(stage)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return stage(*args, **kwargs)
        except Stopped:
            raise
        except Exception as error:
            kind = AskAgain if isinstance(error, EngineAway) else Stopped
            raise kind(discretion.failure(error, LANGUAGE)) from None

    return told


@task(task_run_name="read the Word file")
@without_text
def take_in(draft: str, languages: Sequence[str], layout: str) -> str:
    """Read the Word file; the release's slug."""
    own = house()
    path = (own.drafts / draft).resolve()
    if path.parent != own.drafts.resolve() or not path.is_file():
        raise CommuniqueError(Path(draft).name, NOT_IN_DRAFTS, PUT_IT_THERE)
    wanted = wishes.layout(wishes.chosen(Layout, layout))
    return pipeline.take_in(own, path, languages=wishes.languages(own, languages), layout=wanted)


def _engine_was_away(_task: object, _run: object, state: State) -> bool:
    return isinstance(state.result(raise_on_failure=False), AskAgain)


@task(task_run_name="translate: {language}", retries=len(WAITS), retry_delay_seconds=WAITS, retry_condition_fn=_engine_was_away)
@without_text
def translate(release: str, language: Language, engines: str) -> account.Made:
    """Make one language's edition; what is missing in it and why. An engine that is busy or silent is asked again, three times."""
    own = wishes.with_engines(house(), wishes.chosen(Engines, engines))
    with turns.turn(own):
        made = account.made(own, release, language)
    if made.away and task_run.run_count <= len(WAITS):
        raise AskAgain(made.reasons[0][LANGUAGE])
    return made


@task(task_run_name="check all languages")
@without_text
def check(release: str) -> tuple[int, int]:
    """How many findings block, and how many do not."""
    return account.counted(pipeline.findings(house(), release))


@task(task_run_name="print a preview")
@without_text
def preview(release: str) -> str:
    """Render the release as it stands, every page marked as not approved; links to it where this machine shows files.

    A text that cannot be printed yet can be reviewed all the same: then the sentence why stands in their place.
    """
    try:
        return shelf.links(house(), gate.preview(house(), release), LANGUAGE)
    except RenderError as error:
        return f"- {discretion.masked(house(), release, error.sentence(LANGUAGE), datetime.now(UTC))}\n"


@task(task_run_name="submit for review")
@without_text
def submit(release: str) -> None:
    """Note in the record that the release waits for its reviewers."""
    gate.submit(house(), release)


def neutral_name() -> str:
    """A run's name until its file is read: whether the file's own name may be shown is not known before."""
    return discretion.neutral_name(releases.slug_of(Path(flow_run.parameters["draft"]).stem))


@flow(name="prepare", flow_run_name=neutral_name)
def prepare(
    draft: WordFile,
    languages: Languages = [],  # noqa: B006 - Prefect shows it in the form, nobody changes it
    engines: EngineWish = Engines.HOUSE.value[LANGUAGE],
    layout: LayoutWish = Layout.RELEASE.value[LANGUAGE],
) -> State:
    """Read a Word file, check it, translate it, check the translations and ask for the review."""
    try:
        return Completed(message=trip(draft, languages, engines, layout))
    except Exception as error:
        mark(Stage.REFUSED)
        return Failed(message=failure(error, releases.slug_of(Path(draft).stem)))


def trip(draft: str, languages: Sequence[str], engines: str, layout: str) -> str:
    """The stages in their order; the sentences that sum them up."""
    # What the house forbids is said before anything is read or written.
    wishes.with_engines(house(), wishes.chosen(Engines, engines))
    release = take_in(draft, languages, layout)
    name = public_name(release)
    mark(None, name=name)
    made_in = pipeline.languages_of(house(), release)
    editions = [translate(release, language, engines) for language in made_in[1:]]
    blocking, others = check(release)
    pages = preview(release)
    # The last step but one: a file whose release was submitted is not taken in again after a crash, so the form comes before.
    summary = account.summary(made_in, blocking, others, editions)[LANGUAGE]
    ask_for_review(release)
    submit(release)
    sheet = f"{summary}\n\n{pages}\n{listening.desk_line(LANGUAGE)}\n{gate.review_sheet(house(), release, LANGUAGE)}"
    # The run's one artifact: links, states and counts, none of the text.
    headline = account.headline(made_in, blocking, others)[LANGUAGE]
    create_markdown_artifact(sheet, key=f"review-{name}", description=headline)
    return summary


def ask_for_review(release: str) -> None:
    """Open the form for this text, once, and close those for what the text was before."""
    digest = gate.subject_of(house(), release)
    with suppress(ObjectNotFound):
        asked_for = (forms.opened(release, f"{release}:{digest}:{n}") for n in count())
        form = next(run for run in asked_for if run.state and not run.state.is_final())
        forms.close(release, but=form.id)
