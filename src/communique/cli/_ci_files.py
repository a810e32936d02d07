"""The files that `communique ci` makes: previews of what people propose, and what goes out once it is merged."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from .. import gate, releases
from .. import settings as settings_file
from ..errors import CommuniqueError, NotAllowed
from ..house import House
from ..languages import Wording
from ..operation import proposed
from ..publishing import batches, renewals, syndication
from ..publishing.publication import Make
from ..record import issues
from ..text.embargoes import spoken as spoken_moment
from ._console import answer, command, tell
from ._sheet import say, spoken
from .render import formats as formats_of

BASE = Wording(
    "référence git que la branche veut rejoindre",
    "git-Referenz, in die der Zweig übernommen werden soll",
    "git ref that the branch wants to join",
)
TO = Wording("dossier du résultat", "Ordner des Ergebnisses", "folder of the result")
PREVIEW = Wording(
    "Produit les aperçus en filigrane de ce que la branche change, sauf ce qui est confidentiel ou sous embargo.",
    "Erzeugt Vorschauen mit Wasserzeichen von dem, was der Zweig ändert, außer Vertraulichem und Gesperrtem.",
    "Makes watermarked previews of what the branch changes, except what is confidential or under embargo.",
)
PUBLISH = Wording(
    "Produit et vérifie les fichiers de tout ce qui est validé\u202f; s’arrête en nommant qui doit encore valider.",
    "Erzeugt und prüft die Dateien von allem Freigegebenen; hält an und nennt, wer noch freigeben muss.",
    "Makes and verifies the files of all that is approved; stops and names who must still sign.",
)
NOT_EMPTY = Wording(
    "n’est pas un dossier vide, et ce qui s’y trouve sortirait avec le reste sans que personne l’ait validé",
    "ist kein leerer Ordner, und was darin liegt, ginge ungeprüft mit hinaus",
    "is no empty folder, and what lies in it would go out with the rest, approved by nobody",
)
EMPTY_IT = Wording(
    "retirez-le de la branche, ou donnez avec --to un dossier qui n’existe pas encore",
    "nehmen Sie ihn aus dem Zweig, oder nennen Sie mit --to einen Ordner, den es noch nicht gibt",
    "take it out of the branch, or give --to a folder that is not there yet",
)
FORMATS = Wording("formats des aperçus", "Formate der Vorschauen", "formats of the previews")
NO_PREVIEW = Wording(
    "{name}\u00a0: pas d’aperçu — le texte est confidentiel ou sous embargo, et l’aperçu serait lisible par quiconque voit ce résultat",
    "{name}: keine Vorschau – der Text ist vertraulich oder gesperrt, und jeder, der dieses Ergebnis sieht, könnte die Vorschau lesen",
    "{name}: no preview — the text is confidential or under embargo, and whoever sees this result could read the preview",
)
HELD = Wording(
    "{name}\u00a0: sous embargo jusqu’au {until}\u202f; une exécution après ce moment le publie",
    "{name}: gesperrt bis {until}; ein Lauf nach diesem Zeitpunkt veröffentlicht sie",
    "{name}: under embargo until {until}; a run after that moment publishes it",
)
WITHDRAWN = Wording(
    "{name}\u00a0: retiré avant d’être publié",
    "{name}: zurückgezogen, bevor es veröffentlicht war",
    "{name}: withdrawn before it was published",
)
DONE = Wording("{name}\u00a0: {count} fichiers dans {folder}", "{name}: {count} Dateien in {folder}", "{name}: {count} files in {folder}")


@dataclass(slots=True)
class Outcome:
    """What a step came to: folders with their files, releases left out with the sentence why, and what stopped others."""

    made: dict[str, gate.Issued] = field(default_factory=dict)
    left: dict[str, Wording] = field(default_factory=dict)
    stopped: list[CommuniqueError] = field(default_factory=list)

    def told(self, to: Path, *, as_json: bool) -> int:
        """Say it, and give the exit code: that of the gravest error."""
        code = max((error.exit_code for error in self.stopped), default=0)
        if as_json:
            made = {name: [str(to / name / path.relative_to(one.folder)) for path in one.files] for name, one in self.made.items()}
            left = {name: say(why) for name, why in self.left.items()}
            answer({"made": made, "left": left, "errors": [str(error) for error in self.stopped], "exit_code": code})
            return code
        for name, one in self.made.items():
            tell(DONE, name=name, count=len(one.files), folder=to / name)
        for why in self.left.values():
            click.echo(say(why))
        for error in self.stopped:
            click.echo(error.sentence(spoken()), err=True)
        return code


@command("preview", PREVIEW)
@click.option("--base", "ref", required=True, help=say(BASE))
@click.option("--to", type=click.Path(path_type=Path), default=Path("previews"), show_default=True, help=say(TO))
@click.option("--format", "formats", callback=formats_of, default="pdf,html", show_default=True, help=say(FORMATS))
def preview_step(house: House, *, ref: str, to: Path, formats: tuple[str, ...], as_json: bool) -> int:
    """Make previews of what a branch changes."""
    _demand_empty(to)
    outcome = Outcome()
    slugs = [slug for slug in proposed.changed(house, ref).releases if _may_be_seen(house, slug, outcome)]
    _make(slugs, lambda slug, make: gate.proof(house, slug, make=make), outcome, to, formats)
    return outcome.told(to, as_json=as_json)


def _demand_empty(to: Path) -> None:
    """Raises NotAllowed where something lies in the folder of the result: a branch can bring it along, and no approval is about it."""
    if to.is_symlink() or (to.exists() and not (to.is_dir() and next(to.iterdir(), None) is None)):
        raise NotAllowed(to, NOT_EMPTY, EMPTY_IT)


def _may_be_seen(house: House, slug: str, outcome: Outcome) -> bool:
    """Whether a release may be shown to whoever sees the step's result; one that cannot be read is not."""
    try:
        own = releases.load(house, slug)
        secret = settings_file.secret(own.settings, own.draft, gate.now(), house.zone)
    except CommuniqueError as error:
        outcome.stopped.append(error)
        return False
    if secret:
        outcome.left[slug] = NO_PREVIEW.fill(name=slug)
    return not secret


