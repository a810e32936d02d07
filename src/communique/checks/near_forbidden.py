"""Near-forbidden phrases: no phrase that nearly is a forbidden term."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts.addresses import without_addresses
from ..findings import Finding, Severity
from ..glossary import Status
from ..languages import Wording
from ..terms.forbidden_phrases import NearPhrase
from ..terms.occurrences import Occurrence
from ..text.passages import Passage
from . import Reference, flag

TITLE = Wording(
    "Tournures proches d’un interdit : aucune qui ne diffère d’un terme interdit que par un mot, une forme ou l’ordre",
    "Fast verbotene Wendungen: keine, die sich von einer verbotenen Benennung nur durch ein Wort, eine Form oder die Folge unterscheidet",
    "Near-forbidden phrases: none differs from a forbidden term by one word, a form or the order only",
)
CLOSE = Wording(
    "proche de « {term} », que le glossaire interdit",
    "ähnelt „{term}“, laut Glossar verboten",
    "close to “{term}”, which the glossary forbids",
)
CLOSE_WITH_BETTER = Wording(
    "proche de « {term} », que le glossaire interdit ; il préfère « {preferred} »",
    "ähnelt „{term}“, laut Glossar verboten; bevorzugt ist „{preferred}“",
    "close to “{term}”, which the glossary forbids; it prefers “{preferred}”",
)


def on_passage(passage: Passage, reference: Reference) -> Iterator[Finding]:
    """Each stretch that is nearly a forbidden term, once; what the glossary allows, or forbids by itself, is passed over."""
    index = reference.phrases[passage.language]
    if not index.by_stem:
        return
    text, reached = without_addresses(passage.text), 0
    near = sorted(index.find(text), key=lambda found: (found.start, found.start - found.end))
    terms = reference.terms[passage.language].find(text, joined=True) if near else ()
    for found in near:
        excerpt = text[found.start : found.end]
        # Read alone, since a longer term may begin before it and reach into it.
        alone = any(term.concept == found.concept for term in reference.terms[passage.language].find(excerpt))
        if found.start >= reached and not alone and not any(_settles(term, found) for term in terms):
            reached = found.end
            preferred = next(iter(found.concept.allowed(passage.language)), "")
            message = (CLOSE_WITH_BETTER if preferred else CLOSE).fill(term=found.term, preferred=preferred)
            yield flag(message, excerpt, severity=Severity.WARN if found.sure else Severity.HINT)


def _settles(term: Occurrence, found: NearPhrase) -> bool:
    """Whether a term of the glossary stands there: any that covers the stretch, or an allowed or forbidden one of the same concept."""
    covers = term.start <= found.start and found.end <= term.end
    touches = term.start < found.end and found.start < term.end
    return covers or (touches and (term.concept == found.concept or (term.term.status is Status.FORBIDDEN and " " in term.text)))
