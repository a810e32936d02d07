"""`communique ci`: the steps that a code host runs on what people propose and on what they merged (docs/ci.md)."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import click

from .. import families, gate, pipeline
from ..errors import CommuniqueError, NotAllowed
from ..files.storage import write_whole
from ..findings import Severity
from ..house import House
from ..languages import Wording
from ..operation import proposed
from ..operation.proposed import Seen
from ._ci_files import BASE, TO, preview_step, publish_step
from ._console import answer, command, group, tell
from ._report import print_findings
from ._sheet import say, spoken

ci_command = group(
    "ci",
    Wording(
        "Ce qu’une forge exécute\u00a0: voir docs/ci.md.",
        "Was eine Code-Plattform ausführt: siehe docs/ci.md.",
        "What a code host runs: see docs/ci.md.",
    ),
)

CHECK = Wording(
    "Contrôle ce que la branche change et écrit les constats pour la forge. Code de sortie 1 si un constat bloque.",
    "Prüft, was der Zweig ändert, und schreibt die Befunde für die Plattform. Exit-Code 1, wenn ein Befund blockiert.",
    "Checks what the branch changes and writes the findings for the code host. Exit code 1 where a finding blocks.",
)
ANNOTATE = Wording("annotations pour GitHub Actions", "Anmerkungen für GitHub Actions", "annotations for GitHub Actions")
NOTHING = Wording("cette branche ne change aucun communiqué", "dieser Zweig ändert keine Mitteilung", "this branch changes no release")
NOT_TAKEN_IN = Wording(
    "aucun communiqué n’a été préparé à partir de ce fichier tel qu’il est",
    "aus dieser Fassung der Datei ist noch keine Mitteilung entstanden",
    "no release was made of this file as it is",
)
TAKE_IN = Wording(
    "lancez «\u00a0communique run\u00a0», enregistrez le résultat dans git et faites-le valider",
    "rufen Sie „communique run“ auf, nehmen Sie das Ergebnis in git auf und lassen Sie es freigeben",
    "call “communique run”, commit what it makes and have it approved",
)
SILENT = Wording(
    "{name}\u00a0: confidentiel ou sous embargo, les constats sont sans le texte",
    "{name}: vertraulich oder gesperrt, die Befunde stehen ohne den Text da",
    "{name}: confidential or under embargo, the findings are without the text",
)


@command("check", CHECK)
@click.option("--base", "ref", required=True, help=say(BASE))
@click.option("--to", type=click.Path(path_type=Path), default=Path("findings"), show_default=True, help=say(TO))
@click.option("--annotate", is_flag=True, help=say(ANNOTATE))
def check_step(house: House, *, ref: str, to: Path, annotate: bool, as_json: bool) -> int:
    """Check what a branch changes."""
    seen, stopped = _looked(house, proposed.changed(house, ref))
    within = proposed.within(house)
    _write(to, seen, within)
    code = max(
        int(any(finding.severity is Severity.BLOCK for one in seen for finding in one.found)), *(error.exit_code for error in stopped), 0
    )
    if as_json:
        values = families.load("reports", "json_lines").values
        told = [{"name": one.name, "secret": one.secret, "findings": [values(finding) for finding in one.found]} for one in seen]
        answer({"changed": told, "errors": [str(error) for error in stopped], "exit_code": code})
        return code
    with _told_apart() if annotate else nullcontext():
        _say(seen, stopped)
    if annotate:
        click.echo(_report("annotations", seen, within), nl=False)
    return code


def _looked(house: House, what: proposed.Changed) -> tuple[list[Seen], list[CommuniqueError]]:
    """What is found, and what stopped: a broken release hides nothing of the others, and a file that no release was made of is one."""
    seen, stopped, now = list[Seen](), list[CommuniqueError](), gate.now()
    looks = [partial(proposed.release, house, slug, now) for slug in what.releases]
    looks += [partial(proposed.file, house, path, now) for path in what.files]
    for look in looks:
        try:
            seen.append(look())
        except CommuniqueError as error:
            stopped.append(error)
    stopped += [NotAllowed(f"drafts/{path.name}", NOT_TAKEN_IN, TAKE_IN) for path in what.files]
    return seen, stopped


def _say(seen: Sequence[Seen], stopped: Sequence[CommuniqueError]) -> None:
    if not (seen or stopped):
        tell(NOTHING)
    for one in seen:
        print_findings(one.found, spoken(), one.name)
        if one.secret:
            tell(SILENT, name=one.name)
    for error in stopped:
        click.echo(error.sentence(spoken()), err=True)


def _write(to: Path, seen: Sequence[Seen], within: str) -> None:
    # A link that a branch brought along under such a name is replaced, never followed.
    write_whole(to / "findings.sarif", _report("sarif", seen, within, titles=pipeline.titles("checks")).encode())
    write_whole(to / "code-quality.json", _report("code_quality", seen, within).encode())


def _report(name: str, seen: Sequence[Seen], within: str, **more: Any) -> str:
    found = tuple(finding for one in seen for finding in one.found)
    at = tuple((f"{within}{path}", line) for one in seen for path, line in one.at)
    text: str = families.load("reports", name).write(found, spoken(), f"{within}drafts", at=at, **more)
    return text


@contextmanager
def _told_apart() -> Iterator[None]:
    """The words of a draft may look like a command to GitHub Actions: between these lines it takes none."""
    word = secrets.token_hex(16)
    click.echo(f"::stop-commands::{word}")
    try:
        yield
    finally:
        click.echo(f"::{word}::")


for step in (check_step, preview_step, publish_step):
    ci_command.add_command(step)
