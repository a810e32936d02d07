"""The stamps that a release's files can have, and a house with a site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from communique.house import House
from communique.languages import Language
from communique.rules.web_address import Web
from communique.writers import Stamp, Status
from press_sample import APPROVED

SITE = Web("https://presse.example.org/notes", site_name="Presse Beispiel")
SCHEMAS = Path(__file__).parent / "writers" / "schemas"
EMBARGOED = replace(APPROVED, status=Status.EMBARGOED, embargo=datetime(2026, 3, 20, 8, 0, tzinfo=UTC))
CORRECTED = replace(
    APPROVED, published=datetime(2026, 3, 11, 9, 0, tzinfo=UTC), first=APPROVED.published, version=2, replaces=APPROVED.published
)
WITHDRAWN = replace(CORRECTED, status=Status.WITHDRAWN, withdrawn=datetime(2026, 4, 1, 7, 15, tzinfo=UTC))
STAMPS: Mapping[str, Stamp] = {"approved": APPROVED, "embargoed": EMBARGOED, "corrected": CORRECTED, "withdrawn": WITHDRAWN}
CASES = [(language, name) for name in STAMPS for language in Language]


def online(house: House) -> House:
    """The house with its output folder on the web."""
    return replace(house, web=SITE)
