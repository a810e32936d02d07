"""Currencies: euros stay euros."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts.addresses import without_addresses
from ..facts.comparison import compare
from ..facts.exchanges import exchanged, exchanged_beside
from ..facts.measures import currencies
from ..findings import Finding, Severity
from ..languages import Wording
from . import Pair, Reference, flag

TITLE = Wording(
    "Monnaies : les euros restent des euros",
    "Währungen: Euro bleiben Euro",
    "Currencies: euros stay euros",
)
CHANGED = Wording("monnaie différente de l’original", "Währung weicht vom Original ab", "currency differs from the original")


def on_pair(pair: Pair, reference: Reference) -> Iterator[Finding]:
    """Each currency that the target replaces by another."""
    source, target = currencies(without_addresses(pair.source_text)), currencies(without_addresses(pair.target_text))
    if source and target:
        swapped = exchanged(source, target) if {m.name for m in source} != {m.name for m in target} else []
        if not swapped:
            kept = compare(pair.source_text, pair.target_text, pair.source_language, pair.target_language).kept
            swapped = list(exchanged_beside(source, target, kept))
        for before, after in swapped:
            yield flag(CHANGED, after.text, severity=Severity.BLOCK, source=before.text)
