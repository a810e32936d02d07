"""How findings are printed on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

import click

from .. import families
from ..findings import Finding
from ..languages import Language


def width() -> int:
    """The columns that reports on the terminal are printed in."""
    columns: int = families.load("reports", "terminal").width()
    return columns


def print_findings(found: Sequence[Finding], language: Language, title: str) -> None:
    """Print the report for the terminal."""
    click.echo(families.load("reports", "terminal").write(found, language, title), nl=False)
