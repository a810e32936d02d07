"""What lies in the drop folder and has not become a release: drafts that wait, and drafts whose run failed."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from ..files.digests import file_digest
from ..house import House

WAITING, REFUSED = "waiting", "refused"
# One empty file for each refused draft, named by the sha256 of its bytes; no name of a release.
FOLDER = "refused"
MOST = 1000
# Word, LibreOffice, macOS and browsers leave these beside a file that is open or on its way.
TEMPORARY = ("~$", ".")


def refuse(house: House, draft: str) -> None:
    """Note that a file of the drop folder became no release; a disk that refuses, or a file that is gone, stops nobody."""
    folder = house.state / FOLDER
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        if digest := file_digest(house.drafts / Path(draft).name):
            (folder / digest).touch()
        for old in sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)[:-MOST]:
            old.unlink(missing_ok=True)


class FolderLook:
    """Looks at the drop folder of a house; what has not changed since is not read again."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._submitted: dict[Path, tuple[object, frozenset[str]]] = {}

    def look(self, house: House) -> Counter[str]:
        """How many drafts wait and how many were refused."""
        found: Counter[str] = Counter({WAITING: 0, REFUSED: 0})
        with suppress(OSError):
            drafts = [path for path in house.drafts.iterdir() if path.suffix.lower() == ".docx" and not path.name.startswith(TEMPORARY)]
            taken = self._taken_in(house.drafts)
            for path in drafts:
                with suppress(OSError):
                    digest = file_digest(path)
                    if digest not in taken:
                        found[REFUSED if (house.state / FOLDER / digest).exists() else WAITING] += 1
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
