"""`communique glossary`: a termbase goes out and comes in whole, or not at all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from communique import glossary
from houses import ROOT, run

HEADER = "concept;fr;fr_status;de;de_status;en;en_status;do_not_translate;note"
BROKEN = {
    "latin.csv": f"{HEADER}\na;mot;;;;;;no;\n".encode() + b"b;\xe9cole;;;;;;no;\n",
    "two.csv": f"{HEADER}\na;mot;;;;;;no;\na;terme;;;;;;no;\n".encode(),
    "short.csv": b"concept;fr\na;mot\n",
    "empty.csv": b"",
    "empty.tbx": b"",
    "page.tbx": b"<html/>",
    "dtd.tbx": b'<!DOCTYPE tbx [<!ENTITY a "b">]><tbx/>',
    "terms.xlsx": b"PK\x03\x04",
}


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house with this project's templates."""
    shutil.copytree(ROOT / "templates", tmp_path / "house" / "templates")
    return tmp_path / "house"


@pytest.mark.parametrize("name", ["terms.csv", "terms.tbx"])
def test_what_goes_out_comes_in_again(house: Path, tmp_path: Path, name: str) -> None:
    own = house / "templates" / "glossary.csv"
    whole = glossary.load(own)
    assert run(house, "glossary", "export", tmp_path / name).returncode == 0
    own.write_text(",".join(glossary.COLUMNS) + "\n", encoding="utf-8")
    told = run(house, "glossary", "import", tmp_path / name)
    assert told.stdout.startswith(f"concepts taken: {len(whole.concepts)}"), told.stderr
    assert glossary.load(own) == whole


def test_a_spreadsheet_with_semicolons_comes_in(house: Path, tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_text(f"{HEADER}\na;mot;preferred;Wort;preferred;word;preferred;no;\n", encoding="utf-8-sig")
    assert run(house, "glossary", "import", path).returncode == 0
    assert glossary.load(house / "templates" / "glossary.csv").concepts[-1].id == "a"


def test_a_broken_file_is_one_sentence_and_changes_nothing(house: Path, tmp_path: Path) -> None:
    own = (house / "templates" / "glossary.csv").read_bytes()
    for name, content in BROKEN.items():
        path = tmp_path / name
        path.write_bytes(content)
        told = run(house, "glossary", "import", path)
        assert (told.returncode, told.stdout, told.stderr.count("\n")) == (2, "", 1), told.stderr
        assert name in told.stderr
    assert (house / "templates" / "glossary.csv").read_bytes() == own


def test_a_file_in_conflict_with_the_termbase_says_what_it_replaced_and_what_is_contradictory(house: Path, tmp_path: Path) -> None:
    own, theirs = house / "templates" / "glossary.csv", tmp_path / "theirs.csv"
    own.write_text(f"{HEADER}\nai;intelligence artificielle;;;;;;no;\nai;IA;forbidden;;;;;no;\nlab;labo;;;;;;no;\n", encoding="utf-8")
    theirs.write_text(f"{HEADER}\n12;IA;;KI;;;;no;\nlab;laboratoire;;;;;;no;\nbridge;pont;;;;;;no;\n", encoding="utf-8")
    said = run(house, "glossary", "import", theirs).stdout.splitlines()
    assert said == [
        "these concepts said something else and are replaced: lab",
        "contradiction: “IA” (French) is allowed by “12” and forbidden by “ai”; decide in templates/glossary.csv",
        "concepts taken: 3 (4 in all)",
    ]
    again = json.loads(run(house, "glossary", "import", theirs, "--json").stdout)
    assert (again["replaced"], [found["term"] for found in again["contradictions"]]) == ([], ["IA"])
