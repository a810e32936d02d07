"""`communique memory`: what was approved before, and TMX files in."""

from __future__ import annotations

from pathlib import Path

import click

from .. import memory, pipeline
from ..house import House
from ..languages import Wording
from ._console import answer, command, group, tell

memory_command = group(
    "memory", Wording("La mémoire des phrases validées.", "Der Speicher der freigegebenen Sätze.", "The memory of approved sentences.")
)

LIST = Wording("Ce que la mémoire contient.", "Was der Speicher enthält.", "What the memory holds.")
HOLDS = Wording("{file} : {units} unités", "{file}: {units} Einheiten", "{file}: {units} units")
IMPORT = Wording(
    "Ajoute des fichiers TMX à templates/memory.",
    "Übernimmt TMX-Dateien nach templates/memory.",
    "Adds TMX files to templates/memory.",
)


@command("list", LIST)
def list_command(house: House, *, as_json: bool) -> None:
    """Print the files of the memory and how many units each holds."""
    sizes = {path.name: len(memory.Memory.load([path])) for path in pipeline.memory_files(house)}
    if as_json:
        answer(sizes)
        return
    for file, units in sizes.items():
        tell(HOLDS, file=file, units=units)


@command("import", IMPORT)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def import_command(house: House, files: tuple[Path, ...], *, as_json: bool) -> None:
    """Take TMX files into the memory, all or none."""
    for path in files:
        memory.Memory.load([path])
    taken = {path.name: memory.import_tmx(path, house.templates / "memory") for path in files}
    if as_json:
        answer(taken)
        return
    for file, units in taken.items():
        tell(HOLDS, file=file, units=units)


memory_command.add_command(list_command)
memory_command.add_command(import_command)
