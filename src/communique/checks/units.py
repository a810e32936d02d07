"""Units: kilometres stay kilometres, and per cent per cent."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts.addresses import without_addresses
from ..facts.measures import exchanged, exchanged_beside, units
from ..facts.numbers import compare
from ..findings import Finding, Severity
from ..languages import Wording
from . import Pair, Reference, flag

TITLE = Wording(
    "Unités : les kilomètres restent des kilomètres, et les pour cent des pour cent",
    "Einheiten: Kilometer bleiben Kilometer und Prozent Prozent",
    "Units: kilometres stay kilometres, and per cent per cent",
)
CHANGED = Wording("unité différente de l’original", "Einheit weicht vom Original ab", "unit differs from the original")


def on_pair(pair: Pair, reference: Reference) -> Iterator[Finding]:
    """Each unit that the target replaces by another."""
    source, target = units(without_addresses(pair.source_text)), units(without_addresses(pair.target_text))
    swapped = exchanged(source, target)
    if source and target and not swapped:
        kept = compare(pair.source_text, pair.target_text, pair.source_language, pair.target_language).kept
        swapped = list(exchanged_beside(source, target, kept))
    for before, after in swapped:
        yield flag(CHANGED, after.text, severity=Severity.BLOCK, source=before.text)
