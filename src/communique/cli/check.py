"""`communique check`: what is wrong with a draft, a release or a bilingual file."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from .. import families, gate, pipeline, releases
from ..exchange import bilingual, proofreading
from ..exchange.bilingual import JSON_LINES
from ..exchange.proofreading import Proof
from ..findings import Finding, Severity, Waiver
from ..house import House
from ..languages import Wording
from ._console import answer, command
from ._sheet import say, spoken

ABOUT = Wording(
    "Contrôle SUJET sans rien écrire : un brouillon Word, un fichier bilingue (XLIFF, TMX, JSON Lines) ou, par son nom, un communiqué "
    "entier. Code de sortie 1 si un constat bloque.",
    "Prüft GEGENSTAND, ohne etwas zu schreiben: einen Word-Entwurf, eine zweisprachige Datei (XLIFF, TMX, JSON Lines) oder, mit seinem "
    "Namen, eine ganze Mitteilung. Exit-Code 1, wenn ein Befund blockiert.",
    "Checks SUBJECT and writes nothing: a Word draft, a bilingual file (XLIFF, TMX, JSON Lines) or, by its name, a whole release. "
    "Exit code 1 where a finding blocks.",
)
FORM = Wording(
    "forme du rapport ; sheet : une page A4 à imprimer",
    "Form des Berichts; sheet: eine A4-Seite zum Drucken",
    "the report’s form; sheet: one A4 page to print",
)
ACCEPT = Wording("lire les modifications suivies comme acceptées", "Änderungen als angenommen lesen", "read tracked changes as accepted")
SUBJECT = Wording("SUJET", "GEGENSTAND", "SUBJECT")
PAIRS = Wording("{file} (paires : {count})", "{file} (Paare: {count})", "{file} (pairs: {count})")

FORMS = {"text": "terminal", "json": "", "sarif": "sarif", "html": "html", "markdown": "markdown", "sheet": "sheet"}
FORMS |= {"github": "annotations", "gitlab": "code_quality"}
NOBODY: Mapping[str, Waiver] = {}


@command("check", ABOUT)
@click.argument("subject", type=click.Path(path_type=Path), metavar=say(SUBJECT))
@click.option("--format", "form", type=click.Choice(list(FORMS)), default="text", help=say(FORM))
@click.option("--accept-changes", is_flag=True, help=say(ACCEPT))
def check_command(house: House, subject: Path, *, form: str, accept_changes: bool, as_json: bool) -> int:
    """Print the report."""
    form = "json" if as_json else form
    kind = bilingual.form_of(subject)
    if kind == JSON_LINES and form == "json":
        return _stream(house, subject)
    if kind:
        return _pairs(house, subject, kind, form)
    if not subject.exists() and str(subject) in releases.slugs(house):
        found, waived = gate.checked(house, str(subject))
        return _report(found, form, str(subject), {"release": str(subject)}, waived)
    read = pipeline.read(house, subject, accept_changes=accept_changes)
    return _report(pipeline.check(house, read), form, read.file, {"draft": read.file})


def _stream(house: House, path: Path) -> int:
    """A line for each row as soon as it is checked."""
    blocked, others = False, list[Proof]()
    values = families.load("reports", "json_lines").values
    for proof in proofreading.proofread(house, path, JSON_LINES):
        others += () if proof.checked else (proof,)
        blocked = blocked or _blocks(proof.findings)
        click.echo(json.dumps(_of_row(proof, values), ensure_ascii=False))
    _say_passed_over(others)
    return int(blocked)


def _of_row(proof: Proof, values: Callable[[Finding], dict[str, Any]]) -> dict[str, Any]:
    own = {"id": proof.row.id, "line": proof.row.line, **({"state": proof.row.state} if proof.row.state else {})}
    found = [values(finding) for finding in proof.findings]
    return {**own, **({} if proof.checked else {"checked": False}), "findings": found}


def _pairs(house: House, path: Path, kind: str, form: str) -> int:
    proofs = list(proofreading.proofread(house, path, kind))
    found = proofreading.findings(proofs)
    if form == "json":
        values = families.load("reports", "json_lines").values
        answer({"file": path.name, "pairs": [_of_row(proof, values) for proof in proofs]})
    else:
        name = path.as_posix() if form == "sarif" and not path.is_absolute() else path.name
        title = name if form == "sarif" else say(PAIRS.fill(file=name, count=len(proofs)))
        _report(found, form, title, {})
    _say_passed_over(proofs)
    return int(_blocks(found))


def _say_passed_over(proofs: Sequence[Proof]) -> None:
    sentence = proofreading.passed_over(proofs)
    if sentence:
        click.echo(say(sentence), err=True)


def _report(found: Sequence[Finding], form: str, title: str, about: Mapping[str, str], waived: Mapping[str, Waiver] = NOBODY) -> int:
    """Print the report and give the exit code."""
    if form == "json":
        values = families.load("reports", "json_lines").values
        answer({**about, "findings": [values(finding, waived) for finding in found]})
    else:
        more: dict[str, Any] = {"titles": pipeline.titles("checks")} if form == "sarif" else {}
        report = families.load("reports", FORMS[form])
        click.echo(report.write(found, spoken(), title, waived=waived, **more), nl=False)
    return int(_blocks([finding for finding in found if finding.id not in waived]))


def _blocks(found: Sequence[Finding]) -> bool:
    return any(finding.severity is Severity.BLOCK for finding in found)
