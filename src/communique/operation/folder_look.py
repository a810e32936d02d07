"""What lies in the drop folder and has not become a release, counted by where each file stands, as the watcher told it last."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ..files.digests import file_digest
from ..house import House
from . import fates
from .fates import State

# Word, LibreOffice, macOS and browsers leave these beside a file that is open or on its way.
TEMPORARY = ("~$", ".")


class FolderLook:
    """Looks at the drop folder of a house; what has not changed since is not read again."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._submitted: dict[Path, tuple[object, frozenset[str]]] = {}

    def look(self, house: House) -> Counter[str]:
        """How many drafts stand where; what is no release yet, and of which the watcher tells nothing, waits."""
        found: Counter[str] = Counter({state.value: 0 for state in State if state is not State.TAKEN})
        told = {str(fate["file"]): str(fate["state"]) for fate in fates.kept(house)}
        with suppress(OSError):
            drafts = [path for path in house.drafts.iterdir() if path.suffix.lower() == ".docx" and not path.name.startswith(TEMPORARY)]
            taken = self._taken_in(house.drafts)
            for path in drafts:
                with suppress(OSError):
                    state = State.TAKEN.value if file_digest(path) in taken else told.get(path.name, State.WAITING.value)
                    found[state] += state in found
        return found

    def _taken_in(self, folder: Path) -> frozenset[str]:
        """The sha256 of every file that got as far as its reviewers, whichever release it became."""
        found = dict[Path, tuple[object, frozenset[str]]]()
        for record in folder.glob("*/decisions"):
            changed, kept = record.stat().st_mtime_ns, self._submitted.get(record)
            found[record] = kept if kept and kept[0] == changed else (changed, frozenset(_subjects(record)))
        self._submitted = found
        return frozenset[str]().union(*(subjects for _, subjects in found.values()))


def _subjects(record: Path) -> Iterator[str]:
    """What was submitted, as a record's files say it; whether they are genuine is for the record to ask."""
    for path in record.glob("*-submit-*.json"):
        with suppress(OSError, ValueError, KeyError, TypeError):
            yield str(json.loads(path.read_bytes())["subject"])
