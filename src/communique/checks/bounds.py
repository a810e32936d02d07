"""Bounds: more than 1,500 does not become fewer than 1,500."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..facts.comparison import compare
from ..findings import Finding, Severity
from ..languages import Language, Wording
from . import Pair, Reference, flag

TITLE = Wording(
    "Bornes\u00a0: «\u00a0plus de 1\u202f500\u00a0» ne devient pas «\u00a0moins de 1\u202f500\u00a0»",
    "Grenzen: Aus „mehr als 1500“ wird nicht „weniger als 1500“",
    "Bounds: “more than 1,500” does not become “fewer than 1,500”",
)
TURNED = Wording(
    "borne inversée par rapport à l’original", "Grenze gegenüber dem Original umgekehrt", "bound turned round against the original"
)

# What may stand between the words and the number: an article, a sign of currency.
GAP = r"(?:\s(?:the|les|der|den|die|rund|environ|about|some|quelque|etwa))?[\s€$£]*$"
ABOVE = {
    Language.FR: r"(?<!pas )(?<!ni )\b(?:plus de|au moins|minimum|au-dessus de|au-delà de|supérieure?s? à)",
    Language.DE: r"(?<!nicht )(?<!keine )\b(?:mehr als|mindestens|wenigstens|oberhalb von|über)",
    Language.EN: r"(?<!not )(?<!no )\b(?:more than|at least|a minimum of|above|over|exceeding)",
}
BELOW = {
    Language.FR: r"(?<!pas )(?<!ni )\b(?:moins de|au plus|maximum|au-dessous de|en dessous de|inférieure?s? à)",
    Language.DE: r"(?<!nicht )(?<!kein )\b(?:weniger als|höchstens|maximal|unterhalb von|unter)",
    Language.EN: r"(?<!not )(?<!no )\b(?:less than|fewer than|at most|a maximum of|below|under)",
}
UP, DOWN = ({language: re.compile(words[language] + GAP, re.IGNORECASE) for language in Language} for words in (ABOVE, BELOW))
REACH = 32


def on_pair(pair: Pair, reference: Reference) -> Iterator[Finding]:
    """Each number that both texts have, with a bound that the target turns round."""
    kept = compare(pair.source_text, pair.target_text, pair.source_language, pair.target_language).kept
    for before, after in kept:
        ours = _bound(pair.source_text, before.start, pair.source_language)
        if ours and -ours == _bound(pair.target_text, after.start, pair.target_language):
            one, other = (text[_from(text, n.start) : n.end] for text, n in ((pair.source_text, before), (pair.target_text, after)))
            yield flag(TURNED, other, severity=Severity.BLOCK, source=one)


def _bound(text: str, at: int, language: Language) -> int:
    """1 where what follows is the least, -1 where it is the most, 0 where nothing is said."""
    before = text[max(at - REACH, 0) : at]
    return 1 if UP[language].search(before) else -1 if DOWN[language].search(before) else 0


def _from(text: str, at: int) -> int:
    """Where the two words before a number begin."""
    return max(at - len(" ".join(text[:at].split()[-2:])) - 1, 0)
