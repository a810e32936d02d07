"""Every format says the same, in each language and status; how it is compared stands in benchmarks/render_parity.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from communique import families
from communique.house import House
from communique.languages import Language
from communique.releases import Release
from communique.writers import Stamp, Status
from communique.writers._page import compose
from press_sample import APPROVED, PREVIEW
from render_parity import FORMATS, additions, bare, difference, made_for, said, unaccounted

EMBARGOED = replace(APPROVED, status=Status.EMBARGOED, embargo=datetime(2026, 4, 1, 5, 5, tzinfo=UTC))
WITHDRAWN = replace(APPROVED, status=Status.WITHDRAWN, withdrawn=datetime(2026, 4, 2, 9, 0, tzinfo=UTC))
# Formats that are not made for everybody's eyes only: no news item of a proof, no entry before its time.
PUBLIC_ONLY = {("atom", Status.EMBARGOED), *((name, Status.PREVIEW) for name in ("atom", "ninjs", "newsml"))}


@pytest.mark.parametrize("stamp", [APPROVED, EMBARGOED, WITHDRAWN, PREVIEW], ids=lambda stamp: str(stamp.status))
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("form", FORMATS)
def test_a_format_says_what_the_page_says_and_nothing_else(
    release: Release, house: House, form: str, language: Language, stamp: Stamp
) -> None:
    name, _ = FORMATS[form]
    assert made_for(name, stamp) is ((name, stamp.status) not in PUBLIC_ONLY)
    if made_for(name, stamp):
        assert difference(release, language, house, stamp, form) == ""


def test_every_format_with_text_is_compared() -> None:
    assert {name for name, _ in FORMATS.values()} == set(families.members("writers")) - {"card"}


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_missing_or_added_is_found(release: Release, house: House, form: str) -> None:
    name, read = FORMATS[form]
    page = compose(release, Language.FR, house, APPROVED)
    text = bare(read(families.load("writers", name).write(release, Language.FR, house, APPROVED)))
    stretches = said(page, notes_last=form == "docx")
    at = text.index(bare("Leur constat tient en une phrase"))
    assert unaccounted(text[:at] + text[at + 12 :], stretches, additions(page, form)).startswith("lacks")
    end = text.index(bare("Un comité de douze personnes"))
    assert unaccounted(text[:end] + "unmotdeplus" + text[end:], stretches, additions(page, form)).startswith("adds")
