"""The plain text says what the release says, in lines that mail programs leave alone."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from communique import document as d
from communique.house import House
from communique.languages import Language
from communique.releases import Release
from communique.text.passages import passages
from communique.writers import text
from communique.writers._page import compose
from communique.writers._proof import solid
from press_sample import APPROVED, PREVIEW, short

EN = Language.EN


@pytest.mark.parametrize("language", Language)
def test_the_text_says_what_the_edition_says_in_its_order(release: Release, texts: Mapping[Language, str], language: Language) -> None:
    heard, at = solid(texts[language]), 0
    for passage in passages(release.editions[language].document):
        if passage.block not in {"About", "Contact"} and not any(isinstance(inline, d.NoteRef) for inline in passage.content):
            at = heard.find(solid(passage.text), at)
            assert at >= 0, passage.text


@pytest.mark.parametrize("language", Language)
def test_nothing_that_is_printed_is_missing(release: Release, house: House, texts: Mapping[Language, str], language: Language) -> None:
    heard = solid(texts[language])
    assert [found for found in compose(release, language, house, APPROVED).texts() if solid(found) not in heard] == []


def test_lines_are_78_columns_at_most_and_no_break_spaces_hold(texts: Mapping[Language, str]) -> None:
    for content in texts.values():
        assert max(len(line) for line in content.splitlines()) <= 78
    assert not [line for line in texts[Language.FR].splitlines() if line.startswith((":", "»", "!", "?", ";"))]


def test_the_speaker_stays_with_the_words(texts: Mapping[Language, str]) -> None:
    joined = " ".join(texts[Language.DE].split())
    assert "Katrin Ohlendorf, Leiterin Daten bei Havelgrund Netze: „Unsere Ingenieurinnen" in joined
    assert "entgegenbringen können“, erklärt Étienne Calvignac, Präsident von Valmenor Santé." in joined


def test_columns_of_a_table_stand_under_each_other(texts: Mapping[Language, str]) -> None:
    lines = texts[EN].splitlines()
    head = next(n for n, line in enumerate(lines) if line.startswith("Indicator"))
    column = lines[head].index("Berlin")
    assert [line[column:].split("  ")[0] for line in lines[head + 2 : head + 6]] == ["41", "18", "1,200", "310"]


def test_a_wide_table_is_written_row_by_row(house: House, tmp_path: Path) -> None:
    long = "a cell with many words in it that cannot stand beside another"
    content = text.write(short(tmp_path, "title: News", f"row: Name | {long}", f"row: {long} | 12"), EN, house, APPROVED).decode()
    assert f"Name | {long}" in content
    assert f"{long} | 12" in content


def test_addresses_behind_words_are_listed(texts: Mapping[Language, str]) -> None:
    assert texts[EN].rstrip().endswith("Links\n– call for participation: https://www.example.org/dialogue-ia")


def test_a_preview_says_so_at_both_ends(release: Release, house: House) -> None:
    content = text.write(release, EN, house, PREVIEW).decode()
    banner = "*** Proof – not approved, not for publication ***"
    assert content.startswith(banner)
    assert content.endswith(banner + "\n")


def test_notes_are_called_by_number(texts: Mapping[Language, str]) -> None:
    assert "research teams.[1] Of the 112" in " ".join(texts[EN].split())
    assert "[1] Energy, health" in texts[EN]
