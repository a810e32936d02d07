"""What is wrong with a text: findings, with their place, their sentence in three languages and their severity."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

from .languages import Language, Wording


class Severity(StrEnum):
    """`block` stops approval until mended or waived with a reason; `warn` must be looked at; `hint` is advice."""

    BLOCK = "block"
    WARN = "warn"
    HINT = "hint"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing to look at.

    `check` is the name of the check's file, `place` where in the Word file, `language` the edition concerned (None: the draft file),
    `segment` the key of the segment if there is one, `excerpt` the text as it stands (at most 80 characters, the differing part),
    `source` the excerpt on the other side of a pair, `beside` that of another place which it is held against, `suggestion` what should
    stand instead of `excerpt`.
    """

    check: str
    place: str
    message: Wording
    severity: Severity = Severity.WARN
    language: Language | None = None
    segment: str = ""
    excerpt: str = ""
    source: str = ""
    beside: str = ""
    suggestion: str = ""

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits that stay the same while the same thing is wrong with the same words; waivers name it."""
        parts = (self.check, self.language or "", self.segment or self.place, self.excerpt, self.message.en)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Waiver:
    """Who took a blocking finding upon themselves, when (UTC, `2026-03-09T13:30:00Z`) and for what reason."""

    by: str
    at: str
    reason: str


def dump(finding: Finding) -> dict[str, Any]:
    """A finding as JSON values: its fields and its id, the message in three languages."""
    return {"id": finding.id, **{f.name: getattr(finding, f.name) for f in fields(finding)}, "message": asdict(finding.message)}


def load(values: Mapping[str, Any]) -> Finding:
    """The finding of values that `dump` made. Raises KeyError, TypeError or ValueError."""
    language = values["language"]
    own = {
        "message": Wording(**values["message"]),
        "severity": Severity(values["severity"]),
        "language": Language(language) if language else None,
    }
    return Finding(**{**{key: value for key, value in values.items() if key != "id"}, **own})
