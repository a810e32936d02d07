"""`communique status`: who approved, who is missing, and why."""

from __future__ import annotations

import click

from .. import gate, releases
from ..house import House
from ..languages import Wording
from ._board import board_values, print_board
from ._console import answer, command, tell

ABOUT = Wording(
    "Dit, partenaire par langue, ce qui est validé, en attente, périmé ou renvoyé. Sans COMMUNIQUÉ : tous.",
    "Sagt je Partner und Sprache, was freigegeben ist, wartet, überholt oder zurückgegeben ist. Ohne RELEASE: alle.",
    "Says, partner by language, what is approved, waiting, stale or returned. Without RELEASE: all of them.",
)
NONE = Wording("aucun communiqué dans drafts/", "kein Release in drafts/", "no release in drafts/")


@command("status", ABOUT)
@click.argument("release", required=False)
def status_command(house: House, release: str | None, *, as_json: bool) -> None:
    """Print the state of one release or all."""
    slugs = (release,) if release else releases.slugs(house)
    boards = {slug: gate.board(house, slug) for slug in slugs}
    if as_json:
        answer([board_values(board) for board in boards.values()] if release is None else board_values(boards[release]))
        return
    if not boards:
        tell(NONE)
    for slug, board in boards.items():
        click.secho(slug, bold=True)
        print_board(board, slug)
