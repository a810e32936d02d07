"""Why a dropped file is not read, in an officer's words, where the reader never sees it."""

from __future__ import annotations

from collections.abc import Iterator

from .. import discretion
from ..draft_names import composed
from ..languages import Language, Wording
from ..readers import _refusals as reading
from ..readers._intake import LARGEST, MEGABYTE
from .fates import Fate, State
from .intake import Found

# After so many looks a file that is not whole is no copy under way that needs no word.
LONG = 15

ARRIVING = Wording(
    "n’est pas encore arrivé en entier",
    "ist noch nicht ganz angekommen",
    "has not arrived whole yet",
)
LEAVE_IT = Wording(
    "laissez la copie se terminer\u202f; si elle est terminée, copiez le fichier une nouvelle fois",
    "lassen Sie den Kopiervorgang zu Ende laufen; ist er beendet, kopieren Sie die Datei noch einmal",
    "let the copying end; if it has ended, copy the file once more",
)
TOO_DEEP = Wording(
    "se trouve dans un sous-dossier, où rien n’est lu",
    "liegt in einem Unterordner, in dem nichts gelesen wird",
    "lies in a sub-folder, where nothing is read",
)
MOVE_UP = Wording(
    "déplacez-le dans le dossier drafts lui-même",
    "verschieben Sie sie in den Ordner drafts selbst",
    "move it into the folder drafts itself",
)
LINK = Wording("est un lien vers un autre fichier", "ist eine Verknüpfung zu einer anderen Datei", "is a link to another file")
COPY_IT = Wording("copiez le fichier lui-même ici", "kopieren Sie die Datei selbst hierher", "copy the file itself to this place")
OTHER = Wording(
    "n’est pas un fichier Word que nous lisons",
    "ist keine Word-Datei, die hier gelesen wird",
    "is not a Word file that is read here",
)
SAVE_AS = Wording("enregistrez-le au format .docx", "speichern Sie sie als .docx", "save it as .docx")
NO_NAME = Wording(
    "porte un nom avec des signes illisibles",
    "hat einen Namen mit unlesbaren Zeichen",
    "has a name with signs that cannot be read",
)
RENAME = Wording("renommez-le", "benennen Sie sie um", "rename it")
BEFORE = Wording(
    "contient un texte antérieur\u202f; c’est «\u00a0{file}\u00a0» qui fait foi",
    "enthält eine frühere Fassung; es gilt „{file}“",
    "holds an earlier text; the release follows “{file}”",
)
SAVE_NEW = Wording(
    "pour y revenir, enregistrez ce texte sous le nom de l’autre fichier",
    "um zu ihm zurückzukehren, speichern Sie diesen Text unter dem Namen der anderen Datei",
    "to go back to it, save this text under the other file’s name",
)
IN_VAIN = Wording(
    "a été préparé trois fois sans arriver à la relecture",
    "wurde dreimal vorbereitet und kam nicht bis zur Prüfung",
    "was prepared three times and never got as far as its review",
)
ASK = Wording(
    "montrez la dernière exécution «\u00a0Préparer un communiqué\u00a0» à la personne qui exploite le serveur",
    "zeigen Sie den letzten Lauf „Mitteilung vorbereiten“ der Person, die den Server betreibt",
    "show the last run “Prepare a release” to whoever operates the server",
)


def beside(found: Found) -> Iterator[tuple[str, Fate]]:
    """What officers put into the folder and nobody reads, file by file."""
    yield from ((file, too_deep()) for file in found.deeper)
    yield from ((file, a_link()) for file in found.links)
    yield from ((file, other_format()) for file in found.foreign)
    yield from ((composed(file), no_name()) for file in found.nameless)


def too_large(size: int) -> Fate:
    """A file that is larger than the reader takes; `size` in bytes."""
    numbers = {"size": -(-size // MEGABYTE), "limit": LARGEST // MEGABYTE}
    return Fate(State.REFUSED, reading.TOO_BIG.fact.fill(**numbers), reading.TOO_BIG.way_out)


def unreadable(looks: int) -> Fate:
    """A file that cannot be opened; it is tried again and again. A share that falters now and then is no news."""
    return Fate(State.WAITING, reading.NO_ACCESS.fact, reading.NO_ACCESS.way_out) if looks >= LONG else Fate(State.WAITING)


def arriving(looks: int) -> Fate:
    """A file that is not whole, or being written; nothing is said of it at first."""
    return Fate(State.WAITING, ARRIVING, LEAVE_IT) if looks >= LONG else Fate(State.WAITING)


def passing(sentence: str) -> bool:
    """Whether a run was refused its file by the system and not by what is in it: a share that falters, a file that Word holds, a disk
    that is full.
    """
    reasons = (reading.NO_ACCESS.fact, reading.NOT_THERE.fact, discretion.FULL)
    return "(OSError)" in sentence or any(why[language] in sentence for why in reasons for language in Language)


def alone(sentence: str, file: str) -> str:
    """What a run said of its file, without the file's name: that stands before it in every list."""
    return sentence.removeprefix(f"{file}: ").removeprefix(f"{file}\u00a0: ")


def too_deep() -> Fate:
    """A draft in a folder inside the drop folder."""
    return Fate(State.ASIDE, TOO_DEEP, MOVE_UP)


def a_link() -> Fate:
    """A link, which could lead anywhere."""
    return Fate(State.REFUSED, LINK, COPY_IT)


def other_format() -> Fate:
    """A text that is no Word file, or an old one."""
    return Fate(State.REFUSED, OTHER, SAVE_AS)


def no_name() -> Fate:
    """A file whose name is no text."""
    return Fate(State.REFUSED, NO_NAME, RENAME)


def taken_before(file: str) -> Fate:
    """A text that the release had before it was read from `file`."""
    return Fate(State.ASIDE, BEFORE.fill(file=file), SAVE_NEW)


def in_vain() -> Fate:
    """A file whose runs end well and leave no trace in the record."""
    return Fate(State.REFUSED, IN_VAIN, ASK)
