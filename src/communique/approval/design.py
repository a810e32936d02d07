"""The page's templates as an approval is about them: the names and bytes of every file."""

from __future__ import annotations

import os
from pathlib import Path

from ..errors import HouseError
from ..files.canonical import digest
from ..files.digests import file_digest
from ..languages import Wording

LINKED = Wording(
    "ce lien mène à un autre dossier, dont personne ne validerait le contenu",
    "diese Verknüpfung führt in einen anderen Ordner, dessen Inhalt niemand freigäbe",
    "this link leads to another folder, whose content nobody would approve",
)
COPY_FILES = Wording("copiez-y les fichiers eux-mêmes", "kopieren Sie die Dateien selbst hierher", "copy the files themselves here")


def templates(folder: Path) -> str:
    """The digest of the page's templates: names and bytes of every file, hidden ones left out. Raises HouseError as `template_files`."""
    return digest([[name, file_digest(path)] for name, path in template_files(folder).items()])


def template_files(folder: Path) -> dict[str, Path]:
    """The files of the page's templates by name, in the order of their paths, hidden ones left out: nothing else is part of a page.

    Raises HouseError for a link to another folder, whose files could be exchanged without a change here.
    """
    found: dict[tuple[str, ...], str] = {}
    for place, inner, files in os.walk(folder):
        inner[:] = [name for name in inner if not name.startswith(".")]
        within = Path(place).relative_to(folder).parts
        for name in inner:
            if os.path.islink(os.path.join(place, name)):  # noqa: PTH114, PTH118 - on every start
                raise HouseError(f"templates/release/{'/'.join((*within, name))}", LINKED, COPY_FILES)
        # A link to nowhere, a pipe or a device is no file of a page.
        paths = ((name, os.path.join(place, name)) for name in files if not name.startswith("."))  # noqa: PTH118
        found |= {(*within, name): path for name, path in paths if os.path.isfile(path)}  # noqa: PTH113
    return {"/".join(parts): Path(path) for parts, path in sorted(found.items())}
