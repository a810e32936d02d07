"""`communique new-house`: the folder that a communications team starts from."""

from __future__ import annotations

from pathlib import Path

import click

from .. import house as houses
from ..languages import Language, Wording
from ..operation import founding, upkeep
from ._console import LANG_OPTION, answer, languages, tell
from ._sheet import Sheet, say, spoken

ABOUT = Wording(
    "Crée dans DOSSIER, nouveau ou vide, une maison complète\u00a0: modèles avec leurs polices, premier partenaire, mode d’emploi.",
    "Legt in ORDNER, neu oder leer, ein vollständiges Haus an: Vorlagen mit ihren Schriften, ein erster Partner, eine Anleitung.",
    "Makes a complete house in FOLDER, new or empty: templates with their fonts, a first partner, a page of instructions.",
)
NAME = Wording(
    "nom de la maison (sinon\u00a0: celui du dossier)", "Name des Hauses (sonst: der des Ordners)", "name of the house (else the folder’s)"
)
WHICH = Wording("langues des communiqués\u00a0: fr,de,en", "Sprachen der Mitteilungen: fr,de,en", "languages of the releases: fr,de,en")
AS_JSON = Wording("réponse en JSON", "Antwort als JSON", "answer as JSON")
MADE = Wording("La maison est prête\u00a0: {folder}", "Das Haus ist bereit: {folder}", "The house is ready: {folder}")
NEXT = Wording(
    "Lisez {readme}, puis déposez un fichier Word dans {drafts}.",
    "Lesen Sie {readme}, dann legen Sie eine Word-Datei in {drafts} ab.",
    "Read {readme}, then drop a Word file into {drafts}.",
)


@click.command("new-house", cls=Sheet, help=say(ABOUT))
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", default="", help=say(NAME))
@click.option("--languages", "chosen", callback=languages, default="fr,de,en", show_default=True, help=say(WHICH))
@click.option("--lang", type=click.Choice([language.value for language in Language]), expose_value=False, help=say(LANG_OPTION))
@click.option("--json", "as_json", is_flag=True, help=say(AS_JSON))
def new_house_command(folder: Path, *, name: str, chosen: tuple[Language, ...], as_json: bool) -> None:
    """Make a house; it needs no house to be called from."""
    unique = tuple(dict.fromkeys(chosen)) or tuple(Language)
    root = founding.found(folder, name=name or folder.resolve().name, languages=unique, language=spoken())
    own = houses.load(root)
    if not own.key_file.exists():
        upkeep.new_key(own)
    if as_json:
        answer({"house": str(root.resolve())})
        return
    tell(MADE, folder=root)
    tell(NEXT, readme=root / "README.md", drafts=root / "drafts")
