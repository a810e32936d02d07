"""`communique render`: approved editions become files."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click

from .. import families, gate
from .. import releases as known
from ..errors import CommuniqueError
from ..house import House
from ..languages import Wording
from ..publishing import batches, renewals
from ..publishing.printing import Issued
from ..publishing.publication import Make
from ..text.embargoes import spoken as spoken_moment
from ..writers import Status
from ._bar import Bar
from ._console import answer, command, tell
from ._sheet import say, spoken

ABOUT = Wording(
    "Produit les fichiers des COMMUNIQUÉS validés : PDF, page web et texte, toutes les langues ou aucune. Sans serveur ni réseau.",
    "Erzeugt die Dateien freigegebener RELEASES: PDF, Webseite und Text, alle Sprachen oder keine. Ohne Server und Netz.",
    "Makes the files of approved RELEASES: PDF, web page and text, all languages or none. No server, no network.",
)
ALL = Wording("tous les communiqués validés", "alle freigegebenen Mitteilungen", "all approved releases")
PREVIEW = Wording(
    "aperçu en filigrane, sans validation", "Vorschau mit Wasserzeichen, ohne Freigabe", "watermarked preview, without approval"
)
NAME_ONE = Wording("nommez un communiqué, ou --all", "nennen Sie eine Mitteilung oder --all", "name a release, or --all")
JOBS = Wording(
    "nombre de communiqués mis en pages à la fois (sinon\u00a0: un par processeur)",
    "so viele Mitteilungen zugleich setzen (sonst: eine je Prozessor)",
    "how many releases to set at a time (else one a processor)",
)
FORMATS = Wording(
    "seulement ces formats, séparés par des virgules (aperçus)",
    "nur diese Formate, durch Kommas getrennt (Vorschau)",
    "only these formats, separated by commas (previews)",
)
WHOLE = Wording(
    "ce qui est publié l’est dans tous les formats\u00a0: --format va avec --preview",
    "was veröffentlicht wird, wird es in allen Formaten: --format gehört zu --preview",
    "what is published is published in all formats: --format goes with --preview",
)
NO_FORMAT = Wording(
    "format inconnu\u00a0: {name} (il y a\u00a0: {names})",
    "unbekanntes Format: {name} (es gibt: {names})",
    "no format {name}, there are: {names}",
)
LACKS = Wording(
    "{slug}\u00a0: les polices de la maison n’ont pas {signs}\u202f; l’aperçu les marque, la publication s’y arrêterait",
    "{slug}: Die Hausschriften haben {signs} nicht; die Vorschau kennzeichnet sie, eine Veröffentlichung bräche daran ab",
    "{slug}: the house’s fonts lack {signs}; the preview marks them, publishing would stop at them",
)
MADE = Wording("{slug}\u00a0: {count} fichiers", "{slug}: {count} Dateien", "{slug}: {count} files")
LEFT = Wording(
    "{slug}\u00a0: pas validé tel quel, rien n’est produit\u202f; «\u00a0communique status {slug}\u00a0» dit qui manque",
    "{slug}: so nicht freigegeben, nichts erzeugt; „communique status {slug}“ sagt, wer fehlt",
    "{slug}: not approved as it stands, nothing made; “communique status {slug}” says who is missing",
)
SAID = {
    Status.APPROVED: Wording(
        "{slug}\u00a0: {count} fichiers, version {version}",
        "{slug}: {count} Dateien, Fassung {version}",
        "{slug}: {count} files, version {version}",
    ),
    Status.EMBARGOED: Wording(
        "{slug}\u00a0: {count} fichiers sous embargo jusqu’au {until}, pour les journalistes seulement\u202f; la levée se fait par le flux "
        "de publication, ou par «\u00a0communique render {slug}\u00a0» après ce moment",
        "{slug}: {count} Dateien, gesperrt bis {until}, nur für Journalisten; danach veröffentlicht der Flow zum Veröffentlichen oder "
        "„communique render {slug}“",
        "{slug}: {count} files under embargo until {until}, for journalists only; after that the publishing flow, or "
        "“communique render {slug}”, publishes",
    ),
    Status.WITHDRAWN: Wording(
        "{slug}\u00a0: retiré\u202f; {count} fichiers avec la notice à la place du texte",
        "{slug}: zurückgezogen; {count} Dateien mit dem Hinweis an der Stelle des Textes",
        "{slug}: withdrawn; {count} files with the notice in place of the text",
    ),
}


def formats(_ctx: object, _param: object, value: str | None) -> tuple[str, ...]:
    """`pdf,html` as formats, for the option's callback."""
    asked = tuple(part.strip() for part in (value or "").split(",") if part.strip())
    for name in asked:
        if name not in families.members("writers"):
            raise click.UsageError(say(NO_FORMAT.fill(name=name, names=", ".join(families.members("writers")))))
    return asked


