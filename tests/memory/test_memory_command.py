"""`communique memory` shows what the memory holds, how it grew and what it gave, and hands it over whole."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from communique import gate, pipeline, reviews, tmx
from communique.cli.memory import memory_command
from gatehouse import NOON, Gate, make
from houses import ROOT


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
