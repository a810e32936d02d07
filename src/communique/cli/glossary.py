"""`communique glossary`: the termbase in and out."""

from __future__ import annotations

from pathlib import Path

import click

from .. import glossary
from ..house import House
from ..languages import Wording
from ..storage import write_whole
from ._console import answer, command, group, tell

glossary_command = group("glossary", Wording("La base terminologique.", "Die Termbank.", "The termbase."))

LIST = Wording("Les concepts et leurs termes.", "Die Konzepte und ihre Benennungen.", "The concepts and their terms.")
IMPORT = Wording(
    "Ajoute les concepts de FICHIER (CSV) à templates/glossary.csv ; un concept déjà connu est remplacé.",
    "Übernimmt die Konzepte aus DATEI (CSV) nach templates/glossary.csv; ein bekanntes Konzept wird ersetzt.",
    "Adds the concepts of FILE (CSV) to templates/glossary.csv; a known concept is replaced.",
)
TAKEN = Wording(
    "{taken} concepts pris, {whole} en tout", "{taken} Konzepte übernommen, {whole} insgesamt", "{taken} concepts taken, {whole} in all"
)


@command("list", LIST)
def list_command(house: House, *, as_json: bool) -> None:
    """Print the concepts."""
    known = glossary.load(house.templates / "glossary.csv")
    if as_json:
        answer([{"concept": c.id, "terms": [[t.language, t.text, t.status] for t in c.terms]} for c in known.concepts])
        return
    for concept in known.concepts:
        click.echo(f"{concept.id}: " + ", ".join(f"{term.language} {term.text} ({term.status})" for term in concept.terms))


@command("import", IMPORT)
@click.argument("file", type=click.Path(path_type=Path))
def import_command(house: House, file: Path, *, as_json: bool) -> None:
    """Take the concepts of a file into the termbase."""
    path = house.templates / "glossary.csv"
    incoming = glossary.load(file)
    whole = glossary.merge(glossary.load(path), incoming)
    write_whole(path, glossary.dump(whole).encode())
    if as_json:
        answer({"taken": len(incoming.concepts), "whole": len(whole.concepts)})
    else:
        tell(TAKEN, taken=len(incoming.concepts), whole=len(whole.concepts))


glossary_command.add_command(list_command)
glossary_command.add_command(import_command)
