"""Where releases stand, as a table on a terminal that keeps itself up to date until somebody ends it."""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime

from rich import box
from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.segment import Segment, Segments
from rich.table import Table
from rich.text import Text

from ..house import House
from ..languages import Wording
from ..operation.outlook import Outlook, Stand
from ._outlook import NONE, STANDS, View, age, missing, until
from ._sheet import say

try:
    import termios
    import tty
except ImportError:  # Windows
    termios = tty = None  # type: ignore[assignment]

COLOURS = {
    Stand.WITHDRAWN: "dim",
    Stand.PUBLISHED: "green",
    Stand.EMBARGOED: "cyan",
    Stand.APPROVED: "green",
    Stand.BLOCKED: "red",
    Stand.RETURNED: "red",
    Stand.STALE: "yellow",
    Stand.WAITING: "",
    Stand.UNREADABLE: "red",
}
RELEASE = Wording("communiqué", "Mitteilung", "release")
STATE = Wording("état", "Stand", "state")
WHO = Wording("il manque", "es fehlt", "missing")
SINCE = Wording("depuis", "seit", "for")
BY = Wording("échéance", "Frist", "deadline")
FOOT = Wording(
    "{time} · communiqués\u00a0: {count} · q\u00a0: quitter{more}",
    "{time} · Mitteilungen: {count} · q: beenden{more}",
    "{time} · releases: {count} · q: end{more}",
)
MORE = Wording(
    " · ↑ ↓\u00a0: encore {count} plus bas",
    " · ↑ ↓: noch {count} weiter unten",
    " · ↑ ↓: {count} more below",
)

QUIT = frozenset({"q", "Q", "\x1b", "\x04"})
MOVES = {"j": 1, "\x1b[B": 1, "\x1bOB": 1, "k": -1, "\x1b[A": -1, "\x1bOA": -1, " ": 10, "\x1b[6~": 10, "\x1b[5~": -10}
# How soon, in seconds, a key is heard and another size of the terminal seen.
TICK = 0.2
HEAD = 2
ESCAPE, TOGETHER = b"\x1b", 0.05

Press = Callable[[float], str]


def live(view: View, every: float) -> None:
    """Show where releases stand, looked at every so many seconds, until `q`, Escape or Ctrl-C; the terminal is then as it was."""
    console = Console()
    with suppress(KeyboardInterrupt), _keys() as pressed, Live(console=console, screen=True, auto_refresh=False) as shown:
        seen, looked, size, first = view.look(), time.monotonic(), None, 0
        while True:
            if time.monotonic() - looked >= every:
                seen, looked, size = view.look(), time.monotonic(), None
            if size != console.size:
                size = console.size
                picture, first = _picture(*seen, view.house, console, first)
                shown.update(picture, refresh=True)
            key = pressed(TICK)
            if key in QUIT:
                return
            if step := MOVES.get(key):
                first, size = max(0, first + step), None


@contextmanager
def _keys() -> Iterator[Press]:
    """Waits so many seconds for a key and gives it, or nothing: as it is typed, without echo; what was set before is set again."""
    if termios is None or not sys.stdin.isatty():
        yield _nothing
        return
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    tty.setcbreak(terminal)

    def press(seconds: float) -> str:
        if not _ready(terminal, seconds):
            return ""
        typed = os.read(terminal, 1)
        if typed == ESCAPE and _ready(terminal, TOGETHER):
            # An arrow is an escape and two signs that follow it at once, another key one more: the next key may be there already.
            typed += os.read(terminal, 2)
            typed += os.read(terminal, 1) if typed[-1:].isdigit() else b""
        # A terminal that is gone gives nothing for ever.
        return typed.decode("utf-8", "replace") if typed else "q"

    try:
        yield press
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)


def _ready(terminal: int, seconds: float) -> bool:
    return bool(select.select([terminal], [], [], seconds)[0])


def _nothing(seconds: float) -> str:
    time.sleep(seconds)
    return ""


def _picture(found: Sequence[Outlook], moment: datetime, house: House, console: Console, first: int) -> tuple[RenderableType, int]:
    """What fits on the screen from a line of the table on, and that line, which is never so far down that room is left."""
    options = console.options.update(width=console.width)
    rendered = console.render_lines(table(found, moment, house), options, pad=False)
    head, body = rendered[:HEAD], rendered[HEAD:]
    room = max(1, console.height - HEAD - 1)
    first = max(0, min(first, len(body) - room))
    below = max(0, len(body) - first - room)
    more = MORE.fill(count=below) if below else Wording("", "", "")
    foot = FOOT.fill(time=f"{house.local(moment):%H:%M:%S}", count=len(found), more=more)
    shown = [segment for line in (*head, *body[first : first + room]) for segment in (*line, Segment.line())]
    return Group(Segments(shown), Text(say(foot), style="dim", no_wrap=True, overflow="ellipsis", end="")), first


def table(found: Sequence[Outlook], moment: datetime, house: House) -> Table:
    """A row a release: name, state, who is missing, for how long, until when."""
    rows = Table(box=box.SIMPLE_HEAD, expand=True, padding=(0, 1), show_edge=False)
    rows.add_column(say(RELEASE), ratio=3, overflow="fold")
    rows.add_column(say(STATE), no_wrap=True)
    rows.add_column(say(WHO), ratio=5, overflow="fold")
    rows.add_column(say(SINCE), no_wrap=True, justify="right")
    rows.add_column(say(BY), no_wrap=True, justify="right")
    for one in found:
        stand, due = one.at(moment), until(one.due, house, moment)
        late = one.due is not None and one.due < moment
        rows.add_row(
            Text(one.slug),
            Text(say(STANDS[stand]), COLOURS[stand]),
            Text("\n".join(missing(one))),
            Text(age(one.since, moment)),
            Text(due, "red" if late else ""),
        )
    if not found:
        rows.add_row(Text(say(NONE), "dim"))
    return rows
