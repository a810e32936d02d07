"""The provenance of a release in one language: where every sentence comes from and what allowed it, for `provenance.schema.json`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import metadata, resources
from typing import Any

from ..approval.subjects import of_text
from ..editions import Origin, Source, Unit
from ..files.canonical import canonical
from ..languages import Language
from ..releases import Release
from ..writers import Stamp

VERSION = 1
SCHEMA = "provenance.schema.json"
PROGRAMS = ("communique", "weasyprint", "pydyf")


def schema() -> str:
    """The JSON Schema (draft 2020-12) of a provenance, as text."""
    return resources.files(__package__).joinpath(SCHEMA).read_text(encoding="utf-8")


def provenance(release: Release, language: Language, stamp: Stamp) -> bytes:
    """The provenance as canonical JSON: the same release and stamp are the same bytes.

    It holds digests and ids: no text of the release, and nobody's name, which the house's own record has under the ids of the decisions.
    """
    edition = release.editions[language]
    values: Mapping[str, Any] = {
        "version": VERSION,
        "release": release.slug,
        "language": language.value,
        "source": release.source.value,
        "draft": release.draft.digest,
        "status": stamp.status.value,
        "revision": stamp.version,
        "published": stamp.published.isoformat() if stamp.published else "",
        "subjects": {name: subject for name, subject in stamp.subjects.items() if name.startswith(f"{language}/")},
        "decisions": list(stamp.decisions),
        "segments": [_segment(unit) for unit in edition.units],
        "made_with": dict(_made_with()),
    }
    return canonical(values)


def _segment(unit: Unit) -> dict[str, Any]:
    return {
        "key": unit.segment.key,
        "text": None if unit.target is None else of_text(unit.target),
        "origin": _origin(unit.origin),
    }


def _origin(origin: Origin) -> dict[str, Any]:
    """A segment's origin; a person's is told without a name, because the file goes out into the world."""
    name = origin.name if origin.source in (Source.ENGINE, Source.MEMORY) else ""
    return {"source": origin.source.value, "name": name, "at": origin.at, "score": origin.score, "host": origin.host}


@cache
def _made_with() -> Mapping[str, str]:
    return {name: metadata.version(name) for name in PROGRAMS}
