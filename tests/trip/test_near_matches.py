"""What the memory had for a similar sentence is shown to people with the words that it said instead, until somebody writes their own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from communique import markup, pipeline, releases
from communique.editions import Origin, Source
from communique.findings import Finding
from communique.house import House
from communique.languages import Language
from houses import ROOT, SAMPLE

REMEMBERED = "La feuille de route court jusqu’en 2030 et définit quatre grands axes."
DRAFTED = "La feuille de route court jusqu’en 2030 et fixe trois priorités."


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A house whose memory knows another sentence instead of one of the sample's."""
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    (memory,) = (tmp_path / "templates" / "memory").glob("*.tmx")
    text = memory.read_text(encoding="utf-8")
    assert DRAFTED in text
    memory.write_text(text.replace(DRAFTED, REMEMBERED), encoding="utf-8")
    (tmp_path / "drafts").mkdir()
    shutil.copy(ROOT / "drafts" / f"{SAMPLE}.docx", tmp_path / "drafts")
    return pipeline.house_at(tmp_path)


def near(house: House) -> list[Finding]:
    return [finding for finding in pipeline.findings(house, SAMPLE) if finding.check == "near_matches"]


def test_a_near_match_is_shown_with_what_differs_until_somebody_edits_it(house: House) -> None:
    pipeline.take_in(house, house.drafts / f"{SAMPLE}.docx")
    pipeline.translate(house, SAMPLE, Language.DE)
    pipeline.translate(house, SAMPLE, Language.EN)
    found = near(house)
    assert {finding.language for finding in found} == {Language.DE, Language.EN}
    assert all("fixe trois priorités" in f.source and "définit quatre grands axes" in f.message.fr for f in found)
    german = next(finding for finding in found if finding.language is Language.DE)
    folder = house.drafts / SAMPLE
    edition = releases.load(house, SAMPLE).editions[Language.DE]
    releases.save_edition(folder, edition.with_target(german.segment, markup.load("Drei Prioritäten."), Origin(Source.PERSON, "jonas")))
    assert [finding.language for finding in near(house)] == [Language.EN]
