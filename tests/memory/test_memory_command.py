"""`communique memory` shows what the memory holds, how it grew and what it gave, and hands it over whole."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique import gate, pipeline, reviews
from communique.cli.memory import memory_command
from communique.document import Text
from communique.errors import HouseError
from communique.languages import Language
from communique.translation import tmx
from communique.translation.tmx import Entry
from gatehouse import NOON, Gate, make
from houses import ROOT, tree


@pytest.fixture
def published(tmp_path: Path) -> Gate:
    own = make(tmp_path)
    shutil.copy(ROOT / "templates" / "glossary.csv", own.house.templates)
    own.approve_all()
    at = NOON + timedelta(hours=1)
    own.write(reviews.publish(gate.board(own.house, "pont"), own.release, own.house, who="", at=at, channel="terminal"))
    return own


def told(own: Gate, *words: str) -> str:
    done = CliRunner().invoke(memory_command, [*words, "--house", str(own.house.root)], catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


def test_growing_says_which_releases_came_and_that_nothing_is_left(published: Gate) -> None:
    assert json.loads(told(published, "grow", "--json")) == ["pont"]
    assert json.loads(told(published, "grow", "--json")) == []


def test_showing_counts_pairs_months_and_where_sentences_come_from(published: Gate) -> None:
    told(published, "grow")
    shown = json.loads(told(published, "show", "--json"))

    assert shown["pairs"] == {"fr-de": 3, "fr-en": 3, "de-en": 3}
    assert shown["months"] == {"2026-03": 3}
    assert shown["reuse"]["pont"]["de"] == {"verbatim": 0, "near": 3, "rule": 0, "engine": 0, "person": 0, "nowhere": 0}
    assert "pont" in told(published, "show")


def test_the_memory_goes_out_as_one_file_and_comes_in_again(published: Gate, tmp_path: Path) -> None:
    told(published, "grow")
    out = tmp_path / "all.tmx"
    assert json.loads(told(published, "export", str(out), "--json")) == {"all.tmx": 3}
    assert len(list(tmx.read(out))) == 3

    assert json.loads(told(published, "import", str(out), "--json")) == {"all.tmx": 3}
    assert [path.name for path in pipeline.memory_files(published.house)] == ["all.tmx", "pont.release.tmx"]
    assert json.loads(told(published, "list", "--json")) == {"all.tmx": 3, "pont.release.tmx": 3}


def file_of(folder: Path, name: str, words: str, language: Language = Language.DE) -> Path:
    path = folder / name
    tmx.write(path, [Entry("1", {Language.FR: (Text("Un pont."),), language: (Text(words),)})])
    return path


def refused(own: Gate, *words: object) -> str:
    before = tree(own.house.templates)
    with pytest.raises(HouseError) as error:
        CliRunner().invoke(memory_command, [*map(str, words), "--house", str(own.house.root)], catch_exceptions=False)
    assert tree(own.house.templates) == before
    return error.value.sentence(Language.EN)


def test_two_files_of_one_name_are_not_taken_one_over_the_other(published: Gate, tmp_path: Path) -> None:
    two = [file_of(tmp_path / folder, name, "Eine Brücke.") for folder, name in (("a", "Agence.tmx"), ("b", "agence.tmx"))]
    assert "would have the same name" in refused(published, "import", *two)


def test_an_import_over_an_earlier_one_says_so(published: Gate, tmp_path: Path) -> None:
    path = file_of(tmp_path, "agence.tmx", "Eine Brücke.")
    assert "earlier import" not in told(published, "import", str(path), "--lang", "en")
    assert "in the place of an earlier import" in told(published, "import", str(path), "--lang", "en")


def test_a_file_without_a_sentence_of_ours_is_refused(published: Gate, tmp_path: Path) -> None:
    good, other = file_of(tmp_path, "good.tmx", "Eine Brücke."), tmp_path / "other.tmx"
    other.write_text(good.read_text(encoding="utf-8").replace('"de"', '"pt"'), encoding="utf-8")
    assert "holds no sentence in two of our languages" in refused(published, "import", good, other)


def test_a_file_cut_in_half_is_refused_with_the_line_and_the_rest_with_it(published: Gate, tmp_path: Path) -> None:
    good, half = file_of(tmp_path, "good.tmx", "Eine Brücke."), tmp_path / "half.tmx"
    half.write_bytes(good.read_bytes()[:-20])
    assert "half.tmx: is no readable TMX file (line " in refused(published, "import", good, half)


def test_the_memory_is_not_exported_into_itself(published: Gate) -> None:
    told(published, "grow")
    assert "would hold itself twice" in refused(published, "export", published.house.templates / "memory" / "all.tmx")
