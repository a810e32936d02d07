"""`communique up`: the Prefect server, the flows and the drop folder, with one command."""

from __future__ import annotations

import click

from ..house import House
from ..languages import Wording
from ..operation import team, upkeep
from ._console import command, tell
from ._sheet import say, spoken

ABOUT = Wording(
    "Démarre le serveur Prefect, les flux et la surveillance de drafts/. Ctrl-C arrête tout.",
    "Startet den Prefect-Server, die Flows und die Überwachung von drafts/. Strg-C beendet alles.",
    "Starts the Prefect server, the flows and the watch on drafts/. Ctrl-C ends all.",
)
PORT = Wording("port du serveur", "Port des Servers", "the server’s port")
NO_BROWSER = Wording("ne pas ouvrir le navigateur", "den Browser nicht öffnen", "do not open the browser")
NEW_KEY = Wording("Une clé a été créée : {path}", "Ein Schlüssel wurde erzeugt: {path}", "A key was made: {path}")


@command("up", ABOUT)
@click.option("--port", default=4200, show_default=True, help=say(PORT))
@click.option("--no-browser", is_flag=True, help=say(NO_BROWSER))
def up_command(house: House, *, port: int, no_browser: bool, as_json: bool) -> None:
    """Start everything a team needs, until Ctrl-C."""
    if not house.public_key and not house.key_file.exists():
        house = upkeep.new_key(house)
        tell(NEW_KEY, path=house.key_file)
    team.start(house, port=port, open_browser=not no_browser, language=spoken())
