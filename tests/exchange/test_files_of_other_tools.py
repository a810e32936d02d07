"""XLIFF and TMX files that other tools wrote open, or are refused with a sentence; none changes a release by mistake."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from communique.errors import CommuniqueError
from communique.exchange import arrivals
from gatehouse import Gate, make
from houses import ROOT, tree

FILES = ROOT.parent / "shared" / "data" / "qa"
FOUND = sorted([*(FILES / "xliff").glob("*"), *(FILES / "tmx").glob("*")]) if FILES.is_dir() else []
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not FOUND, reason="the corpora are not beside the project")]


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Gate:
    made = make(tmp_path_factory.mktemp("tools") / "house")
    shutil.copy(ROOT / "templates" / "glossary.csv", made.house.templates)
    return made


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_a_file_of_another_tool_is_refused_with_a_sentence_and_changes_nothing(gate: Gate, path: Path) -> None:
    before = tree(gate.folder)
    take = arrivals.take_tmx if path.suffix == ".tmx" else arrivals.take
    with pytest.raises(CommuniqueError) as refused:
        take(gate.house, path, who="anna", slug="pont")
    assert refused.value.place.startswith(path.name)
    assert refused.value.hint.en
    assert tree(gate.folder) == before
