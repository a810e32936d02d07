"""The report for programs: one finding a line, as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ..findings import Finding, Waiver, dump
from ..languages import Language, Wording
from ._words import NONE

TITLE = Wording(
    "Rapport pour programmes : un constat par ligne", "Bericht für Programme: ein Befund je Zeile", "Report for programs: a finding a line"
)


def write(findings: Sequence[Finding], language: Language, title: str, *, waived: Mapping[str, Waiver] = NONE) -> str:
    """One JSON object a line (jsonlines.org), sentences in all three languages; `language` and `title` change nothing."""
    return "".join(json.dumps(values(finding, waived), ensure_ascii=False) + "\n" for finding in findings)


def values(finding: Finding, waived: Mapping[str, Waiver] = NONE) -> dict[str, Any]:
    """A finding as JSON values, with `waiver` (by, at, reason) where it is waived."""
    waiver = waived.get(finding.id)
    return {**dump(finding), **({"waiver": asdict(waiver)} if waiver else {})}
