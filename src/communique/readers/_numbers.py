"""A count in one of the number formats of Word (ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

import re

from ..text.numerals import numeral

KINDS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
SILENT = frozenset({"none", "bullet"})
PADDED = re.compile(r"\W*(0+1)\b")  # a custom format is given by its first numbers: 001, 002, 003


def written(count: int, kind: str, language: str) -> str:
    """A count as its format prints it; a format that no release needs is printed in plain digits.

    `language` is the document's as Word names it ("fr-FR"); ordinal numbers are written in it.
    """
    if kind in SILENT:
        return ""
    if kind == "ordinal":
        return _ordinal(count, language)
    if kind == "decimalZero":
        return f"{count:02}"
    if kind == "numberInDash":
        return f"- {count} -"
    if padded := PADDED.match(kind):
        return str(count).zfill(len(padded[1]))
    return numeral(count, KINDS.get(kind, "1"))


def _ordinal(count: int, language: str) -> str:
    match language[:2].lower():
        case "fr":
            return f"{count}{'er' if count == 1 else 'e'}"
        case "de":
            return f"{count}."
    last = 0 if 10 < count % 100 < 14 else count % 10
    return f"{count}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(last, 'th') }"
