"""What a person corrected comes back with the sentence that it was written for, however often the draft changes in between."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest

from communique import gate, pipeline, releases
from communique import house as houses
from communique.document import plain
from communique.editions import Source, Unit
from communique.errors import RecordError
from communique.languages import Language
from houses import SAMPLE

OTHER = "Une tout autre phrase, écrite entre deux versions."
WRITTEN = {Language.DE: ("jonas", "Ein Satz von eigener Hand."), Language.FR: ("maud", "Une phrase écrite à la main.")}


def taken(house: Path) -> releases.Release:
    own = houses.load(house)
    slug = pipeline.take_in(own, house / "drafts" / f"{SAMPLE}.docx")
    for language in pipeline.languages_of(own, slug):
        pipeline.translate(own, slug, language)
    return releases.load(own, slug)


def with_other_sentence(draft: Path) -> bytes:
    """The draft with another sentence in the place of its lead; gives it as it was."""
    before = draft.read_bytes()
    document = docx.Document(str(draft))
    lead = document.paragraphs[_lead(document)]
    for run in lead.runs[1:]:
        run.text = ""
    lead.runs[0].text = OTHER
    document.save(str(draft))
    return before


def _lead(document: object) -> int:
    texts = [paragraph.text for paragraph in document.paragraphs]  # type: ignore[attr-defined]
    return max(range(len(texts)), key=lambda n: len(texts[n]))


def of(release: releases.Release, language: Language, key: str) -> Unit | None:
    return next((unit for unit in release.editions[language].units if unit.segment.key == key), None)


@pytest.mark.parametrize("language", WRITTEN)
def test_a_correction_survives_the_sentences_absence(house: Path, language: Language) -> None:
    own, draft = houses.load(house), house / "drafts" / f"{SAMPLE}.docx"
    release = taken(house)
    text = docx.Document(str(draft)).paragraphs[_lead(docx.Document(str(draft)))].text
    key = next(u.segment.key for u in release.editions[language].units if u.segment.text[:30] in text)
    who, words = WRITTEN[language]
    gate.correct(own, SAMPLE, language, key, words, who)
    before = with_other_sentence(draft)
    without = taken(house)
    assert of(without, language, key) is None
    taken(house)
    draft.write_bytes(before)
    back = of(taken(house), language, key)
    assert back
    assert back.target
    assert (plain(back.target), back.origin.source, back.origin.name) == (words, Source.PERSON, who)
    # What was written later goes before what was set aside.
    gate.correct(own, SAMPLE, language, key, f"{words} Und mehr.", who)
    again = of(taken(house), language, key)
    assert again
    assert plain(again.target or ()).startswith(f"{words} Und")


def test_corrections_that_cannot_be_read_stop_the_run_in_a_sentence(house: Path) -> None:
    taken(house)
    aside = house / "drafts" / SAMPLE / "aside" / "de.json"
    aside.parent.mkdir()
    aside.write_text("{", encoding="utf-8")
    with pytest.raises(RecordError, match=r"aside/de\.json: the corrections that were set aside cannot be read"):
        taken(house)


def test_without_corrections_nothing_is_set_aside(house: Path) -> None:
    taken(house)
    with_other_sentence(house / "drafts" / f"{SAMPLE}.docx")
    taken(house)
    assert not (house / "drafts" / SAMPLE / "aside").exists()
