"""Files that were handed over to be prepared: one at a time for each release, and none for ever."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ..draft_names import composed
from ..languages import same
from . import intake, refusals
from .fates import Fate, State
from .intake import Sighting

# Runs for a file as it lies there that may end well and leave no trace in the record.
TRIES = 3

# The name, its signs composed, and the sha256 of a file.
Origin = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """What became of a file that was handed over: still under way, or ended, with the sentence of its refusal if it was refused."""

    open: bool
    refusal: str = ""


class Office(Protocol):
    """Where files are handed over. All raise CommuniqueError while nobody answers."""

    def under_way(self) -> Sequence[Origin]:
        """What was handed over and has not ended, the oldest first."""

    def submit(self, path: Path, sha256: str, *, again: bool) -> Run:
        """Have a file prepared, once for the same bytes under the same name; `again` if it was refused and is to be tried once more."""

    def asked(self, origins: Sequence[Origin]) -> Mapping[Origin, Run]:
        """What became of files; those that were never handed over are left out."""


def origin_of(path: Path, sha256: str) -> Origin:
    """What a file is known by from one start to the next."""
    return composed(path.name), sha256


class Handed:
    """What is being prepared, by release, and what was refused, since this watch began."""

    def __init__(self, office: Office) -> None:
        """Nothing is known yet; the server is asked."""
        self.office = office
        self.at_work: dict[Origin, str] = {}
        self.busy: set[str] = set()
        self.touched: set[Origin] = set()
        self.refused: set[Origin] = set()
        self.tries: dict[Path, tuple[Sighting, int]] = {}
        self.counts: Counter[Origin] = Counter()

    def known(self, origins: Sequence[Origin]) -> Mapping[Origin, Run]:
        """What became of many files, asked for together: after a restart none is submitted anew to find that out."""
        return self.office.asked(origins)

    def adopt(self, origin: Origin, release: str) -> None:
        """A file is being prepared, by whoever handed it over."""
        self.at_work[origin] = release
        self.busy.add(release)

    def begin(self, path: Path, file: Sighting, origin: Origin, release: str, known: Mapping[Origin, Run]) -> Fate:
        """Hand a file over, unless another text of its release is being prepared. Raises CommuniqueError while nobody answers."""
        if release in self.busy:
            return Fate(State.WAITING)
        # Refused before and written anew since: somebody wants it tried once more.
        again = origin in self.refused
        run = known.get(origin)
        if run is None or not (run.open or (run.refusal and not again)):
            if self._tries(path, file) >= TRIES:
                return refusals.in_vain()
            run = self.office.submit(path, origin[1], again=again)
            self.tries[path] = file, self._tries(path, file) + 1
            self.counts[origin] += 1
        if run.refusal:
            return self.refuse(origin, run)
        self.refused.discard(origin)
        self.adopt(origin, release)
        return Fate(State.AT_WORK)

    def _tries(self, path: Path, file: Sighting) -> int:
        """How often a file was handed over as it lies there."""
        known = self.tries.get(path)
        return known[1] if known and intake.same(known[0], file) else 0

    def refuse(self, origin: Origin, run: Run) -> Fate:
        """A file is refused as its run says; one that was written anew meanwhile, or that a share would not give, is tried once more."""
        self.refused.add(origin)
        once_more = origin in self.touched or (refusals.passing(run.refusal) and self.counts[origin] < TRIES)
        return Fate(State.WAITING) if once_more else Fate(State.REFUSED, same(refusals.alone(run.refusal, origin[0])))

    def ended(self) -> dict[Origin, Run]:
        """What has ended since it was asked for last; a server that has lost its memory knows of nothing, and is asked again."""
        runs = self.office.asked(tuple(self.at_work)) if self.at_work else {}
        return {origin: runs.get(origin, Run(open=False)) for origin in self.at_work if origin not in runs or not runs[origin].open}

    def forget(self, origins: Iterable[Origin]) -> None:
        """Those have ended, and it is known how."""
        for origin in origins:
            self.at_work.pop(origin, None)
            self.touched.discard(origin)
        self.busy = set(self.at_work.values())
