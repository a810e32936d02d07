"""The report for GitHub Actions: workflow commands, which a pull request shows beside the lines that it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..findings import Finding, Severity, Waiver
from ..languages import Language, Wording
from ._words import NONE, Place, places, sentence, spot

TITLE = Wording("Annotations pour GitHub Actions", "Anmerkungen für GitHub Actions", "Annotations for GitHub Actions")
LEVELS = {Severity.BLOCK: "error", Severity.WARN: "warning", Severity.HINT: "notice"}
# A value ends where a line, a comma or a colon does: the words of a draft may not say another command.
MESSAGE = {"%": "%25", "\r": "%0D", "\n": "%0A"}
PROPERTY = {**MESSAGE, ":": "%3A", ",": "%2C"}


def write(
    findings: Sequence[Finding], language: Language, title: str, *, waived: Mapping[str, Waiver] = NONE, at: Sequence[Place] = ()
) -> str:
    """One workflow command a line, the gravest first, since GitHub shows ten of a kind; `title` is the file that the findings are about, or
    `at` has the place of each of them in the repository. A waived finding is left out.
    """
    told = [pair for pair in zip(findings, at or places(findings, title), strict=True) if pair[0].id not in waived]
    return "".join(_command(finding, place, language) for finding, place in sorted(told, key=_rank))


def _rank(told: tuple[Finding, Place]) -> int:
    return list(LEVELS).index(told[0].severity)


def _command(finding: Finding, place: Place, language: Language) -> str:
    path, line = place
    named = {"file": path, **({"line": str(line)} if line else {}), "title": f"{spot(finding, language)} ({finding.check})"}
    told = ",".join(f"{name}={_escaped(value, PROPERTY)}" for name, value in named.items())
    return f"::{LEVELS[finding.severity]} {told}::{_escaped(sentence(finding, language), MESSAGE)}\n"


def _escaped(text: str, signs: Mapping[str, str]) -> str:
    # Any other end of a line that a reader of lines may know is a blank here.
    return " ".join("".join(signs.get(sign, sign) for sign in text).splitlines())
