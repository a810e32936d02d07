"""A corrected draft under another name goes on where its release stands: what did not change is neither translated nor approved again."""

from __future__ import annotations

import shutil
from pathlib import Path

import docx
import pytest

from communique import gate, pipeline, releases
from communique import house as houses
from communique.editions import Source
from communique.errors import DraftError
from communique.house import House
from communique.languages import Language
from communique.operation import upkeep
from office import ROOT, SAMPLE, approve_all, mend


@pytest.fixture
def own(tmp_path: Path) -> House:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    (tmp_path / "drafts").mkdir()
    return upkeep.new_key(houses.load(tmp_path))


def prepared(own: House, file: str) -> str:
    slug = pipeline.take_in(own, own.drafts / file)
    for language in pipeline.languages_of(own, slug)[1:]:
        pipeline.translate(own, slug, language)
    gate.submit(own, slug)
    return slug


def corrected_by_people(own: House, slug: str) -> set[str]:
    edition = releases.load(own, slug).editions[Language.DE]
    return {unit.segment.key for unit in edition.units if unit.origin.source is Source.PERSON}


def test_a_newer_file_keeps_what_did_not_change(own: House) -> None:
    shutil.copy(SAMPLE, own.drafts / "dialogue-ia.docx")
    slug = prepared(own, "dialogue-ia.docx")
    mend(own, slug)
    approve_all(own, slug)
    assert gate.board(own, slug).approved
    by_people = corrected_by_people(own, slug)
    assert by_people

    # The same words in another file: Word writes other bytes whenever it saves.
    again = docx.Document(str(SAMPLE))
    again.save(str(own.drafts / "Dialogue IA v2.docx"))
    assert (own.drafts / "Dialogue IA v2.docx").read_bytes() != SAMPLE.read_bytes()
    assert prepared(own, "Dialogue IA v2.docx") == slug
    assert gate.board(own, slug).approved

    paragraph = next(one for one in again.paragraphs if len(one.text) > 150)
    paragraph.add_run(" Une phrase est venue s’y ajouter.")
    again.save(str(own.drafts / "dialogue-ia v3.docx"))
    assert prepared(own, "dialogue-ia v3.docx") == slug
    assert not gate.board(own, slug).approved
    assert corrected_by_people(own, slug) == by_people
    assert releases.slugs(own) == (slug,)

    with pytest.raises(DraftError, match="counts as older than “dialogue-ia v3"):
        pipeline.take_in(own, own.drafts / "Dialogue IA v2.docx")
