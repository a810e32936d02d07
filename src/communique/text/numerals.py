"""The numbers of lists as they are written: 3, c, C, iii, III."""

from __future__ import annotations

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"))
UNITS = (*ROMAN, (4, "iv"), (1, "i"))
MOST_ROMAN, MOST_LETTERS = 3999, 780  # where Word's own letters end, thirty of a kind

KINDS = ("1", "a", "A", "i", "I")
"""The kinds by their first number, which is also what HTML calls them (`<ol type>`)."""


def numeral(number: int, kind: str) -> str:
    """A number in one of the KINDS; in plain digits where the kind does not reach it.

    Letters go on as ECMA-376 17.18.59 has them (z, aa, bb, cc), which is not HTML's way (z, aa, ab, ac): they agree up to `aa`.
    """
    match kind:
        case "a" | "A" if 0 < number <= MOST_LETTERS:
            letter = chr(ord(kind) + (number - 1) % 26)
            return letter * ((number - 1) // 26 + 1)
        case "i" | "I" if 0 < number <= MOST_ROMAN:
            return _roman(number) if kind == "i" else _roman(number).upper()
    return str(number)


def _roman(number: int) -> str:
    found = ""
    for value, signs in UNITS:
        found += signs * (number // value)
        number %= value
    return found
