"""The sheet for a meeting: what was found on one A4 page, to print, tick off and sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate
from math import ceil

from ..findings import Finding, Waiver
from ..languages import Language, Wording
from ._rows import groups, template
from ._words import DONE, INSTEAD, MORE, NAME_AND_DATE, NONE, PLACE, SOURCE, STANDS, WHAT, by_severity, said_of, spot, summary

TITLE = Wording("Feuille de relecture d’une page A4", "Prüfblatt auf einer A4-Seite", "Review sheet on one A4 page")

# What an A4 page holds under its head and over its foot, in lines; columns in the characters that a line of them surely holds.
LINES = 54
HEAD = 3
PLACE_WIDTH, WHAT_WIDTH, TEXT_WIDTH = 17, 26, 22


def write(findings: Sequence[Finding], language: Language, title: str, *, waived: Mapping[str, Waiver] = NONE) -> str:
    """One HTML page that prints on one sheet of A4: the gravest findings that fit, then how many more there are."""
    ordered = [finding for inside in by_severity(findings, waived).values() for finding in inside]
    shown = _fitting(ordered, language, waived)
    more = len(ordered) - len(shown)
    return template("_sheet.html").render(
        locale=language.locale,
        title=title,
        summary=summary(findings, language, waived),
        groups=groups(shown, language, waived),
        heads=(DONE[language], PLACE[language], WHAT[language], SOURCE[language], STANDS[language], INSTEAD[language]),
        more=MORE[language].format(count=more) if more else "",
        signed=NAME_AND_DATE[language],
    )


def _fitting(findings: Sequence[Finding], language: Language, waived: Mapping[str, Waiver]) -> list[Finding]:
    room = LINES - HEAD * len(by_severity(findings, waived))
    heights = accumulate(_height(finding, language, waived) for finding in findings)
    return [finding for finding, height in zip(findings, heights, strict=True) if height <= room]


def _height(finding: Finding, language: Language, waived: Mapping[str, Waiver]) -> int:
    """The lines that a row takes at most."""
    said = finding.message[language] + (f" {said_of(waived[finding.id], language)}" if finding.id in waived else "")
    texts = (finding.source, finding.excerpt, finding.suggestion)
    widths = ((spot(finding, language), PLACE_WIDTH), (said, WHAT_WIDTH), *((text, TEXT_WIDTH) for text in texts))
    return max(1, *(ceil(len(text) / width) for text, width in widths))
