"""`communique doctor`: what is wrong on this machine and in this house, and what to do about it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from .. import house as houses
from ..errors import CommuniqueError
from ..house import House
from ..languages import Language, Wording
from ..operation import doctor, listening, team
from ..operation.diagnosis import Diagnosis, Verdict
from ._console import HOUSE_OPTION, JSON_OPTION, LANG_OPTION, answer
from ._sheet import Sheet, say, spoken

ABOUT = Wording(
    "Dit ce qui manque à cette machine et à ce dossier pour travailler, et comment y remédier. Code de sortie 2 s’il y a une erreur.",
    "Sagt, was diesem Rechner und diesem Ordner zum Arbeiten fehlt, und was zu tun ist. Exit-Code 2 bei einem Fehler.",
    "Says what this machine and this folder lack for the work, and what to do. Exit code 2 where there is an error.",
)
THOROUGH = Wording(
    "charger aussi le serveur Prefect et relire chaque modèle (quelques secondes)",
    "auch den Prefect-Server laden und jedes Modell ganz lesen (einige Sekunden)",
    "load the Prefect server and read each model too (some seconds)",
)
HOST = Wording("adresse que «\u00a0up\u00a0» recevra", "Adresse, die „up“ bekommen wird", "address that “up” will be given")
PORT = Wording("port du serveur", "Port des Servers", "the server’s port")
SUM = Wording(
    "erreurs\u00a0: {errors}, remarques\u00a0: {warnings}",
    "Fehler: {errors}, Hinweise: {warnings}",
    "errors: {errors}, warnings: {warnings}",
)
ALL_WELL = Wording("Tout va bien.", "Alles in Ordnung.", "All is well.")
SIGNS = {Verdict.OK: ("✔", "green"), Verdict.WARNING: ("▲", "yellow"), Verdict.ERROR: ("✘", "red")}


@click.command("doctor", cls=Sheet, help=say(ABOUT))
@click.option("--house", "root", type=click.Path(path_type=Path), help=say(HOUSE_OPTION))
@click.option("--lang", type=click.Choice([language.value for language in Language]), expose_value=False, help=say(LANG_OPTION))
@click.option("--json", "as_json", is_flag=True, help=say(JSON_OPTION))
@click.option("--thorough", is_flag=True, help=say(THOROUGH))
@click.option("--host", default=None, metavar="IP", help=say(HOST))
@click.option("--port", default=team.PORT, show_default=True, help=say(PORT))
def doctor_command(root: Path | None, *, as_json: bool, thorough: bool, host: str | None, port: int) -> int:
    """Print every diagnosis."""
    place = root or click.get_current_context().obj or Path.cwd()
    at = host or os.environ.get("PREFECT_SERVER_API_HOST") or listening.LOOPBACK[0]
    found = list(doctor.examine(_house(place), place, host=at, port=port, thorough=thorough))
    if as_json:
        answer({"ok": not _count(found, Verdict.ERROR), "diagnoses": [one.values(spoken()) for one in found]})
    else:
        _print(found)
    return 2 if _count(found, Verdict.ERROR) else 0


def _house(place: Path) -> House | CommuniqueError:
    """The house, or why it cannot be read: the machine can be looked at without it."""
    try:
        return houses.load(place)
    except CommuniqueError as error:
        return error


def _count(found: Sequence[Diagnosis], verdict: Verdict) -> int:
    return sum(one.verdict is verdict for one in found)


def _print(found: Sequence[Diagnosis]) -> None:
    width = max(len(say(doctor.TITLES[one.what])) for one in found)
    for one in found:
        sign, colour = SIGNS[one.verdict]
        click.echo(f"{click.style(sign, fg=colour)} {say(doctor.TITLES[one.what]):<{width}}  {say(one.fact)}")
        if say(one.way_out):
            click.echo(f"{'':<{width + 4}}→ {say(one.way_out)}")
    errors, warnings = _count(found, Verdict.ERROR), _count(found, Verdict.WARNING)
    click.echo(say(SUM.fill(errors=errors, warnings=warnings) if errors or warnings else ALL_WELL))
