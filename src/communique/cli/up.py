"""`communique up`: the Prefect server, the flows, the drop folder and the review desk, with one command."""

from __future__ import annotations

import os

import click

from ..files import secret_files
from ..house import House
from ..languages import Wording
from ..operation import doctor, journal, listening, team, upkeep
from ._console import command
from ._sheet import say, spoken
from ._steps import onlooker

ABOUT = Wording(
    "Démarre le serveur Prefect, les flux, la surveillance de drafts/ et le bureau de relecture. Ctrl-C arrête tout.",
    "Startet den Prefect-Server, die Flows, die Überwachung von drafts/ und den Prüftisch. Strg-C beendet alles.",
    "Starts the Prefect server, the flows, the watch on drafts/ and the review desk. Ctrl-C ends all.",
)
HOST = Wording(
    "adresse où le serveur écoute\u202f; au-delà de cette machine, il faut un mot de passe",
    "Adresse des Servers; über diesen Rechner hinaus nur mit Kennwort",
    "address that the server listens at; wider than this machine with a password only",
)
PORT = Wording("port du serveur", "Port des Servers", "the server’s port")
NO_BROWSER = Wording("ne pas ouvrir le navigateur", "den Browser nicht öffnen", "do not open the browser")
LOG = Wording(
    "forme des journaux\u00a0: phrases, ou un objet JSON par ligne",
    "Form der Logs: Sätze oder je Zeile ein JSON-Objekt",
    "form of the logs: sentences, or one JSON object a line",
)
NEW_KEY = Wording("Une clé a été créée\u00a0: {path}", "Ein Schlüssel wurde erzeugt: {path}", "A key was made: {path}")


@command("up", ABOUT)
@click.option("--host", default=None, help=say(HOST), metavar="IP")
@click.option("--port", default=team.PORT, show_default=True, help=say(PORT))
@click.option("--no-browser", is_flag=True, help=say(NO_BROWSER))
@click.option("--log", type=click.Choice(["text", journal.JSON]), default=None, help=say(LOG))
def up_command(house: House, *, host: str | None, port: int, no_browser: bool, log: str | None, as_json: bool) -> None:
    """Start everything a team needs, until Ctrl-C."""
    if log:
        os.environ[journal.ASKED] = log
    secret_files.take_in()
    at = host or os.environ.get("PREFECT_SERVER_API_HOST") or listening.LOOPBACK[0]
    listening.demand_password(at)
    doctor.demand_health(house)
    if not house.public_key and not house.key_file.exists():
        house = upkeep.new_key(house)
        onlooker().says(NEW_KEY.fill(path=house.key_file))
    watching = onlooker()
    try:
        team.start(house, watching, host=at, port=port, open_browser=not no_browser, language=spoken())
    finally:
        watching.closed()
