"""The report for code hosts: SARIF, which they show beside the file that was changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from ..findings import Finding, Severity
from ..languages import Language, Wording

TITLE = Wording("Rapport SARIF pour les forges", "SARIF-Bericht für Code-Plattformen", "SARIF report for code hosts")
LEVELS = {Severity.BLOCK: "error", Severity.WARN: "warning", Severity.HINT: "note"}
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def write(findings: Sequence[Finding], language: Language, title: str) -> str:
    """SARIF 2.1.0 (OASIS); `title` is the file that the findings are about, places are logical locations in it."""
    rules = [{"id": check} for check in sorted({finding.check for finding in findings})]
    run = {
        "tool": {"driver": {"name": "communique", "rules": rules}},
        "results": [_result(finding, language, title) for finding in findings],
        "columnKind": "unicodeCodePoints",
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _result(finding: Finding, language: Language, file: str) -> dict[str, Any]:
    shown = f" {finding.excerpt}" if finding.excerpt else ""
    better = f" → {finding.suggestion}" if finding.suggestion else ""
    return {
        "ruleId": finding.check,
        "level": LEVELS[finding.severity],
        "message": {"text": f"{finding.message[language]}:{shown}{better}" if shown or better else finding.message[language]},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": quote(file)}},
                "logicalLocations": [{"name": finding.place or "document", "kind": "element"}],
            }
        ],
        "partialFingerprints": {"finding/v1": finding.id},
    }
