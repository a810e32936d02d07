"""The guard of a set-up: once whoever started it is gone, however that came, nothing of it goes on.

`python -m communique.operation.guard MARK` reads lines from a pipe: `+N` and `-N`, a session begins and ends; `done`, all has ended. Where
the pipe closes without that word its holder was killed: then all that carries the mark is ended, gently first.
"""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterable

from . import marks
from .processes import SIGNALS, signal_group

GRACE = 8.0


def main(mark: str, told: Iterable[str]) -> None:
    """Wait for the end of what is told; then end what is left."""
    for which in SIGNALS:
        # Whoever ends us with such a signal means the one that we guard, and hears of it by the pipe.
        signal.signal(which, signal.SIG_IGN)
    groups: set[int] = set()
    for line in told:
        word = line.strip()
        if word == "done":
            return
        (groups.add if word[0] == "+" else groups.discard)(int(word[1:]))
    end_all(mark, groups)


def end_all(mark: str, groups: Iterable[int] = ()) -> None:
    """End everything that carries a mark, and these sessions: gently, and by force what is still there after a few seconds."""
    for group in groups:
        signal_group(group, signal.SIGTERM)
    for pid in marks.carriers(mark):
        marks.send(pid, signal.SIGTERM)
    until = time.monotonic() + GRACE
    while marks.carriers(mark) and time.monotonic() < until:
        time.sleep(0.2)
    for group in groups:
        signal_group(group, signal.SIGKILL)
    for pid in marks.carriers(mark):
        marks.send(pid, signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1], sys.stdin)
