"""The characters of a release that no font of its house has: a preview shows their code points, publishing would stop at them."""

from __future__ import annotations

from collections.abc import Iterator

from .. import releases
from ..document import plain
from ..house import House
from ..releases import Release
from ..text.passages import passages
from ..writers._stand_ins import lacking


def signs(own: House, slug: str) -> tuple[str, ...]:
    """The characters as `U+1F680`, each once, in all languages together. Raises RecordError and HouseError as `releases.load` does."""
    return lacking(_texts(releases.load(own, slug)), own)


def _texts(release: Release) -> Iterator[str]:
    for language, edition in release.editions.items():
        yield from (passage.text for passage in passages(edition.document))
        for partner in release.partners:
            yield from (plain(paragraph) for paragraph in partner.boilerplate(language).paragraphs)
            yield from (contact.name for contact in partner.contacts_in(language))
