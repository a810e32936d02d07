"""The sheet for a meeting: what was found on one A4 page, to print, tick off and sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import accumulate

from ..findings import Finding, Waiver
from ..languages import Language, Wording
from ._rows import groups, template
from ._words import DONE, INSTEAD, MORE, NONE, PLACE, SIGNED, SOURCE, STANDS, WHAT, announced, by_severity, said_of, spot, summary

TITLE = Wording("Feuille de relecture d’une page A4", "Prüfblatt auf einer A4-Seite", "Review sheet on one A4 page")

# What an A4 page holds under its head and over its foot, in lines; columns in the characters that a line of them surely holds.
LINES = 58
HEAD = 3
PLACE_WIDTH, WHAT_WIDTH, TEXT_WIDTH = 21, 25, 17


def write(findings: Sequence[Finding], language: Language, title: str, *, waived: Mapping[str, Waiver] = NONE) -> str:
    """One HTML page that prints on one sheet of A4: the gravest findings that fit, then how many more there are."""
    shown = _fitting(findings, language, waived)
    more = len(findings) - len(shown)
    return template("_sheet.html").render(
        locale=language.locale,
        title=title,
        summary=summary(findings, language, waived),
        groups=groups(shown, language, waived),
        heads=(DONE[language], PLACE[language], WHAT[language], SOURCE[language], STANDS[language], INSTEAD[language]),
        more=MORE[language].format(count=more) if more else "",
        signed=[label[language] for label in SIGNED],
    )


def _fitting(findings: Sequence[Finding], language: Language, waived: Mapping[str, Waiver]) -> list[Finding]:
    """The gravest findings whose rows, with the heads of their groups, a page holds."""
    every: list[tuple[Finding, int]] = []
    for inside in by_severity(findings, waived).values():
        every += ((finding, _height(finding, language, waived) + (0 if number else HEAD)) for number, finding in enumerate(inside))
    ends = accumulate(height for _, height in every)
    return [finding for (finding, _), end in zip(every, ends, strict=True) if end <= LINES]


def _height(finding: Finding, language: Language, waived: Mapping[str, Waiver]) -> int:
    """The lines that a row takes at most."""
    said = finding.message[language] + (f" {said_of(waived[finding.id], language)}" if finding.id in waived else "")
    texts = (announced(finding, language) + (finding.source or finding.beside), finding.excerpt, finding.suggestion)
    widths = ((spot(finding, language), PLACE_WIDTH), (said, WHAT_WIDTH), *((text, TEXT_WIDTH) for text in texts))
    return max(_lines(text, width) for text, width in widths)


def _lines(text: str, width: int) -> int:
    """The lines that a text takes in a column: words stay whole, longer ones than the column begin a line and are cut."""
    lines, used = 1, 0
    for word in text.split(" "):
        if used and used + 1 + len(word) > width:
            lines, used = lines + 1, 0
        cuts = max(len(word) - 1, 0) // width
        lines, used = lines + cuts, used + bool(used) + len(word) - cuts * width
    return lines
