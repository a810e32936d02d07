"""Currencies: euros stay euros."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts.addresses import without_addresses
from ..facts.measures import currencies, exchanged
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
    if {code for code, _ in target} - {code for code, _ in source}:
        for before, after in exchanged(source, target):
            yield flag(CHANGED, after, severity=Severity.BLOCK, source=before)
