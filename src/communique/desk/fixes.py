"""One-key fixes: what a finding suggests, put into the text where there is only one place that it can mean."""

from __future__ import annotations

from dataclasses import replace

from ..document import Inlines, Text, plain
from ..findings import Finding
from ..markup import merged

SHORTENED = "…"


def fixed(finding: Finding, target: Inlines | None) -> Inlines | None:
    """The target with the finding's suggestion instead of its excerpt, marks and links kept; None where that is not certain.

    It is certain where the excerpt is whole, stands in the text exactly once, not as a part of a longer word, and inside one run of text.
    """
    excerpt, better = finding.excerpt, finding.suggestion
    if target is None or not excerpt or not better or better == excerpt or _cut_off(excerpt) or _cut_off(better):
        return None
    if not _stands_once(excerpt, plain(target)):
        return None
    for number, inline in enumerate(target):
        if isinstance(inline, Text) and excerpt in inline.text:
            mended = replace(inline, text=inline.text.replace(excerpt, better))
            return merged((*target[:number], mended, *target[number + 1 :]))
    return None


def _cut_off(text: str) -> bool:
    return text.endswith(SHORTENED)


def _stands_once(excerpt: str, text: str) -> bool:
    at = text.find(excerpt)
    # Overlapping ones count as two: of « de de de » nobody knows which pair is meant.
    if at < 0 or text.find(excerpt, at + 1) >= 0:
        return False
    return not (_glued(text[at - 1 : at], excerpt[0]) or _glued(excerpt[-1], text[at + len(excerpt) : at + len(excerpt) + 1]))


def _glued(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum()
