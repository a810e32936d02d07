"""The report for code hosts: SARIF, which they show beside the file that was changed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from importlib import metadata
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from ..findings import Finding, Severity, Waiver
from ..languages import Language, Wording
from ._words import NONE, said_of, spot

TITLE = Wording("Rapport SARIF pour les forges", "SARIF-Bericht für Code-Plattformen", "SARIF report for code hosts")
LEVELS = {Severity.BLOCK: "error", Severity.WARN: "warning", Severity.HINT: "note"}
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
LINE = re.compile(r"line(\d+)")
UNTITLED: Mapping[str, Wording] = MappingProxyType({})


def write(
    findings: Sequence[Finding],
    language: Language,
    title: str,
    *,
    waived: Mapping[str, Waiver] = NONE,
    titles: Mapping[str, Wording] = UNTITLED,
) -> str:
    """SARIF 2.1.0 (OASIS); `title` is the file that the findings are about, places are logical locations in it, lines also its regions.

    `titles` are the promises of the checks by name (3.49.9 shortDescription); a waived finding is suppressed (3.35) with its reason.
    """
    checks = sorted({finding.check for finding in findings})
    promises = {finding.check: finding.message for finding in reversed(findings)} | {**titles}
    run = {
        "tool": {"driver": {"name": "communique", "version": metadata.version("communique"), "rules": _rules(checks, promises, language)}},
        "language": language.locale,
        "artifacts": [{"location": {"uri": quote(title)}}],
        "results": [
            {"ruleIndex": checks.index(f.check), **_result(f, language, title), **_suppressions(f, language, waived)} for f in findings
        ],
        "columnKind": "unicodeCodePoints",
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _rules(checks: Sequence[str], promises: Mapping[str, Wording], language: Language) -> list[dict[str, Any]]:
    return [{"id": check, "shortDescription": {"text": promises[check][language]}} for check in checks]


def _result(finding: Finding, language: Language, file: str) -> dict[str, Any]:
    line = LINE.fullmatch(finding.place)
    region = {"region": {"startLine": int(line[1])}} if line else {}
    named = {"fullyQualifiedName": finding.segment} if finding.segment else {}
    return {
        "ruleId": finding.check,
        "level": LEVELS[finding.severity],
        "message": {"text": _sentence(finding, language)},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": quote(file), "index": 0}, **region},
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


def _sentence(finding: Finding, language: Language) -> str:
    """What is wrong, and the two texts side by side: original | translation → suggestion."""
    own = " → ".join(filter(None, (finding.excerpt, finding.suggestion)))
    original = "" if finding.source and finding.source == finding.suggestion else finding.source or finding.beside
    texts = " | ".join(filter(None, (original, own)))
    gap = "\u00a0" if language is Language.FR else ""
    return f"{finding.message[language]}{gap}: {texts}" if texts else finding.message[language]
