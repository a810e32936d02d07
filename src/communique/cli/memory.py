"""`communique memory`: what was approved before, how it grows and serves, and TMX files in and out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from .. import memory, pipeline, releases
from ..errors import HouseError
from ..house import House
from ..languages import Wording
from ..translation import growth, harvest, tmx
from ..translation.tmx import Entry
from ._console import answer, command, group, tell, working
from ._sheet import say

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
REPLACES = Wording(
    "{file}\u00a0: {units} unités, à la place d’une importation antérieure du même nom",
    "{file}: {units} Einheiten, anstelle eines früheren Imports gleichen Namens",
    "{file}: {units} units, in the place of an earlier import of the same name",
)
SAME_NAME = Wording(
    "deux de ces fichiers porteraient le même nom dans templates/memory",
    "zwei dieser Dateien hießen in templates/memory gleich",
    "two of these files would have the same name in templates/memory",
)
RENAME = Wording("renommez l’un des deux", "benennen Sie eine der beiden um", "rename one of the two")
IN_MEMORY = Wording(
    "ce dossier est celui de la mémoire\u00a0: elle se contiendrait deux fois",
    "in diesem Ordner liegt der Speicher selbst; er enthielte sich dann doppelt",
    "this is the memory’s own folder; it would hold itself twice",
)
ELSEWHERE = Wording("nommez un autre dossier", "nennen Sie einen anderen Ordner", "name another folder")
READING = Wording("Lecture de {file}…", "{file} wird gelesen …", "Reading {file}…")
SHOW = Wording(
    "Montre la croissance de la mémoire, sa taille par langues et ce qu’elle a fourni.",
    "Zeigt, wie der Speicher wächst, wie groß er je Sprachpaar ist und was er geliefert hat.",
    "Shows how the memory grows, its size by languages, and what it gave.",
)
GROW = Wording(
    "Met la mémoire à jour d’après les communiqués publiés ou retirés.",
    "Bringt den Speicher auf den Stand der veröffentlichten und zurückgezogenen Mitteilungen.",
    "Brings the memory up to date with the releases published or withdrawn.",
)
EXPORT = Wording(
    "Écrit toute la mémoire dans un FICHIER TMX.",
    "Schreibt den ganzen Speicher in eine TMX-DATEI.",
    "Writes the whole memory to a TMX FILE.",
)
PAIR = Wording("{pair} : {units} unités", "{pair}: {units} Einheiten", "{pair}: {units} units")
MONTH = Wording("{month} : + {units} unités", "{month}: + {units} Einheiten", "{month}: + {units} units")
NO_DATE = Wording("sans date", "ohne Datum", "no date")
REUSE = Wording(
    "{release}, {language} : {verbatim} phrases reprises telles quelles, {near} semblables, {rule} par règle, {engine} d’un moteur, "
    "{person} d’une personne, {nowhere} à traduire",
    "{release}, {language}: {verbatim} Sätze wörtlich übernommen, {near} ähnlich, {rule} nach Regel, {engine} maschinell, "
    "{person} von Personen, {nowhere} offen",
    "{release}, {language}: {verbatim} sentences taken verbatim, {near} alike, {rule} by rule, {engine} by an engine, "
    "{person} by a person, {nowhere} to translate",
)
GREW = Wording("{slug} : mémoire mise à jour", "{slug}: Speicher aktualisiert", "{slug}: memory updated")
UP_TO_DATE = Wording("La mémoire est à jour.", "Der Speicher ist auf dem Stand.", "The memory is up to date.")
LAST = 5


@command("show", SHOW)
def show_command(house: House, *, as_json: bool) -> None:
    """Print the memory's growth by month and size by pair, and where the sentences of the last releases come from."""
    entries = memory.Memory.load(pipeline.memory_files(house)).entries
    reuse = _reuse(house)
    if as_json:
        answer({"pairs": growth.by_pair(entries), "months": growth.by_month(entries), "reuse": reuse})
        return
    for pair, units in growth.by_pair(entries).items():
        tell(PAIR, pair=pair, units=units)
    for month, units in growth.by_month(entries).items():
        tell(MONTH, month=month or say(NO_DATE), units=units)
    for release, languages in reuse.items():
        for language, counts in languages.items():
            tell(REUSE, release=release, language=language, **counts)


def _reuse(house: House) -> dict[str, dict[str, dict[str, int]]]:
    """The origins of the sentences of the releases made last, by slug and language of translation."""
    slugs = sorted(releases.slugs(house), key=lambda slug: (house.drafts / slug / "draft.json").stat().st_mtime)[-LAST:]
    found: dict[str, dict[str, dict[str, int]]] = {}
    for slug in slugs:
        source, *others = pipeline.languages_of(house, slug)
        made = {language: pipeline.edition(house, slug, language) for language in others if language is not source}
        found[slug] = {language.value: growth.origins(edition) for language, edition in made.items() if edition}
    return found


@command("grow", GROW)
def grow_command(house: House, *, as_json: bool) -> None:
    """Take what was published into the memory, and what was withdrawn out of it."""
    grown = harvest.grow(house)
    if as_json:
        answer(list(grown))
        return
    for slug in grown:
        tell(GREW, slug=slug)
    if not grown:
        tell(UP_TO_DATE)


@command("export", EXPORT)
@click.argument("file", type=click.Path(path_type=Path))
def export_command(house: House, file: Path, *, as_json: bool) -> None:
    """Write all files of the memory as one."""
    count, folder = 0, house.templates / "memory"
    if file.resolve().parent == folder.resolve():
        raise HouseError(file.name, IN_MEMORY, ELSEWHERE)

    def entries() -> Iterator[Entry]:
        nonlocal count
        for path in pipeline.memory_files(house):
            for entry in tmx.read(path):
                count += 1
                yield entry

    with working(READING, file=file.name):
        tmx.write(file, entries())
    answer({file.name: count}) if as_json else tell(HOLDS, file=file.name, units=count)


@command("list", LIST)
def list_command(house: House, *, as_json: bool) -> None:
    """Print the files of the memory and how many units each holds."""
    sizes = {path.name: sum(1 for _ in tmx.read(path)) for path in pipeline.memory_files(house)}
    if as_json:
        answer(sizes)
        return
    for file, units in sizes.items():
        tell(HOLDS, file=file, units=units)


@command("import", IMPORT)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def import_command(house: House, files: tuple[Path, ...], *, as_json: bool) -> None:
    """Take TMX files into the memory, all or none."""
    folder = house.templates / "memory"
    places = [memory.place_of(path, folder) for path in files]
    for number, path in enumerate(files):
        if places[number] in places[:number]:
            raise HouseError(path.name, SAME_NAME, RENAME)
    for path in files if len(files) > 1 else ():
        with working(READING, file=path.name):
            memory.units_of(path)
    replaced = {path.name for path, place in zip(files, places, strict=True) if place.is_file() and not place.samefile(path)}
    taken: dict[str, int] = {}
    for path in files:
        with working(READING, file=path.name):
            taken[path.name] = memory.import_tmx(path, folder)
    if as_json:
        answer(taken)
        return
    for file, units in taken.items():
        tell(REPLACES if file in replaced else HOLDS, file=file, units=units)


for each in (show_command, list_command, grow_command, import_command, export_command):
    memory_command.add_command(each)
