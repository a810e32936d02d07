"""`communique verify`: decisions, signatures and rendered files, offline."""

from __future__ import annotations

from pathlib import Path

import click

from .. import gate
from ..house import House
from ..languages import Wording
from ._console import answer, command, tell

ABOUT = Wording(
    "Vérifie les décisions d’un COMMUNIQUÉ, ou un dossier de output/ : signatures, empreintes, fichiers. Sans réseau.",
    "Prüft die Entscheidungen eines RELEASE oder einen Ordner in output/: Signaturen, Prüfsummen, Dateien. Ohne Netz.",
    "Verifies the decisions of a RELEASE, or a folder of output/: signatures, digests, files. Offline.",
)
RIGHT = Wording(
    "{what} : {count} vérifiés, rien n’a été altéré",
    "{what}: {count} geprüft, nichts verändert",
    "{what}: {count} verified, nothing altered",
)


@command("verify", ABOUT)
@click.argument("release")
def verify_command(house: House, release: str, *, as_json: bool) -> None:
    """Verify a release's record, or an output folder."""
    lines = gate.verify(house, Path(release) if Path(release).is_dir() else release)
    if as_json:
        answer({"verified": [str(line) for line in lines]})
        return
    tell(RIGHT, what=release, count=len(lines))
