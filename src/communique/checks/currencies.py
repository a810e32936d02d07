"""Currencies: euros stay euros."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts.addresses import without_addresses
from ..facts.comparison import compare
from ..facts.exchanges import exchanged, exchanged_beside, lost
from ..facts.measures import currencies
from ..findings import Finding, Severity
from ..languages import Wording
from . import Pair, Reference, flag

TITLE = Wording(
    "Monnaies : les euros restent des euros",
    "Währungen: Euro bleiben Euro",
    "Currencies: euros stay euros",
)
LOST = Wording("monnaie absente", "Währung fehlt", "currency missing")
CHANGED = Wording("monnaie différente de l’original", "Währung weicht vom Original ab", "currency differs from the original")


def on_pair(pair: Pair, reference: Reference) -> Iterator[Finding]:
    """Each currency that the target replaces by another, or leaves out beside an amount."""
    source, target = currencies(without_addresses(pair.source_text)), currencies(without_addresses(pair.target_text))
    if not source:
        return
    kept = compare(pair.source_text, pair.target_text, pair.source_language, pair.target_language).kept
    if not target:
        for amount, number in lost(pair.source_text, source, kept):
            yield flag(LOST, number, severity=Severity.BLOCK, source=amount)
        return
    swapped = exchanged(source, target) if {m.name for m in source} != {m.name for m in target} else []
    for before, after in swapped or exchanged_beside(source, target, kept):
        yield flag(CHANGED, after.text, severity=Severity.BLOCK, source=before.text)
