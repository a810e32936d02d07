"""`communique glossary`: the termbase in and out."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from types import ModuleType

import click

from .. import glossary
from ..errors import HouseError
from ..files.storage import write_whole
from ..house import House
from ..languages import LANGUAGE_NAMES, Wording
from ..terms import tbx
from ..terms.contradictions import contradictions, replaced
from ._console import answer, command, group, tell

glossary_command = group("glossary", Wording("La base terminologique.", "Die Termbank.", "The termbase."))

LIST = Wording("Les concepts et leurs termes.", "Die Konzepte und ihre Benennungen.", "The concepts and their terms.")
IMPORT = Wording(
    "Ajoute les concepts de FICHIER (.csv ou .tbx) à templates/glossary.csv ; un concept déjà connu est remplacé.",
    "Übernimmt die Konzepte aus DATEI (.csv oder .tbx) nach templates/glossary.csv; ein bekanntes Konzept wird ersetzt.",
    "Adds the concepts of FILE (.csv or .tbx) to templates/glossary.csv; a known concept is replaced.",
)
EXPORT = Wording(
    "Écrit la base terminologique dans FICHIER (.csv ou .tbx).",
    "Schreibt die Termbank in DATEI (.csv oder .tbx).",
    "Writes the termbase to FILE (.csv or .tbx).",
)
TAKEN = Wording(
    "concepts pris : {taken} ({whole} en tout)",
    "übernommene Konzepte: {taken} ({whole} insgesamt)",
    "concepts taken: {taken} ({whole} in all)",
)
REPLACED = Wording(
    "ces concepts disaient autre chose et sont remplacés\u00a0: {concepts}",
    "diese Konzepte lauteten anders und sind ersetzt: {concepts}",
    "these concepts said something else and are replaced: {concepts}",
)
CONTRADICTORY = Wording(
    "contradiction\u00a0: «\u00a0{term}\u00a0» ({language}) est admis par «\u00a0{allowed}\u00a0» et interdit "
    "par «\u00a0{forbidden}\u00a0»\u202f; à trancher dans templates/glossary.csv",
    "Widerspruch: „{term}“ ({language}) ist bei „{allowed}“ erlaubt und bei „{forbidden}“ verboten; "
    "bitte in templates/glossary.csv entscheiden",
    "contradiction: “{term}” ({language}) is allowed by “{allowed}” and forbidden by “{forbidden}”; decide in templates/glossary.csv",
)
GIVEN = Wording("{file} : {whole} concepts", "{file}: {whole} Konzepte", "{file}: {whole} concepts")
UNKNOWN_FORM = Wording(
    "n’est ni un fichier .csv ni un fichier .tbx", "ist weder eine .csv- noch eine .tbx-Datei", "is neither a .csv nor a .tbx file"
)
NAME_IT = Wording(
    "donnez-lui l’une de ces deux terminaisons", "geben Sie ihr eine dieser beiden Endungen", "give it one of these two endings"
)
UNREADABLE = Wording("ce fichier ne peut pas être lu", "diese Datei lässt sich nicht lesen", "this file cannot be read")
CHECK_PATH = Wording("vérifiez son nom et ses droits", "prüfen Sie Namen und Rechte", "check its name and its permissions")
FORMS = {".csv": glossary, ".tbx": tbx}


def _form(file: Path) -> ModuleType:
    """What reads and writes a file of this ending. Raises HouseError for any other ending."""
    if (form := FORMS.get(file.suffix.lower())) is None:
        raise HouseError(file.name, UNKNOWN_FORM, NAME_IT)
    return form


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
    try:
        incoming = _form(file).load(file)
    except OSError as error:
        raise HouseError(file.name, UNREADABLE, CHECK_PATH) from error
    own = glossary.load(path)
    whole = glossary.merge(own, incoming)
    changed = replaced(own, incoming)
    found = list(contradictions(whole, {concept.id for concept in incoming.concepts}))
    write_whole(path, glossary.dump(whole).encode())
    if as_json:
        answer(
            {"taken": len(incoming.concepts), "whole": len(whole.concepts), "replaced": changed, "contradictions": list(map(asdict, found))}
        )
        return
    if changed:
        tell(REPLACED, concepts=", ".join(changed))
    for one in found:
        tell(CONTRADICTORY, term=one.term, language=LANGUAGE_NAMES[one.language], allowed=one.allowed, forbidden=one.forbidden)
    tell(TAKEN, taken=len(incoming.concepts), whole=len(whole.concepts))


@command("export", EXPORT)
@click.argument("file", type=click.Path(path_type=Path))
def export_command(house: House, file: Path, *, as_json: bool) -> None:
    """Write the termbase to a file."""
    form, whole = _form(file), glossary.load(house.templates / "glossary.csv")
    write_whole(file, form.dump(whole).encode())
    if as_json:
        answer({"file": str(file), "whole": len(whole.concepts)})
    else:
        tell(GIVEN, file=file.name, whole=len(whole.concepts))


glossary_command.add_command(list_command)
glossary_command.add_command(import_command)
glossary_command.add_command(export_command)
