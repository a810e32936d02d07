"""`communique demo`: the whole trip on the sample draft, in a folder of its own."""

from __future__ import annotations

import shutil
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click

from .. import gate, pipeline
from .. import house as houses
from ..approval.boards import Board
from ..document import plain
from ..errors import CommuniqueError, NotAllowed
from ..house import House
from ..languages import LANGUAGE_NAMES, Language, Wording
from ..markup import load as inlines
from ..operation import upkeep
from ..releases import load as load_release
from ..releases import read_draft
from ..reviewers import load as load_reviewers
from ..reviewers import may_decide
from ..segments import normal
from ._board import print_board
from ._console import answer, command, tell, working
from ._report import print_findings
from ._sheet import say, spoken
from .run import CHECKING, FROM, READING, TRANSLATING

ABOUT = Wording(
    "Mène l’exemple de bout en bout dans output/demo : lecture, contrôles, traduction, validation, PDF et pages web.",
    "Führt das Beispiel in output/demo von Anfang bis Ende vor: lesen, prüfen, übersetzen, freigeben, PDF und Webseiten.",
    "Takes the sample from end to end in output/demo: reading, checks, translation, approval, PDF and web pages.",
)
SAMPLE = "dialogue-ia"
STEPS = {
    "read": Wording("1 · Le brouillon Word", "1 · Der Word-Entwurf", "1 · The Word draft"),
    "translate": Wording("2 · La traduction", "2 · Die Übersetzung", "2 · The translation"),
    "gate": Wording(
        "3 · La porte refuse ce que personne n’a validé",
        "3 · Das Tor weist ab, was niemand freigab",
        "3 · The gate refuses what nobody approved",
    ),
    "people": Wording("4 · Ce que les personnes écrivent", "4 · Was die Menschen schreiben", "4 · What people write"),
    "approve": Wording("5 · Les validations", "5 · Die Freigaben", "5 · The approvals"),
    "render": Wording("6 · Les fichiers", "6 · Die Dateien", "6 · The files"),
}
TAKEN = Wording("{file} : {blocks} blocs lus", "{file}: {blocks} Blöcke gelesen", "{file}: {blocks} blocks read")
WROTE = Wording("{language}, {place} · {who} : {text}", "{language}, {place} · {who}: {text}", "{language}, {place} · {who}: {text}")
WAIVED = Wording(
    "{check}, {place} : {who} l’accepte pour cette démonstration",
    "{check}, {place}: {who} nimmt ihn für diese Vorführung hin",
    "{check}, {place}: {who} accepts it for this demonstration",
)
APPROVED = Wording(
    "{language} : {who} valide pour {partner}", "{language}: {who} gibt für {partner} frei", "{language}: {who} approves for {partner}"
)
LIES_IN = Wording("Les fichiers sont dans {folder}", "Die Dateien liegen in {folder}", "The files lie in {folder}")
TOOK = Wording("{seconds:.1f} s en tout", "{seconds:.1f} s insgesamt", "{seconds:.1f} s in all")
NO_SAMPLE = Wording("l’exemple n’est pas dans ce dossier", "das Beispiel liegt nicht in diesem Ordner", "the sample is not in this folder")
CLONE = Wording(
    "lancez la démonstration dans un clone du projet",
    "starten Sie die Vorführung in einem Klon des Projekts",
    "run the demo in a clone of the project",
)
REASON = Wording("démonstration", "Vorführung", "demonstration")


@command("demo", ABOUT)
def demo_command(house: House, *, as_json: bool) -> None:
    """Play the sample from end to end."""
    began = time.monotonic()
    own = _stage(house)
    _prepare(own, quiet=as_json)
    _refused(own, quiet=as_json)
    _people(own, house, quiet=as_json)
    _approve(own, quiet=as_json)
    with working(STEPS["render"]):
        files = gate.publish(own, SAMPLE)
    if as_json:
        answer({"files": [str(path) for path in files]})
        return
    _step("render")
    for path in files:
        click.echo(f"  {path}")
    tell(LIES_IN, folder=own.output / SAMPLE)
    tell(TOOK, seconds=time.monotonic() - began)


