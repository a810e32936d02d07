"""The files of the drop folder that have become no release, and why, as `communique status` prints them."""

from __future__ import annotations

import click

from ..house import House
from ..languages import Wording
from ..operation import fates
from ._console import answer, tell
from ._sheet import say, spoken

FILES = Wording(
    "seulement les fichiers déposés qui attendent ou sont refusés, et pourquoi",
    "nur die abgelegten Dateien, die warten oder abgelehnt sind, und warum",
    "only the dropped files that wait or were refused, and why",
)
HEADING = Wording("Fichiers non pris", "Nicht übernommene Dateien", "Files not taken")
NONE = Wording("aucun fichier n’attend ni n’est refusé", "keine Datei wartet oder ist abgelehnt", "no file waits or was refused")


def print_files(house: House, *, as_json: bool, asked: bool) -> None:
    """Print what the watcher of the drop folder last had to tell; where that is nothing, it is said only when it was asked for."""
    known = fates.kept(house)
    if as_json:
        answer(known)
        return
    if asked and not known:
        tell(NONE)
    if known:
        click.secho(say(HEADING), bold=True)
    for file in known:
        says = file["says"]
        click.echo(f"  {file['file']}: {says.get(spoken().value, '') if isinstance(says, dict) else ''}")
