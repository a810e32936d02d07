"""The report for a terminal: what blocks first; what differs is bold and underlined, or has carets under it where nothing is bold."""

from __future__ import annotations

import io
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ..findings import Finding, Severity, Waiver
from ..languages import Language, Wording
from ._difference import Pieces, sides
from ._words import HEADINGS, NONE, WAIVED, by_severity, said_of, sides_named, spot, summary

TITLE = Wording("Rapport pour le terminal", "Bericht für das Terminal", "Report for a terminal")
COLOURS: dict[str, str] = {Severity.BLOCK: "bold red", WAIVED: "bold", Severity.WARN: "bold yellow", Severity.HINT: "bold cyan"}
NARROWEST, WIDEST = 40, 120
INDENT = 6
MARKED = "bold underline"
# Rich breaks lines at no-break spaces too; signs of the private use area are letters to it, as wide as a space.
HELD = {0xA0: 0xE000, 0x202F: 0xE001}
LET_GO = {held: space for space, held in HELD.items()}


def write(findings: Sequence[Finding], language: Language, title: str, *, waived: Mapping[str, Waiver] = NONE) -> str:
    """The report as lines; in colour when standard output is a terminal and NO_COLOR is empty (no-color.org)."""
    console = _console()
    console.print(Text.assemble((title, "bold"), f" — {summary(findings, language, waived)}"), soft_wrap=True)
    for group, inside in by_severity(findings, waived).items():
        console.print(Text(f"\n{HEADINGS[group][language]}", COLOURS[group]))
        for finding in inside:
            _print(console, finding, language)
            if group == WAIVED:
                _line(console, INDENT, Text(said_of(waived[finding.id], language)))
    lines = str(console.file.getvalue()).translate(LET_GO).splitlines()  # type: ignore[attr-defined]
    return "".join(f"{line.rstrip()}\n" for line in lines)


def width() -> int:
    """The columns to print in: those of the terminal, at least 40 and at most 120; 100 where there is none."""
    return min(max(shutil.get_terminal_size((100, 24)).columns, NARROWEST), WIDEST)


def _console() -> Console:
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return Console(
        file=io.StringIO(), force_terminal=colour, no_color=not colour, width=width(), highlight=False, emoji=False, markup=False
    )


def _print(console: Console, finding: Finding, language: Language) -> None:
    said = f"  {finding.message[language]}  "
    _line(console, 2, Text.assemble((spot(finding, language), "bold"), said, (finding.check, "dim")))
    for line in _texts(finding, language):
        _line(console, INDENT, line)
        carets = _carets(line)
        if not console.is_terminal and carets and INDENT + cell_len(line.plain) <= console.width:
            _line(console, INDENT, Text(carets))


def _texts(finding: Finding, language: Language) -> Iterator[Text]:
    """Original, and what stands with what should, one under the other."""
    three = sides(finding)
    labels = sides_named(finding, language) if three.source else ("", "")
    room = max(map(len, labels)) + 2 if three.source else 0
    if three.source:
        yield Text.assemble((labels[0].ljust(room), "dim"), *_styled(three.source))
    if three.excerpt or three.suggestion:
        arrow = [(" → " if three.excerpt else "→ ", "dim")] if three.suggestion else []
        own = (*_styled(three.excerpt), *arrow, *_styled(three.suggestion, "green"))
        yield Text.assemble((labels[1].ljust(room), "dim"), *own)


def _styled(pieces: Pieces, colour: str = "") -> Iterable[tuple[str, str]]:
    return [(text, f"{MARKED if differs else 'not bold'} {colour}".strip()) for text, differs in pieces]


def _carets(line: Text) -> str:
    """Carets under what is marked in a line; nothing where all of a text is marked, or nothing."""
    signs = [" "] * len(line.plain)
    for span in line.spans:
        if str(span.style).startswith(MARKED):
            signs[span.start : span.end] = "^" * (span.end - span.start)
    own = [sign for span in line.spans if "dim" not in str(span.style) for sign in signs[span.start : span.end]]
    return "".join(signs).rstrip() if " " in own else ""


def _line(console: Console, indent: int, text: Text) -> None:
    text.plain = text.plain.translate(HELD)
    console.print(Padding(text, (0, 0, 0, indent), expand=False))
