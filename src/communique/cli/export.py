"""`communique export`: a release as files for translators."""

from __future__ import annotations

from pathlib import Path

import click

from ..errors import CommuniqueError
from ..exchange import handouts, word_handouts
from ..house import House
from ..languages import Language, Wording
from ._console import answer, command, tell
from ._sheet import say, spoken
from .decide import CODES

ABOUT = Wording(
    "Écrit le COMMUNIQUÉ pour la traduction\u00a0: un fichier XLIFF 1.2 ou Word bilingue par langue cible, un fichier TMX.",
    "Schreibt das RELEASE für die Übersetzung: eine XLIFF-1.2- oder zweisprachige Word-Datei je Zielsprache, eine TMX-Datei.",
    "Writes the RELEASE for translators: an XLIFF 1.2 or bilingual Word file for each target language, a TMX file.",
)
FORMS = Wording("formats\u00a0: docx,xliff,tmx", "Formate: docx,xliff,tmx", "formats: docx,xliff,tmx")
LANGUAGE = Wording("cette langue cible seulement", "nur diese Zielsprache", "this target language only")
FOLDER = Wording(
    "dossier de destination (sinon output/_exchange/COMMUNIQUÉ)",
    "Zielordner (sonst output/_exchange/RELEASE)",
    "the folder (else output/_exchange/RELEASE)",
)
APPROVED = Wording("TMX\u00a0: langues validées seulement", "TMX: nur freigegebene Sprachen", "TMX: approved languages only")
UNKNOWN = Wording("le format «\u00a0{form}\u00a0» n’existe pas", "das Format „{form}“ gibt es nicht", "there is no format “{form}”")
KNOWN = Wording("il y a\u00a0: docx, xliff, tmx", "es gibt: docx, xliff, tmx", "there are: docx, xliff, tmx")
NEXT = Wording(
    "Quand la traduction revient\u00a0: communique import FICHIER --as NOM. Tant que l’embargo dure, ces fichiers le portent aussi.",
    "Wenn die Übersetzung zurückkommt: communique import DATEI --as NAME. Solange die Sperrfrist läuft, gilt sie auch für diese Dateien.",
    "When the translation comes back: communique import FILE --as NAME. While an embargo lasts, these files are under it too.",
)


@command("export", ABOUT)
@click.argument("release")
@click.option("--as", "forms", default="xliff", help=say(FORMS))
@click.option("--language", type=click.Choice(CODES), help=say(LANGUAGE))
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), help=say(FOLDER))
@click.option("--approved", is_flag=True, help=say(APPROVED))
def export_command(
    house: House, release: str, *, forms: str, language: str | None, folder: Path | None, approved: bool, as_json: bool
) -> None:
    """Write the files."""
    wanted = [form.strip() for form in forms.split(",") if form.strip()]
    for form in wanted or [forms]:
        if form not in ("docx", "xliff", "tmx"):
            raise CommuniqueError("--as", UNKNOWN.fill(form=form), KNOWN)
    targets = handouts.targets(house, release, Language(language) if language else None)
    place = folder or house.output / "_exchange" / release
    written = [handouts.export_xliff(house, release, one, place, speaks=spoken()) for one in targets if "xliff" in wanted]
    written += [word_handouts.export_word(house, release, one, place) for one in targets if "docx" in wanted]
    if "tmx" in wanted:
        written.append(handouts.export_tmx(house, release, place, only_approved=approved))
    if as_json:
        answer({"release": release, "files": [str(path) for path in written]})
        return
    for path in written:
        click.echo(path)
    tell(NEXT)
