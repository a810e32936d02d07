"""`communique read`: what the reader sees in a Word file."""

from __future__ import annotations

from pathlib import Path

import click

from .. import document_json, findings, pipeline
from ..document import Heading
from ..document_json import text_of
from ..house import House
from ..languages import Wording
from ..passages import passages
from ._console import answer, command
from ._report import print_findings
from ._sheet import say, spoken

ABOUT = Wording(
    "Montre ce que communique lit dans BROUILLON : les blocs, leur place dans Word, les images, ce qui surprend. N’écrit rien.",
    "Zeigt, was communique in ENTWURF liest: Blöcke, ihre Stelle in Word, Bilder, Auffälliges. Schreibt nichts.",
    "Shows what communique reads in DRAFT: blocks, their places in Word, pictures, oddities. Writes nothing.",
)
ACCEPT = Wording(
    "lire comme si les modifications suivies étaient acceptées",
    "lesen, als wären die Änderungen angenommen",
    "read as if tracked changes were accepted",
)


@command("read", ABOUT)
@click.argument("draft", type=click.Path(path_type=Path))
@click.option("--accept-changes", is_flag=True, help=say(ACCEPT))
def read_command(house: House, draft: Path, *, accept_changes: bool, as_json: bool) -> None:
    """Print the blocks of a draft."""
    found = pipeline.read(house, draft, accept_changes=accept_changes)
    if as_json:
        answer({**document_json.dump(found.document), "findings": [findings.dump(finding) for finding in found.findings]})
        return
    for block in found.document.blocks:
        level = f" {block.level}" if isinstance(block, Heading) else ""
        guess = " ?" if block.inferred else ""
        click.echo(click.style(f"{block.place:<10} {type(block).__name__}{level}{guess}", dim=True))
        click.echo(text_of(block))
    click.echo()
    print_findings(found.findings, spoken(), f"{found.file} · {sum(1 for _ in passages(found.document))}")
