"""Negation: what is denied in the original is denied in translation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..findings import Finding, Severity
from ..languages import Language, Wording
from . import Pair, Reference, flag

TITLE = Wording(
    "Négation : ce que l’original nie, la traduction le nie",
    "Verneinung: Was das Original verneint, verneint auch die Übersetzung",
    "Negation: what the original denies, the translation denies",
)
LOST = Wording("négation perdue ?", "Verneinung verloren?", "negation lost?")

# Words that deny whatever stands around them, and every form in which another language may say the same.
DENIES = {
    Language.FR: re.compile(r"\b(?:ne\b|n['’]).{1,40}?\b(?:pas|jamais|rien|aucune?|ni|nullement)\b", re.IGNORECASE),
    Language.DE: re.compile(r"\b(?:nicht(?! nur)|kein\w*|nie|niemals|niemand\w*)\b", re.IGNORECASE),
    Language.EN: re.compile(r"\b(?:not(?! only)|never|cannot|nobody|nothing)\b|n['’]t\b", re.IGNORECASE),
}
MAY_DENY = {
    Language.FR: re.compile(
        r"\b(?:ne|non|sans|aucune?s?|jamais|ni|pas|nul\w*|peu|guère|rien|personne|faute|hors|contre|sauf)\b|\bn['’]"
        r"|\b(?:im[mpb]|in|ir|il|dé|dés|mal|mé)\w{4,}|\b(?:manqu|absen|empêch|refus|perd|éch|impossib|interdi|évit|cess|abandon|rare)\w*",
        re.IGNORECASE,
    ),
    Language.DE: re.compile(
        r"\b(?:nicht\w*|kein\w*|nie|niemals|ohne|weder|nirgend\w*|niemand\w*|kaum|nein|außer|statt|wenig\w*|erst|nur|gegen)\b"
        r"|\b(?:un|miss|ent|ab)\w{4,}|\w+los\w{0,2}\b"
        r"|\b(?:fehl|mangel|verhinder|verweiger|vermeid|verbiet|verbot|schwer|selten|scheiter|lehn|bleib)\w*",
        re.IGNORECASE,
    ),
    Language.EN: re.compile(
        r"\b(?:not|no|never|without|none|neither|nor|cannot|nothing|nobody|nowhere|hardly|little|few|whether|instead|rather|only|against)\b"
        r"|n['’]t\b|\b(?:un|in|im|ir|il|dis|non|mis)\w{4,}"
        r"|\b(?:fail|lack|refus|prevent|avoid|miss|stop|cease|rare|barely|unable|absen)\w*|\w+less\b",
        re.IGNORECASE,
    ),
}


def on_pair(pair: Pair, reference: Reference) -> Iterator[Finding]:
    """A target without any sign of the negation that its source has; a hint, since many words deny."""
    denied = DENIES[pair.source_language].search(pair.source_text)
    if denied and not MAY_DENY[pair.target_language].search(pair.target_text):
        yield flag(LOST, pair.target_text, severity=Severity.HINT, source=denied.group())
