"""The report for programs: one finding a line, as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from ..findings import Finding, dump
from ..languages import Language, Wording

TITLE = Wording(
    "Rapport pour programmes : un constat par ligne", "Bericht für Programme: ein Befund je Zeile", "Report for programs: a finding a line"
)


def write(findings: Sequence[Finding], language: Language, title: str) -> str:
    """One JSON object a line (jsonlines.org), sentences in all three languages; `language` and `title` change nothing."""
    return "".join(json.dumps(dump(finding), ensure_ascii=False) + "\n" for finding in findings)
