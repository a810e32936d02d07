"""The drop folder at work: each whole, new file is handed over once, and what became of each is told."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from threading import Event

from filelock import FileLock, Timeout

from .. import discretion
from ..draft_names import composed, newest_first
from ..errors import NOTHING, CommuniqueError
from ..house import House
from ..languages import Language, same
from ..lineage import Holder, Register
from . import beats, fates, intake, journal, refusals
from .fates import Fate, State
from .handed import Handed, Office, Origin, Run, origin_of
from .intake import Found, Searched, Sighting
from .taken import Record

LOCK = "drop-folder.lock"
# Seconds between two questions what became of the runs, and the longest pause while nobody answers.
ASK_EVERY, LONGEST_PAUSE = 5.0, 30.0
# A server that starts again is away for less than this; nobody need read of it.
WORTH_TELLING = 60.0
# From so many files on, what became of them is asked for together; so many are handed over between two looks.
MANY, AT_ONCE = 20, 100
DONE = (State.TAKEN, State.REFUSED, State.AT_WORK)
NEVER = float("-inf")

Tell = Callable[[str], None]
NOTE: Tell = partial(journal.note, "watcher")


def watch(own: House, office: Office, *, every: float, stop: Event, language: Language, tell: Tell = NOTE) -> None:
    """Look at the drop folder of a house every so many seconds until `stop` is set; of several watchers on one machine one looks.

    The others go on where it ends. Machines that share the folder alone are held apart by the server's memory, and by the record.
    """
    own.state.mkdir(parents=True, exist_ok=True)
    lock, watcher = FileLock(own.state / LOCK), Watcher(own, office, language, tell)
    while not stop.is_set():
        try:
            with lock.acquire(timeout=0):
                _look_on(watcher, every, stop)
        except Timeout:
            stop.wait(every)
        except (OSError, NotImplementedError):  # a place that knows no locks
            _look_on(watcher, every, stop)


def _look_on(watcher: Watcher, every: float, stop: Event) -> None:
    while not stop.is_set():
        watcher.look(time.monotonic())
        stop.wait(every)


class Watcher:
    """What is known of the drop folder between two looks."""

    def __init__(self, own: House, office: Office, language: Language, tell: Tell = NOTE) -> None:
        """Nothing is known yet: the record and the server know what was done before."""
        self.own, self.language, self.tell = own, language, tell
        self.handed, self.record, self.searched = Handed(office), Record(own.drafts), Searched()
        self.seen: intake.Snapshot = {}
        self.digests: dict[Path, tuple[Sighting, str]] = {}
        self.fates: dict[Path, tuple[Sighting, Fate]] = {}
        self.kept: fates.Fates | None = None
        self.told = ""
        self.asked_at = self.silent_until = self.away_since = NEVER
        self.met = False

    def look(self, now: float) -> None:
        """Look once; `now` are the seconds of a clock that never goes back. What cannot be done now is done at a later look."""
        try:
            found = intake.look(self.own.drafts, self.searched)
            before, self.seen = self.seen, intake.followed(self.seen, found)
            if before.keys() - self.seen.keys():
                self._forget()
            self._work(now)
            self._keep(found)
        except OSError as error:
            self._say(str(error))
        except Exception as error:
            # Whatever it was must not end the watch; what it says may be foreign and is not repeated.
            self._say(discretion.failure(error, self.language))
        else:
            beats.beat(self.own, "watcher")
            self._say("")

    def _forget(self) -> None:
        """A file is gone: what was settled beside it is judged again, by what is known of its bytes."""
        self.digests = {path: known for path, known in self.digests.items() if path in self.seen}
        self.fates = {path: known for path, known in self.fates.items() if path in self.seen and known[1].state is not State.TAKEN}

    def _say(self, reason: str) -> None:
        if reason and reason != self.told:
            self.tell(reason)
        self.told = reason

    def _work(self, now: float) -> None:
        for path, file in self.seen.items():
            if intake.at_rest(file) and intake.too_large(file):
                self.fates[path] = file, refusals.too_large(file.size)
        if now < self.silent_until:
            return
        try:
            if not self.met:
                self._adopt()
            if now - self.asked_at >= ASK_EVERY:
                self.asked_at = now
                self._follow(self.handed.ended())
            if new := [path for path in self.seen if self._is_new(path)]:
                self._hand_over(new)
            self.away_since = NEVER
        except CommuniqueError as error:
            self._wait(error, now)

    def _adopt(self) -> None:
        """What a watcher before this one handed over is under way: no other text of its release is begun beside it."""
        self.record.refresh()
        register = self._register()
        for name, sha256 in self.handed.office.under_way():
            release = register.belonging(name, lambda sha256=sha256: sha256).release  # type: ignore[misc]
            self.handed.adopt((name, sha256), release)
            register.add(Holder(name, sha256, release))
        self.met = True

    def _is_new(self, path: Path) -> bool:
        file, known = self.seen[path], self.fates.get(path)
        return intake.at_rest(file) and not (known and known[1].state in DONE and intake.same(known[0], file))

    def _wait(self, error: CommuniqueError, now: float) -> None:
        """Nobody answers: the files wait, and so do we, longer each time."""
        self.away_since = now if self.away_since == NEVER else self.away_since
        away = now - self.away_since
        self.silent_until = now + min(LONGEST_PAUSE, away / 2)
        said = Fate(State.WAITING, error.fact, error.hint) if away >= WORTH_TELLING else Fate(State.WAITING)
        for path, file in self.seen.items():
            if self._is_new(path) and not (path in self.fates and self.fates[path][1].state is State.ASIDE):
                self.fates[path] = file, said

    def _hand_over(self, paths: Sequence[Path]) -> None:
        self.record.refresh()
        register = self._register()
        ready = [
            (path, origin_of(path, sha256))
            for path in sorted(paths, key=lambda path: newest_first(path.name))
            if (sha256 := self._digest(path))
        ]
        new = [(path, origin) for path, origin in ready if not self._settled(path, origin)]
        places = ((path, origin, self._place(path, origin, register)) for path, origin in new)
        wanted = [place for place in places if place[2] and place[2] not in self.handed.busy][:AT_ONCE]
        known = self.handed.known([origin for _, origin, _ in wanted]) if len(wanted) >= MANY else {}
        for path, origin, release in wanted:
            self.fates[path] = self.seen[path], self._begun(path, origin, release, known)

    def _register(self) -> Register:
        under_way = (Holder(name, sha256, release) for (name, sha256), release in self.handed.at_work.items())
        return Register((*self.record.holders, *under_way), {composed(path.name) for path in self.seen})

    def _digest(self, path: Path) -> str:
        """The sha256 of a file that is at rest and whole, or has rested so long that it will not change; empty for any other."""
        file, known = self.seen[path], self.digests.get(path)
        if known and intake.same(known[0], file):
            return known[1]
        rested = file.looks - intake.SETTLED
        # A file that is not whole is read anew after one look more, then two, four, eight …
        if file.looks < intake.GIVEN_UP and rested & (rested - 1):
            return ""
        try:
            content = intake.content(path, file)
        except FileNotFoundError:
            return ""
        except OSError:
            self.fates[path] = file, refusals.unreadable(file.looks)
            return ""
        if content is None or not (intake.whole(content) or file.looks >= intake.GIVEN_UP):
            self.fates[path] = file, refusals.arriving(file.looks)
            return ""
        sha256 = hashlib.sha256(content).hexdigest()
        self.digests[path] = file, sha256
        return sha256

    def _settled(self, path: Path, origin: Origin) -> bool:
        """Whether nothing is to be done for a file: it was taken in, or is being prepared."""
        if origin in self.handed.at_work:
            self.handed.touched.add(origin)
            self.fates[path] = self.seen[path], Fate(State.AT_WORK)
        elif self.record.taken(*origin):
            self.fates[path] = self.seen[path], Fate(State.TAKEN)
        else:
            return False
        return True

    def _place(self, path: Path, origin: Origin, register: Register) -> str:
        """The release that a file is to be read into; empty where it is set aside. An older version that was read in its day is fine."""
        belongs = register.belonging(path.name, lambda: origin[1])
        holder = self.record.holder(belongs.release)
        before = holder is not None and self.record.submitted(belongs.release, origin[1])
        if belongs.fact is not NOTHING:
            read_then = before and origin[1] != getattr(holder, "sha256", "")
            self.fates[path] = self.seen[path], Fate(State.TAKEN) if read_then else Fate(State.ASIDE, belongs.fact, belongs.way_out)
            return ""
        if holder and before and holder.sha256 != origin[1] and composed(holder.file) != origin[0]:
            # A newer version that is removed must not bring an older one back by itself.
            self.fates[path] = self.seen[path], refusals.taken_before(holder.file)
            return ""
        self.fates[path] = self.seen[path], Fate(State.WAITING)
        register.add(Holder(path.name, origin[1], belongs.release))
        return belongs.release

    def _begun(self, path: Path, origin: Origin, release: str, known: Mapping[Origin, Run]) -> Fate:
        try:
            return self.handed.begin(path, self.seen[path], origin, release, known)
        except (CommuniqueError, OSError):
            raise
        except Exception as error:
            # One odd file holds up no other.
            return Fate(State.WAITING, same(discretion.failure(error, self.language)))

    def _follow(self, ended: Mapping[Origin, Run]) -> None:
        if not ended:
            return
        self.record.refresh()
        for path, file in self.seen.items():
            known = self.digests.get(path)
            if known and (origin := origin_of(path, known[1])) in ended and intake.same(known[0], file):
                self.fates[path] = file, self._end(origin, ended[origin])
        self.handed.forget(ended)

    def _end(self, origin: Origin, run: Run) -> Fate:
        if self.record.taken(*origin):
            return Fate(State.TAKEN)
        # What ended well and is not in the record read another text: look at the file again.
        return self.handed.refuse(origin, run) if run.refusal else Fate(State.WAITING)

    def _keep(self, found: Found) -> None:
        now = {path.name: fate for path, (_, fate) in self.fates.items()} | dict(refusals.beside(found))
        if (shown := fates.told(now)) != self.kept:
            fates.keep(self.own, shown, self.language)
            for file, fate in shown.items():
                if (self.kept or {}).get(file) != fate:
                    self.tell(f"{file}: {fate.sentence(self.language)}")
            self.kept = shown
