"""The drop folder takes whole, new Word files, once each, and loses none."""

from __future__ import annotations

import hashlib
import io
import json
import os
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.errors import CommuniqueError
from communique.languages import same
from communique.operation import intake
from communique.operation.intake import Sighting


def zipped(*members: tuple[str, bytes], comment: bytes = b"") -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members:
            archive.writestr(name, content)
        archive.comment = comment
    return file.getvalue()


DRAFT = zipped(("word/document.xml", os.urandom(5000)), ("word/media/image1.png", os.urandom(5000)))


@contextmanager
def watching(folder: Path, submit: Callable[[Path, str], None], tell: Callable[[str], None] = print) -> Iterator[None]:
    stop = threading.Event()
    watcher = threading.Thread(target=lambda: intake.watch(folder, submit, every=0.01, stop=stop, tell=tell))
    watcher.start()
    try:
        yield
    finally:
        stop.set()
        watcher.join(10)
        assert not watcher.is_alive()


def until(holds: Callable[[], bool]) -> None:
    end = monotonic() + 10
    while not holds():
        assert monotonic() < end, "it never came to that"
        sleep(0.005)


def several_looks() -> None:
    sleep(0.2)


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
    ],
)
def test_what_programs_leave_beside_a_draft_is_no_draft(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(DRAFT)
    assert not intake.scan(tmp_path)


@pytest.mark.parametrize("name", ["dialogue-ia.docx", "Dialogue IA – version 2.DOCX", "été.docx"])
def test_a_word_file_is_a_draft_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(DRAFT)
    assert [path.name for path in intake.scan(tmp_path)] == [name]


def test_a_releases_own_folder_is_not_searched(tmp_path: Path) -> None:
    (tmp_path / "dialogue-ia.docx").mkdir()
    (tmp_path / "dialogue-ia").mkdir()
    (tmp_path / "dialogue-ia" / "back-from-review.docx").write_bytes(DRAFT)
    assert not intake.scan(tmp_path)


# When a file is whole


def test_a_whole_file_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    for content in (DRAFT, zipped(("a", b""), comment=b"made by an archiver that leaves a comment")):
        path.write_bytes(content)
        assert intake.whole(path)


def test_no_cut_of_a_file_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    for percent in range(100):
        path.write_bytes(DRAFT[: len(DRAFT) * percent // 100])
        assert not intake.whole(path), f"{percent} % of the file"
    path.write_bytes(DRAFT[:-1])
    assert not intake.whole(path)


def test_a_file_cut_behind_a_spreadsheet_that_it_carries_is_not_whole(tmp_path: Path) -> None:
    sheet = zipped(("xl/workbook.xml", b"x" * 100))
    outer = zipped(("word/document.xml", b"y" * 100), ("word/embeddings/table.xlsx", sheet), ("word/styles.xml", b"z" * 100))
    cut = outer[: outer.index(sheet) + len(sheet) - 1]
    path = tmp_path / "a.docx"
    path.write_bytes(cut)
    assert not intake.whole(path)


# When a file is ready

SIGHTINGS = st.builds(Sighting, size=st.integers(0, 3), modified=st.integers(0, 3))
SNAPSHOTS = st.dictionaries(st.sampled_from([Path("a.docx"), Path("b.docx"), Path("c.docx")]), SIGHTINGS)


@given(SNAPSHOTS, SNAPSHOTS)
def test_exactly_the_files_that_did_not_change_between_two_looks_are_ready(first: intake.Snapshot, second: intake.Snapshot) -> None:
    seen = intake.followed(intake.followed({}, first), second)
    assert set(intake.ready(seen, {})) == {path for path in second if first.get(path) == second[path]}


@given(SNAPSHOTS)
def test_a_file_that_was_handed_over_is_ready_again_only_when_it_changes(snapshot: intake.Snapshot) -> None:
    seen = intake.followed(intake.followed({}, snapshot), snapshot)
    assert intake.ready(seen, seen) == ()
    changed = {path: Sighting(sighting.size + 1, sighting.modified) for path, sighting in snapshot.items()}
    later = intake.followed(intake.followed(seen, changed), changed)
    assert set(intake.ready(later, seen)) == set(snapshot)


# The watcher


def test_a_file_is_handed_over_once_with_its_digest(tmp_path: Path) -> None:
    handed: list[tuple[Path, str]] = []
    path = tmp_path / "dialogue-ia.docx"
    with watching(tmp_path, lambda *what: handed.append(what)):
        path.write_bytes(DRAFT)
        until(lambda: bool(handed))
        several_looks()
    assert handed == [(path, hashlib.sha256(DRAFT).hexdigest())]


def test_a_file_that_is_saved_anew_is_handed_over_anew(tmp_path: Path) -> None:
    handed: list[str] = []
    path = tmp_path / "dialogue-ia.docx"
    second = zipped(("word/document.xml", b"second"))
    with watching(tmp_path, lambda _, sha256: handed.append(sha256)):
        path.write_bytes(DRAFT)
        until(lambda: len(handed) == 1)
        path.write_bytes(second)
        until(lambda: len(handed) == 2)
    assert handed[1] == hashlib.sha256(second).hexdigest()


def test_a_file_that_arrives_in_pieces_is_handed_over_when_it_is_whole(tmp_path: Path) -> None:
    handed: list[str] = []
    with watching(tmp_path, lambda _, sha256: handed.append(sha256)):
        with (tmp_path / "slow.docx").open("wb") as file:
            for start in range(0, len(DRAFT), 3000):
                file.write(DRAFT[start : start + 3000])
                file.flush()
                sleep(0.1)
        until(lambda: bool(handed))
    assert handed == [hashlib.sha256(DRAFT).hexdigest()]


def test_a_file_waits_while_it_cannot_be_handed_over_and_the_reason_is_told_once(tmp_path: Path) -> None:
    handed: list[Path] = []
    told: list[str] = []
    away = threading.Event()
    away.set()
    tries: list[Path] = []

    def submit(path: Path, sha256: str) -> None:
        tries.append(path)
        if away.is_set():
            raise CommuniqueError(path.name, same("the server is away"), same("the file waits"))
        handed.append(path)

    path = tmp_path / "dialogue-ia.docx"
    path.write_bytes(DRAFT)
    with watching(tmp_path, submit, told.append):
        until(lambda: len(tries) > 3)
        assert not handed
        away.clear()
        until(lambda: bool(handed))
        several_looks()
    assert handed == [path]
    assert told == ["dialogue-ia.docx: the server is away — the file waits"]


def test_one_file_that_cannot_be_read_does_not_hold_up_the_next(tmp_path: Path) -> None:
    handed: list[str] = []

    def submit(path: Path, sha256: str) -> None:
        if path.name == "a.docx":
            raise PermissionError(13, "Permission denied", path.name)
        handed.append(path.name)

    for name in ("a.docx", "b.docx"):
        (tmp_path / name).write_bytes(DRAFT)
    with watching(tmp_path, submit, lambda _: None):
        until(lambda: handed == ["b.docx"])


def test_after_a_restart_only_what_had_not_reached_its_reviewers_is_handed_over(tmp_path: Path) -> None:
    sha256 = hashlib.sha256(DRAFT).hexdigest()
    for name in ("done", "cut short", "new"):
        (tmp_path / f"{name}.docx").write_bytes(DRAFT)
    for name in ("done", "cut short"):
        (tmp_path / name / "decisions").mkdir(parents=True)
        record = {"file": f"{name}.docx", "sha256": sha256}
        (tmp_path / name / "draft.json").write_text(json.dumps(record), encoding="utf-8")
    submitted = {"done": sha256, "cut short": hashlib.sha256(b"an earlier text").hexdigest()}
    for name, subject in submitted.items():
        path = tmp_path / name / "decisions" / "20260309T133000Z-submit-0123456789ab.json"
        path.write_text(json.dumps({"kind": "submit", "subject": subject}), encoding="utf-8")
    handed: list[str] = []
    with watching(tmp_path, lambda path, _: handed.append(path.name)):
        until(lambda: len(handed) == 2)
        several_looks()
    assert handed == ["cut short.docx", "new.docx"]


def test_a_file_that_never_becomes_a_word_file_is_handed_over_so_that_its_refusal_is_seen(tmp_path: Path) -> None:
    handed: list[str] = []
    (tmp_path / "renamed.docx").write_bytes(b"{\\rtf1 not a Word file}")
    with watching(tmp_path, lambda path, _: handed.append(path.name)):
        sleep(0.1)
        assert not handed
        until(lambda: handed == ["renamed.docx"])


def test_a_folder_that_goes_away_and_comes_back_is_looked_at_again(tmp_path: Path) -> None:
    share, handed, told = tmp_path / "share", [], []
    with watching(share, lambda path, _: handed.append(path.name), told.append):
        until(lambda: bool(told))
        share.mkdir()
        (share / "a.docx").write_bytes(DRAFT)
        until(lambda: handed == ["a.docx"])
    assert len(told) == 1
