"""The record: every decision is there, as it was made, by whom it was made; whatever was done to the files is found and the file named."""

from __future__ import annotations

import base64
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from communique import decisions, reviews
from communique.decisions import Decision, Kind, Record, utc
from communique.errors import CommuniqueError, HouseError, RecordError, Tampered
from communique.record import decision_files, keys
from communique.record.keys import SigningKey
from gatehouse import DE, NOON, Gate, make, respelled


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    return make(tmp_path)


def decision(n: int = 0, **changes: object) -> Decision:
    own = Decision(
        kind=Kind.APPROVE,
        release="pont",
        language=DE,
        partner="nord",
        subject=f"{n:064x}",
        reviewer="anna",
        at=utc(NOON),
        channel="terminal",
    )
    return replace(own, comment=f"№ {n}: gelesen", **changes)  # type: ignore[arg-type]


def written(gate: Gate, count: int) -> list[Path]:
    return [gate.write(decision(n, at=utc(NOON + timedelta(minutes=n)))) for n in range(count)]


def test_a_decision_is_read_as_it_was_made(gate: Gate) -> None:
    path = gate.write(decision(comment := 7))
    (read,) = gate.record().decisions
    assert replace(read, signature="") == decision(comment)
    assert path.name == read.name == f"20260309T120000Z-approve-{read.id[:12]}.json"
    assert gate.record().heads == (read.id,)


def test_a_release_without_decisions_has_an_empty_record(gate: Gate) -> None:
    assert gate.record() == Record() == decisions.read(gate.folder, b"")


def test_each_decision_follows_those_that_were_there(gate: Gate) -> None:
    written(gate, 4)
    first, *others = gate.record().decisions
    assert first.parents == ()
    assert [d.parents for d in others] == [(d.id,) for d in gate.record().decisions[:-1]]


def test_a_decisions_file_reads_well_in_a_pull_request(gate: Gate) -> None:
    text = gate.write(decision(3)).read_text(encoding="utf-8")
    assert '"comment": "№ 3: gelesen"' in text
    assert len(text.splitlines()) > 10


def test_a_decision_about_another_release_is_not_written_here(gate: Gate) -> None:
    with pytest.raises(ValueError, match="does not belong"):
        gate.write(decision(release="other"))
    assert gate.record() == Record()


def test_a_time_without_a_zone_is_no_time() -> None:
    with pytest.raises(ValueError, match="zone"):
        utc(NOON.replace(tzinfo=None))


def test_decisions_without_a_public_key_cannot_be_read(gate: Gate) -> None:
    gate.write(decision())
    with pytest.raises(HouseError, match="public key is missing"):
        decisions.read(gate.folder, b"")


def swap(files: list[Path]) -> None:
    one, other = files[1].read_bytes(), files[2].read_bytes()
    files[1].write_bytes(other)
    files[2].write_bytes(one)


