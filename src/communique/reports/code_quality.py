"""The report for GitLab: a code quality report, which a merge request shows beside the lines that it changes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from ..findings import Finding, Severity, Waiver
from ..languages import Language, Wording
from ._words import NONE, Place, places, sentence, spot

TITLE = Wording(
    "Rapport de qualité pour les demandes de fusion de GitLab",
    "Qualitätsbericht für Merge Requests in GitLab",
    "Code quality report for GitLab’s merge requests",
)
LEVELS = {Severity.BLOCK: "blocker", Severity.WARN: "minor", Severity.HINT: "info"}


def write(
    findings: Sequence[Finding], language: Language, title: str, *, waived: Mapping[str, Waiver] = NONE, at: Sequence[Place] = ()
) -> str:
    """The subset of the Code Climate format that GitLab reads; `title` is the file that the findings are about, or `at` has the place of
    each of them in the repository. A waived finding is left out: the format has no word for it.
    """
    told = zip(findings, at or places(findings, title), strict=True)
    rows = [_row(finding, place, language) for finding, place in told if finding.id not in waived]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _row(finding: Finding, place: Place, language: Language) -> dict[str, Any]:
    path, line = place
    # GitLab shows one of two findings with the same fingerprint; the line is not part of it, so that a finding that moves stays the same.
    mark = hashlib.sha256(f"{path}\0{finding.id}".encode()).hexdigest()
    return {
        "description": f"{spot(finding, language)} – {sentence(finding, language)}",
        "check_name": finding.check,
        "fingerprint": mark,
        "severity": LEVELS[finding.severity],
        "location": {"path": path, "lines": {"begin": max(line, 1)}},
    }
