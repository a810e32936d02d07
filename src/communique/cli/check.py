"""`communique check`: what is wrong with a draft."""

from __future__ import annotations

import json
from pathlib import Path

import click

from .. import families, findings, pipeline
from ..findings import Severity
from ..house import House
from ..languages import Wording
from ._console import command
from ._sheet import say, spoken

ABOUT = Wording(
    "Contrôle BROUILLON, fichier et texte, sans rien écrire. Code de sortie 1 si un constat bloque.",
    "Prüft ENTWURF, Datei und Text, ohne etwas zu schreiben. Exit-Code 1, wenn ein Befund blockiert.",
    "Checks DRAFT, file and text, and writes nothing. Exit code 1 where a finding blocks.",
)
FORM = Wording("forme du rapport", "Form des Berichts", "the report’s form")
ACCEPT = Wording("lire les modifications suivies comme acceptées", "Änderungen als angenommen lesen", "read tracked changes as accepted")


@command("check", ABOUT)
@click.argument("draft", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", help=say(FORM))
@click.option("--accept-changes", is_flag=True, help=say(ACCEPT))
def check_command(house: House, draft: Path, *, form: str, accept_changes: bool, as_json: bool) -> int:
    """Print the report of a draft."""
    read = pipeline.read(house, draft, accept_changes=accept_changes)
    found = pipeline.check(house, read)
    if as_json or form == "json":
        click.echo(json.dumps({"draft": read.file, "findings": [findings.dump(one) for one in found]}, ensure_ascii=False, indent=2))
    else:
        report = families.load("reports", {"text": "terminal"}.get(form, form))
        click.echo(report.write(found, spoken(), read.file), nl=False)
    return 1 if any(one.severity is Severity.BLOCK for one in found) else 0
