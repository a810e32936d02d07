"""`communique verify`: decisions, signatures and rendered files, offline; with `--base`, under the policy of another git ref."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from .. import gate, releases, reviews
from ..errors import CommuniqueError, RecordError
from ..house import House
from ..languages import Wording
from ..record import base as bases
from ..record import base_words, issues
from ..record.base import Base
from ..record.verified import Checked
from ._console import answer, command, tell
from ._sheet import say, spoken

ABOUT = Wording(
    "Vérifie les décisions d’un COMMUNIQUÉ, ou un dossier de output/\u00a0: signatures, empreintes, fichiers. Sans réseau.",
    "Prüft die Entscheidungen eines RELEASE oder einen Ordner in output/: Signaturen, Prüfsummen, Dateien. Ohne Netz.",
    "Verifies the decisions of a RELEASE, or a folder of output/: signatures, digests, files. Offline.",
)
BASE = Wording(
    "règles, liste et clés de cette référence git\u202f; seule\u00a0: tous les communiqués",
    "Regeln, Liste und Schlüssel dieser git-Referenz; allein: alle Mitteilungen",
    "rules, reviewers and keys of this git ref; alone: all releases",
)
RIGHT = Wording(
    "{what}\u00a0: {count} points vérifiés, rien n’a été altéré",
    "{what}: {count} Punkte geprüft, nichts verändert",
    "{what}: {count} points verified, nothing altered",
)
NO_FOLDER = Wording("ce dossier n’existe pas", "diesen Ordner gibt es nicht", "there is no such folder")
LOOK_THERE = Wording(
    "regardez dans output/\u00a0: sous embargo, un communiqué se trouve dans output/embargo-…",
    "sehen Sie in output/ nach: Mit Sperrfrist liegt eine Mitteilung in output/embargo-…",
    "look into output/: under embargo, a release lies in output/embargo-…",
)
NAME_ONE = Wording("nommez un communiqué, ou --base", "nennen Sie eine Mitteilung oder --base", "name a release, or --base")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found about one release: the lines, and the error that ended it."""

    what: str
    lines: tuple[Checked, ...] = ()
    error: CommuniqueError | None = None

    def values(self) -> dict[str, Any]:
        """As JSON values: `{release, verified, checks, error, exit_code}`."""
        checks = [{"name": line.name, "count": line.count, "line": str(line)} for line in self.lines]
        error = {"error": str(self.error), "exit_code": self.error.exit_code} if self.error else {"error": "", "exit_code": 0}
        return {"release": self.what, "verified": [str(line) for line in self.lines], "checks": checks, **error}


@command("verify", ABOUT)
@click.argument("release", required=False)
@click.option("--base", "ref", help=say(BASE))
def verify_command(house: House, release: str | None, ref: str | None, *, as_json: bool) -> int:
    """Verify a release's record, or an output folder."""
    if ref is not None:
        return _against(house, release, ref, as_json=as_json)
    if release is None:
        raise click.UsageError(say(NAME_ONE))
    lines = gate.verify(house, _named(release, releases.slugs(house)))
    if as_json:
        answer(Verdict(release, lines).values())
    else:
        _print(Verdict(release, lines))
    return 0


def _against(house: House, release: str | None, ref: str, *, as_json: bool) -> int:
    with bases.read(house, ref) as base:
        known = sorted({*releases.slugs(house), *base.releases()})
        verdicts = [_verdict(base, _named(one, known)) for one in ((release,) if release else known)]
    exit_code = max((verdict.error.exit_code for verdict in verdicts if verdict.error), default=0)
    if as_json:
        said = [say(line) for line in base.differences]
        answer(
            {"base": ref, "commit": base.commit, "differences": said, "releases": [v.values() for v in verdicts], "exit_code": exit_code}
        )
        return exit_code
    for line in base.differences:
        click.echo(say(line))
    for verdict in verdicts:
        _print(verdict)
    return exit_code


def _named(what: str, known: Collection[str]) -> str | Path:
    """A release, or a folder's path: where a release has the name, no folder can take its place. Raises RecordError for no folder."""
    if what in known:
        return what
    if Path(what).is_dir():
        return Path(what)
    if Path(what).name != what:
        raise RecordError(what, NO_FOLDER, LOOK_THERE)
    return what


def _verdict(base: Base, what: str | Path) -> Verdict:
    lines: tuple[Checked, ...] = ()
    try:
        with base.explaining():
            if isinstance(what, Path):
                return Verdict(str(what), gate.verify(base.house, what))
            known = base.demand_decisions(what)
            lines = (*gate.verify(base.house, what), Checked("base", known, base_words.ALL_HERE.fill(ref=base.ref, count=known)))
            case = gate.Case(base.house, what)
            # Of a release that was withdrawn nothing goes out but the notice, which nobody approves.
            if not issues.withdrawal(case.record):
                reviews.demand_approved(case.board)
            base.demand_listed(case.board, case.record)
    except CommuniqueError as error:
        return Verdict(str(what), lines, error)
    return Verdict(str(what), lines)


def _print(verdict: Verdict) -> None:
    if verdict.error is None:
        tell(RIGHT, what=verdict.what, count=len(verdict.lines))
    for line in verdict.lines:
        click.echo(f"  {say(line.line)}")
    if verdict.error:
        click.echo(verdict.error.sentence(spoken()), err=True)
