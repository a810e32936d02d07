"""The report for code hosts: SARIF, which they show beside the file that was changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib import metadata
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from ..findings import Finding, Severity, Waiver
from ..languages import Language, Wording
from ._words import NONE, Place, places, said_of, sentence, spot

TITLE = Wording("Rapport SARIF pour les forges", "SARIF-Bericht für Code-Plattformen", "SARIF report for code hosts")
LEVELS = {Severity.BLOCK: "error", Severity.WARN: "warning", Severity.HINT: "note"}
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
UNTITLED: Mapping[str, Wording] = MappingProxyType({})


def write(
    findings: Sequence[Finding],
    language: Language,
    title: str,
    *,
    waived: Mapping[str, Waiver] = NONE,
    titles: Mapping[str, Wording] = UNTITLED,
    at: Sequence[Place] = (),
) -> str:
    """SARIF 2.1.0 (OASIS); `title` is the file that the findings are about, places are logical locations in it, lines also its regions.

    `titles` are the promises of the checks by name (3.49.9 shortDescription); a waived finding is suppressed (3.35) with its reason.
    Findings about several files come with the place of each in `at`: one run, since code hosts take one run of a tool at a time.
    """
    checks = sorted({finding.check for finding in findings})
    promises = {finding.check: finding.message for finding in reversed(findings)} | {**titles}
    spots = at or places(findings, title)
    files = sorted({path for path, _ in at}) or [title]
    run = {
        "tool": {"driver": {"name": "communique", "version": metadata.version("communique"), "rules": _rules(checks, promises, language)}},
        "language": language.locale,
        "artifacts": [{"location": {"uri": quote(file)}} for file in files],
        "results": [
            {"ruleIndex": checks.index(f.check), **_result(f, language, place, files), **_suppressions(f, language, waived)}
            for f, place in zip(findings, spots, strict=True)
        ],
        "columnKind": "unicodeCodePoints",
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rules(checks: Sequence[str], promises: Mapping[str, Wording], language: Language) -> list[dict[str, Any]]:
    return [{"id": check, "shortDescription": {"text": promises[check][language]}} for check in checks]


def _result(finding: Finding, language: Language, place: Place, files: Sequence[str]) -> dict[str, Any]:
    file, line = place
    region = {"region": {"startLine": line}} if line else {}
    named = {"fullyQualifiedName": finding.segment} if finding.segment else {}
    return {
        "ruleId": finding.check,
        "level": LEVELS[finding.severity],
        "message": {"text": sentence(finding, language)},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": quote(file), "index": files.index(file)}, **region},
                "logicalLocations": [{"name": spot(finding, language), **named, "kind": "element"}],
            }
        ],
        "partialFingerprints": {"finding/v1": finding.id},
    }


def _suppressions(finding: Finding, language: Language, waived: Mapping[str, Waiver]) -> dict[str, Any]:
    """Every result says whether it is suppressed, or none does (3.27.23)."""
    waiver = waived.get(finding.id)
    suppressed = [{"kind": "external", "status": "accepted", "justification": said_of(waiver, language)}] if waiver else []
    return {"suppressions": suppressed} if waived else {}
