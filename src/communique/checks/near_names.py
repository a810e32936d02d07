"""Near names: an organisation has one name, and no second one that is nearly it."""

from __future__ import annotations

from collections.abc import Iterator

from ..facts.addresses import without_addresses
from ..findings import Finding
from ..glossary import Status
from ..languages import Wording
from ..text.passages import Passage
from . import Reference, flag

TITLE = Wording(
    "Intitulés proches : un organisme a un seul nom, et pas un second qui lui ressemble",
    "Ähnliche Namen: Eine Organisation hat einen Namen und keinen zweiten, der ihm ähnelt",
    "Near names: an organisation has one name, and no second one that resembles it",
)
NEAR = Wording(
    "intitulé proche de « {name} », mais différent",
    "Bezeichnung ähnlich wie „{name}“, aber nicht gleich",
    "similar to “{name}”, but not it",
)


def on_passage(passage: Passage, reference: Reference) -> Iterator[Finding]:
    """Each stretch that is nearly a known name of three words and more; what the glossary forbids is said by the terms."""
    if not reference.glossary.concepts and not reference.declared:
        return
    text = without_addresses(passage.text)
    near = list(reference.near[passage.language].find(text))
    if near:
        told = [f for f in reference.terms[passage.language].find(text) if f.term.status is Status.FORBIDDEN]
        for found in near:
            if not any(f.start < found.start + len(found.text) and found.start < f.end for f in told):
                yield flag(NEAR.fill(name=found.name), found.text, suggestion=found.name)