def values_of(path: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return found


def forged(path: Path, key: SigningKey | None, **changes: object) -> Path:
    """The decision with other values under its right name, signed again if there is a key for it."""
    found = {**values_of(path), **changes}
    if key:
        message = decision_files.message(found)
        found["signature"] = base64.b64encode(key.sign(message)).decode()
    path.unlink()
    new = path.with_name(decision_files.name_of(found))
    new.write_bytes(decision_files.content(found))
    return new


def stranger(tmp_path: Path) -> SigningKey:
    path = tmp_path / "stranger.key"
    keys.keep(path, keys.new()[0])
    return keys.load(path)


def named(error: CommuniqueError) -> str:
    return error.place.rsplit("/", 1)[1]


ATTACKS: dict[str, Callable[[list[Path], Path], Path | str]] = {}


def attack(does: Callable[[list[Path], Path], Path | str]) -> Callable[[list[Path], Path], Path | str]:
    ATTACKS[does.__name__.replace("_", " ")] = does
    return does


@attack
def edit_a_word(files: list[Path], elsewhere: Path) -> Path:
    files[1].write_text(files[1].read_text(encoding="utf-8").replace("gelesen", "gelogen"), encoding="utf-8")
    return files[1]


@attack
def turn_a_return_into_an_approval(files: list[Path], elsewhere: Path) -> Path:
    files[2].write_text(files[2].read_text(encoding="utf-8").replace('"anna"', '"bruno"'), encoding="utf-8")
    return files[2]


@attack
def edit_and_rename_after_the_new_hash(files: list[Path], elsewhere: Path) -> Path:
    return forged(files[-1], None, partner="sud")


@attack
def edit_and_sign_with_another_key(files: list[Path], elsewhere: Path) -> Path:
    return forged(files[-1], stranger(elsewhere), partner="sud")


@attack
def take_the_signature_away(files: list[Path], elsewhere: Path) -> Path:
    return forged(files[-1], None, signature="")


@attack
def lend_the_signature_of_another_decision(files: list[Path], elsewhere: Path) -> Path:
    return forged(files[-1], None, signature=values_of(files[0])["signature"])


@attack
def remove_the_first(files: list[Path], elsewhere: Path) -> Path:
    files[0].unlink()
    return files[0]


@attack
def remove_one_in_the_middle(files: list[Path], elsewhere: Path) -> Path:
    files[2].unlink()
    return files[2]


@attack
def rename_one(files: list[Path], elsewhere: Path) -> Path:
    return files[1].rename(files[1].with_name(files[1].name.replace("20260309", "20260310")))


@attack
def give_one_another_kind_by_name(files: list[Path], elsewhere: Path) -> Path:
    return files[1].rename(files[1].with_name(files[1].name.replace("approve", "return")))


@attack
def swap_the_contents_of_two(files: list[Path], elsewhere: Path) -> Path:
    swap(files)
    return files[1]


@attack
def cut_one_short(files: list[Path], elsewhere: Path) -> Path:
    files[1].write_bytes(files[1].read_bytes()[:-20])
    return files[1]


@attack
def empty_one(files: list[Path], elsewhere: Path) -> Path:
    files[1].write_bytes(b"")
    return files[1]


@attack
def add_an_unsigned_one(files: list[Path], elsewhere: Path) -> Path:
    copy = files[0].with_name("20260309T120000Z-approve-000000000000.json")
    copy.write_bytes(files[0].read_bytes())
    return copy


@attack
def add_a_file_of_another_sort(files: list[Path], elsewhere: Path) -> Path:
    note = files[0].with_name("approved-by-phone.txt")
    note.write_text("Anna said yes", encoding="utf-8")
    return note


@attack
def replay_one_of_another_release(files: list[Path], elsewhere: Path) -> Path:
    other = make(elsewhere.parent, slug="autre")
    path = other.write(decision(release="autre"))
    return path.rename(files[0].with_name(path.name))


@attack
def spell_the_same_values_differently(files: list[Path], elsewhere: Path) -> Path:
    files[1].write_text(json.dumps(values_of(files[1])), encoding="utf-8")
    return files[1]


@attack
def spell_the_same_signature_differently(files: list[Path], elsewhere: Path) -> Path:
    files[1].write_bytes(respelled(files[1].read_bytes()))
    return files[1]


@attack
def say_one_thing_twice(files: list[Path], elsewhere: Path) -> Path:
    files[1].write_text(files[1].read_text(encoding="utf-8").replace("{\n", '{\n "partner": "sud",\n'), encoding="utf-8")
    return files[1]


@attack
def nest_it_without_end(files: list[Path], elsewhere: Path) -> Path:
    files[1].write_bytes(b"[" * 100_000)
    return files[1]


@attack
def blow_it_up(files: list[Path], elsewhere: Path) -> Path:
    files[1].write_bytes(files[1].read_bytes() + b" " * decision_files.LARGEST)
    return files[1]


@attack
def write_something_else_than_a_decision(files: list[Path], elsewhere: Path) -> Path:
    files[1].write_text('{"at": "2026-03-09T12:00:00Z", "signature": "", "version": 1}\n', encoding="utf-8")
    return files[1]


@attack
def pretend_that_it_is_of_a_newer_version(files: list[Path], elsewhere: Path) -> Path:
    return forged(files[-1], None, version=3)


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_on_the_record_is_found_and_the_file_named(gate: Gate, tmp_path: Path, name: str) -> None:
    files = written(gate, 4)
    aimed = ATTACKS[name](files, gate.house.drafts)
    with pytest.raises(Tampered) as caught:
        gate.record()
    where = named(caught.value)
    assert Path(aimed).match(where), (where, aimed)
    assert caught.value.exit_code == 7


def test_without_git_the_removal_of_the_last_decision_cannot_be_found_here(gate: Gate) -> None:
    files = written(gate, 4)
    files[-1].unlink()
    assert len(gate.record().decisions) == 3


def test_every_byte_of_every_file_counts(gate: Gate) -> None:
    for path in written(gate, 2):
        content = path.read_bytes()
        for position in range(len(content)):
            for flip in (1, 2, 32, 128):
                path.write_bytes(content[:position] + bytes((content[position] ^ flip,)) + content[position + 1 :])
                with pytest.raises(Tampered) as caught:
                    gate.record()
                assert named(caught.value) == path.name
        path.write_bytes(content)
    assert len(gate.record().decisions) == 2


def test_a_record_of_a_newer_version_asks_for_an_update(gate: Gate) -> None:
    path = forged(gate.write(decision()), gate.key, version=3, colour="blue")
    with pytest.raises(RecordError, match="newer version"):
        gate.record()
    assert path.exists()


@pytest.mark.parametrize("what", ["a file", "an empty file", "a link to another folder", "a link to nothing"])
def test_whatever_stands_in_the_place_of_the_decisions_is_no_empty_record(gate: Gate, tmp_path: Path, what: str) -> None:
    place = gate.folder / "decisions"
    if "file" in what:
        place.write_bytes(b"" if "empty" in what else b"{}")
    else:
        target = tmp_path / "elsewhere"
        if "another" in what:
            target.mkdir()
        place.symlink_to(target)
    with pytest.raises(Tampered, match="in the place of the folder of decisions") as caught:
        gate.record()
    assert caught.value.place == "drafts/pont/decisions"
    with pytest.raises(Tampered):
        gate.write(decision())


@pytest.mark.skipif(os.geteuid() == 0, reason="everything is open to root")
def test_a_folder_of_decisions_that_cannot_be_opened_is_no_empty_record(gate: Gate) -> None:
    gate.write(decision())
    (gate.folder / "decisions").chmod(0)
    with pytest.raises(RecordError, match="cannot be read"):
        gate.record()
    (gate.folder / "decisions").chmod(0o755)


def test_a_folder_of_decisions_that_the_system_refuses_is_no_empty_record(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    gate.write(decision())

    def refuse(path: Path) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(RecordError, match=r"cannot be read \(Permission denied\)"):
        gate.record()


def test_a_clock_that_jumps_changes_no_order_and_is_told(gate: Gate) -> None:
    times = [NOON, NOON + timedelta(days=400), NOON - timedelta(days=400), NOON + timedelta(minutes=1)]
    for n, at in enumerate(times):
        gate.write(decision(n, at=utc(at)))
    found = gate.record()
    assert [d.subject for d in found.decisions] == [f"{n:064x}" for n in range(4)]
    now = NOON + timedelta(minutes=2)
    assert [d.subject[-1] for d in decisions.misdated(found, now)] == ["1", "2"]
    assert [d.subject[-1] for d in decisions.misdated(found, NOON + timedelta(days=500))] == ["2"]


def test_clocks_that_differ_by_a_minute_are_no_reason_to_speak(gate: Gate) -> None:
    gate.write(decision(at=utc(NOON + timedelta(seconds=90))))
    assert decisions.misdated(gate.record(), NOON) == ()


def test_what_a_wrong_clock_approved_is_still_what_was_approved_last(gate: Gate) -> None:
    gate.approve(DE, "nord", "anna", at=NOON + timedelta(days=4000))
    back = reviews.give_back(
        gate.board(),
        gate.release,
        gate.house,
        gate.reviewers,
        language=DE,
        partner="nord",
        who="bruno",
        at=NOON,
        channel="desk",
        comment="no",
    )
    gate.write(back)
    assert gate.states()["de/nord"] == "returned"


def test_a_kind_of_decision_that_this_version_does_not_know_asks_for_an_update(gate: Gate) -> None:
    forged(gate.write(decision()), gate.key, kind="acclaim")
    with pytest.raises(RecordError, match="newer version"):
        gate.record()


def test_hidden_files_and_what_a_killed_writer_left_are_not_decisions(gate: Gate) -> None:
    folder = gate.write(decision()).parent
    for name in (".DS_Store", ".tmp-half"):
        (folder / name).write_bytes(b"{")
    assert len(gate.record().decisions) == 1


def test_what_a_killed_writer_left_is_swept_after_an_hour(gate: Gate) -> None:
    folder = gate.write(decision()).parent
    old, fresh = folder / ".tmp-old", folder / ".tmp-fresh"
    for path in (old, fresh):
        path.write_bytes(b"{")
    os.utime(old, (time.time() - 3700, time.time() - 3700))
    gate.write(decision(1))
    assert not old.exists()
    assert fresh.exists()


def test_the_same_decision_written_twice_from_the_same_record_is_one_file(gate: Gate, tmp_path: Path) -> None:
    other = make(tmp_path / "elsewhere", key=None)
    one = gate.write(decision())
    two = decisions.record(other.folder, decision(), gate.key)
    assert one.name == two.name
    assert one.read_bytes() == two.read_bytes()


WRITER = """
import sys
from dataclasses import replace
from pathlib import Path
from communique import decisions; from communique.record import keys
folder, key, writer, count = Path(sys.argv[1]), keys.load(Path(sys.argv[2])), sys.argv[3], int(sys.argv[4])
for n in range(count):
    one = decisions.Decision(kind=decisions.Kind.WAIVE, release="pont", at="2026-03-09T12:00:00Z", reviewer=writer, about=str(n))
    decisions.record(folder, one, key)
    print(n, flush=True)
"""


def writer(gate: Gate, name: str, count: int) -> subprocess.Popen[str]:
    arguments = (str(gate.folder), str(gate.house.state / "gate.key"), name, str(count))
    return subprocess.Popen((sys.executable, "-c", WRITER, *arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_four_writers_at_once_lose_nothing(gate: Gate) -> None:
    count = 25
    for process in [writer(gate, name, count) for name in "abcd"]:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    record = gate.record()
    assert sorted((d.reviewer, int(d.about)) for d in record.decisions) == [(name, n) for name in "abcd" for n in range(count)]
    gate.write(decision())
    assert len(gate.record().heads) == 1


def test_twenty_killed_writers_lose_nothing_that_they_acknowledged(gate: Gate) -> None:
    acknowledged: set[tuple[str, str]] = set()
    for n in range(20):
        process = writer(gate, str(n), 1000)
        assert process.stdout
        first = process.stdout.readline()
        time.sleep(0.001 * (n % 7))
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate(timeout=60)
        acknowledged |= {(str(n), line) for line in (first + rest).split("\n") if line}
    record = gate.record()
    assert acknowledged <= {(d.reviewer, d.about) for d in record.decisions}
    assert len(acknowledged) >= 20


LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[5]), int(sys.argv[5])))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on file sizes")
@pytest.mark.parametrize("room", [0, 1, 100, 300])
def test_a_disk_without_room_is_one_sentence_and_leaves_the_record_whole(gate: Gate, room: int) -> None:
    gate.write(decision())
    arguments = (str(gate.folder), str(gate.house.state / "gate.key"), "full", "1", str(room))
    done = subprocess.run((sys.executable, "-c", LIMITED + WRITER, *arguments), capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "RecordError: drafts/pont/decisions/" in done.stderr
    assert "space on the disk" in done.stderr
    assert len(gate.record().decisions) == 1
    assert not list((gate.folder / "decisions").glob(".tmp-*"))


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Gate", "-c", "user.email=gate@example.org", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main")
    done = subprocess.run(("git", *identity, *arguments), cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_decisions_of_two_branches_merge_without_conflict_and_the_next_one_follows_both(gate: Gate) -> None:
    root = gate.house.root
    git(root, "init", "-q")
    (root / ".gitignore").write_text(".communique/\n", encoding="utf-8")
    gate.write(decision(0))
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Start")
    for branch in ("one", "two"):
        git(root, "checkout", "-q", "-b", branch, "main")
        gate.write(decision(1, reviewer=branch))
        gate.write(decision(2, reviewer=branch))
        git(root, "add", "-A")
        git(root, "commit", "-qm", branch)
    git(root, "merge", "-q", "--no-edit", "one")
    merged = gate.record()
    assert len(merged.decisions) == 5
    assert len(merged.heads) == 2
    gate.write(decision(3))
    assert set(gate.record().decisions[-1].parents) == set(merged.heads)
    assert len(gate.record().heads) == 1


def test_decisions_that_did_not_know_of_each_other_stand_in_the_order_of_their_times(gate: Gate, tmp_path: Path) -> None:
    for n in (3, 1, 4, 2, 0):
        aside = make(tmp_path / str(n))
        path = decisions.record(aside.folder, decision(n, at=utc(NOON + timedelta(minutes=n))), gate.key)
        (gate.folder / "decisions").mkdir(exist_ok=True)
        path.rename(gate.folder / "decisions" / path.name)
    assert [int(d.subject) for d in gate.record().decisions] == [0, 1, 2, 3, 4]
    assert len(gate.record().heads) == 5


def test_a_file_that_does_not_belong_here_is_called_so(gate: Gate) -> None:
    note = gate.write(decision()).with_name("note.json")
    note.write_text("{}", encoding="utf-8")
    with pytest.raises(Tampered, match=r"note\.json: this file is not a decision of this program"):
        gate.record()


def test_decisions_stand_after_those_that_they_follow_whatever_the_clocks_said(gate: Gate) -> None:
    late = gate.write(decision(0, at=utc(NOON + timedelta(hours=5))))
    early = gate.write(decision(1, at=utc(NOON)))
    assert [d.name for d in gate.record().decisions] == [late.name, early.name]


def test_the_last_of_some_decisions_are_those_that_none_of_them_follows(gate: Gate, tmp_path: Path) -> None:
    aside = make(tmp_path / "aside")
    first = gate.write(decision(0))
    (aside.folder / "decisions").mkdir()
    (aside.folder / "decisions" / first.name).write_bytes(first.read_bytes())
    one = gate.write(decision(1))
    two = decisions.record(aside.folder, decision(2), gate.key)
    (gate.folder / "decisions" / two.name).write_bytes(two.read_bytes())
    record = gate.record()
    assert {d.name for d in record.last(record.decisions)} == {one.name, two.name}
    assert [d.name for d in record.last(record.decisions[:1])] == [first.name]
    assert record.last(()) == ()


def test_no_sentence_of_a_tampered_record_repeats_what_stands_in_it(gate: Gate) -> None:
    path = gate.write(decision(comment := 1))
    path.write_text(path.read_text(encoding="utf-8").replace("gelesen", "GEHEIM"), encoding="utf-8")
    with pytest.raises(Tampered) as caught:
        gate.record()
    assert "GEHEIM" not in str(caught.value)
    assert comment == 1


def test_submitting_needs_no_reviewer_and_names_the_word_file(gate: Gate) -> None:
    gate.write(reviews.submit(gate.release, who="officer", at=NOON, channel="terminal"))
    (read,) = gate.record().decisions
    assert (read.kind, read.subject, read.language, read.partner) == (Kind.SUBMIT, gate.release.draft.digest, None, "")
