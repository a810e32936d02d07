"""What is dropped is handed over once, nothing is lost, and of what is not taken the officer reads why."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import threading
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, process_time, sleep

import pytest

from communique import house, lineage
from communique.errors import CommuniqueError
from communique.house import House
from communique.languages import Language, same
from communique.operation import beats, drop_folder, fates, intake
from communique.operation.drop_folder import Watcher
from communique.operation.handed import Origin, Run
from houses import run as command
from zips import DRAFT, zipped

SECOND, THIRD = zipped(("word/document.xml", b"second")), zipped(("word/document.xml", b"third"))
SHA = {content: hashlib.sha256(content).hexdigest() for content in (DRAFT, SECOND, THIRD)}


@dataclass
class Newsroom:
    """An office that keeps a record as the flows do: a file that it prepares is read when its turn comes."""

    own: House
    runs: dict[Origin, list[Run]] = field(default_factory=dict)
    handed: list[tuple[str, str]] = field(default_factory=list)
    waiting: list[tuple[Path, Origin]] = field(default_factory=list)
    away: bool = False
    at_once: bool = True
    refuses: str = ""
    asked_for: list[int] = field(default_factory=list)

    def submit(self, path: Path, sha256: str, *, again: bool = False) -> Run:
        if self.away:
            raise CommuniqueError(path.name, same("the server is away"), same("the file waits"))
        origin = (unicodedata.normalize("NFC", path.name), sha256)
        before = self.runs.setdefault(origin, [])
        if before and (before[-1].open or (before[-1].refusal and not again)):
            return before[-1]
        before.append(Run(open=True))
        self.handed.append(origin)
        self.waiting.append((path, origin))
        if self.at_once:
            self.work()
        return Run(open=True)

    def under_way(self) -> Sequence[Origin]:
        if self.away:
            raise CommuniqueError("", same("the server is away"), same("the file waits"))
        return [origin for origin, runs in self.runs.items() if runs[-1].open]

    def asked(self, origins: Sequence[Origin]) -> Mapping[Origin, Run]:
        if self.away:
            raise CommuniqueError("", same("the server is away"), same("the file waits"))
        self.asked_for.append(len(origins))
        return {origin: self.runs[origin][-1] for origin in origins if self.runs.get(origin)}

    def work(self) -> None:
        """Prepare what waits, as it lies there by now."""
        for path, origin in self.waiting:
            self.runs[origin][-1] = Run(open=False, refusal=self.refuses)
            if not self.refuses and path.exists():
                write(self.own, path)
        self.waiting = []


def write(own: House, path: Path, release: str = "") -> None:
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    folder = own.drafts / (release or lineage.slug_for(own, path))
    (folder / "decisions").mkdir(parents=True, exist_ok=True)
    (folder / "draft.json").write_text(json.dumps({"version": 1, "file": path.name, "sha256": sha256}), encoding="utf-8")
    decision = {"kind": "submit", "subject": sha256}
    (folder / "decisions" / f"20260309T133000Z-submit-{sha256[:12]}.json").write_text(json.dumps(decision), encoding="utf-8")


@dataclass
class Desk:
    """A drop folder with its watcher, whose clock is ours."""

    own: House
    office: Newsroom
    told: list[str] = field(default_factory=list)
    now: float = 0.0

    def __post_init__(self) -> None:
        self.begin()

    def begin(self) -> None:
        """A new watcher, which knows nothing."""
        self.watcher = Watcher(self.own, self.office, Language.EN, self.told.append)

    def drop(self, name: str, content: bytes = DRAFT) -> Path:
        path = self.own.drafts / name
        path.write_bytes(content)
        return path

    def look(self, times: int = 8) -> None:
        for _ in range(times):
            self.watcher.look(self.now)
            self.now += 2.0

    def says(self, file: str) -> str:
        return next((str(value["says"]["en"]) for value in fates.kept(self.own) if value["file"] == file), "")  # type: ignore[index]

    @property
    def note(self) -> str:
        path = self.own.drafts / fates.NOTES[Language.EN]
        return path.read_text(encoding="utf-8-sig") if path.exists() else ""

    @property
    def handed(self) -> list[str]:
        return [name for name, _ in self.office.handed]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "house.toml").write_text('name = "A"\nlanguages = ["fr"]\n[approvals]\n', encoding="utf-8")
    (tmp_path / "drafts").mkdir()
    own = house.load(tmp_path)
    return Desk(own, Newsroom(own))


# Once


def test_a_file_is_handed_over_once_with_its_digest_when_it_has_come_to_rest(desk: Desk) -> None:
    desk.drop("dialogue-ia.docx")
    desk.look(2)
    assert desk.handed == []
    desk.look(20)
    assert desk.office.handed == [("dialogue-ia.docx", SHA[DRAFT])]
    assert desk.note == ""


def test_a_file_that_arrives_in_pieces_with_pauses_is_handed_over_when_it_is_whole(desk: Desk) -> None:
    for end in range(0, len(DRAFT), 3000):
        desk.drop("slow.docx", DRAFT[:end])
        desk.look(10)
    assert desk.handed == []
    desk.drop("slow.docx")
    desk.look()
    assert desk.office.handed == [("slow.docx", SHA[DRAFT])]


def test_a_file_whose_room_was_taken_before_its_bytes_came_is_handed_over_when_it_is_whole(desk: Desk) -> None:
    path = desk.drop("dialogue-ia.docx", bytes(len(DRAFT)))
    times = path.stat().st_mtime_ns
    desk.look(12)
    with path.open("r+b") as file:
        file.seek(len(DRAFT) // 2)
        file.write(DRAFT[len(DRAFT) // 2 :])
    os.utime(path, ns=(times, times))
    desk.look(12)
    assert desk.handed == []
    with path.open("r+b") as file:
        file.write(DRAFT[: len(DRAFT) // 2])
    os.utime(path, ns=(times, times))
    desk.look(12)
    assert desk.office.handed == [("dialogue-ia.docx", SHA[DRAFT])]


def test_what_word_does_when_it_saves_hands_the_new_text_over_once(desk: Desk) -> None:
    desk.drop("dialogue-ia.docx")
    desk.look()
    desk.drop("~$alogue-ia.docx", b"owner")
    desk.drop("~WRD0001.tmp", SECOND)
    (desk.own.drafts / "dialogue-ia.docx").rename(desk.own.drafts / "~WRL0002.tmp")
    desk.look(1)
    (desk.own.drafts / "~WRD0001.tmp").rename(desk.own.drafts / "dialogue-ia.docx")
    desk.look()
    assert desk.office.handed == [("dialogue-ia.docx", SHA[DRAFT]), ("dialogue-ia.docx", SHA[SECOND])]


def test_a_file_that_is_touched_and_not_changed_is_not_handed_over_again(desk: Desk) -> None:
    path = desk.drop("dialogue-ia.docx")
    desk.look()
    for _ in range(3):
        os.utime(path)
        desk.look()
    assert desk.handed == ["dialogue-ia.docx"]


def test_the_same_size_within_the_same_tick_of_a_coarse_clock_is_noticed(desk: Desk) -> None:
    """FAT keeps times to two seconds: a second save in the same tick has the same time; nothing is read before the tick is over."""
    path = desk.drop("dialogue-ia.docx", zipped(("a", b"1" * 50)))
    os.utime(path, ns=(10**18, 10**18))
    desk.look(1)
    late = zipped(("a", b"2" * 50))
    desk.drop("dialogue-ia.docx", late)
    os.utime(path, ns=(10**18, 10**18))
    desk.look()
    assert desk.office.handed == [("dialogue-ia.docx", hashlib.sha256(late).hexdigest())]


def test_after_a_restart_only_what_had_not_reached_its_reviewers_is_handed_over(desk: Desk) -> None:
    desk.drop("done.docx")
    desk.look()
    desk.office.at_once = False
    desk.drop("begun.docx", SECOND)
    desk.look()
    for _ in range(3):
        desk.drop("new.docx", THIRD)
        desk.begin()
        desk.look()
    assert desk.handed == ["done.docx", "begun.docx", "new.docx"]
    desk.office.work()
    desk.look()
    assert desk.handed == ["done.docx", "begun.docx", "new.docx"]


def test_a_thousand_files_are_asked_for_together_after_a_restart_and_handed_over_once(desk: Desk) -> None:
    desk.office.at_once = False
    for n in range(150):
        desk.drop(f"release-{n}.docx", zipped(("a", str(n).encode())))
    desk.look(4)
    desk.begin()
    desk.look(12)
    assert sorted(desk.handed) == sorted({f"release-{n}.docx" for n in range(150)})
    assert max(desk.office.asked_for) >= 100
    desk.office.work()
    desk.look()
    assert len(desk.handed) == 150
    assert desk.note == ""


def test_a_server_that_lost_its_memory_is_given_the_file_anew(desk: Desk) -> None:
    desk.office.at_once = False
    desk.drop("dialogue-ia.docx")
    desk.look()
    desk.office.runs.clear()
    desk.office.waiting.clear()
    desk.office.at_once = True
    desk.look()
    assert desk.handed == ["dialogue-ia.docx"] * 2


def test_a_run_that_ends_well_and_leaves_nothing_is_not_started_for_ever(desk: Desk) -> None:
    desk.office.work = lambda: desk.office.runs.update({origin: [Run(open=False)] for origin in desk.office.runs})  # type: ignore[method-assign]
    desk.drop("dialogue-ia.docx")
    desk.look(60)
    assert desk.handed == ["dialogue-ia.docx"] * 3
    assert "three times" in desk.says("dialogue-ia.docx")


# One text of a release at a time


def test_a_text_that_is_saved_while_the_one_before_is_prepared_waits_for_its_turn(desk: Desk) -> None:
    desk.office.at_once = False
    desk.drop("dialogue-ia.docx")
    desk.look()
    (desk.own.drafts / "dialogue-ia.docx").unlink()
    desk.drop("dialogue-ia v2.docx", SECOND)
    desk.look()
    assert desk.handed == ["dialogue-ia.docx"]
    desk.office.work()
    desk.look()
    assert desk.handed == ["dialogue-ia.docx", "dialogue-ia v2.docx"]


def test_of_versions_that_come_together_the_newest_is_read_and_the_others_are_told_of(desk: Desk) -> None:
    desk.drop("dialogue-ia.docx", DRAFT)
    desk.drop("dialogue-ia v2.docx", SECOND)
    desk.drop("Kopie von dialogue-ia.docx", THIRD)
    desk.look(20)
    assert desk.handed == ["dialogue-ia v2.docx"]
    assert "counts as older than “dialogue-ia v2.docx”" in desk.says("dialogue-ia.docx")
    assert "dialogue-ia v2.docx" in desk.says("Kopie von dialogue-ia.docx")
    assert [path.name for path in desk.own.drafts.iterdir() if path.is_dir()] == ["dialogue-ia-v2"]


def test_a_corrected_draft_under_a_newer_name_goes_into_the_same_release(desk: Desk) -> None:
    desk.drop("dialogue-ia.docx")
    desk.look()
    desk.drop("dialogue-ia (2).docx", SECOND)
    desk.look()
    assert desk.handed == ["dialogue-ia.docx", "dialogue-ia (2).docx"]
    assert [path.name for path in desk.own.drafts.iterdir() if path.is_dir()] == ["dialogue-ia"]


def test_a_newer_version_that_is_removed_brings_no_older_text_back(desk: Desk) -> None:
    desk.drop("dialogue-ia.docx")
    desk.look()
    newer = desk.drop("dialogue-ia v2.docx", SECOND)
    desk.look()
    newer.unlink()
    desk.look()
    assert desk.handed == ["dialogue-ia.docx", "dialogue-ia v2.docx"]
    assert "holds an earlier text" in desk.says("dialogue-ia.docx")
    desk.drop("dialogue-ia.docx", THIRD)
    desk.look()
    assert desk.office.handed[2:] == [("dialogue-ia.docx", SHA[THIRD])]


def test_a_renamed_file_stays_with_its_release(desk: Desk) -> None:
    path = desk.drop("entwurf.docx")
    desk.look()
    path.rename(desk.own.drafts / "fusion.docx")
    desk.look()
    desk.drop("fusion.docx", SECOND)
    desk.look()
    assert [path.name for path in desk.own.drafts.iterdir() if path.is_dir()] == ["entwurf"]


def test_a_copy_with_the_same_bytes_is_said_to_be_the_same_file(desk: Desk) -> None:
    desk.drop("dialogue-ia.docx")
    desk.look()
    copy = desk.drop("dialogue-ia (1).docx")
    desk.look()
    assert desk.handed == ["dialogue-ia.docx"]
    assert "is the same file as “dialogue-ia.docx”" in desk.note
    copy.unlink()
    desk.look()
    assert desk.note == ""


def test_a_name_is_one_name_however_a_mac_puts_its_accents_together(desk: Desk) -> None:
    desk.drop(unicodedata.normalize("NFD", "été.docx"))
    desk.look()
    (desk.own.drafts / unicodedata.normalize("NFD", "été.docx")).unlink()
    desk.drop(unicodedata.normalize("NFC", "été.docx"))
    desk.look()
    assert len(desk.handed) == 1


def test_of_two_names_that_differ_in_case_only_one_is_read_and_the_other_told_of(desk: Desk) -> None:
    desk.drop("Dialogue.docx", DRAFT)
    desk.drop("dialogue.docx", SECOND)
    desk.look()
    assert desk.handed == ["Dialogue.docx"]
    assert "has the same release name as “Dialogue.docx”" in desk.note


def test_after_a_restart_no_other_text_is_begun_beside_the_one_that_is_under_way(desk: Desk) -> None:
    desk.office.at_once = False
    desk.drop("dialogue-ia.docx")
    desk.look()
    desk.drop("dialogue-ia (1).docx")
    desk.drop("dialogue-ia v2.docx", SECOND)
    for _ in range(2):
        desk.begin()
        desk.look()
    assert desk.handed == ["dialogue-ia.docx"]
    desk.office.work()
    desk.office.at_once = True
    desk.look(16)
    assert desk.handed == ["dialogue-ia.docx", "dialogue-ia v2.docx"]


# What officers read


def test_a_file_that_never_becomes_a_word_file_is_handed_over_so_that_its_refusal_is_seen(desk: Desk) -> None:
    desk.office.refuses = "renamed.docx: is no Word file — save it as .docx"
    desk.drop("renamed.docx", b"{\\rtf1 not a Word file}")
    desk.look(30)
    assert desk.handed == []
    assert "has not arrived whole" in desk.says("renamed.docx")
    desk.look(40)
    assert desk.handed == ["renamed.docx"]
    assert "is no Word file" in desk.note


def test_a_refused_file_that_is_saved_or_copied_anew_is_tried_once_more(desk: Desk) -> None:
    desk.office.refuses = "holds tracked changes"
    desk.drop("dialogue-ia.docx")
    desk.look(20)
    assert desk.handed == ["dialogue-ia.docx"]
    assert "holds tracked changes" in desk.note
    desk.begin()
    desk.look()
    assert desk.handed == ["dialogue-ia.docx"], "a new start is no reason to try again"
    desk.office.refuses = ""
    os.utime(desk.own.drafts / "dialogue-ia.docx")
    desk.look()
    assert desk.handed == ["dialogue-ia.docx"] * 2
    assert desk.note == ""


def test_a_file_that_was_copied_over_while_its_run_read_it_is_tried_once_more(desk: Desk) -> None:
    desk.office.at_once, desk.office.refuses = False, "is damaged"
    path = desk.drop("dialogue-ia.docx")
    desk.look()
    os.utime(path)
    desk.look()
    desk.office.work()
    desk.office.refuses, desk.office.at_once = "", True
    desk.look()
    assert desk.handed == ["dialogue-ia.docx"] * 2
    assert desk.note == ""


def test_a_huge_file_is_refused_in_a_sentence_and_not_opened(desk: Desk) -> None:
    with (desk.own.drafts / "film.docx").open("wb") as file:
        file.truncate(5 << 30)
    began = process_time()
    desk.look()
    assert process_time() - began < 0.5
    assert "film.docx: 5120 MB in size (limit: 40 MB) — " in desk.note
    assert desk.handed == []


def test_what_is_not_read_at_all_is_told_of(desk: Desk) -> None:
    (desk.own.drafts / "March").mkdir()
    desk.drop("March/inside.docx")
    desk.drop("old.doc")
    (desk.own.drafts / "link.docx").symlink_to(desk.own.root / "templates" / "house.toml")
    desk.look(1)
    assert "March/inside.docx: lies in a sub-folder" in desk.note
    assert "old.doc: is not a Word file that is read here — save it as .docx" in desk.note
    assert "link.docx: is a link" in desk.note


@pytest.mark.parametrize("name", [b"bad\xff.doc", b"March/bad\xff.docx", b"M\xe4rz/inside.docx", b"x\r\n- good.docx: is published.doc"])
def test_no_name_keeps_the_others_from_being_told_of_or_speaks_for_them(desk: Desk, name: bytes) -> None:
    path = Path(os.fsdecode(os.fsencode(desk.own.drafts) + b"/" + name))
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(DRAFT)
    desk.drop("old.doc")
    desk.look(1)
    assert [line.partition(":")[0] for line in desk.note.splitlines() if line.startswith("- ")] == sorted(
        ["- old.doc", "- " + name.decode("ascii", "replace").replace("\ufffd", "?").replace("\r\n", "??").partition(":")[0]]
    )
    assert beats.silence(desk.own, "watcher") is not None


def test_a_state_that_was_tampered_with_is_made_anew(desk: Desk) -> None:
    desk.own.state.mkdir(exist_ok=True)
    (desk.own.state / fates.STATE).write_text("[" * 100_000)
    assert fates.kept(desk.own) == []
    desk.drop("old.doc")
    desk.look(1)
    assert "save it as .docx" in desk.says("old.doc")


def test_status_says_what_the_note_says(desk: Desk) -> None:
    desk.drop("old.doc")
    desk.look(1)
    spoken = command(desk.own.root, "status")
    assert "old.doc" in spoken.stdout
    assert "save it as .docx" in spoken.stdout
    (told,) = json.loads(command(desk.own.root, "status", "--files", "--json").stdout)
    assert (told["file"], told["state"]) == ("old.doc", "refused")
    assert set(told["says"]) == {"fr", "de", "en"}
    (desk.own.drafts / "old.doc").unlink()
    assert json.loads(command(desk.own.root, "status", "--files", "--json").stdout) == [], "with no watcher to renew it"


def test_the_note_is_windows_text_with_its_mark(desk: Desk) -> None:
    desk.drop("été.doc")
    desk.look(1)
    raw = (desk.own.drafts / fates.NOTES[Language.EN]).read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.count(b"\r\n") == raw.count(b"\n") > 3


def test_the_note_of_a_set_up_that_spoke_another_language_goes_away(desk: Desk) -> None:
    desk.drop("old.doc")
    desk.look(1)
    anew = Watcher(desk.own, desk.office, Language.FR)
    anew.look(desk.now)
    assert [path.name for path in desk.own.drafts.glob("! *")] == [fates.NOTES[Language.FR]]
    (desk.own.drafts / "old.doc").unlink()
    Watcher(desk.own, desk.office, Language.DE).look(desk.now)
    assert not list(desk.own.drafts.glob("! *"))


@pytest.mark.parametrize("said", ["half.docx: is damaged — copy it again", "half.docx\u00a0: is damaged — copy it again"])
def test_a_refused_file_is_named_once(desk: Desk, said: str) -> None:
    desk.office.refuses = said
    desk.drop("half.docx")
    desk.look(60)
    assert desk.says("half.docx") == "is damaged — copy it again"
    assert "\n- half.docx: is damaged — copy it again" in desk.note.replace("\r\n", "\n")


# What goes wrong


def test_while_nobody_answers_files_wait_and_are_not_read_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.look(1)
    desk.office.away = True
    for n in range(5):
        desk.drop(f"release-{n}.docx", zipped(("a", str(n).encode())))
    read: list[str] = []
    content = intake.content
    monkeypatch.setattr(intake, "content", lambda path, file: (read.append(path.name), content(path, file))[1])
    desk.look(30 * 60)
    assert sorted(read) == [f"release-{n}.docx" for n in range(5)]
    assert "the server is away — the file waits" in desk.note
    desk.office.away = False
    desk.look(30)
    assert sorted(desk.handed) == sorted(read)
    assert desk.note == ""


def test_a_share_that_falters_loses_and_doubles_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"release-{n}.docx" for n in range(6)]
    for n, name in enumerate(names):
        desk.drop(name, zipped(("a", str(n).encode())))
    calls = {"scandir": 0, "open": 0}
    scandir, opened = os.scandir, os.open

    def listed(folder: object) -> object:
        calls["scandir"] += 1
        if calls["scandir"] % 5 == 3:
            raise OSError(errno.ESTALE, "Stale file handle")
        return scandir(folder)  # type: ignore[call-overload]

    def handle(path: object, *more: object) -> int:
        calls["open"] += str(path).endswith(".docx")
        if str(path).endswith(".docx") and calls["open"] % 3 == 1:
            raise OSError(errno.EIO, "Input/output error")
        return opened(path, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(intake.os, "scandir", listed)
    monkeypatch.setattr(intake.os, "open", handle)
    desk.office.at_once = False
    desk.look(60)
    assert sorted(desk.handed) == names
    assert set(desk.told) == {"[Errno 116] Stale file handle"}
    monkeypatch.undo()
    desk.office.work()
    desk.look()
    assert sorted(desk.handed) == names
    assert desk.note == ""


def test_a_run_that_a_share_gave_nothing_is_tried_again_and_not_for_ever(desk: Desk) -> None:
    desk.office.refuses = "a.docx: this file cannot be opened for reading — close it in Word and check your rights on the folder"
    desk.drop("a.docx")
    desk.look(60)
    assert desk.handed == ["a.docx"] * 3
    assert "cannot be opened" in desk.note


def test_a_folder_that_goes_away_and_comes_back_is_looked_at_again(desk: Desk) -> None:
    desk.drop("dialogue-ia.docx")
    desk.look()
    away = desk.own.root / "elsewhere"
    desk.own.drafts.rename(away)
    desk.look()
    away.rename(desk.own.drafts)
    desk.drop("second.docx", SECOND)
    desk.look()
    assert desk.handed == ["dialogue-ia.docx", "second.docx"]


def test_a_file_that_is_removed_before_its_turn_leaves_no_trace(desk: Desk) -> None:
    desk.office.away = True
    path = desk.drop("dialogue-ia.docx")
    desk.look(100)
    assert desk.note
    path.unlink()
    desk.look(1)
    assert desk.note == ""


def test_one_file_that_cannot_be_handed_over_does_not_hold_up_the_next(desk: Desk) -> None:
    submit = desk.office.submit

    def odd(path: Path, sha256: str, *, again: bool = False) -> Run:
        if path.name == "a.docx":
            raise ValueError(path.name)
        return submit(path, sha256, again=again)

    desk.office.submit = odd  # type: ignore[method-assign]
    desk.drop("a.docx", DRAFT)
    desk.drop("b.docx", SECOND)
    desk.look()
    assert desk.handed == ["b.docx"]
    assert "ValueError" in desk.says("a.docx")


def test_of_two_watchers_one_looks_and_the_other_goes_on_when_it_ends(desk: Desk) -> None:
    stops = [threading.Event(), threading.Event()]
    offices = [Newsroom(desk.own), Newsroom(desk.own)]
    threads = [
        threading.Thread(
            target=lambda n=n: drop_folder.watch(
                desk.own, offices[n], every=0.01, stop=stops[n], language=Language.EN, tell=desk.told.append
            )
        )
        for n in range(2)
    ]
    for thread in threads:
        thread.start()
    desk.drop("first.docx", DRAFT)
    until_handed(offices, 1)
    first = next(n for n in range(2) if offices[n].handed)
    stops[first].set()
    threads[first].join(10)
    desk.drop("second.docx", SECOND)
    until_handed(offices, 2)
    stops[1 - first].set()
    threads[1 - first].join(10)
    assert [name for name, _ in offices[first].handed] == ["first.docx"]
    assert [name for name, _ in offices[1 - first].handed] == ["second.docx"]


def until_handed(offices: list[Newsroom], number: int) -> None:
    end = monotonic() + 10
    while sum(len(office.handed) for office in offices) < number:
        assert monotonic() < end
        sleep(0.01)


def test_an_idle_watch_over_a_thousand_files_costs_next_to_nothing(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for n in range(1000):
        write(desk.own, desk.drop(f"release-{n}.docx", zipped(("a", str(n).encode()))), f"release-{n}")
    desk.look(4)
    assert desk.handed == []
    monkeypatch.setattr(intake, "content", lambda *_: pytest.fail("a file was read again"))
    began = process_time()
    desk.look(20)
    assert (process_time() - began) / 20 < 0.1, "of two seconds"
