"""The record as the drop folder sees it: which file each release was read from, and which texts ever reached their reviewers."""

from __future__ import annotations

from pathlib import Path

from .. import lineage
from ..draft_names import composed
from ..lineage import Holder
from . import intake


class Record:
    """The releases of a drop folder. What does not change is read once: a thousand releases cost a thousand looks at a file's time."""

    def __init__(self, folder: Path) -> None:
        """Nothing is read yet."""
        self.folder = folder
        self.holders: tuple[Holder, ...] = ()
        self._files: dict[str, Holder] = {}
        self._releases: dict[str, Holder] = {}
        self._submitted: set[tuple[str, str]] = set()

    def refresh(self) -> None:
        """See what releases there are now. Raises OSError."""
        self.holders = lineage.holders(self.folder)
        self._files = {composed(holder.file): holder for holder in self.holders}
        self._releases = {holder.release: holder for holder in self.holders}

    def holder(self, release: str) -> Holder | None:
        """The file that a release was read from last."""
        return self._releases.get(release)

    def taken(self, file: str, sha256: str) -> bool:
        """Whether a release was read from a file of this name with these bytes, and got as far as its reviewers."""
        holder = self._files.get(composed(file))
        return holder is not None and holder.sha256 == sha256 and self.submitted(holder.release, sha256)

    def submitted(self, release: str, sha256: str) -> bool:
        """Whether a text ever got as far as the reviewers of a release."""
        if (release, sha256) not in self._submitted and intake.submitted(self.folder / release, sha256):
            self._submitted.add((release, sha256))
        return (release, sha256) in self._submitted
