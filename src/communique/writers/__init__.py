"""The writers: one file a format.

A writer module offers `NAME` (the file name it makes, with `{slug}` and `{lang}` in it) and
`write(release, language, house, stamp) -> bytes`. The bytes depend on the arguments alone: no clock, no network, no other folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ..languages import Language


class Status(StrEnum):
    """What a file may be used for: APPROVED may be published, PREVIEW says on every page that it may not."""

    APPROVED = "approved"
    PREVIEW = "preview"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a release's files say about themselves.

    `published` is the moment of publication, with its zone, for their metadata; `embargo` the moment until which nothing may be
    published, printed over the title while it is set (without it the draft's own embargo line is printed as it stands);
    `subjects` are the digests that people approved, by `language/partner`, `decisions` the ids of what they decided; `reviewed` the
    languages whose text somebody has read, so that it needs no line saying that a machine translated it and nobody has.
    """

    status: Status
    published: datetime | None = None
    embargo: datetime | None = None
    subjects: Mapping[str, str] = field(default_factory=dict)
    decisions: tuple[str, ...] = ()
    reviewed: frozenset[Language] = frozenset()

    @property
    def preview(self) -> bool:
        """Whether the files are marked as not released."""
        return self.status is Status.PREVIEW
