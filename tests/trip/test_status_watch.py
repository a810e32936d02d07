"""`communique status --watch`: a table that keeps itself up to date on a terminal, and a snapshot for each change elsewhere."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from communique import reviews
from communique.approval import known_findings
from communique.cli._outlook import age, in_order, missing, until, values
from communique.findings import Finding, Severity
from communique.languages import Wording
from communique.operation.outlook import Outlook, Stand, outlook
from gatehouse import FR, NOON, Gate, make

COMMUNIQUE = str(Path(sys.executable).parent / "communique")
CODES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>()][0-9A-Za-z]?")


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    gate = make(tmp_path)
    gate.write(reviews.submit(gate.release, who="", at=datetime.now(UTC) - timedelta(days=3), channel="terminal"))
    return gate


@dataclass
class Terminal:
    """A command at a terminal of its own, and all that it ever wrote there."""

    process: subprocess.Popen[bytes]
    side: int
    written: str = ""

    def until(self, words: str, within: float = 20) -> str:
        """What was written since this was last asked for, up to these words; colours and cursor moves left out."""
        end, begun = time.monotonic() + within, len(self.written)
        while words not in CODES.sub("", self.written[begun:]):
            assert time.monotonic() < end, CODES.sub("", self.written[begun:])[-2000:]
            if select.select([self.side], [], [], 0.1)[0]:
                self.written += os.read(self.side, 65536).decode("utf-8", "replace")
        return CODES.sub("", self.written[begun:])

    def drained(self, seconds: float) -> str:
        """What is written within so many seconds."""
        begun, end = len(self.written), time.monotonic() + seconds
        while time.monotonic() < end:
            if select.select([self.side], [], [], 0.1)[0]:
                try:
                    self.written += os.read(self.side, 65536).decode("utf-8", "replace")
                except OSError:
                    break
        return self.written[begun:]

    def frame(self) -> list[str]:
        """The lines of the last picture, once nothing is drawn any more."""
        self.drained(1.5)
        return CODES.sub("", self.written.rpartition("\x1b[H")[2]).splitlines()

    def type(self, keys: str) -> None:
        os.write(self.side, keys.encode())

    def resize(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self.side, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


@contextmanager
def terminal(gate: Gate, *words: str, columns: int = 80, rows: int = 24, lang: str = "en") -> Iterator[Terminal]:
    ours, theirs = pty.openpty()
    fcntl.ioctl(ours, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "", "LINES": ""}
    environment = {name: value for name, value in environment.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
    command = (COMMUNIQUE, "--lang", lang, "--house", str(gate.house.root), "status", *words)
    # A session whose terminal this is, so that Ctrl-C comes from the keyboard.
    attach = "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"
    process = subprocess.Popen(
        (sys.executable, "-c", attach, *command), stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
    )
    before = termios.tcgetattr(ours)
    try:
        os.close(theirs)
        found = Terminal(process, ours)
        yield found
        assert termios.tcgetattr(ours)[3] == before[3], "the terminal echoes as before"
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(20)
        os.close(ours)


@pytest.mark.parametrize("key", ["q", "\x03", "\x1b"], ids=["q", "Ctrl-C", "Escape"])
def test_a_key_ends_it_and_leaves_the_terminal_as_it_was(gate: Gate, key: str) -> None:
    with terminal(gate, "--watch", "0.5") as shown:
        shown.until("q: end")
        shown.type(key)
        rest = shown.drained(2)
        assert shown.process.wait(20) == 0
        assert "\x1b[?1049l" in rest  # back from the other screen
        assert "Traceback" not in shown.written


def test_it_says_release_state_who_is_missing_how_long_and_until_when(gate: Gate) -> None:
    with terminal(gate, "--watch", columns=140) as shown:
        picture = shown.until("releases: 1")
        shown.type("q")
        shown.process.wait(20)
    row = next(line for line in picture.splitlines() if "pont" in line)
    assert re.search(r"pont\s+waiting\s+· fr sud: Chloé Sud\s+3 d\s+\S+", row), row
    assert "· de nord: Anna Nord, Bruno Nord" in picture


@pytest.mark.parametrize(
    "lang, words",
    [
        ("fr", ("communiqué", "fr sud\u00a0: Chloé", "il manque", "échéance", "en attente", "quitter")),
        ("de", ("Mitteilung", "es fehlt", "Frist", "wartet", "beenden")),
    ],
)
def test_it_speaks_the_officers_language(gate: Gate, lang: str, words: tuple[str, ...]) -> None:
    with terminal(gate, "--watch", lang=lang) as shown:
        picture = shown.until(words[-1])
        shown.type("q")
        shown.process.wait(20)
    assert [word for word in words if word not in picture] == []


def test_a_decision_is_seen_without_a_key(gate: Gate) -> None:
    with terminal(gate, "--watch", "0.5") as shown:
        shown.until("fr sud")
        shown.until("q: end")
        gate.approve_all()
        shown.until("approved")
        shown.type("q")
        shown.process.wait(20)


def test_no_line_is_wider_than_the_terminal_which_may_grow_and_shrink(gate: Gate) -> None:
    with terminal(gate, "--watch", "60", columns=80) as shown:
        shown.until("q: end")
        for columns, rows in ((80, 24), (140, 30), (60, 10)):
            shown.resize(columns, rows)
            widths = [len(line) for line in shown.frame()]
            assert columns - 10 <= max(widths) <= columns
            assert len(widths) <= rows
        shown.type("q")
        assert shown.process.wait(20) == 0


def test_what_does_not_fit_is_counted_and_reached_with_the_arrows(gate: Gate) -> None:
    with terminal(gate, "--watch", "60", columns=80, rows=5) as shown:
        assert "more below" in shown.until("below")
        shown.type("\x1b[B\x1b[B\x1b[B\x1b[B\x1b[B\x1b[B\x1b[B")
        assert "en sud" in shown.until("en sud")
        shown.type("q")
        assert shown.process.wait(20) == 0


@contextmanager
def piped(gate: Gate, *words: str) -> Iterator[subprocess.Popen[str]]:
    command = (COMMUNIQUE, "--lang", "en", "--house", str(gate.house.root), "status", *words)
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def test_without_a_terminal_there_is_one_line_of_json_for_each_change(gate: Gate) -> None:
    with piped(gate, "--watch", "0.5", "--json") as process:
        assert process.stdout
        first = json.loads(process.stdout.readline())["releases"]
        time.sleep(1.5)
        gate.approve(FR, "sud", "chloe")
        second = json.loads(process.stdout.readline())["releases"]
    assert [(one["release"], one["state"], len(one["missing"])) for one in (*first, *second)] == [
        ("pont", "waiting", 4),
        ("pont", "waiting", 3),
    ]
    assert first[0]["missing"][0]["who"] == ["Chloé Sud"]
    assert datetime.fromisoformat(first[0]["due"]) > datetime.fromisoformat(first[0]["since"])


def test_without_a_terminal_there_is_a_snapshot_without_colours_for_each_change(gate: Gate) -> None:
    with piped(gate, "--watch", "0.5") as process:
        assert process.stdout
        moment, row = process.stdout.readline(), process.stdout.readline()
        gate.approve_all()
        again, after = process.stdout.readline(), process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\n", moment)
    assert row.startswith("  pont  waiting · · fr sud: Chloé Sud · ")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\n", again)
    assert after == "  pont  approved\n"
    assert "\x1b" not in row + after


def test_what_blocks_is_counted_beside_who_is_missing(gate: Gate) -> None:
    release, word = gate.release, Wording("mot", "Wort", "word")
    found = tuple(Finding(check="names", place=f"p{n}", message=word, severity=Severity.BLOCK, language=FR) for n in (1, 2))
    known_findings.known(gate.house, release, NOON.date(), lambda: found)
    one = outlook(gate.house, release.slug, NOON)
    assert one.blocking == 2
    assert missing(one)[0].endswith(": 2")
    assert len(missing(one)) == 1 + len(one.missing)
    assert values(one, NOON)["blocking"] == 2


def test_a_release_can_be_named_behind_it_or_before_it(gate: Gate) -> None:
    other = make(gate.house.root, slug="tunnel", key=(gate.house.key_file.read_bytes(), gate.house.public_key))
    for words in (("--watch", "tunnel"), ("tunnel", "--watch"), ("--watch", "1", "tunnel")):
        with piped(other, *words, "--json") as process:
            assert process.stdout
            assert [one["release"] for one in json.loads(process.stdout.readline())["releases"]] == ["tunnel"]


@pytest.mark.parametrize("words, said", [(("--watch", "unknown"), "no release of this name"), (("--watch", "0"), "from 0.5 to 3600")])
def test_what_cannot_be_watched_is_refused(gate: Gate, words: tuple[str, ...], said: str) -> None:
    command = (COMMUNIQUE, "--lang", "en", "--house", str(gate.house.root), "status", *words)
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert said in done.stderr


def test_what_needs_somebody_stands_first_and_of_that_what_is_due_first() -> None:
    found = [Outlook("a", Stand.PUBLISHED), Outlook("b", Stand.WAITING), Outlook("c", Stand.RETURNED), Outlook("d", Stand.UNREADABLE)]
    assert [one.slug for one in in_order(found, NOON)] == ["d", "c", "b", "a"]


@pytest.mark.parametrize(
    "passed, said",
    [
        (timedelta(minutes=119), "119 min"),
        (timedelta(hours=2), "2 h"),
        (timedelta(hours=47), "47 h"),
        (timedelta(days=9), "9 d"),
        (timedelta(hours=-1), "0 min"),
    ],
)
def test_an_age_has_one_unit(passed: timedelta, said: str) -> None:
    assert age(NOON - passed, NOON) == said


def test_a_deadline_is_told_on_the_houses_clocks_and_one_that_is_over_by_how_much(gate: Gate) -> None:
    assert until(NOON, gate.house, NOON - timedelta(days=1)) == "09 Mar 13:00"
    assert until(NOON, gate.house, NOON + timedelta(hours=5)) == "5 h late"
