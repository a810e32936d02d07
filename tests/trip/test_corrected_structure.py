"""What people correct in `release.toml` about the structure of a draft goes through the whole trip."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique import house as houses
from communique import pipeline, releases, settings
from communique.approval import subjects
from communique.document import Heading, Paragraph, plain
from communique.errors import RecordError
from communique.structure import KINDS
from houses import SAMPLE, Call


def say(house: Path, *lines: str) -> None:
    """Write lines under [structure] in the sample's release.toml."""
    path = house / "drafts" / SAMPLE / "release.toml"
    before = path.read_text(encoding="utf-8").partition("\n[structure]")[0]
    path.write_text("\n".join((before, "[structure]", *lines, "")), encoding="utf-8")


def taken(house: Path) -> releases.Release:
    """The sample, read and translated by the memory."""
    own = houses.load(house)
    slug = pipeline.take_in(own, house / "drafts" / f"{SAMPLE}.docx")
    for language in pipeline.languages_of(own, slug):
        pipeline.translate(own, slug, language)
    return releases.load(own, slug)


def heading_of(release: releases.Release) -> tuple[Heading, str]:
    """The first heading of the draft and its words."""
    found = next(block for block in release.draft.document.blocks if isinstance(block, Heading))
    return found, plain(found.content)


def test_a_corrected_structure_is_read_and_voids_the_approvals_of_what_it_changes(house: Path) -> None:
    before = taken(house)
    heading, words = heading_of(before)
    say(house, f'"{words[:20]}" = "paragraph"')
    after = taken(house)
    found = next(block for block in after.draft.document.blocks if block.place == heading.place)
    assert isinstance(found, Paragraph)
    assert not found.inferred
    own = houses.load(house)
    cells = subjects.subjects(before, own)
    assert cells
    assert all(digest != subjects.subjects(after, own)[cell] for cell, digest in cells.items())


def test_editions_of_another_structure_are_stale(house: Path, call: Call) -> None:
    _, words = heading_of(taken(house))
    say(house, f'"{words[:20]}" = "heading 3"')
    for command in (["status", SAMPLE], ["render", SAMPLE, "--preview"]):
        done = call(*command)
        assert done.returncode == 2
        assert "[structure] has changed" in done.stderr
    own = houses.load(house)
    pipeline.take_in(own, house / "drafts" / f"{SAMPLE}.docx")
    with pytest.raises(RecordError) as stale:
        releases.load(own, SAMPLE)
    assert stale.value.place == f"drafts/{SAMPLE}/de.json"


def test_the_same_corrections_give_the_same_reading(house: Path) -> None:
    _, words = heading_of(taken(house))
    say(house, f'"{words[:20]}" = "heading 3"')
    assert taken(house).draft == taken(house).draft


def test_an_unknown_kind_is_named_by_its_number_and_says_which_there_are(house: Path) -> None:
    taken(house)
    say(house, '"Un secret" = "paragraph"', '"Une affaire privée" = "headline"')
    with pytest.raises(RecordError) as refused:
        pipeline.read(houses.load(house), house / "drafts" / f"{SAMPLE}.docx")
    sentence = str(refused.value)
    assert refused.value.place == f"drafts/{SAMPLE}/release.toml"
    assert "entry 2" in sentence
    assert all(kind in sentence for kind in KINDS)
    assert "privée" not in sentence


@pytest.mark.parametrize("values", ['structure = "title"', "structure = []", '[structure]\n"a" = ' + "[" * 5_000])
def test_a_structure_of_another_shape_is_one_sentence(house: Path, values: str) -> None:
    taken(house)
    path = house / "drafts" / SAMPLE / "release.toml"
    path.write_text(values + "\n" + path.read_text(encoding="utf-8").split("[structure]")[0], encoding="utf-8")
    with pytest.raises(RecordError) as refused:
        settings.load(path.parent)
    assert refused.value.place == f"drafts/{SAMPLE}/release.toml"


@pytest.mark.parametrize("line", ['"" = "lead"', '"- " = "title"', '"…" = "lead"', '"Un mot" = 5', '"Un mot" = ["lead"]'])
def test_a_correction_without_words_or_kind_is_refused(house: Path, line: str) -> None:
    taken(house)
    say(house, line)
    with pytest.raises(RecordError):
        settings.load(house / "drafts" / SAMPLE)


def test_settings_keep_their_structure_when_they_are_written_again(tmp_path: Path) -> None:
    said = {"Des « priorités » partagées": "heading 2", 'He said "no"': "quotation", "C:\\Daten": "paragraph"}
    languages = (houses.Language.FR,)
    settings.save(tmp_path, settings.Settings(languages, ("nord",), structure=said))
    assert settings.load(tmp_path).structure == said


def test_a_new_release_explains_how_to_correct_its_structure(house: Path) -> None:
    taken(house)
    text = (house / "drafts" / SAMPLE / "release.toml").read_text(encoding="utf-8")
    assert "[structure]" in text
    assert all(kind in text for kind in KINDS)
    assert settings.load(house / "drafts" / SAMPLE).structure == {}
