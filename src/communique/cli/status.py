"""`communique status`: who approved, who is missing, and why."""

from __future__ import annotations

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
NONE = Wording("aucun communiqué dans drafts/", "kein Release in drafts/", "no release in drafts/")


@command("status", ABOUT)
@click.argument("release", required=False)
@click.option("--files", is_flag=True, help=say(FILES))
def status_command(house: House, release: str | None, *, files: bool, as_json: bool) -> int:
    """Print the state of one release or all."""
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
            print_board(board, slug)
    for error in broken:
        click.echo(error.sentence(spoken()), err=True)
    return broken[0].exit_code if broken else 0


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
