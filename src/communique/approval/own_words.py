"""Whose words a quotation is: the partner's whom its speaker's position names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..document import Document, Quotation
from ..partners import Partner
from ..segments import normal


def own_places(document: Document, partner: Partner, partners: Iterable[Partner]) -> frozenset[str]:
    """The places of the quotations that a partner answers for in a draft's document: its own, and those that no partner's name claims.

    Whose words the latter are cannot be told, and to ask one partner too many is the safe mistake.
    """
    others = [one for one in partners if one.id != partner.id]
    quotations = [block for block in document.blocks if isinstance(block, Quotation)]
    return frozenset(q.place for q in quotations if _names(q, partner) or not any(_names(q, other) for other in others))


def _names(quotation: Quotation, partner: Partner) -> bool:
    said = normal(f"{quotation.speaker} {quotation.position}").casefold()
    return any(re.search(rf"(?<!\w){re.escape(normal(name).casefold())}(?!\w)", said) for name in partner.names)
