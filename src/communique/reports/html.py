"""The report for a browser: one page that needs nothing else, readable with a screen reader, on paper and in the dark."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from ..findings import Finding
from ..languages import Language, Wording
from ._words import HEADINGS, MEANINGS, ORIGINAL, by_severity, spot, summary

TITLE = Wording("Rapport pour le navigateur", "Bericht für den Browser", "Report for a browser")


def write(findings: Sequence[Finding], language: Language, title: str) -> str:
    """A whole HTML page in the officer's language; excerpts say their own language (WCAG 2.2, 3.1.2)."""
    groups = [
        {
            "severity": severity.value,
            "heading": HEADINGS[severity][language],
            "meaning": MEANINGS[severity][language],
            "rows": [_row(finding, language) for finding in group],
        }
        for severity, group in by_severity(findings).items()
    ]
    return _template().render(
        locale=language.locale, title=title, summary=summary(findings, language), groups=groups, original=ORIGINAL[language]
    )


def _row(finding: Finding, language: Language) -> dict[str, Any]:
    lang = Markup(' lang="{}"').format(finding.language.value) if finding.language else ""
    return {"finding": finding, "spot": spot(finding, language), "message": finding.message[language], "lang": lang}


@cache
def _template() -> Template:
    source = resources.files(__package__).joinpath("_page.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True).from_string(source)