@command("publish", PUBLISH)
@click.option("--to", type=click.Path(path_type=Path), default=Path("public"), show_default=True, help=say(TO))
def publish_step(house: House, *, to: Path, as_json: bool) -> int:
    """Publish all that is merged."""
    _demand_empty(to)
    outcome = Outcome()
    slugs = [slug for slug in releases.slugs(house) if _is_due(house, slug, outcome)]
    with renewals.gathered(house):
        _make(slugs, lambda slug, make: _verified(house, slug, make), outcome, to, ())
    syndication.renew(house, output=to)
    return outcome.told(to, as_json=as_json)


def _is_due(house: House, slug: str, outcome: Outcome) -> bool:
    """Whether something of a release is to be published now; one that nobody approved is, so that it stops the step."""
    try:
        case = gate.Case(house, slug, ())
    except CommuniqueError as error:
        outcome.stopped.append(error)
        return False
    until = case.release.settings.embargo
    if issues.withdrawal(case.record) and not case.board.approved and not gate.taken_back(case):
        outcome.left[slug] = WITHDRAWN.fill(name=slug)
    elif case.board.approved and until and gate.now() < until:
        outcome.left[slug] = HELD.fill(name=slug, until=spoken_moment(house.local(until)))
    return slug not in outcome.left


def _verified(house: House, slug: str, make: Make) -> gate.Issued:
    made = gate.issue(house, slug, make=make)
    gate.verify(house, made.folder)
    return made


def _make(slugs: Sequence[str], do: Callable[[str, Make], gate.Issued], outcome: Outcome, to: Path, formats: Sequence[str]) -> None:
    """Make files and copy them into folders of `to`; where one release fails the others are made."""
    to.mkdir(parents=True, exist_ok=True)
    for slug, one in batches.each(slugs, do, formats=formats):
        if isinstance(one, CommuniqueError):
            outcome.stopped.append(one)
            continue
        shutil.copytree(one.folder, to / slug)
        outcome.made[slug] = one
