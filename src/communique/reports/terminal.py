"""The report for a terminal: what blocks first, colours where the terminal has them."""

from __future__ import annotations

import io
import os
import re
import shutil
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from ..findings import Finding, Severity
from ..languages import Language, Wording
from ._words import HEADINGS, ORIGINAL, by_severity, spot, summary

TITLE = Wording("Rapport pour le terminal", "Bericht für das Terminal", "Report for a terminal")
COLOURS = {Severity.BLOCK: "bold red", Severity.WARN: "bold yellow", Severity.HINT: "bold cyan"}
NARROWEST, WIDEST = 40, 120
DOUBLE, UNBREAKABLE = re.compile(" {2,}"), re.compile("[\u00a0\u202f]")


def write(findings: Sequence[Finding], language: Language, title: str) -> str:
    """The report as lines; in colour when standard output is a terminal and NO_COLOR is empty (no-color.org)."""
    console = _console()
    console.print(Text.assemble((title, "bold"), f" — {summary(findings, language)}"), soft_wrap=True)
    for severity, group in by_severity(findings).items():
        console.print(Text(f"\n{HEADINGS[severity][language]}", COLOURS[severity]))
        for finding in group:
            _print(console, finding, language)
    lines = str(console.file.getvalue()).splitlines()  # type: ignore[attr-defined]
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
    _line(console, 2, (spot(finding, language), "bold"), f"  {finding.message[language]}  ", (finding.check, "dim"))
    if finding.source and finding.source != finding.suggestion:
        _line(console, 6, (f"{ORIGINAL[language]}  ", "dim"), finding.source)
    if finding.suggestion:
        stands, better = _with_spaces(finding)
        _line(console, 6, f"{stands} " if stands else "", ("→ ", "dim"), (better, "green"))
    elif finding.excerpt:
        _line(console, 6, finding.excerpt)


def _with_spaces(finding: Finding) -> tuple[str, str]:
    """Excerpt and suggestion with the spaces that tell them apart as Word shows them: · for a space, ° for one that does not break."""
    stands = DOUBLE.sub(lambda spaces: "·" * len(spaces.group()), finding.excerpt)
    more = len(UNBREAKABLE.findall(finding.suggestion)) > len(UNBREAKABLE.findall(finding.excerpt))
    return stands, UNBREAKABLE.sub("°", finding.suggestion) if more else finding.suggestion


def _line(console: Console, indent: int, *parts: str | tuple[str, str]) -> None:
    console.print(Padding(Text.assemble(*parts), (0, 0, 0, indent), expand=False))
