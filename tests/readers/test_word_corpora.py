"""Word files of other people, and hostile ones: each is read or refused with a sentence, and nothing leaves the machine."""

from __future__ import annotations

import csv
import socket
from pathlib import Path

import pytest

from communique.drafts import Draft
from communique.errors import DraftError
from communique.languages import Language
from communique.readers import docx
from communique.text.passages import passages

DATA = Path(__file__).parents[2].parent / "shared" / "data"
HOSTILE, CORPUS = DATA / "hostile", DATA / "docx"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not HOSTILE.is_dir(), reason="the corpora are not beside the project")]
EVERY = 8  # files of the corpus; benchmarks/word.py reads them all


def outcome(path: Path) -> str:
    try:
        draft = docx.read(path)
    except DraftError as error:
        return "refuse" if all(error.fact[language] for language in Language) else "refused without a sentence"
    return "read+warn" if draft.findings else "read"


def manifest() -> list[tuple[str, str]]:
    if not HOSTILE.is_dir():
        return []
    with (HOSTILE / "manifest.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row["file"], row["must"].split()[0]) for row in rows if (HOSTILE / "files" / row["file"]).is_file()]


@pytest.mark.parametrize(("name", "must"), manifest())
def test_a_hostile_file_ends_as_its_manifest_says(name: str, must: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("the reader opened a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    found = outcome(HOSTILE / "files" / name)
    allowed = {"refuse": {"refuse"}, "ignore": {"refuse"}, "read": {"read", "read+warn"}, "read+warn": {"read+warn"}}
    assert found in allowed.get(must, {"refuse", "read", "read+warn"})


def test_a_growing_file_is_refused_as_incomplete_until_its_last_byte(tmp_path: Path) -> None:
    whole = (DATA / "drafts" / "communique-fr.docx").read_bytes()
    path = tmp_path / "growing.docx"
    for end in range(4096, len(whole), 4096):
        path.write_bytes(whole[:end])
        with pytest.raises(DraftError, match="incomplete"):
            docx.read(path)
    path.write_bytes(whole)
    assert isinstance(docx.read(path), Draft)


def test_other_peoples_files_are_read_or_refused_with_a_sentence() -> None:
    paths = sorted(path for path in CORPUS.iterdir() if path.suffix.lower() in {".docx", ".docm", ".dotx", ".dotm"})[::EVERY]
    outcomes = [readable(path) for path in paths]
    assert len(paths) > 50
    assert set(outcomes) <= {"read", "refused"}
    assert outcomes.count("read") >= 0.8 * len(paths)


def readable(path: Path) -> str:
    try:
        draft = docx.read(path, accept_changes=True)
    except DraftError as error:
        return "refused" if all(error.fact[language] for language in Language) else "refused without a sentence"
    places = [passage.place for passage in passages(draft.document)]
    assert len(places) == len(set(places)), path.name
    assert all(passage.text.strip() or passage.block == "Table" for passage in passages(draft.document)), path.name
    return "read"


def test_nothing_is_written_beside_the_draft(tmp_path: Path) -> None:
    for name in ("25_traversal_names.docx", "03_bomb_nested.docx"):
        (tmp_path / name).write_bytes((HOSTILE / "files" / name).read_bytes())
    before = sorted(path.name for path in tmp_path.iterdir())
    for name in before:
        outcome(tmp_path / name)
    assert sorted(path.name for path in tmp_path.iterdir()) == before
