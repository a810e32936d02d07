"""The report for a browser: one page that needs nothing else, readable with a screen reader, on paper and in the dark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..findings import Finding, Waiver
from ..languages import Language, Wording
from ._rows import groups, template
from ._words import INSTEAD, NONE, PLACE, SOURCE, STANDS, WHAT, summary

TITLE = Wording("Rapport pour le navigateur", "Bericht für den Browser", "Report for a browser")


def write(findings: Sequence[Finding], language: Language, title: str, *, waived: Mapping[str, Waiver] = NONE) -> str:
    """A whole HTML page in the officer's language, original and text side by side with what differs marked."""
    return template("_page.html").render(
        locale=language.locale,
        title=title,
        summary=summary(findings, language, waived),
        groups=groups(findings, language, waived),
        place=PLACE[language],
        what=WHAT[language],
        columns={"source": SOURCE[language], "excerpt": STANDS[language], "suggestion": INSTEAD[language]},
    )