@command("render", ABOUT)
@click.argument("releases", nargs=-1)
@click.option("--all", "everything", is_flag=True, help=say(ALL))
@click.option("--preview", is_flag=True, help=say(PREVIEW))
@click.option("--format", "formats", callback=formats, help=say(FORMATS))
@click.option("--jobs", type=click.IntRange(min=1), default=None, help=say(JOBS))
def render_command(
    house: House, releases: tuple[str, ...], *, everything: bool, preview: bool, formats: tuple[str, ...], jobs: int | None, as_json: bool
) -> None:
    """Render releases."""
    if not (releases or everything):
        raise click.UsageError(say(NAME_ONE))
    if formats and not preview:
        raise click.UsageError(say(WHOLE))

    def do(slug: str, make: Make) -> Issued | None:
        if preview:
            return gate.proof(house, slug, make=make)
        # Asked here, while others are being set, and not of all before the first.
        return gate.issue(house, slug, make=make) if not everything or gate.is_approved(house, slug) else None

    slugs = known.slugs(house) if everything else tuple(dict.fromkeys(releases))
    with Bar(len(slugs)) as bar, renewals.gathered(house) if len(slugs) > 1 else nullcontext():
        found = dict(map(bar.done, batches.each(slugs, do, jobs=jobs or 0, formats=formats, begun=bar.begun)))
    made = [one for slug in slugs if isinstance(one := found[slug], Issued)]
    if as_json:
        answer({one.release: _values(one, house) for one in made})
    else:
        _list(made, house)
        for slug in (slug for slug in slugs if found[slug] is None):
            tell(LEFT, slug=slug)
    _raise([error for error in found.values() if isinstance(error, CommuniqueError)])


def _values(one: Issued, house: House) -> dict[str, Any]:
    """As JSON values: `{status, version, until, folder, files}`; `until` is empty where nothing is to be waited for.

    Where a preview has stand-ins for characters without a glyph, `lacking` names them.
    """
    until = one.until.isoformat() if one.until else ""
    files = [str(path) for path in one.files]
    values = {"status": one.status.value, "version": one.version, "until": until, "folder": str(one.folder), "files": files}
    return {**values, **({"lacking": list(found)} if (found := _lacking(one, house)) else {})}


def _list(made: list[Issued], house: House) -> None:
    for one in made:
        plain = one.status is Status.PREVIEW or (one.status is Status.APPROVED and one.version == 1)
        until = spoken_moment(house.local(one.until)) if one.until else ""
        tell(MADE if plain else SAID[one.status], slug=one.release, count=len(one.files), version=one.version, until=until)
        for path in one.files:
            click.echo(f"  {_near(path)}")
        if found := _lacking(one, house):
            tell(LACKS, slug=one.release, signs=", ".join(found))


def _lacking(one: Issued, house: House) -> tuple[str, ...]:
    """The characters of a preview that no font of the house has."""
    if one.status is not Status.PREVIEW:
        return ()
    # It looks into the fonts: only a preview has to.
    from ..publishing.unprintable import signs

    return signs(house, one.release)


def _raise(stopped: list[CommuniqueError]) -> None:
    """Say what stopped each of these releases but the last, and raise that."""
    for error in stopped[:-1]:
        click.echo(error.sentence(spoken()), err=True)
    if stopped:
        raise stopped[-1]


def _near(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
