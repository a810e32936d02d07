"""What a PDF carries inside: its sentences with their sources for translators, and where they come from for programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from ..editions import Edition
from ..exchange import xliff
from ..languages import Language, Wording
from ..publishing.provenance import provenance
from ..releases import Release
from . import Stamp, Status

# A preview has no moment of its own: the first day of a zip archive, which nobody takes for one.
NO_MOMENT = datetime(1980, 1, 1, tzinfo=UTC)
PROVENANCE = "provenance.json"

SENTENCES = Wording(
    "Phrases d’origine et traductions, pour un outil de traduction (XLIFF 1.2)",
    "Ausgangssätze und Übersetzungen, für ein Übersetzungsprogramm (XLIFF 1.2)",
    "Source sentences and translations, for a translation tool (XLIFF 1.2)",
)
ORIGINS = Wording(
    "Origine de chaque phrase et validations, pour un programme (JSON)",
    "Herkunft jedes Satzes und Freigaben, für ein Programm (JSON)",
    "Origin of every sentence and approvals, for a program (JSON)",
)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside a PDF; `relationship` is what it is to the page (ISO 19005-3, 6.8: `Source` or `Data`), `moment` its date."""

    name: str
    content: bytes
    relationship: str
    description: str
    moment: datetime


def attachments(release: Release, language: Language, stamp: Stamp) -> tuple[Attached, ...]:
    """The files that belong into a release's PDF, by name; a withdrawn one no longer carries its text."""
    return tuple(sorted(_attachments(release, language, stamp), key=lambda attached: attached.name))


def _attachments(release: Release, language: Language, stamp: Stamp) -> Iterator[Attached]:
    moment = (stamp.published or NO_MOMENT).astimezone(UTC)
    yield Attached(PROVENANCE, provenance(release, language, stamp), "Data", ORIGINS[language], moment)
    if stamp.status is not Status.WITHDRAWN:
        sentences = _sentences(release.slug, release.editions[language], stamp)
        yield Attached(f"{release.slug}.{language}.xlf", sentences, "Source", SENTENCES[language], moment)


def _sentences(slug: str, edition: Edition, stamp: Stamp) -> bytes:
    """The edition alone: what people remarked and what the memory holds stay in the house."""
    done = "translated" if stamp.preview else "final"
    lines = (xliff.Line(unit, done if unit.target else "needs-translation") for unit in edition.units)
    return xliff.dump(slug, edition, lines, speaks=edition.language)
