"""What a release is to the world: under embargo, published in a version, withdrawn, or nothing yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .. import decisions
from .. import settings as settings_file
from ..house import House
from ..languages import Wording
from ..record import issues
from ..text.embargoes import spoken

UNDER_EMBARGO = Wording("sous embargo jusqu’au {at}", "gesperrt bis {at}", "under embargo until {at}")
PUBLISHED = Wording(
    "publié, version {version}, du {at}", "veröffentlicht, Fassung {version}, vom {at}", "published, version {version}, of {at}"
)
WITHDRAWN = Wording("retiré le {at}", "zurückgezogen am {at}", "withdrawn on {at}")


@dataclass(frozen=True, slots=True)
class Standing:
    """The last published version, 0 for none, with its moment; that of its withdrawal; that of an embargo which lasts."""

    version: int = 0
    published: datetime | None = None
    withdrawn: datetime | None = None
    embargo: datetime | None = None

    def values(self) -> dict[str, Any]:
        """As JSON values: `{version, published, withdrawn, embargo}`, moments in ISO 8601 or empty."""
        moments = {name: getattr(self, name) for name in ("published", "withdrawn", "embargo")}
        return {"version": self.version, **{name: at.isoformat() if at else "" for name, at in moments.items()}}

    def lines(self, house: House) -> Iterator[Wording]:
        """What there is to say, a line each, in the house's time."""
        if self.withdrawn:
            yield WITHDRAWN.fill(at=spoken(house.local(self.withdrawn)))
        elif self.published:
            yield PUBLISHED.fill(version=self.version, at=spoken(house.local(self.published)))
        if self.embargo:
            yield UNDER_EMBARGO.fill(at=spoken(house.local(self.embargo)))


def standing(house: House, slug: str, now: datetime) -> Standing:
    """What a release is at `now`, as its record and its release.toml say. Raises RecordError, HouseError or Tampered."""
    record, until = decisions.read(house.drafts / slug, house.keys), settings_file.load(house.drafts / slug).embargo
    before, back = issues.issued(record), issues.withdrawal(record)
    return Standing(
        version=before[-1].version if before else 0,
        published=before[-1].at if before else None,
        withdrawn=datetime.fromisoformat(back.at) if before and back else None,
        embargo=until if until and until > now else None,
    )
