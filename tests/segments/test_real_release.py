"""The real release is cut into the sentences that its translators worked on."""

from __future__ import annotations

import csv
from itertools import groupby
from pathlib import Path

import pytest

from communique.languages import Language
from communique.text.sentences import spans

TABLE = Path(__file__).parents[3] / "shared" / "data" / "drafts" / "press-release.tsv"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not TABLE.exists(), reason="../shared/data/drafts is not there")]


def blocks(language: Language) -> list[list[str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return [[row[language.value] for row in block] for _, block in groupby(rows, key=lambda row: row["block"])]


@pytest.mark.parametrize("language", Language)
def test_every_block_is_cut_into_the_same_sentences(language: Language) -> None:
    for sentences in blocks(language):
        text = " ".join(sentences)
        assert [text[start:end] for start, end in spans(text, language)] == sentences


def test_the_address_glued_to_a_full_stop_is_cut_off_as_in_the_draft() -> None:
    sentences = next(block for block in blocks(Language.FR) if block[-1].startswith("https://"))
    text = " ".join(sentences[:-1]) + sentences[-1]

    assert [text[start:end] for start, end in spans(text, Language.FR)] == sentences
