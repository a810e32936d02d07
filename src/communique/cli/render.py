"""`communique render`: approved editions become files."""

from __future__ import annotations

from pathlib import Path

import click

from .. import gate
from .. import releases as known
from ..house import House
from ..languages import Wording
from ._console import answer, command, tell, working
from ._sheet import say

ABOUT = Wording(
    "Produit les fichiers des COMMUNIQUÉS validés : PDF, page web et texte, toutes les langues ou aucune. Sans serveur ni réseau.",
    "Erzeugt die Dateien freigegebener RELEASES: PDF, Webseite und Text, alle Sprachen oder keine. Ohne Server und Netz.",
    "Makes the files of approved RELEASES: PDF, web page and text, all languages or none. No server, no network.",
)
ALL = Wording("tous les communiqués validés", "alle freigegebenen Releases", "all approved releases")
PREVIEW = Wording(
    "aperçu en filigrane, sans validation", "Vorschau mit Wasserzeichen, ohne Freigabe", "watermarked preview, without approval"
)
NAME_ONE = Wording("nommez un communiqué, ou --all", "nennen Sie ein Release oder --all", "name a release, or --all")
RENDERING = Wording("Mise en pages de {slug}…", "{slug} wird gesetzt …", "Rendering {slug}…")
MADE = Wording("{slug} : {count} fichiers", "{slug}: {count} Dateien", "{slug}: {count} files")


@command("render", ABOUT)
@click.argument("releases", nargs=-1)
@click.option("--all", "everything", is_flag=True, help=say(ALL))
@click.option("--preview", is_flag=True, help=say(PREVIEW))
def render_command(house: House, releases: tuple[str, ...], *, everything: bool, preview: bool, as_json: bool) -> None:
    """Render releases."""
    if not (releases or everything):
        raise click.UsageError(say(NAME_ONE))
    made: dict[str, list[Path]] = {}
    for slug in (known.slugs(house) if preview else gate.approved(house)) if everything else releases:
        with working(RENDERING, slug=slug):
            made[slug] = list(gate.preview(house, slug) if preview else gate.publish(house, slug))
    if as_json:
        answer({slug: [str(path) for path in paths] for slug, paths in made.items()})
        return
    for slug, paths in made.items():
        tell(MADE, slug=slug, count=len(paths))
        for path in paths:
            click.echo(f"  {_near(path)}")


def _near(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
