"""Quotations that run over several paragraphs: their words, and the line that they are signed with, belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ._quotations import CLOSE, NAME, OPEN
from ._raw import Line, Raw, joined

# The sign that opens a quotation, and what closes it; a plain sign does both.
PAIRS = {"«": "»", "„": "“”", "“": "”", '"': '"'}
WHOLE = re.compile(rf"[{OPEN}].+[{CLOSE}]", re.DOTALL)
SIGNED = re.compile(rf"[–—-]\s*{NAME}(?:,.{{1,120}}|\s*\(.{{1,120}}\))?")
LONGEST = 2000


def together(raws: Sequence[Raw]) -> list[Raw]:
    """The raws with the paragraphs of one quotation as one, kept apart by breaks."""
    found: list[Raw] = []
    for raw in raws:
        last = found[-1] if found else None
        if isinstance(last, Line) and isinstance(raw, Line) and _one_voice(last, raw):
            found[-1] = replace(last, content=joined([last, raw]))
        else:
            found.append(raw)
    return found


def _one_voice(first: Line, second: Line) -> bool:
    if first.said or second.said or first.label or second.label or len(first.text) > LONGEST:
        return False
    return _goes_on(first.text, second.text) or bool(WHOLE.fullmatch(first.text) and SIGNED.fullmatch(second.text))


def _goes_on(first: str, second: str) -> bool:
    """Whether a quotation is open at the end of a paragraph and closed in the next one."""
    opened = next((sign for sign in first if sign in PAIRS), "")
    closing = PAIRS.get(opened, "")
    if not opened or _balance(first, opened, closing) != 1:
        return False
    # Some repeat the opening sign at the head of each paragraph.
    rest = second[1:] if second.startswith(opened) else second
    return _balance(rest, opened, closing) == (1 if opened == '"' else -1)


def _balance(text: str, opened: str, closing: str) -> int:
    if opened == closing:
        return text.count(opened) % 2
    return text.count(opened) - sum(text.count(sign) for sign in closing)
