"""Corrections set aside: what people wrote for sentences that the draft no longer has, kept until it has them again."""

from __future__ import annotations

from pathlib import Path

from .. import editions
from ..document import Document
from ..editions import Edition, Source, Unit
from ..errors import RecordError
from ..files.storage import write_whole
from ..languages import Language, Wording

FOLDER = "aside"
BROKEN = Wording(
    "les corrections mises de côté ne se lisent pas ({why})",
    "die beiseitegelegten Korrekturen sind nicht lesbar ({why})",
    "the corrections that were set aside cannot be read ({why})",
)
RESTORE = Wording(
    "reprenez la dernière version de ce fichier, ou supprimez-le pour y renoncer",
    "stellen Sie die letzte Fassung dieser Datei wieder her oder löschen Sie sie, um darauf zu verzichten",
    "restore the last version of this file, or remove it to do without",
)


def carry_over(folder: Path, fresh: Edition, before: Edition | None) -> Edition:
    """The fresh edition with every target that a person gave the same sentence, in the edition before or in any earlier one.

    What people wrote for sentences that are gone is set aside in the release's folder, and stays there: a crash can lose none of it.
    Raises RecordError where that cannot be read.
    """
    aside = load(folder, fresh.language, fresh.original)
    made = editions.carry_over(fresh, before)
    here = {unit.segment.key for unit in fresh.units}
    gone = {u.segment.key: u for u in (before.units if before else ()) if u.origin.source is Source.PERSON and u.segment.key not in here}
    if {**aside, **gone} != aside:
        lines = editions.dump(Edition(fresh.language, fresh.original, "", tuple({**aside, **gone}.values())))
        write_whole(_path(folder, fresh.language), lines.encode())
    back = Edition(fresh.language, fresh.original, "", tuple(aside.values()))
    # What people wrote last goes before what they wrote earlier.
    return editions.carry_over(editions.carry_over(made, back), made)


def load(folder: Path, language: Language, original: Document) -> dict[str, Unit]:
    """What is set aside for a language, by key. Raises RecordError."""
    path = _path(folder, language)
    try:
        return {unit.segment.key: unit for unit in editions.load(path.read_text(encoding="utf-8"), original).units}
    except FileNotFoundError:
        return {}
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        place = f"drafts/{folder.name}/{FOLDER}/{path.name}"
        raise RecordError(place, BROKEN.fill(why=type(error).__name__), RESTORE) from error


def _path(folder: Path, language: Language) -> Path:
    return folder / FOLDER / f"{language.value}.json"
