"""The real release in three languages is blocked by its true defects alone, and by nothing once they are mended."""

from __future__ import annotations

import pytest

from communique import markup, pipeline, releases
from communique.document import plain
from communique.editions import Origin, Source
from communique.findings import Finding
from communique.house import House
from communique.languages import Language
from real_house import DRAFTS, SLUG, build

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not DRAFTS.is_dir(), reason="the real drafts do not lie beside the project"),
]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A house of real input in which every sentence of the real draft came from the memory."""
    own = pipeline.house_at(build(tmp_path_factory.mktemp("blocks") / "house"))
    pipeline.take_in(own, own.drafts / f"{SLUG}.docx")
    for language in pipeline.languages_of(own, SLUG):
        pipeline.translate(own, SLUG, language)
    return own


def blocking(own: House) -> list[Finding]:
    return [finding for finding in pipeline.findings(own, SLUG) if finding.severity == "block"]


def mend(own: House, finding: Finding) -> None:
    """What a person does about a finding that says what should stand instead."""
    edition = releases.load(own, SLUG).editions[Language.FR]
    unit = next(unit for unit in edition.units if unit.segment.key == finding.segment)
    line = markup.dump(unit.target or ())
    assert finding.excerpt in line
    person = Origin(Source.PERSON, "somebody")
    fresh = edition.with_target(finding.segment, markup.load(line.replace(finding.excerpt, finding.suggestion)), person)
    releases.save_edition(own.drafts / SLUG, fresh)


def test_nothing_blocks_the_approved_translations(real: House) -> None:
    assert [finding for finding in blocking(real) if finding.language is not Language.FR] == []


def test_what_blocks_the_draft_is_misspelt_or_misnamed_and_has_its_suggestion(real: House) -> None:
    found = blocking(real)
    assert {"Adopt Al", "Essilor Luxottica"} <= {finding.excerpt for finding in found}
    assert {finding.check for finding in found} <= {"names", "terms"}
    assert all(finding.suggestion for finding in found)


def test_nothing_blocks_any_language_once_the_draft_is_mended(real: House) -> None:
    for finding in blocking(real):
        mend(real, finding)
    assert [(f.check, f.language, f.place) for f in blocking(real)] == []
    corrected = releases.load(real, SLUG).editions[Language.FR]
    assert not any("Adopt Al" in plain(unit.target or ()) for unit in corrected.units)
