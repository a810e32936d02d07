"""The lines that the status of a release's files adds to its text: a proof, an embargo, a correction, a withdrawal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from ..document import Block, Contact, Dateline, Document, Embargo, Kicker, Text, Title
from ..languages import Language
from ..settings import Settings
from . import Stamp, Status
from ._labels import Labels, dated, embargo_line, filled

# What a withdrawn release keeps of its head.
KEPT = (Kicker, Dateline, Title)


@dataclass(frozen=True, slots=True)
class Notice(Embargo):
    """A line that no draft holds and every format shows, set as an embargo line is."""


@dataclass(frozen=True, slots=True)
class Disclosure(Notice):
    """Over everything else: a machine translated this edition and nobody has read it."""


@dataclass(frozen=True, slots=True)
class Proof(Notice):
    """Over everything else: nobody approved this."""


@dataclass(frozen=True, slots=True)
class Correction(Notice):
    """Over everything else: another text was published before, and this one replaces it."""


@dataclass(frozen=True, slots=True)
class Withdrawal(Notice):
    """Under the headline, in place of the text: it was published once and is withdrawn."""


def over(stamp: Stamp, settings: Settings, label: Labels, language: Language, zone: str) -> Iterator[Block]:
    """The notices over everything else, in order. Raises HouseError where the house has no label for one."""
    if stamp.preview:
        yield Proof((Text(label["preview"]),))
    if stamp.status is Status.WITHDRAWN:
        return
    if stamp.embargo:
        yield Embargo((Text(embargo_line(label, stamp.embargo, zone)),))
    if stamp.version > 1 and stamp.published and stamp.replaces:
        line = _corrected(label, language, stamp.published.astimezone(ZoneInfo(zone)), stamp.replaces.astimezone(ZoneInfo(zone)))
        yield Correction((Text(" ".join(filter(None, (line, settings.correction.get(language, ""))))),))


def instead(head: Iterable[Block], stamp: Stamp, label: Labels, language: Language, zone: str) -> tuple[Block, ...]:
    """The head of a withdrawn release: what it was, and the line that stands in place of its text. Raises as `over`."""
    day = dated(label, stamp.withdrawn.astimezone(ZoneInfo(zone))) if stamp.withdrawn else ""
    notice = Withdrawal((Text(filled(label, "withdrawn", language, day=day)),))
    return (*(block for block in head if isinstance(block, KEPT)), notice)


def emptied(document: Document) -> Document:
    """What is left of the document of a withdrawn release: whom to ask."""
    return replace(document, blocks=tuple(block for block in document.blocks if isinstance(block, Contact)), notes=(), assets=())


def watermark(stamp: Stamp, label: Labels, language: Language) -> str:
    """The words across every page that is not for everybody; empty for one that is."""
    if stamp.public:
        return ""
    return label["watermark"] if stamp.preview else filled(label, "watermark_embargo", language)


def _corrected(label: Labels, language: Language, now: datetime, before: datetime) -> str:
    """Two versions of one day are told apart by their hours."""
    if now.date() != before.date():
        return filled(label, "corrected", language, now=dated(label, now), before=dated(label, before))
    hours = {name: f"{moment:%H}" for name, moment in (("hour", now), ("hour_before", before))}
    minutes = {name: f"{moment:%M}" for name, moment in (("minute", now), ("minute_before", before))}
    return filled(label, "corrected_same_day", language, day=dated(label, now), **hours, **minutes)
