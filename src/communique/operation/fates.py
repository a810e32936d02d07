"""What became of each dropped file, as officers read it: in a note that lies in the drop folder, and for `communique status`."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ..errors import NOTHING, one_line
from ..files.storage import write_whole
from ..house import House
from ..languages import Language, Wording

STATE = "drop-folder.json"
# The names sort before those of drafts in every file manager.
NOTES = Wording("! À LIRE – fichiers non pris.txt", "! BITTE LESEN – nicht übernommen.txt", "! PLEASE READ – not taken.txt")
HEADING = Wording(
    "Ces fichiers du dossier ne sont pas (encore) devenus des communiqués\u00a0:",
    "Diese Dateien im Ordner sind (noch) nicht zu Pressemitteilungen geworden:",
    "These files in the folder have not become releases (yet):",
)
FOOT = Wording(
    "Cette note se met à jour d’elle-même et disparaît quand tout est réglé.",
    "Diese Notiz aktualisiert sich von selbst und verschwindet, wenn alles erledigt ist.",
    "This note keeps itself up to date and goes away when all is settled.",
)


class State(StrEnum):
    """Where a dropped file stands."""

    WAITING = "waiting"
    AT_WORK = "at work"
    TAKEN = "taken"
    ASIDE = "set aside"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Fate:
    """Where a dropped file stands, and the fact and way out where an officer has to know."""

    state: State
    fact: Wording = NOTHING
    way_out: Wording = NOTHING

    def sentence(self, language: Language) -> str:
        """Fact and way out in one line, empty where there is nothing to say."""
        return one_line(" — ".join(said for said in (self.fact[language], self.way_out[language]) if said))


Fates = Mapping[str, Fate]


def told(fates: Fates) -> dict[str, Fate]:
    """The files that officers have to know of, in the order of their names."""
    return {one_line(file): fates[file] for file in sorted(fates) if fates[file].fact is not NOTHING}


def keep(house: House, fates: Fates, language: Language) -> None:
    """Write what there is to tell: for programs into the machine's own state, for people into the drop folder; nothing where all is well.

    Raises OSError.
    """
    shown = told(fates)
    values = [
        {"file": file, "state": fate.state.value, "says": {one.value: fate.sentence(one) for one in Language}}
        for file, fate in shown.items()
    ]
    write_whole(house.state / STATE, (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode())
    note = house.drafts / NOTES[language]
    if shown:
        # Editors on Windows and macOS know by the mark at its beginning that this is UTF-8.
        write_whole(note, note_text(shown, language).replace("\n", "\r\n").encode("utf-8-sig"))
    # A set-up that spoke another language left its note.
    for old in {house.drafts / NOTES[one] for one in Language} - ({note} if shown else set()):
        old.unlink(missing_ok=True)


def note_text(shown: Fates, language: Language) -> str:
    """The note that lies in the drop folder."""
    gap = "\u00a0" if language is Language.FR else ""
    lines = [f"- {file}{gap}: {fate.sentence(language)}" for file, fate in shown.items()]
    return "\n\n".join((HEADING[language], "\n".join(lines), FOOT[language])) + "\n"


def kept(house: House) -> list[dict[str, object]]:
    """What `keep` wrote last, of the files that are still there; empty where it cannot be read: it is made again at the next change."""
    try:
        values = json.loads((house.state / STATE).read_text(encoding="utf-8"))
        known = (value for value in values if {"file", "state", "says"} <= value.keys())
        # A sign that cannot be printed is kept as `?`: such a name cannot be looked for.
        return [value for value in known if "?" in value["file"] or os.path.lexists(house.drafts / value["file"])]
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return []
