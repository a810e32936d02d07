"""The findings as rows for a page: words and marked texts, ready for a template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from ..findings import Finding, Waiver
from ..languages import Language
from ._difference import Pieces, sides
from ._words import HEADINGS, MEANINGS, announced, by_severity, said_of, spot


@dataclass(frozen=True, slots=True)
class Row:
    """One finding; `lang` is the attribute that says the language of its texts (WCAG 2.2, 3.1.2)."""

    finding: Finding
    spot: str
    message: str
    waiver: str
    lang: Markup
    source: Markup
    excerpt: Markup
    suggestion: Markup


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of one severity, or those that are waived."""

    name: str
    heading: str
    meaning: str
    rows: tuple[Row, ...]

    def has(self, column: str) -> bool:
        """Whether any row has something in a column."""
        return any(getattr(row, column) for row in self.rows)


def groups(findings: Sequence[Finding], language: Language, waived: Mapping[str, Waiver]) -> list[Group]:
    """The groups that have findings, the gravest first."""
    found = by_severity(findings, waived).items()
    return [
        Group(name, HEADINGS[name][language], MEANINGS[name][language], tuple(_row(finding, language, waived) for finding in inside))
        for name, inside in found
    ]


def _row(finding: Finding, language: Language, waived: Mapping[str, Waiver]) -> Row:
    three = sides(finding)
    return Row(
        finding=finding,
        spot=spot(finding, language),
        message=finding.message[language],
        waiver=said_of(waived[finding.id], language) if finding.id in waived else "",
        lang=Markup(' lang="{}"').format(finding.language.value) if finding.language else Markup(""),
        source=announced(finding, language) + _marked(three.source),
        excerpt=_marked(three.excerpt),
        suggestion=_marked(three.suggestion),
    )


def _marked(pieces: Pieces) -> Markup:
    return Markup("").join(Markup("<mark>{}</mark>").format(text) if differs else text for text, differs in pieces)


@cache
def template(name: str) -> Template:
    """A template of this package."""
    source = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(source)
