"""Every format says what it may be used for: under embargo, corrected, withdrawn."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from communique import families
from communique.document import plain
from communique.house import House
from communique.languages import Language
from communique.releases import Release
from communique.writers import Stamp, Status
from communique.writers._notices import Correction, Withdrawal
from communique.writers._page import compose
from insides import inside, solid
from press_sample import APPROVED

NIGHT = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)
STAMPS = {
    "embargo": replace(APPROVED, status=Status.EMBARGOED, embargo=NIGHT),
    "correction": replace(APPROVED, version=2, first=datetime(2026, 3, 8, tzinfo=UTC), replaces=datetime(2026, 3, 8, tzinfo=UTC)),
    "withdrawal": replace(APPROVED, status=Status.WITHDRAWN, withdrawn=datetime(2026, 4, 1, 5, tzinfo=UTC)),
}
# A card is a picture.
TEXTUAL = [name for name in families.members("writers") if name != "card"]


def line(release: Release, language: Language, house: House, stamp: Stamp) -> str:
    """What the page says of the status."""
    head = compose(release, language, house, stamp).head
    found = next((block for block in head if isinstance(block, Correction | Withdrawal)), head[0])
    return plain(getattr(found, "content", ()))


def said(content: bytes, name: str) -> Iterator[str]:
    if name == "ninjs":
        yield solid(json.dumps(json.loads(content), ensure_ascii=False))
    yield from map(solid, inside(content))


@pytest.mark.parametrize("status", STAMPS)
@pytest.mark.parametrize("name", TEXTUAL)
def test_every_format_carries_the_line_of_the_status(release: Release, house: House, name: str, status: str) -> None:
    writer, stamp = families.load("writers", name), STAMPS[status]
    if stamp.status not in getattr(writer, "MADE_FOR", frozenset(Status)):
        pytest.skip(f"{name} is not made for this status")
    for language in (Language.DE,) if name == "pdf" else Language:
        wanted = solid(line(release, language, house, stamp))
        assert len(wanted) > 25
        assert any(wanted in text for text in said(writer.write(release, language, house, stamp), name))


@pytest.mark.parametrize("language", Language)
def test_a_withdrawn_page_keeps_headline_and_contacts_and_nothing_else(release: Release, house: House, language: Language) -> None:
    page = compose(release, language, house, STAMPS["withdrawal"])
    whole = compose(release, language, house, APPROVED)
    assert page.title == whole.title
    assert page.cards == whole.cards
    assert (page.body, page.notes, page.abouts, page.document.assets) == ((), (), (), ())
    kept = {text for block in whole.head for text in (plain(getattr(block, "content", ())),)}
    assert {plain(getattr(block, "content", ())) for block in page.head} - kept == {line(release, language, house, STAMPS["withdrawal"])}


@pytest.mark.parametrize("language", Language)
def test_a_correction_is_told_by_its_hour_where_both_versions_are_of_one_day(release: Release, house: House, language: Language) -> None:
    morning = datetime(2026, 3, 9, 8, 5, tzinfo=UTC)
    told = line(release, language, house, replace(STAMPS["correction"], first=morning, replaces=morning))
    assert "14" in told
    assert {"fr": "09\u00a0h\u00a005", "de": "09:05", "en": "09:05"}[language] in told


def test_pages_that_are_not_for_everybody_say_so_across_them(release: Release, house: House) -> None:
    marks = {status: compose(release, Language.EN, house, stamp).watermark for status, stamp in STAMPS.items()}
    assert marks == {"embargo": "Embargoed – do not publish", "correction": "", "withdrawal": ""}


def test_an_hour_that_clocks_show_twice_is_told_with_its_distance_from_utc(release: Release, house: House) -> None:
    for moment, ending in ((NIGHT, "UTC+01:00"), (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "UTC+02:00")):
        stamp = replace(STAMPS["embargo"], embargo=moment)
        assert line(release, Language.EN, house, stamp) == f"Embargoed until 02:30 (Paris time) on 25\u00a0October 2026 – {ending}"
    assert "UTC" not in line(release, Language.EN, house, replace(STAMPS["embargo"], embargo=datetime(2026, 10, 25, 5, tzinfo=UTC)))