def _step(name: str) -> None:
    click.echo()
    click.secho(say(STEPS[name]), bold=True)


def _stage(house: House) -> House:
    """A house of its own for the demo, with its own keys, made anew each time."""
    if not (house.drafts / f"{SAMPLE}.docx").is_file() or not _edits(house).is_file():
        raise CommuniqueError(house.root, NO_SAMPLE, CLONE)
    root = house.output / "demo"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(house.templates, root / "templates")
    (root / "drafts").mkdir()
    shutil.copy(house.drafts / f"{SAMPLE}.docx", root / "drafts")
    return upkeep.new_key(upkeep.without_key(houses.load(root)))


def _edits(house: House) -> Path:
    return house.root / "docs" / "sample" / "edits.toml"


def _prepare(own: House, *, quiet: bool) -> None:
    path = own.drafts / f"{SAMPLE}.docx"
    with working(READING):
        pipeline.take_in(own, path)
        draft = load_draft_blocks(own)
    counts = {}
    for language in pipeline.languages_of(own, SAMPLE):
        with working(TRANSLATING, language=LANGUAGE_NAMES[language]):
            counts[language] = pipeline.translate(own, SAMPLE, language)
    with working(CHECKING):
        found = pipeline.findings(own, SAMPLE)
        gate.submit(own, SAMPLE)
    if quiet:
        return
    _step("read")
    tell(TAKEN, file=path.name, blocks=draft)
    print_findings(found, spoken(), path.name)
    _step("translate")
    for language, count in list(counts.items())[1:]:
        tell(FROM, language=LANGUAGE_NAMES[language], rule=count.draft, **{k: v for k, v in count.values().items() if k != "draft"})


def load_draft_blocks(own: House) -> int:
    """How many blocks the sample's draft has."""
    return len(read_draft(own.drafts / SAMPLE).document.blocks)


def _refused(own: House, *, quiet: bool) -> None:
    try:
        gate.publish(own, SAMPLE)
    except NotAllowed as refusal:
        if not quiet:
            _step("gate")
            click.secho(f"  {refusal.sentence(spoken())}", fg="yellow")


def _people(own: House, house: House, *, quiet: bool) -> None:
    if not quiet:
        _step("people")
    for language, key, place, text in _written(own, tomllib.loads(_edits(house).read_text(encoding="utf-8"))):
        who = may_decide(load_reviewers(own), language, _someone(own, language))[0]
        gate.correct(own, SAMPLE, language, key, text, who.id)
        if not quiet:
            tell(WROTE, language=LANGUAGE_NAMES[language], place=place, who=who.name, text=plain(inlines(text)))
    for finding in gate.board(own, SAMPLE).blocking:
        who = may_decide(load_reviewers(own), finding.language or Language.FR, _someone(own, finding.language or Language.FR))[0]
        gate.waive(own, SAMPLE, finding.id, who.id, comment=say(REASON))
        if not quiet:
            tell(WAIVED, check=finding.check, place=finding.place, who=who.name)


def _written(own: House, edits: dict[str, dict[str, str]]) -> Iterator[tuple[Language, str, str, str]]:
    release = load_release(own, SAMPLE)
    for code, sentences in edits.items():
        wanted = {normal(source): target for source, target in sentences.items()}
        for unit in release.editions[Language(code)].units:
            text = wanted.get(normal(plain(unit.segment.content)))
            if text:
                yield Language(code), unit.segment.key, unit.segment.place, text


def _someone(own: House, language: Language) -> str:
    return next(cell.partner for cell in gate.board(own, SAMPLE).cells if cell.language is language)


def _approve(own: House, *, quiet: bool) -> None:
    board: Board = gate.board(own, SAMPLE)
    if not quiet:
        _step("approve")
    for cell in board.cells:
        for who in may_decide(load_reviewers(own), cell.language, cell.partner, cell.role)[: cell.people]:
            gate.approve(own, SAMPLE, cell.language, cell.partner, who.id, role=cell.role)
            if not quiet:
                tell(APPROVED, language=LANGUAGE_NAMES[cell.language], who=who.name, partner=cell.partner)
    if not quiet:
        print_board(gate.board(own, SAMPLE), SAMPLE, own)
