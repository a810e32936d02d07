"""What a PDF carries inside can be taken out again and read."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import jsonschema
import pikepdf
import pytest

from communique.document import plain
from communique.editions import Origin, Source
from communique.house import House
from communique.languages import Language
from communique.publishing import provenance
from communique.readers import xliff
from communique.releases import Release
from communique.writers import Stamp, Status, pdf
from communique.writers._attachments import attachments
from press_sample import APPROVED, PREVIEW, short

FR, DE, EN = Language
SCHEMA = json.loads(provenance.schema())


def held(content: bytes) -> dict[str, tuple[bytes, str, str, str]]:
    """Every file inside a PDF by its name: bytes, relationship, description and date."""
    with pikepdf.open(io.BytesIO(content)) as file:
        return {
            name: (
                spec.get_file().read_bytes(),
                str(spec.obj["/AFRelationship"]),
                spec.description,
                str(spec.obj["/EF"]["/F"]["/Params"]["/CreationDate"]),
            )
            for name, spec in file.attachments.items()
        }


@pytest.mark.parametrize("language", Language)
def test_the_sentences_come_back_out_of_the_pdf(
    release: Release, pdfs: Mapping[Language, bytes], language: Language, tmp_path: Path
) -> None:
    content, relationship, described, at = held(pdfs[language])[f"dialogue-ia.{language}.xlf"]
    (tmp_path / "x.xlf").write_bytes(content)
    rows = list(xliff.read(tmp_path / "x.xlf"))
    units = release.editions[language].units
    assert [row.source_text for row in rows] == [plain(unit.segment.content) for unit in units]
    assert [row.target_text for row in rows] == [plain(unit.target or ()) for unit in units]
    assert {row.target_tag for row in rows} == {language.locale}
    assert (relationship, at) == ("/Source", "D:20260309133000Z")
    assert "XLIFF" in described


@pytest.mark.parametrize("language", Language)
def test_the_provenance_comes_back_out_of_the_pdf(release: Release, pdfs: Mapping[Language, bytes], language: Language) -> None:
    content, relationship, described, at = held(pdfs[language])["provenance.json"]
    values = json.loads(content)
    jsonschema.validate(values, SCHEMA)
    assert (relationship, at) == ("/Data", "D:20260309133000Z")
    assert "JSON" in described
    assert (values["language"], values["status"]) == (language.value, "approved")
    assert [segment["key"] for segment in values["segments"]] == [unit.segment.key for unit in release.editions[language].units]


def test_attachments_are_described_in_the_language_of_the_file(pdfs: Mapping[Language, bytes]) -> None:
    said = {language: tuple(found[2] for found in held(content).values()) for language, content in pdfs.items()}
    assert len(set(said.values())) == 3
    assert said[DE][1].startswith("Herkunft jedes Satzes")


def test_every_attachment_is_named_once(pdfs: Mapping[Language, bytes]) -> None:
    for content in pdfs.values():
        with pikepdf.open(io.BytesIO(content)) as file:
            assert len(file.Root["/AF"]) == len(file.attachments) == 2
            names = [str(name) for name in list(file.Root["/Names"]["/EmbeddedFiles"]["/Names"])[::2]]
        assert names == sorted(names)


def test_a_preview_without_a_date_has_the_same_attachments_each_time(release: Release, house: House) -> None:
    first, again = (pdf.write(release, FR, house, PREVIEW) for _ in range(2))
    assert first == again
    assert {found[3] for found in held(first).values()} == {"D:19800101000000Z"}


def test_a_withdrawn_release_does_not_carry_its_text_inside(release: Release) -> None:
    withdrawn = replace(APPROVED, status=Status.WITHDRAWN, withdrawn=APPROVED.published)
    inside = attachments(release, DE, withdrawn)
    assert [one.name for one in inside] == ["provenance.json"]
    words = {unit.segment.text for unit in release.editions[DE].units if len(unit.segment.text) > 12}
    assert not [text for text in words if text.encode() in inside[0].content]


def test_a_provenance_names_engines_and_memories_and_nobody(tmp_path: Path) -> None:
    release = short(tmp_path, "title: News", "p: One.", "p: Two.", "p: Three.")
    origins = (
        Origin(Source.PERSON, "Maud Ferrandier", "2026-03-01T10:00:00Z"),
        Origin(Source.ENGINE, "local 1.0 fr-en", "2026-03-01T10:00:00Z", host="machine"),
        Origin(Source.MEMORY, "memory:7", score=100),
        Origin(Source.DRAFT),
    )
    edition = release.editions[EN]
    units = tuple(replace(unit, origin=origin) for unit, origin in zip(edition.units, origins, strict=True))
    made = provenance.provenance(
        replace(release, editions={EN: replace(edition, units=units)}),
        EN,
        Stamp(Status.EMBARGOED, subjects={"en/inria": "0" * 64, "de/inria": "1" * 64}, decisions=("2" * 64,)),
    )
    values = json.loads(made)
    jsonschema.validate(values, SCHEMA)
    assert b"Ferrandier" not in made
    assert [segment["origin"]["name"] for segment in values["segments"]] == ["", "local 1.0 fr-en", "memory:7", ""]
    assert (values["subjects"], values["decisions"]) == ({"en/inria": "0" * 64}, ["2" * 64])


def test_an_untranslated_sentence_has_no_digest_and_no_target(tmp_path: Path) -> None:
    release = short(tmp_path, "title: News", "p: One.")
    edition = release.editions[EN]
    units = (replace(edition.units[0], target=None, origin=Origin(Source.NOWHERE)), *edition.units[1:])
    waiting = replace(release, editions={EN: replace(edition, units=units)})
    values = json.loads(provenance.provenance(waiting, EN, PREVIEW))
    jsonschema.validate(values, SCHEMA)
    assert [segment["text"] is None for segment in values["segments"]] == [True, False]
    (tmp_path / "x.xlf").write_bytes(next(one.content for one in attachments(waiting, EN, PREVIEW) if one.name.endswith(".xlf")))
    assert [(row.target_text, row.state) for row in xliff.read(tmp_path / "x.xlf")] == [("", ""), ("One.", "translated")]
