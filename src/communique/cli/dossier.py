"""`communique dossier`: who approved what, and where every sentence comes from, to keep beside a release."""

from __future__ import annotations

import json
from pathlib import Path

import click

from .. import gate
from ..dossier import content as files
from ..dossier import summary
from ..dossier.rows import Values
from ..files.storage import write_whole
from ..house import House
from ..languages import Language, Wording
from ._console import answer, command, tell, working
from ._sheet import say, spoken

ABOUT = Wording(
    "Établit le dossier d’un COMMUNIQUÉ\u00a0: qui a validé quoi, d’où vient chaque phrase, qui en répond.",
    "Stellt die Akte eines RELEASE zusammen: wer was freigegeben hat, woher jeder Satz kommt, wer dafür einsteht.",
    "Makes the dossier of a RELEASE: who approved what, where every sentence comes from, who answers for it.",
)
AS = Wording("json, html, pdf, md", "json, html, pdf, md", "json, html, pdf, md")
TO = Wording("dossier de destination (sinon\u00a0: celui-ci)", "Zielordner (sonst: dieser)", "folder to write to (else this one)")
SCHEMA = Wording("le schéma JSON du dossier", "das JSON-Schema der Akte", "the JSON Schema of a dossier")
FORMS = ("json", "html", "pdf", "md")
NO_FORM = Wording("--as attend\u00a0: json, html, pdf, md", "--as erwartet: json, html, pdf, md", "--as takes: json, html, pdf, md")
NAME_ONE = Wording("nommez un communiqué", "nennen Sie eine Mitteilung", "name a release")
WORKING = Wording("Dossier de {slug}…", "Akte zu {slug} …", "Dossier of {slug}…")


def _forms(_ctx: object, _param: object, value: str) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(form.strip() for form in value.split(",") if form.strip()))
    if not chosen or set(chosen) - set(FORMS):
        raise click.UsageError(say(NO_FORM))
    return chosen


@command("dossier", ABOUT)
@click.argument("release", required=False)
@click.option("--as", "forms", default="json,html,pdf", callback=_forms, help=say(AS))
@click.option("--to", "folder", type=click.Path(file_okay=False, path_type=Path), default=Path(), help=say(TO))
@click.option("--schema", is_flag=True, help=say(SCHEMA))
def dossier_command(house: House, release: str | None, forms: tuple[str, ...], folder: Path, *, schema: bool, as_json: bool) -> None:
    """Write a release's dossier; with `--json` print it and write nothing."""
    if schema:
        click.echo(files.schema(), nl=False)
        return
    if release is None:
        raise click.UsageError(say(NAME_ONE))
    found = files.dossier(gate.Case(house, release), gate.now())
    if as_json:
        answer(found)
        return
    with working(WORKING, slug=release):
        made = {_name(release, form, spoken()): _written(found, form, spoken(), house) for form in forms}
    for name, content in made.items():
        write_whole(folder / name, content)
        tell(Wording("{path}", "{path}", "{path}"), path=folder / name)


def _name(slug: str, form: str, language: Language) -> str:
    """The dossier in JSON is the same in every language."""
    return f"{slug}.dossier.json" if form == "json" else f"{slug}.dossier.{language}.{form}"


def _written(found: Values, form: str, language: Language, house: House) -> bytes:
    match form:
        case "json":
            return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()
        case "md":
            return summary.write(found, language, house.zone).encode()
        case "html":
            from ..writers import _dossier

            return _dossier.screen(found, language, house)
    from ..writers import _dossier_print

    return _dossier_print.write(found, language, house)
