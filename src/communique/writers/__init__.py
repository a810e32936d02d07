"""The writers: one file a format.

A writer module offers `NAME` (the file name it makes, with `{slug}` and `{lang}` in it) and
`write(release, language, house, stamp) -> bytes`. The bytes depend on the arguments alone: no clock, no network, no other folder. A format
that is not made for every status says for which in `MADE_FOR`, a `frozenset[Status]`; one without it is made for all of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from ..languages import Language


class Status(StrEnum):
    """What a file may be used for.

    APPROVED may be published. EMBARGOED is approved and may be handed to journalists, not published yet: every file carries a banner, and
    no search engine is to keep it. WITHDRAWN was published and taken back: every file carries a notice in place of the text. PREVIEW is not
    approved, and says so on every page.
    """

    APPROVED = "approved"
    EMBARGOED = "embargoed"
    WITHDRAWN = "withdrawn"
    PREVIEW = "preview"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a release's files say about themselves; every moment has its zone.

    `published` is the moment of this version's publication (under embargo, of its approval), `first` the one when the release first went
    out, `version` counts the texts that were published, from 1, and `replaces` is the publication of the version before this one;
    `withdrawn` is the moment of a withdrawal. `embargo` is the moment until which nothing may be published, printed over the title while it
    is set (without it the draft's own embargo line is printed as it stands); `subjects` are the digests that people approved, by
    `language/partner`, `decisions` the ids of what they decided; `reviewed` the languages whose text somebody has read, so that it needs
    no line saying that a machine translated it and nobody has.
    """

    status: Status
    published: datetime | None = None
    embargo: datetime | None = None
    subjects: Mapping[str, str] = field(default_factory=dict)
    decisions: tuple[str, ...] = ()
    reviewed: frozenset[Language] = frozenset()
    first: datetime | None = None
    version: int = 1
    replaces: datetime | None = None
    withdrawn: datetime | None = None

    @property
    def preview(self) -> bool:
        """Whether the files are marked as not released."""
        return self.status is Status.PREVIEW

    @property
    def public(self) -> bool:
        """Whether the files are for everybody: those of a preview or under embargo are not to be found by a search engine."""
        return self.status in (Status.APPROVED, Status.WITHDRAWN)
