"""`communique status`: who approved, who is missing, and why."""

from __future__ import annotations

import re
import sys
from contextlib import suppress

import click

from .. import gate, releases
from ..approval.boards import Board
from ..errors import CommuniqueError
from ..house import House
from ..languages import Wording
from ..publishing.standings import standing
from ._board import board_values, print_board, print_standing
from ._console import answer, command, tell
from ._drop_folder import FILES, print_files
from ._sheet import say, spoken

ABOUT = Wording(
    "Dit, partenaire par langue, ce qui est validé, en attente, périmé ou renvoyé. Sans COMMUNIQUÉ : tous.",
    "Sagt je Partner und Sprache, was freigegeben ist, wartet, überholt oder zurückgegeben ist. Ohne RELEASE: alle.",
    "Says, partner by language, what is approved, waiting, stale or returned. Without RELEASE: all of them.",
)
NONE = Wording("aucun communiqué dans drafts/", "keine Mitteilung in drafts/", "no release in drafts/")

WATCH = Wording(
    "suivre\u00a0: tableau mis à jour toutes les S secondes (2)",
    "zusehen: Tabelle, alle S Sekunden aktualisiert (2)",
    "watch: a table that keeps itself up to date, every S seconds (2)",
)
SECONDS = Wording(
    "--watch\u00a0: un nombre de secondes, de 0.5 à 3600",
    "--watch: eine Zahl von Sekunden, 0.5 bis 3600",
    "--watch: a number of seconds, from 0.5 to 3600",
)
NUMBER = re.compile(r"\d{1,6}(\.\d{1,3})?", re.ASCII)
USUAL, SHORTEST, LONGEST = 2.0, 0.5, 3600.0


@command("status", ABOUT)
@click.argument("release", required=False)
@click.option("--files", is_flag=True, help=say(FILES))
@click.option("--watch", is_flag=False, flag_value=str(USUAL), metavar="[S]", help=say(WATCH))
def status_command(house: House, release: str | None, *, files: bool, watch: str | None, as_json: bool) -> int:
    """Print the state of one release or all, once or again and again."""
    if watch is not None:
        return _watch(house, release, watch, as_json=as_json)
    if files or not (as_json or release):
        print_files(house, as_json=as_json, asked=files)
    if files:
        return 0
    boards, broken = _boards(house, (release,) if release is not None else releases.slugs(house))
    if release is not None and broken:
        raise broken[0]
    if as_json:
        told = [{**board_values(board), "standing": standing(house, slug, gate.now()).values()} for slug, board in boards.items()]
        answer(told if release is None else told[0])
    elif not boards and not broken:
        tell(NONE)
    else:
        for slug, board in boards.items():
            click.secho(slug, bold=True)
            print_standing(house, slug)
            print_board(board, slug, house)
    for error in broken:
        click.echo(error.sentence(spoken()), err=True)
    return broken[0].exit_code if broken else 0


def _watch(house: House, release: str | None, every: str, *, as_json: bool) -> int:
    """Show where releases stand until somebody ends it."""
    if release is None and not NUMBER.fullmatch(every):
        # `--watch my-release`: the word behind it is a release, no number of seconds.
        release, every = every, str(USUAL)
    if not NUMBER.fullmatch(every) or not SHORTEST <= float(every) <= LONGEST:
        raise click.UsageError(say(SECONDS))
    if release is not None:
        releases.load(house, release)
    from ._outlook import View, lines

    view = View(house, release)
    with suppress(KeyboardInterrupt):
        if sys.stdout.isatty() and not as_json:
            from ._live import live

            live(view, float(every))
        else:
            lines(view, float(every), as_json=as_json)
    return 0


def _boards(house: House, slugs: tuple[str, ...]) -> tuple[dict[str, Board], list[CommuniqueError]]:
    """The state of each release; one that cannot be read does not hide the others."""
    boards: dict[str, Board] = {}
    broken: list[CommuniqueError] = []
    for slug in slugs:
        try:
            boards[slug] = gate.board(house, slug)
        except CommuniqueError as error:
            broken.append(error)
    return boards, broken
