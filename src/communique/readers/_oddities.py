"""What is odd about a draft and yet lets it be read, collected as findings."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..findings import Finding
from . import _odd_file, _odd_text

EXCERPT = 80
SENTENCES = {**_odd_text.SENTENCES, **_odd_file.SENTENCES}


@dataclass(slots=True)
class Oddities:
    """The findings of one reading, in the order in which they were made."""

    findings: list[Finding] = field(default_factory=list)

    def note(self, check: str, place: str, excerpt: str = "", suggestion: str = "", **values: object) -> None:
        """Add a finding, unless the same one is there already."""
        severity, message = SENTENCES[check]
        shown = excerpt if len(excerpt) <= EXCERPT else excerpt[: EXCERPT - 1] + "…"
        finding = Finding(
            check=check, place=place, message=message.fill(**values), severity=severity, excerpt=shown, suggestion=suggestion[:EXCERPT]
        )
        if finding not in self.findings:
            self.findings.append(finding)
