"""`communique read`: what the reader sees in a Word file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from .. import document_json, findings, pipeline
from ..house import House
from ..languages import Wording
from ._blocks import print_blocks
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
@click.argument("path", metavar="DRAFT", type=click.Path(path_type=Path))
@click.option("--accept-changes", is_flag=True, help=say(ACCEPT))
def read_command(house: House, path: Path, *, accept_changes: bool, as_json: bool) -> None:
    """Print the blocks of a draft and everything odd about it."""
    draft = pipeline.read(house, path, accept_changes=accept_changes)
    found = pipeline.line_items(house, draft)
    if as_json:
        answer({**document_json.dump(draft.document), "findings": [findings.dump(finding) for finding in found]})
        return
    print_blocks(draft.document)
    click.echo()
    # The whole report is about one text: there is no need to say its language with every place.
    print_findings([replace(finding, language=None) for finding in found], spoken(), draft.file)
