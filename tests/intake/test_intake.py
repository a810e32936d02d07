"""Of what lies in a drop folder, whole drafts at rest are read, and nothing half written."""

from __future__ import annotations

import os
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.operation import intake
from communique.operation.intake import Found, Searched, Sighting
from communique.readers._intake import LARGEST
from zips import DRAFT, zipped

# Which files are drafts


@pytest.mark.parametrize(
    "name",
    [
        "~$alogue-ia.docx",
        ".~lock.dialogue-ia.docx#",
        "._dialogue-ia.docx",
        ".dialogue-ia.docx",
        ".tmp-k3j2.docx",
        "~WRL0001.tmp",
        "dialogue-ia.docx.crdownload",
        "dialogue-ia.docx.part",
        "dialogue-ia.doc",
        "dialogue-ia.pdf",
        "terms.csv",
        "! PLEASE READ – not taken.txt",
    ],
)
def test_what_programs_leave_beside_a_draft_is_no_draft(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(DRAFT)
    assert not intake.scan(tmp_path)


@pytest.mark.parametrize(
    "name", ["dialogue-ia.docx", "Dialogue IA – version 2.DOCX", "été.docx", unicodedata.normalize("NFD", "été.docx"), "a.docm"]
)
def test_a_word_file_is_a_draft_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(DRAFT)
    assert [path.name for path in intake.scan(tmp_path)] == [name]


def test_a_releases_own_folder_is_not_searched_and_what_lies_in_any_other_is_said(tmp_path: Path) -> None:
    (tmp_path / "dialogue-ia.docx").mkdir()
    for folder in ("dialogue-ia", "March"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "inside.docx").write_bytes(DRAFT)
    (tmp_path / "dialogue-ia" / "draft.json").write_text("{}", encoding="utf-8")
    searched = Searched()
    for _ in range(2):
        assert intake.look(tmp_path, searched) == Found({}, deeper=("March/inside.docx",))
    (tmp_path / "March" / "inside.docx").unlink()
    os.utime(tmp_path / "March", ns=(1, 1))
    assert intake.look(tmp_path, searched) == Found({})


def test_links_old_formats_and_names_that_are_no_text_are_seen_for_what_they_are(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(DRAFT)
    (tmp_path / "link.docx").symlink_to(tmp_path / "secret")
    (tmp_path / "old.doc").write_bytes(DRAFT)
    odd = os.fsdecode(b"caf\xe9.docx")
    (tmp_path / odd).write_bytes(DRAFT)
    os.mkfifo(tmp_path / "pipe.docx")
    assert intake.look(tmp_path) == Found({}, links=("link.docx",), foreign=("old.doc",), nameless=(odd,))


# When a file is whole


def test_a_whole_file_is_whole() -> None:
    packed = zipped(("word/document.xml", b"x" * 5000), how=zipfile.ZIP_DEFLATED)
    for content in (DRAFT, packed, zipped(("a", b""), comment=b"made by an archiver that leaves a comment")):
        assert intake.whole(content)


def test_no_cut_of_a_file_is_whole() -> None:
    for percent in range(100):
        assert not intake.whole(DRAFT[: len(DRAFT) * percent // 100]), f"{percent} % of the file"
    assert not intake.whole(DRAFT[:-1])


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_file_whose_end_arrived_before_its_middle_is_not_whole(how: int) -> None:
    content = zipped(("word/document.xml", os.urandom(40_000)), ("word/styles.xml", b"s" * 100), how=how)
    for start in range(0, 36_000, 4096):
        assert not intake.whole(content[:start] + bytes(4096) + content[start + 4096 :]), start


def test_a_file_cut_behind_a_spreadsheet_that_it_carries_is_not_whole() -> None:
    sheet = zipped(("xl/workbook.xml", b"x" * 100))
    outer = zipped(("word/document.xml", b"y" * 100), ("word/embeddings/table.xlsx", sheet), ("word/styles.xml", b"z" * 100))
    assert not intake.whole(outer[: outer.index(sheet) + len(sheet) - 1])


def test_a_bomb_is_not_unpacked_to_see_whether_it_is_whole() -> None:
    bomb = zipped(*((f"word/{n}.xml", bytes(60 << 20)) for n in range(8)), how=zipfile.ZIP_DEFLATED)
    assert intake.whole(bomb)


# When a file is at rest

SIGHTINGS = st.builds(Sighting, size=st.integers(0, 2), modified=st.integers(0, 2), changed=st.integers(0, 1))
SNAPSHOTS = st.dictionaries(st.sampled_from([Path("a.docx"), Path("b.docx"), Path("c.docx")]), SIGHTINGS)


@given(st.lists(SNAPSHOTS, min_size=1, max_size=5))
def test_exactly_the_files_that_did_not_change_in_the_last_looks_are_at_rest(looks: list[intake.Snapshot]) -> None:
    seen: intake.Snapshot = {}
    for look in looks:
        seen = intake.followed(seen, Found(look))
    last = looks[-intake.SETTLED :]
    still = {path for path in looks[-1] if len(last) == intake.SETTLED and all(look.get(path) == looks[-1][path] for look in last)}
    assert {path for path, file in seen.items() if intake.at_rest(file)} == still


def test_a_file_of_which_a_share_says_nothing_is_kept_and_has_to_rest_anew() -> None:
    path, file = Path("a.docx"), Sighting(1, 1)
    seen = intake.followed({path: Sighting(1, 1, looks=9)}, Found({}, silent=frozenset({path})))
    for looks in (0, 1, 2, 3):
        assert seen[path].looks == looks
        seen = intake.followed(seen, Found({path: file}))


def test_a_file_is_read_only_as_it_was_seen(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(DRAFT)
    file = intake.scan(tmp_path)[path]
    assert intake.content(path, file) == DRAFT
    lagging = Sighting(file.size - 1, file.modified, file.changed)
    assert intake.content(path, lagging) is None
    path.write_bytes(DRAFT + b"more")
    assert intake.content(path, file) is None


def test_a_file_that_is_written_while_it_is_read_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(DRAFT)
    file = intake.scan(tmp_path)[path]
    statuses: list[os.stat_result] = []
    look: Callable[[int], os.stat_result] = os.fstat

    def written_after_the_first(handle: int) -> os.stat_result:
        statuses.append(look(handle))
        os.utime(path, ns=(1, 1))
        return statuses[-1]

    monkeypatch.setattr(os, "fstat", written_after_the_first)
    assert intake.content(path, file) is None
    assert len(statuses) == 2


def test_neither_a_link_nor_a_pipe_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_bytes(DRAFT)
    (tmp_path / "link.docx").symlink_to(tmp_path / "secret")
    with pytest.raises(OSError, match="link"):
        intake.content(tmp_path / "link.docx", Sighting(len(DRAFT), 0))
    os.mkfifo(tmp_path / "pipe.docx")
    assert intake.content(tmp_path / "pipe.docx", Sighting(0, 0)) is None


def test_size_alone_says_that_a_file_is_too_large() -> None:
    assert intake.too_large(Sighting(LARGEST + 1, 0))
    assert not intake.too_large(Sighting(LARGEST, 0))
