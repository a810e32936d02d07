"""`communique watch`: a preview in the browser that follows every change."""

from __future__ import annotations

import webbrowser
from contextlib import suppress
from pathlib import Path

import click

from .. import releases
from ..desk import watching
from ..errors import RecordError
from ..house import House
from ..languages import Wording
from ..operation.listening import free_after
from ._console import answer, command, tell
from ._sheet import say, spoken

ABOUT = Wording(
    "Montre le COMMUNIQUÉ dans le navigateur et le refait dès que le brouillon, une édition ou un modèle change. N’écrit rien.",
    "Zeigt das RELEASE im Browser und macht es neu, sobald sich Entwurf, Ausgabe oder Vorlage ändern. Schreibt nichts.",
    "Shows the RELEASE in the browser and makes it anew as soon as draft, edition or template change. Writes nothing.",
)
PORT = Wording("port (sinon\u00a0: le premier qui est libre)", "Port (sonst: der erste freie)", "port (else the first that is free)")
NO_OPEN = Wording("ne pas ouvrir le navigateur", "den Browser nicht öffnen", "do not open the browser")
HERE = Wording(
    "Aperçu\u00a0: {address}\nCette adresse est secrète\u202f; Ctrl-C arrête tout.",
    "Vorschau: {address}\nDiese Adresse ist geheim; Strg-C beendet alles.",
    "Preview: {address}\nThis address is secret; Ctrl-C ends all.",
)
# Above those of the server, the shelf and the desk.
FIRST = 4230


@command("watch", ABOUT)
@click.argument("release")
@click.option("--port", type=click.IntRange(1, 65535), default=None, help=say(PORT))
@click.option("--no-open", is_flag=True, help=say(NO_OPEN))
def watch_command(house: House, release: str, *, port: int | None, no_open: bool, as_json: bool) -> None:
    """Serve the preview until Ctrl-C."""
    slug = releases.slug_of(Path(release).stem) if release.endswith(".docx") else release
    if slug not in releases.slugs(house):
        raise RecordError(slug, releases.NO_RELEASE, releases.RUN_FIRST)

    def ready(address: str) -> None:
        if as_json:
            answer({"address": address})
        else:
            tell(HERE, address=address)
        if not no_open:
            webbrowser.open(address)

    with suppress(KeyboardInterrupt):
        watching.serve(watching.Watch(house, slug, spoken()), port=port or free_after(FIRST), ready=ready)
