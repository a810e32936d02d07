"""Embargo: the line of the draft, release.toml and every language hold the release back until the same moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ..document import Dateline, Document, Embargo, plain
from ..findings import Finding, Severity
from ..languages import Wording, same
from ..releases import Release
from ..text import embargoes
from . import Reference, flag
from ._sides import sides, source_of

TITLE = Wording(
    "Embargo : le brouillon, release.toml et chaque langue disent le même moment",
    "Sperrfrist: Entwurf, release.toml und jede Sprache nennen denselben Zeitpunkt",
    "Embargo: the draft, release.toml and every language name the same moment",
)
OVER = Wording("cet embargo est passé", "diese Sperrfrist ist abgelaufen", "this embargo is over")
EARLY = Wording(
    "le communiqué porte une date antérieure à la fin de l’embargo",
    "die Mitteilung ist auf einen Tag vor dem Ende der Sperrfrist datiert",
    "the release is dated before its embargo ends",
)
DIFFERS = Wording(
    "release.toml retient le communiqué jusqu’au {moment}, pas jusqu’à ce moment",
    "release.toml sperrt die Mitteilung bis {moment}, nicht bis zu diesem Zeitpunkt",
    "release.toml holds the release back until {moment}, not until this moment",
)
NOT_SET = Wording(
    "release.toml ne dit pas quand cet embargo prend fin",
    "release.toml sagt nicht, wann diese Sperrfrist endet",
    "release.toml does not say when this embargo ends",
)
TRANSLATED = Wording(
    "l’embargo n’est pas celui de l’original", "die Sperrfrist ist nicht die des Originals", "the embargo is not the original’s"
)


def on_document(document: Document, reference: Reference) -> Iterator[Finding]:
    """An embargo line whose day has passed, and a dateline of a day before it."""
    for line in document.blocks:
        ends = embargoes.day(plain(line.content)) if isinstance(line, Embargo) else None
        if isinstance(line, Embargo) and ends:
            if ends < reference.today:
                yield flag(OVER, plain(line.content), severity=Severity.HINT, place=line.place)
            yield from _early(document, ends, plain(line.content))


def _early(document: Document, ends: date, line: str) -> Iterator[Finding]:
    for block in document.blocks:
        dated = embargoes.day(plain(block.content)) if isinstance(block, Dateline) else None
        if isinstance(block, Dateline) and dated and dated < ends:
            yield flag(EARLY, plain(block.content), beside=line, place=block.place)


def on_release(release: Release, reference: Reference) -> Iterator[Finding]:
    """An embargo line that says another moment than release.toml, or than the original; a dateline that is printed before it."""
    source, zone, held = source_of(release), ZoneInfo(reference.zone), release.settings.embargo
    for line in source.blocks:
        if isinstance(line, Embargo):
            found = tuple(_against(plain(line.content), held, zone))
            told = (flag(message, plain(line.content), severity=Severity.BLOCK, place=line.place) for message in found)
            yield from (replace(finding, language=release.source) for finding in told)
    for side in sides(release):
        if side.source.block == "Embargo":
            ours, theirs = (embargoes.moment(p.text, reference.zone) for p in (side.source, side.target))
            if ours and ours != theirs:
                yield side.told(flag(TRANSLATED, side.target.text, severity=Severity.BLOCK, source=side.source.text))
    yield from _dated(release, held, zone)


def _against(line: str, held: datetime | None, zone: ZoneInfo) -> Iterator[Wording]:
    if held is None:
        yield NOT_SET
        return
    said, day = embargoes.moment(line, zone.key), embargoes.day(line)
    if (said and said != held) or (not said and day and day != held.astimezone(zone).date()):
        yield DIFFERS.fill(moment=same(held.astimezone(zone).isoformat(sep=" ", timespec="minutes")[:16]))


def _dated(release: Release, held: datetime | None, zone: ZoneInfo) -> Iterator[Finding]:
    """The datelines that are printed: those of release.toml, and the draft's own where no line of it speaks of the embargo."""
    blocks = source_of(release).blocks
    own = next((block for block in blocks if isinstance(block, Dateline)), None)
    lines = dict(release.settings.dateline)
    if own and not any(isinstance(block, Embargo) for block in blocks):
        lines.setdefault(release.source, plain(own.content))
    for language, line in lines.items():
        dated = embargoes.day(line)
        if held and dated and dated < held.astimezone(zone).date():
            yield Finding(check="", place=own.place if own else "", message=EARLY, language=language, excerpt=line)
