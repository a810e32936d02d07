"""The scribe: stands between a process and its log, and writes nothing into it but whole lines of JSON."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import PurePath
from typing import IO

from . import journal

# The Prefect server is given no text, so what it says outside its log is harmless, and says why it does not start.
OPEN = frozenset({"server"})
LONGEST = 65_536
# How long what the process left behind may still speak after it has ended.
LAST_WORDS = 2.0
BEGINS = "Traceback (most recent call last):"
FRAME = re.compile(r'  File "(?P<file>[^"]+)", line (?P<line>\d+)')
KIND = re.compile(r"(?P<kind>[A-Za-z_][\w.]*)(?::|$)")
LEFT_OUT = "lines left out that are no log line and may quote the text: {count}"


class Scribe:
    """Takes in lines as they come and gives what may stand in the log; nothing that is no log line is repeated, but counted."""

    def __init__(self, part: str) -> None:
        self.part, self.left_out, self.place = part, 0, ""
        self.tracing = self.after_error = False

    def heard(self, said: str) -> Iterator[str]:
        """What becomes of one line."""
        said = said.rstrip("\r\n")
        if journal.is_line(said):
            yield from self.settled()
            yield said
        elif said.startswith(BEGINS):
            yield from self.settled()
            self.tracing, self.place = True, ""
        elif self.tracing and (said.startswith(" ") or not said):
            found = FRAME.match(said)
            self.place = f"{PurePath(found['file']).name}:{found['line']}" if found else self.place
        elif self.tracing:
            kind = KIND.match(said)
            yield journal.line(self.part, f"{kind['kind'] if kind else 'error'} at {self.place or '?'}", level="error")
            # The rest of what the error says may follow on lines of its own.
            self.tracing, self.left_out = False, 0
            self.after_error = True
        elif said.strip():
            yield from self._other(said)

    def _other(self, said: str) -> Iterator[str]:
        if self.part in OPEN and not self.after_error:
            yield journal.line(self.part, said)
        else:
            self.left_out += 1

    def settled(self) -> Iterator[str]:
        """That lines were left out, if any were; from here on what comes is a new matter."""
        if self.left_out:
            yield journal.line(self.part, LEFT_OUT.format(count=self.left_out), level="warning")
        self.left_out, self.tracing, self.after_error = 0, False, False


def main(part: str, command: list[str]) -> int:
    """Run a command and write its log to our standard output until it ends; its exit code, 128 and the signal's number for a signal."""
    for which in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        # The whole group is told to end: we stay for the last words. No SIG_IGN, which the command would inherit.
        signal.signal(which, lambda *_: None)
    process = subprocess.Popen(  # noqa: S603 - our own command
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    assert process.stdout  # noqa: S101 - a pipe was asked for
    reading = threading.Thread(target=_write_down, args=(part, process.stdout), daemon=True)
    reading.start()
    code = process.wait()
    reading.join(LAST_WORDS)
    if code:
        _write(journal.line(part, f"ended with {code}", level="error" if code > 0 else "warning"))
    return code if code >= 0 else 128 - code


def _write_down(part: str, said: IO[bytes]) -> None:
    scribe = Scribe(part)
    while content := said.readline(LONGEST):
        for line in scribe.heard(content.decode("utf-8", "replace")):
            _write(line)
    for line in scribe.settled():
        _write(line)


class _File:
    """Our standard output, a file that is appended to: a line at once; on a full disk one is lost, and the next begins anew."""

    def __init__(self) -> None:
        self.torn, self.turn = False, threading.Lock()

    def write(self, line: str) -> None:
        content = (b"\n" if self.torn else b"") + f"{line}\n".encode("ascii", "replace")
        with self.turn, suppress(OSError):
            self.torn = os.write(1, content) < len(content)


_write = _File().write


if __name__ == "__main__":
    code = main(sys.argv[1], sys.argv[2:])
    # A thread may wait in a read that never ends.
    os._exit(code)
