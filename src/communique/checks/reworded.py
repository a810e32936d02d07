"""Reworded sentences: an approved translation is not changed without being seen."""

from __future__ import annotations

from collections.abc import Iterator

from ..document import plain
from ..editions import Source
from ..findings import Finding, Severity
from ..languages import Wording
from ..releases import Release
from . import Reference, flag, told

TITLE = Wording(
    "Phrases reformulées : une traduction validée n’est pas changée sans être vue",
    "Umformulierte Sätze: Eine freigegebene Übersetzung wird nicht ungesehen geändert",
    "Reworded sentences: an approved translation is not changed without being seen",
)
CHANGED = Wording(
    "la traduction validée de cette phrase a été changée ; elle vient de « {release} », validée le {date}",
    "die freigegebene Übersetzung dieses Satzes wurde geändert; sie kommt aus „{release}“, freigegeben am {date}",
    "the approved translation of this sentence was changed; it comes from “{release}”, approved on {date}",
)
# As `gate.correct` notes it: the release and the day that the memory names, `reworded:dialogue-ia:2026-03-09`.
NOTE = "reworded"


def on_release(release: Release, _: Reference) -> Iterator[Finding]:
    """Each sentence that somebody gave other words than the memory has for it, with the release and day that those were approved in."""
    for edition in release.editions.values():
        for unit in edition.units:
            codes = (note.split(":") for note in unit.origin.note.split() if unit.origin.source is Source.PERSON)
            for _code, name, day in (code for code in codes if len(code) == 3 and code[0] == NOTE):
                message, words = CHANGED.fill(release=name, date=day), plain(unit.target or ())
                found = flag(message, words, severity=Severity.HINT, source=unit.segment.text)
                yield told(found, unit.segment, edition.language)
