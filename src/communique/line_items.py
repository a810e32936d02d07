"""Line items: what the reader and the checks say of one draft, said once and in reading order."""

from __future__ import annotations

from collections.abc import Iterable

from .drafts import Draft
from .findings import Finding, Severity
from .terms.lookalikes import disguised
from .text.places import reading_order

# What repairing the typography has answered, or a check says again of every later state of the text.
ANSWERED = frozenset({"mixed-apostrophes", "mixed-quotes", "nbsp-missing", "homoglyph", "heading-level-skipped", "title-missing"})


def lasting(draft: Draft) -> tuple[Finding, ...]:
    """What the reader has found that nothing later answers or says again."""
    return tuple(finding for finding in draft.findings if finding.check not in ANSWERED)


def joined(draft: Draft, of_text: Iterable[Finding]) -> tuple[Finding, ...]:
    """All findings about a draft in reading order; of two that say the same, the one that says more."""
    text = tuple(of_text)
    file = [finding for finding in draft.findings if not _said_better(finding, text)]
    every = (*file, *(finding for finding in text if not _said_before(finding, file)))
    rank = reading_order(draft.document)
    return tuple(sorted(dict.fromkeys(every), key=lambda finding: rank(finding.place)))


def _said_better(finding: Finding, text: tuple[Finding, ...]) -> bool:
    """Whether a check knows what the reader only suspects: that a title is missing for good, or which name was meant."""
    match finding.check:
        case "title-missing":
            return any(other.check == "missing_parts" and other.severity is Severity.BLOCK for other in text)
        case "homoglyph":
            certain = (other for other in text if other.check == "names" and other.severity is Severity.BLOCK)
            return any(other.place == finding.place and finding.excerpt in other.excerpt for other in certain)
    return False


def _said_before(finding: Finding, file: list[Finding]) -> bool:
    """Whether the reader has counted what a check says word by word, or has said it of the same place."""
    match finding.check:
        case "names":
            mixed = finding.severity is Severity.WARN and any(disguised(finding.excerpt))
            return mixed and any(other.check == "homoglyph" for other in file)
        case "heading_levels":
            return any(other.check == "heading-level-skipped" and other.place == finding.place for other in file)
    return False
