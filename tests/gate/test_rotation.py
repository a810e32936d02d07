"""The gate's key is replaced: what the old one signed stays valid as it was, and whoever stole it can add nothing, before or after."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from communique import decisions, house
from communique.decisions import Decision, Kind, Record, utc
from communique.errors import CommuniqueError, HouseError, RecordError, Tampered
from communique.house import House
from communique.publishing import manifest
from communique.record import decision_files, decision_values, keys, rotation
from communique.record.keys import SigningKey
from gatehouse import DE, EN, FR, NOON, Gate, make

LATER = NOON + timedelta(days=1)


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    gate = make(tmp_path)
    gate.approve_all()
    return gate


def rotated(gate: Gate) -> Gate:
    """The gate after its key was replaced, everything read again."""
    own = rotation.rotate(gate.house, LATER).house
    return Gate(own, keys.load(own.key_file, own.public_key), gate.release)


def record_of(gate: Gate) -> Record:
    return decisions.read(gate.folder, house.load(gate.house.root).keys)


def forged(gate: Gate, stolen: SigningKey, parents: tuple[str, ...], *, at: str = utc(NOON)) -> Path:
    """What somebody with the old key can write: a decision with any parents and any date, properly signed and named."""
    own = Decision(kind=Kind.RETURN, release="pont", language=FR, partner="sud", reviewer="chloe", at=at, comment="non", parents=parents)
    signature = base64.b64encode(stolen.sign(decision_files.message(decision_values.values(own)))).decode()
    values = {**decision_values.values(own), "signature": signature}
    path = gate.folder / "decisions" / decision_files.name_of(values)
    path.write_bytes(decision_files.content(values))
    return path


def test_what_was_approved_stays_approved_under_the_new_key(gate: Gate) -> None:
    before = gate.record()
    after = rotated(gate)
    found = record_of(after)
    assert [d.id for d in found.decisions][:4] == [d.id for d in before.decisions]
    assert found.decisions[-1].kind is Kind.SEAL
    assert set(found.decisions[-1].parents) == set(before.heads)
    assert set(after.reloaded().states().values()) == {"approved"}
    assert after.house.former_keys == (gate.house.public_key,)
    assert after.house.public_key != gate.house.public_key


def test_work_goes_on_with_the_new_key_only(gate: Gate) -> None:
    after = rotated(gate)
    decisions.record(after.folder, decision(), after.key, after.house.keys)
    with pytest.raises(CommuniqueError):
        decisions.record(after.folder, decision(), gate.key, gate.house.keys)
    assert len(record_of(after).decisions) == 6


def decision() -> Decision:
    return Decision(
        kind=Kind.COMMENT, release="pont", language=DE, partner="nord", reviewer="anna", at=utc(LATER), comment="gut", about="x"
    )


def at_the_end(gate: Gate, found: Record) -> tuple[str, ...]:
    return found.heads


def right_after_the_last_one_of_the_old_key(gate: Gate, found: Record) -> tuple[str, ...]:
    return found.decisions[-1].parents


def at_the_very_beginning(gate: Gate, found: Record) -> tuple[str, ...]:
    return ()


def in_the_middle(gate: Gate, found: Record) -> tuple[str, ...]:
    return (found.decisions[1].id,)


@pytest.mark.parametrize("day", [NOON - timedelta(days=30), NOON, LATER + timedelta(days=30)])
@pytest.mark.parametrize("place", [at_the_end, right_after_the_last_one_of_the_old_key, at_the_very_beginning, in_the_middle])
def test_a_stolen_old_key_adds_nothing_anywhere_whatever_the_date(gate: Gate, place: Callable[..., tuple[str, ...]], day: object) -> None:
    after = rotated(gate)
    path = forged(gate, gate.key, place(gate, record_of(after)), at=utc(day))  # type: ignore[arg-type]
    with pytest.raises(Tampered, match="signed with a former key") as caught:
        record_of(after)
    assert caught.value.place.endswith(path.name)
    with pytest.raises(Tampered):
        decisions.record(after.folder, decision(), after.key, after.house.keys)
    with pytest.raises(Tampered):
        rotation.rotate(after.house, LATER)
    path.unlink()
    assert len(record_of(after).decisions) == 5


def test_a_seal_made_with_the_old_key_seals_nothing(gate: Gate) -> None:
    after = rotated(gate)
    forged(gate, gate.key, record_of(after).heads)
    seal = Decision(kind=Kind.SEAL, release="pont", about="0" * 64, at=utc(LATER), channel="terminal")
    decisions.record(gate.folder, seal, gate.key, (gate.key.public, after.key.public), sealing=True)
    with pytest.raises(Tampered, match="signed with a former key"):
        record_of(after)


def test_the_seal_cannot_be_taken_away_unseen(gate: Gate) -> None:
    after = rotated(gate)
    seal = after.folder / "decisions" / record_of(after).decisions[-1].name
    seal.unlink()
    with pytest.raises(Tampered, match="signed with a former key"):
        record_of(after)


def test_two_rotations_leave_nothing_to_either_old_key(gate: Gate) -> None:
    first = rotated(gate)
    second = rotated(first.reloaded())
    assert second.house.former_keys == (gate.house.public_key, first.house.public_key)
    assert [d.kind for d in record_of(second).decisions][-2:] == [Kind.SEAL, Kind.SEAL]
    for stolen in (gate.key, first.key):
        path = forged(second, stolen, record_of(second).heads)
        with pytest.raises(Tampered):
            record_of(second)
        path.unlink()
    # Both stolen keys together: the later one cannot vouch for the earlier one.
    paths = [forged(second, gate.key, record_of(second).heads)]
    loose = decisions.read(second.folder, second.house.keys, sealed=False)
    paths.append(forged(second, first.key, loose.heads, at=utc(LATER)))
    with pytest.raises(Tampered):
        record_of(second)


def test_a_release_without_decisions_needs_no_seal(gate: Gate) -> None:
    make(gate.house.root, slug="autre", key=(b"", gate.house.public_key))
    own = rotation.rotate(house.load(gate.house.root), LATER)
    assert own.sealed == ("pont",)
    assert decisions.read(own.house.drafts / "autre", own.house.keys) == Record()


def test_the_old_private_key_is_put_aside_and_the_new_one_is_its_owners_alone(gate: Gate) -> None:
    done = rotation.rotate(gate.house, LATER)
    assert done.former
    assert keys.load(done.former).public == gate.house.public_key
    assert keys.load(done.house.key_file).public == done.house.public_key
    assert done.house.key_file.stat().st_mode & 0o077 == 0


def test_the_key_is_replaced_also_where_the_old_private_half_is_lost(gate: Gate) -> None:
    gate.house.key_file.unlink()
    done = rotation.rotate(gate.house, LATER)
    assert done.former is None
    assert len(decisions.read(gate.folder, done.house.keys).decisions) == 5


def test_a_house_without_a_key_has_none_to_replace(tmp_path: Path) -> None:
    own = make(tmp_path)
    settings = own.house.templates / "house.toml"
    settings.write_text(settings.read_text(encoding="utf-8").split("[gate]")[0], encoding="utf-8")
    with pytest.raises(HouseError, match="public key is missing"):
        rotation.rotate(house.load(tmp_path), LATER)


def test_a_record_that_does_not_verify_stops_the_rotation_before_anything_changes(gate: Gate) -> None:
    before = (gate.house.templates / "house.toml").read_bytes()
    path = next((gate.folder / "decisions").iterdir())
    path.write_bytes(path.read_bytes().replace(b"terminal", b"Terminal"))
    with pytest.raises(Tampered):
        rotation.rotate(gate.house, LATER)
    assert (gate.house.templates / "house.toml").read_bytes() == before
    assert [p.name for p in gate.house.key_file.parent.iterdir() if "gate" in p.name] == ["gate.key"]


STEPS = ("keep", "_move", "_with_keys", "_seal")


@pytest.mark.parametrize("step", STEPS)
def test_a_rotation_that_was_cut_short_goes_on_when_it_is_called_again(gate: Gate, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    make(gate.house.root, slug="autre", key=(b"", gate.house.public_key)).approve_all()
    owner = keys if step == "keep" else rotation
    real = getattr(owner, step)
    done = []

    def killed(*arguments: object) -> object:
        if done:
            raise KeyboardInterrupt
        done.append(real(*arguments))
        raise KeyboardInterrupt

    with monkeypatch.context() as cut:
        cut.setattr(owner, step, killed)
        with pytest.raises(KeyboardInterrupt):
            rotation.rotate(gate.house, LATER)
    if step in ("_with_keys", "_seal"):
        with pytest.raises(HouseError, match="call “communique keys rotate” again"):
            keys.load(gate.house.key_file, gate.house.public_key)
    own = rotation.rotate(house.load(gate.house.root), LATER).house
    assert own.former_keys == (gate.house.public_key,)
    assert keys.load(own.key_file, own.public_key)
    for slug in ("pont", "autre"):
        found = decisions.read(own.drafts / slug, own.keys)
        assert [d.kind for d in found.decisions].count(Kind.SEAL) == 1
    assert not own.key_file.with_name("gate.key.new").exists()


def test_what_another_branch_signed_with_the_old_key_is_sealed_by_hand_after_somebody_looked(gate: Gate, tmp_path: Path) -> None:
    aside = shutil.copytree(gate.house.root, tmp_path.parent / f"{tmp_path.name}-aside")
    there = house.load(aside)
    decisions.record(there.drafts / "pont", decision(), keys.load(there.key_file), there.keys)
    after = rotated(gate)
    _merge(there, after.house)
    with pytest.raises(Tampered, match="communique keys seal pont"):
        record_of(after)
    assert [d.kind for d in rotation.loose(after.house, "pont")] == [Kind.COMMENT]
    assert rotation.seal(after.house, "pont", LATER) == 1
    assert len(record_of(after).decisions) == 7
    with pytest.raises(RecordError, match="bears the present key or a seal"):
        rotation.seal(after.house, "pont", LATER)


def test_two_branches_that_both_replaced_the_key_are_settled_by_one_of_them(gate: Gate, tmp_path: Path) -> None:
    aside = house.load(shutil.copytree(gate.house.root, tmp_path.parent / f"{tmp_path.name}-both"))
    theirs = rotation.rotate(aside, LATER + timedelta(hours=1)).house
    after = rotated(gate)
    _merge(theirs, after.house)
    # git shows the two keys as a conflict in house.toml; whoever settles it keeps one and lists the other among the former ones.
    with pytest.raises(Tampered, match="does not bear the house’s signature"):
        record_of(after)
    settings = after.house.templates / "house.toml"
    other = rotation._spelled(theirs.public_key)
    settings.write_text(settings.read_text(encoding="utf-8").replace("former_keys = [", f'former_keys = ["{other}", '), encoding="utf-8")
    own = house.load(gate.house.root)
    with pytest.raises(Tampered, match="signed with a former key"):
        decisions.read(gate.folder, own.keys)
    assert rotation.seal(own, "pont", LATER) == 1
    assert len(decisions.read(gate.folder, own.keys).decisions) == 7
    assert set(gate.reloaded().states().values()) == {"approved"}


def _merge(theirs: House, ours: House) -> None:
    for path in (theirs.drafts / "pont" / "decisions").iterdir():
        shutil.copy(path, ours.drafts / "pont" / "decisions" / path.name)


def test_a_manifest_of_the_former_key_is_told_from_one_of_the_present_key(gate: Gate) -> None:
    after = rotated(gate)
    made = manifest.Manifest(release="pont", status="approved", subjects={}, decisions=(), draft="d" * 64, files={})
    old, new = manifest.sign(made, gate.key), manifest.sign(made, after.key)
    assert [manifest.signed(old, key) for key in after.house.keys] == [False, True]
    assert [manifest.signed(new, key) for key in after.house.keys] == [True, False]


def test_former_keys_stand_in_house_toml_and_people_keep_their_comments(gate: Gate) -> None:
    settings = gate.house.templates / "house.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("[gate]\n", "[gate]  # ours\n"), encoding="utf-8")
    rotated(gate.reloaded())
    text = settings.read_text(encoding="utf-8")
    assert "[gate]  # ours\n" in text
    assert text.count("public_key") == text.count("former_keys") == 1
    assert EN in house.load(gate.house.root).languages
