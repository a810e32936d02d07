"""`communique partners`: who publishes together, and their official texts."""

from __future__ import annotations

from pathlib import Path

import click

from .. import partners
from ..house import House
from ..languages import Wording
from ..operation import upkeep
from ._console import answer, command, group, tell
from ._sheet import say

partners_command = group(
    "partners",
    Wording("Les partenaires et leurs textes officiels.", "Die Partner und ihre Texte.", "The partners and their official texts."),
)

LIST = Wording(
    "Les partenaires, leurs langues et leurs contacts.",
    "Die Partner, ihre Sprachen und Kontakte.",
    "The partners, their languages and contacts.",
)
ADOPT = Wording(
    "Reprend de BROUILLON les présentations et les contacts officiels dans templates/partners.",
    "Übernimmt offizielle Texte und Kontakte aus ENTWURF nach templates/partners.",
    "Takes the official boilerplates and contacts out of DRAFT into templates/partners.",
)
MEMORY = Wording(
    "fichier TMX où trouver ces textes dans les autres langues",
    "TMX-Datei mit diesen Texten in den anderen Sprachen",
    "TMX file that has these texts in the other languages",
)
SINCE = Wording("premier jour de validité", "erster Tag der Gültigkeit", "first day of validity")
WRITTEN = Wording("écrit : {path}", "geschrieben: {path}", "written: {path}")
UNCHANGED = Wording("rien de nouveau", "nichts Neues", "nothing new")


@command("list", LIST)
def list_command(house: House, *, as_json: bool) -> None:
    """Print the partners."""
    known = partners.load(house.templates / "partners")
    if as_json:
        answer(
            [{"id": p.id, "name": p.name, "languages": list(p.about), "contacts": [c.email for c in p.contacts]} for p in known.values()]
        )
        return
    for partner in known.values():
        click.echo(f"{partner.id}: {partner.name} · {', '.join(partner.about)} · {', '.join(c.email for c in partner.contacts)}")


@command("adopt", ADOPT)
@click.argument("draft", type=click.Path(path_type=Path))
@click.option("--memory", "memories", multiple=True, type=click.Path(path_type=Path), help=say(MEMORY))
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), default=None, help=say(SINCE))
@click.option("--accept-changes", is_flag=True)
def adopt_command(house: House, draft: Path, *, memories: tuple[Path, ...], since: object, accept_changes: bool, as_json: bool) -> None:
    """Take official texts out of a draft."""
    day = getattr(since, "date", lambda: None)()
    written = upkeep.adopt(house, draft, memories=memories, since=day, accept_changes=accept_changes)
    if as_json:
        answer([str(path) for path in written])
        return
    for path in written:
        tell(WRITTEN, path=path.relative_to(house.root))
    if not written:
        tell(UNCHANGED)


partners_command.add_command(list_command)
partners_command.add_command(adopt_command)
