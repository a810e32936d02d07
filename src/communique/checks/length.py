"""Length: a translation that is far too short or too long has lost or gained something."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Finding, Severity
from ..languages import Language, Wording
from ..text.sentences import spans
from . import Pair, Reference, flag

TITLE = Wording(
    "Longueur : rien n’est perdu ni ajouté en traduisant",
    "Länge: Beim Übersetzen geht nichts verloren und kommt nichts hinzu",
    "Length: nothing is lost or added in translating",
)
SHORT = Wording(
    "traduction bien plus courte que l’original", "Übersetzung viel kürzer als das Original", "translation much shorter than the original"
)
LONG = Wording(
    "traduction bien plus longue que l’original", "Übersetzung viel länger als das Original", "translation much longer than the original"
)
FEWER = Wording("phrase perdue ?", "Satz verloren?", "sentence lost?")

# Between the three languages a sentence keeps its length within these bounds in 999 of 1000 human translations; short ones vary more.
SHORTEST, LONGEST, FROM = 0.55, 1.9, 60
OFFSET = 12
# How much room the same text takes: French and German run a sixth longer than English.
BREADTH = {Language.FR: 1.18, Language.DE: 1.16, Language.EN: 1.0}
# A sentence is missed where one is gone and the rest has not grown to hold it.
HOLDS_IT = 0.82


def on_pair(pair: Pair, reference: Reference) -> Iterator[Finding]:
    """A target whose length does not fit its source, or that has fewer sentences and is shorter."""
    source, target = pair.source_text, pair.target_text
    ratio = (len(target) + OFFSET) / (len(source) + OFFSET) * BREADTH[pair.source_language] / BREADTH[pair.target_language]
    if len(source) > FROM and ratio < SHORTEST:
        yield flag(SHORT, target, severity=Severity.HINT)
    elif len(source) > FROM and ratio > LONGEST:
        yield flag(LONG, target, severity=Severity.HINT)
    elif ratio < HOLDS_IT and _sentences(source, pair) > len(list(spans(target, pair.target_language))):
        yield flag(FEWER, target, severity=Severity.HINT)


def _sentences(text: str, pair: Pair) -> int:
    return len(list(spans(text, pair.source_language)))
