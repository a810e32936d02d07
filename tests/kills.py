"""Publications killed at every step: what is seen then, and after the next call."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from lxml import etree

from communique.record.verification import verify_output
from gatehouse import NOON
from presshouse import TUESDAY, Press, press

# What changes files, or is about to (the exchange of two folders is called through ctypes).
STEPS = frozenset({"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod", "shutil.rmtree", "tempfile.mkdtemp", "tempfile.mkstemp"})
STEPS |= {"ctypes.dlsym"}
WRITING = os.O_WRONLY | os.O_RDWR
EMBARGO = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"


def killed_at(step: int, act: Callable[[], object]) -> bool:
    """Do something in a process of its own, killed before its n-th step; False where it had fewer."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, "the act itself failed"
        return os.WIFSIGNALED(status)
    made = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal made
        if event in STEPS or (event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING):
            made += 1
            if made == step:
                os.kill(os.getpid(), signal.SIGKILL)

    code = 1
    try:
        sys.addaudithook(watch)
        act()
        code = 0
    finally:
        os._exit(code)
    return False


def public(own: Press) -> dict[str, bytes]:
    return {name: content for name, content in own.seen().items() if name.startswith("pont/")}


def told(own: Press) -> dict[str, bytes]:
    return {name: content for name, content in own.seen().items() if name.startswith("feeds/")}


def demand_whole(own: Press, old: dict[str, bytes], new: dict[str, bytes], *, withdrawal: bool) -> None:
    """Whoever looks now finds the old folder or the new one, feeds of one of them each, and nothing announced that is not there."""
    there = public(own)
    olds, news = ({name: files[name] for name in files if name.startswith("pont/")} for files in (old, new))
    assert there in (olds, news)
    if there:
        verify_output(own.public, own.gate.house)
    for name, content in told(own).items():
        assert content in (old.get(name), new.get(name))
        entries = etree.fromstring(content).findall(f"{ATOM}entry")
        assert not entries or there, "a feed announces what is not there"
        if withdrawal and there == news:
            assert content == new[name], "a notice that the feeds do not know of"
    for folder in own.hidden():
        verify_output(folder, own.gate.house)


def first(root: Path) -> Press:
    return press(root)


def corrected(root: Path) -> Press:
    own = press(root)
    own.issue()
    return own.correct()


def held(root: Path) -> Press:
    own = press(root, EMBARGO)
    own.issue()
    return own


def taken_back(root: Path) -> Press:
    own = corrected(root)
    own.issue(TUESDAY + timedelta(days=3))
    own.withdraw(NOON + timedelta(days=6))
    return own


# How each begins, and the moment of the call that is killed.
ACTS: dict[str, tuple[Callable[[Path], Press], datetime]] = {
    "publication": (first, TUESDAY),
    "correction": (corrected, TUESDAY + timedelta(days=3)),
    "lift": (held, EMBARGO),
    "withdrawal": (taken_back, TUESDAY + timedelta(days=7)),
}


def at_every_step(root: Path, act: str, every: int = 1) -> int:
    """Kill an act before each of its steps, or every n-th; the number of kills.

    Raises AssertionError or Tampered for what should not be seen.
    """
    begin, at = ACTS[act]
    before = begin(root / "before")
    after = before.copied(root / "after")
    after.issue(at)
    old, new = before.seen(), after.seen()
    assert old != new
    # Acts begin alike: each is killed at other steps than the next.
    first = 1 + sorted(ACTS).index(act) % every
    for step in count(first, every):
        own = before.copied(root / "now")
        if not killed_at(step, lambda own=own: own.issue(at)):  # type: ignore[misc]
            break
        demand_whole(own, old, new, withdrawal=act == "withdrawal")
        own.issue(at)
        assert own.seen() == new, "the next call does not mend"
        assert not own.hidden()
        assert not list(own.output.glob(".dropped-*"))
        shutil.rmtree(own.gate.house.root)
    assert own.seen() == new
    return (step - first) // every
