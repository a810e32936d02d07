"""Supervision: the parts of a set-up started in their order, started again when they die or fall silent, and ended together."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ..errors import CommuniqueError
from ..languages import Wording
from . import processes
from .processes import Asked, Guard, Part
from .pulses import Beat, Pulse

# Seconds: until a part has to do its work the first time, until one that did and is silent is ended, and after which it counts as steady.
PATIENCE, SILENCE, STEADY = 180.0, 300.0, 60.0
FIRST_DELAY, LONGEST_DELAY = 1.0, 60.0
# A part that dies this often before it ever did its work will not live; going on would hide why.
TRIES = 3
LOOK_EVERY = 0.2

AGAIN = Wording(
    "Redémarrage dans {seconds}\u00a0s\u00a0: {part} s’est arrêté.",
    "Neustart in {seconds} s: {part} ist stehen geblieben.",
    "Starting again in {seconds} s: {part} stopped.",
)
STUCK = Wording(
    "Redémarrage dans {seconds}\u00a0s\u00a0: {part} ne donnait plus signe de vie.",
    "Neustart in {seconds} s: {part} gab kein Lebenszeichen mehr.",
    "Starting again in {seconds} s: {part} gave no sign of life any more.",
)
BACK = Wording("De retour\u00a0: {part}.", "Wieder da: {part}.", "Back again: {part}.")
DIES = Wording("{part} s’arrête sans cesse", "{part} bleibt immer wieder stehen", "{part} stops again and again")
SILENT = Wording("{part} ne répond pas", "{part} antwortet nicht", "{part} does not answer")
SEE_LOG = Wording(
    "la raison est dans {log}\u202f; «\u00a0communique doctor --thorough\u00a0» cherche plus loin",
    "der Grund steht in {log}; „communique doctor --thorough“ sucht weiter",
    "the reason is in {log}; “communique doctor --thorough” looks further",
)


class Onlooker(Protocol):
    """Who is told how a set-up does."""

    def reached(self, part: Part, seconds: float) -> None:
        """A part does its work for the first time, so many seconds after the first start."""

    def says(self, sentence: Wording) -> None:
        """Something happened that whoever keeps it running wants to know."""


@dataclass(frozen=True, slots=True)
class Member:
    """A part, how to feel that it does its work, and the name of the part that has to do its own before; empty for none."""

    part: Part
    beat: Beat
    needs: str = ""


class Life:
    """One member through all its processes."""

    def __init__(self, member: Member, setting: Mapping[str, str], mark: str, guard: Guard) -> None:
        self.member, self.setting, self.mark, self.guard = member, setting, mark, guard
        self.process: subprocess.Popen[bytes] | None = None
        self.pulse: Pulse | None = None
        self.began = self.not_before = 0.0
        self.deaths, self.ever, self.working = 0, False, False

    @property
    def name(self) -> str:
        """Its name among the members."""
        return self.member.part.name.en

    def begin(self) -> None:
        """Start its process."""
        self.process, self.began = processes.started(self.member.part, self.setting, self.mark), time.monotonic()
        self.guard.watch(self.process.pid)
        self.pulse, self.working = Pulse(self.member.beat), False

    def end(self) -> None:
        """End its process and all that it started."""
        if self.pulse:
            self.pulse.end()
        if self.process:
            processes.end(self.process, self.mark)
            self.guard.forget(self.process.pid)
        self.process, self.pulse, self.working = None, None, False

    def bury(self) -> float:
        """End what is left of it, and say after how many seconds it is started again: twice as many after each death in a row."""
        steady = self.working and time.monotonic() - self.began > STEADY
        self.end()
        self.deaths = 1 if steady else self.deaths + 1
        delay: float = min(FIRST_DELAY * 2 ** (self.deaths - 1), LONGEST_DELAY)
        self.not_before = time.monotonic() + delay
        return delay

    @property
    def is_dead(self) -> bool:
        """Whether its process has ended by itself."""
        return self.process is not None and self.process.poll() is not None

    @property
    def is_silent(self) -> bool:
        """Whether its process is there but has given no sign of life for too long."""
        if self.process is None or self.pulse is None:
            return False
        last = self.pulse.last
        return time.monotonic() - (self.began if last is None else last) > (PATIENCE if last is None else SILENCE)


def keep(members: Sequence[Member], setting: Mapping[str, str], mark: str, onlooker: Onlooker, ready: Callable[[], None]) -> None:
    """Keep the members alive until somebody asks to end; `ready` is called once, when each of them has done its work.

    Raises CommuniqueError where one of them will not live at all; everything is ended then too, the last one first.
    """
    with Asked() as asked, processes.guarded(mark) as guard:
        lives = [Life(member, setting, f"{mark}{number}", guard) for number, member in enumerate(members)]
        began, greeted = time.monotonic(), False
        try:
            while not asked.to_end:
                guard.look()
                for life in lives:
                    _look(life, lives, onlooker, began)
                if not greeted and all(life.ever for life in lives):
                    greeted = True
                    ready()
                asked.wait(LOOK_EVERY)
        finally:
            for life in reversed(lives):
                life.end()


def _look(life: Life, lives: Sequence[Life], onlooker: Onlooker, began: float) -> None:
    first = next((other for other in lives if other.name == life.member.needs), None)
    if life.is_dead or life.is_silent:
        _lost(life, onlooker)
    elif first and first.process is None and life.process:
        # It does not outlive what it needs: it would go on half, and looks alive.
        life.end()
    elif life.process is None:
        if time.monotonic() >= life.not_before and (first is None or first.working):
            life.begin()
    elif not life.working and life.pulse and life.pulse.last is not None:
        life.working = True
        if life.ever:
            onlooker.says(BACK.fill(part=life.member.part.name))
        else:
            life.ever = True
            onlooker.reached(life.member.part, time.monotonic() - began)


def _lost(life: Life, onlooker: Onlooker) -> None:
    part, silent = life.member.part, not life.is_dead
    seconds = life.bury()
    if not life.ever and (silent or life.deaths >= TRIES):
        raise CommuniqueError("communique up", (SILENT if silent else DIES).fill(part=part.name), SEE_LOG.fill(log=part.log))
    onlooker.says((STUCK if silent else AGAIN).fill(part=part.name, seconds=round(seconds)))
