"""`communique run`: read, check, translate, submit for review."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import click

from .. import findings, gate, pipeline, releases, settings
from ..errors import CommuniqueError
from ..house import House
from ..languages import LANGUAGE_NAMES, Language, Wording
from ..translation import engine_choice
from ..translation.costs import Bill, Tally, bills
from ._board import board_values, print_board
from ._console import answer, command, languages, tell, working
from ._costs import DID, NOTHING, WOULD, bar, tell_bills, values
from ._report import print_findings
from ._sheet import say, spoken

ABOUT = Wording(
    "Mène BROUILLON jusqu’à la relecture : lecture, contrôles, traduction, dépôt. Dit ce qui est trouvé et ce qui suit.",
    "Bringt ENTWURF bis zur Prüfung: lesen, prüfen, übersetzen, vorlegen. Sagt, was gefunden wurde und was folgt.",
    "Takes DRAFT up to review: reads, checks, translates, submits. Says what it found and what comes next.",
)
TO = Wording(
    "langues cibles : de,en (sinon celles de la maison)",
    "Zielsprachen: de,en (sonst die des Hauses)",
    "target languages: de,en (else the house’s)",
)
ENGINE = Wording("n’utiliser que ce moteur", "nur diese Engine benutzen", "use only this engine")
ACCEPT = Wording("lire les modifications suivies comme acceptées", "Änderungen als angenommen lesen", "read tracked changes as accepted")
DRY_RUN = Wording(
    "dire seulement ce qui irait à quel moteur et ce que cela coûterait",
    "nur sagen, was an welche Engine ginge und was es kostet",
    "only say what would go to which engine and what it costs",
)
READING = Wording("Lecture…", "Lesen …", "Reading…")
TRANSLATING = Wording("Traduction ({language})…", "Übersetzung ({language}) …", "Translation ({language})…")
CHECKING = Wording("Contrôles…", "Prüfungen …", "Checks…")
FOUND = Wording("Constats", "Befunde", "Findings")
FROM = Wording(
    "{language} : {memory} segments de la mémoire, {engine} d’un moteur, {person} d’une personne, {rule} repris, {nowhere} à traduire",
    "{language}: {memory} Segmente aus dem Speicher, {engine} maschinell, {person} von Personen, {rule} übernommen, {nowhere} offen",
    "{language}: {memory} segments from the memory, {engine} by an engine, {person} by a person, {rule} kept, {nowhere} to translate",
)
NEXT = Wording(
    "Ensuite : corriger ou relire dans drafts/{slug}/, puis « communique approve {slug} --language … --partner … --as … »",
    "Weiter: in drafts/{slug}/ korrigieren oder prüfen, dann „communique approve {slug} --language … --partner … --as …“",
    "Next: correct or review in drafts/{slug}/, then “communique approve {slug} --language … --partner … --as …”",
)


@command("run", ABOUT)
@click.argument("draft", type=click.Path(path_type=Path))
@click.option("--to", callback=languages, help=say(TO))
@click.option("--engine", default="", help=say(ENGINE))
@click.option("--accept-changes", is_flag=True, help=say(ACCEPT))
@click.option("--dry-run", is_flag=True, help=say(DRY_RUN))
def run_command(
    house: House, draft: Path, *, to: tuple[Language, ...], engine: str, accept_changes: bool, dry_run: bool, as_json: bool
) -> None:
    """Take a draft up to the gate."""
    if dry_run:
        _forecast(house, draft, to=to, engine=engine, accept_changes=accept_changes, as_json=as_json)
        return
    gate.demand_key(house)
    engine_choice.demand(house, engine)
    with working(READING):
        slug = pipeline.take_in(house, draft, languages=to, accept_changes=accept_changes)
    counts, asked, troubles = _translated(house, slug, engine, aloud=not as_json)
    with working(CHECKING):
        found = pipeline.findings(house, slug)
        gate.submit(house, slug)
        board = gate.board(house, slug, found)
    if as_json:
        segments = {language.value: count.values() for language, count in counts.items()}
        engines = {language.value: values(paid) for language, paid in asked.items() if paid}
        answer(
            {
                "release": slug,
                "segments": segments,
                "engines": engines,
                "troubles": troubles,
                "findings": [findings.dump(f) for f in found],
                **board_values(board),
            }
        )
        return
    print_findings(found, spoken(), f"{say(FOUND)} · {slug}")
    _tell_languages(pipeline.languages_of(house, slug)[0], counts, asked)
    _tell_troubles(troubles)
    click.echo()
    print_board(board, slug, house)
    tell(NEXT, slug=slug)


def _tell_languages(source: Language, counts: dict[Language, pipeline.Counts], asked: dict[Language, tuple[Bill, ...]]) -> None:
    """Where each language's segments come from, and what engines were asked for it."""
    for language, count in counts.items():
        if language is not source:
            tell(FROM, language=LANGUAGE_NAMES[language], rule=count.draft, **{k: v for k, v in count.values().items() if k != "draft"})
    for language, paid in asked.items():
        tell_bills(DID, language, paid)


def _tell_troubles(troubles: list[str]) -> None:
    for sentence in troubles:
        click.echo(sentence, err=True)


def _translated(
    house: House, slug: str, engine: str, *, aloud: bool
) -> tuple[dict[Language, pipeline.Counts], dict[Language, tuple[Bill, ...]], list[str]]:
    """Every language of a release made: where its segments come from, what engines were asked for it, and why some were of no use."""
    draft = releases.read_draft(house.drafts / slug)
    counts, asked = {}, {}
    failed: list[CommuniqueError] = []
    for language in pipeline.languages_of(house, slug):
        expected = pipeline.forecast(house, draft, language, engine=engine)
        if aloud:
            tell_bills(WOULD, language, expected)
        with bar(TRANSLATING, sum(bill.characters for bill in expected), language=LANGUAGE_NAMES[language]) as watch:
            tally = Tally(watch=watch)
            counts[language] = pipeline.translate(house, slug, language, engine=engine, tally=tally)
        asked[language] = bills(house.engines, tally)
        failed += tally.failed.values()
    if not engine and any(count.nowhere for count in counts.values()):
        failed += engine_choice.idle(house, draft, datetime.now(UTC))
    return counts, asked, _sentences(failed)


def _sentences(errors: Iterable[CommuniqueError]) -> list[str]:
    """Each error's sentence once."""
    return list(dict.fromkeys(error.sentence(spoken()) for error in errors))


def _forecast(house: House, path: Path, *, to: tuple[Language, ...], engine: str, accept_changes: bool, as_json: bool) -> None:
    """Say what engines would be asked; nothing is sent or written."""
    engine_choice.demand(house, engine)
    with working(READING):
        draft = pipeline.read(house, path, accept_changes=accept_changes)
        languages = settings.of_draft(house, draft, to).languages
        expected = {language: pipeline.forecast(house, draft, language, engine=engine) for language in languages}
    if as_json:
        answer({"release": draft.slug, "engines": {language.value: values(found) for language, found in expected.items() if found}})
        return
    for language, found in expected.items():
        tell_bills(WOULD, language, found)
    if not any(expected.values()):
        tell(NOTHING)
    if not all(found for language, found in expected.items() if language is not draft.document.language):
        _tell_troubles(_sentences(engine_choice.idle(house, draft, datetime.now(UTC))))
