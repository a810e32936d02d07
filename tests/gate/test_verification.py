"""Verification finds, offline and without the private key, whatever was done to the record or to a rendered folder, and names the file."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from communique import releases, reviews
from communique.errors import RecordError, Tampered
from communique.languages import Language
from communique.publishing import manifest
from communique.publishing.manifest import Manifest
from communique.record import keys
from communique.record.verification import verify_output, verify_release
from gatehouse import DE, NOON, Gate, make, respelled, with_text


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    gate = make(tmp_path)
    gate.approve_all()
    return gate


def rendered(gate: Gate, *, status: str = manifest.APPROVED, signed: bool = True) -> Path:
    """An output folder with real files and their manifest, as a renderer leaves it."""
    folder = gate.house.output / "pont"
    for language in Language:
        (folder / language).mkdir(parents=True, exist_ok=True)
        (folder / language / "pont.html").write_text(f"<html lang={language}>", encoding="utf-8")
    (folder / "press-kit.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    made = Manifest(
        release="pont",
        status=status,
        subjects=gate.board().subjects if status == manifest.APPROVED else {},
        decisions=tuple(d.id for d in gate.record().decisions) if status == manifest.APPROVED else (),
        draft=gate.release.draft.digest,
        files=manifest.files(folder),
        made_with={"communique": "0.1.0"},
    )
    manifest.save(folder, manifest.sign(made, gate.key) if signed else made)
    return folder


def counts(checked: object) -> dict[str, int]:
    return {one.name: one.count for one in checked}  # type: ignore[attr-defined]


def rewritten(folder: Path, **changes: object) -> None:
    """The manifest with other values, in its proper form, its signature left as it is."""
    manifest.save(folder, replace(manifest.load(folder), **changes))  # type: ignore[arg-type]


def test_an_approved_release_verifies(gate: Gate) -> None:
    assert counts(verify_release(gate.house, "pont")) == {"decisions": 4, "git": 0, "approvals": 4}


def test_what_is_missing_is_said(gate: Gate) -> None:
    releases.save_edition(gate.folder, with_text(gate.release, DE, 1, "Anders.").editions[DE])
    checked = verify_release(gate.house, "pont")
    assert counts(checked)["missing"] == 1
    assert "de/nord" in str(checked[-1])


def test_a_tampered_record_does_not_verify(gate: Gate) -> None:
    path = sorted((gate.folder / "decisions").iterdir())[0]
    path.write_bytes(path.read_bytes().replace(b"chloe", b"cleoh"))
    with pytest.raises(Tampered, match=path.name) as caught:
        verify_release(gate.house, "pont")
    assert caught.value.exit_code == 7


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=Gate", "-c", "user.email=gate@example.org", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main")
    subprocess.run(("git", *identity, *arguments), cwd=folder, check=True, capture_output=True)


def committed(gate: Gate) -> None:
    git(gate.house.root, "init", "-q")
    git(gate.house.root, "add", "-A", "drafts", "templates")
    git(gate.house.root, "commit", "-qm", "Approve")


def test_git_tells_of_a_last_decision_that_was_removed(gate: Gate) -> None:
    committed(gate)
    assert counts(verify_release(gate.house, "pont"))["git"] == 4
    last = gate.record().decisions[-1].name
    (gate.folder / "decisions" / last).unlink()
    with pytest.raises(Tampered, match=f"{last}: this decision is missing, though git has known it"):
        verify_release(gate.house, "pont")
    git(gate.house.root, "commit", "-qam", "Forget")
    with pytest.raises(Tampered, match=last):
        verify_release(gate.house, "pont")


def test_git_tells_of_a_decision_that_a_branch_made_and_forgot_before_it_was_merged(gate: Gate) -> None:
    committed(gate)
    git(gate.house.root, "checkout", "-qb", "aside")
    back = gate.write(reviews.withdraw(gate.release, gate.reviewers, who="anna", at=NOON, channel="desk", comment="nein"))
    git(gate.house.root, "add", "-A", "drafts")
    git(gate.house.root, "commit", "-qm", "Withdraw")
    git(gate.house.root, "rm", "-q", str(back))
    git(gate.house.root, "commit", "-qm", "Forget")
    git(gate.house.root, "checkout", "-q", "main")
    git(gate.house.root, "merge", "-q", "--no-ff", "--no-edit", "aside")
    with pytest.raises(Tampered, match=back.name):
        verify_release(gate.house, "pont")


def test_git_tells_of_a_decision_that_came_with_a_merge(gate: Gate) -> None:
    committed(gate)
    git(gate.house.root, "checkout", "-qb", "aside")
    git(gate.house.root, "commit", "-qm", "Nothing", "--allow-empty")
    git(gate.house.root, "checkout", "-q", "main")
    git(gate.house.root, "merge", "-q", "--no-ff", "--no-commit", "aside")
    back = gate.write(reviews.withdraw(gate.release, gate.reviewers, who="anna", at=NOON, channel="desk", comment="nein"))
    git(gate.house.root, "add", "-A", "drafts")
    git(gate.house.root, "commit", "-qm", "Merge")
    back.unlink()
    with pytest.raises(Tampered, match=back.name):
        verify_release(gate.house, "pont")


def test_git_tells_of_a_whole_record_that_was_removed(gate: Gate) -> None:
    committed(gate)
    for path in (gate.folder / "decisions").iterdir():
        path.unlink()
    with pytest.raises(Tampered, match="git has known it"):
        verify_release(gate.house, "pont")


def test_a_rendered_folder_verifies_with_and_without_its_house(gate: Gate) -> None:
    folder = rendered(gate)
    assert counts(verify_output(folder, gate.house)) == {"files": 4, "signed": 1, "approvals": 4, "outdated": 0}
    assert counts(verify_output(folder)) == {"files": 4, "house": 0}


def test_a_manifest_survives_its_file(gate: Gate) -> None:
    folder = rendered(gate)
    read = manifest.load(folder)
    assert manifest.dump(read) == (folder / manifest.NAME).read_bytes()
    assert read.files.keys() == {"de/pont.html", "en/pont.html", "fr/pont.html", "press-kit.zip"}


def test_a_list_that_nobody_signed_is_called_so(gate: Gate) -> None:
    checked = verify_output(rendered(gate, signed=False), gate.house)
    assert counts(checked)["signed"] == 0
    assert "not signed" in str(checked[1])


def test_a_preview_is_called_one(gate: Gate) -> None:
    assert "preview" in counts(verify_output(rendered(gate, status=manifest.PREVIEW), gate.house))


def test_a_later_edit_makes_the_folder_outdated_and_not_forged(gate: Gate) -> None:
    folder = rendered(gate)
    releases.save_edition(gate.folder, with_text(gate.release, DE, 1, "Anders.").editions[DE])
    assert counts(verify_output(folder, gate.house))["outdated"] == 1


def change_a_file(folder: Path) -> str:
    path = folder / "de" / "pont.html"
    path.write_bytes(path.read_bytes().replace(b"de", b"dE"))
    return "de/pont.html"


def remove_a_file(folder: Path) -> str:
    (folder / "press-kit.zip").unlink()
    return "press-kit.zip"


def add_a_file(folder: Path) -> str:
    (folder / "en" / "other.pdf").write_bytes(b"%PDF")
    return "en/other.pdf"


def add_a_hidden_file(folder: Path) -> str:
    (folder / ".other").write_bytes(b"%PDF")
    return ".other"


def swap_two_files(folder: Path) -> str:
    one, other = folder / "de" / "pont.html", folder / "en" / "pont.html"
    contents = one.read_bytes(), other.read_bytes()
    one.write_bytes(contents[1])
    other.write_bytes(contents[0])
    return "de/pont.html"


def put_a_link_in_place_of_a_file(folder: Path) -> str:
    path = folder / "fr" / "pont.html"
    elsewhere = folder.parent / "same.html"
    elsewhere.write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(elsewhere)
    return "fr/pont.html"


def put_a_link_in_place_of_a_folder(folder: Path) -> str:
    (folder / "fr").rename(folder.parent / "fr")
    (folder / "fr").symlink_to(folder.parent / "fr")
    return "fr"


def remove_the_manifest(folder: Path) -> str:
    (folder / manifest.NAME).unlink()
    return manifest.NAME


def list_a_changed_file_anew(folder: Path) -> str:
    change_a_file(folder)
    rewritten(folder, files=manifest.files(folder))
    return manifest.NAME


def claim_another_version(folder: Path) -> str:
    rewritten(folder, made_with={"communique": "9"})
    return manifest.NAME


def sign_with_another_key(folder: Path) -> str:
    change_a_file(folder)
    stranger = folder.parent / "stranger.key"
    keys.keep(stranger, keys.new()[0])
    listed = replace(manifest.load(folder), files=manifest.files(folder))
    manifest.save(folder, manifest.sign(listed, keys.load(stranger)))
    return manifest.NAME


def spell_the_manifest_differently(folder: Path) -> str:
    path = folder / manifest.NAME
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8"))), encoding="utf-8")
    return manifest.NAME


def spell_the_signature_differently(folder: Path) -> str:
    path = folder / manifest.NAME
    path.write_bytes(respelled(path.read_bytes()))
    return manifest.NAME


def list_a_file_elsewhere(folder: Path) -> str:
    rewritten(folder, files={**manifest.load(folder).files, "../../templates/house.toml": "0" * 64})
    return manifest.NAME


@pytest.mark.parametrize(
    "attack",
    [
        change_a_file,
        remove_a_file,
        add_a_file,
        add_a_hidden_file,
        swap_two_files,
        put_a_link_in_place_of_a_file,
        put_a_link_in_place_of_a_folder,
        remove_the_manifest,
        list_a_changed_file_anew,
        claim_another_version,
        sign_with_another_key,
        spell_the_manifest_differently,
        spell_the_signature_differently,
        list_a_file_elsewhere,
    ],
)
def test_an_attack_on_a_rendered_folder_is_found_and_the_file_named(gate: Gate, attack: Callable[[Path], str]) -> None:
    folder = rendered(gate)
    aimed = attack(folder)
    with pytest.raises(Tampered) as caught:
        verify_output(folder, gate.house)
    assert caught.value.place == str(folder / aimed)
    assert caught.value.exit_code == 7


def test_every_byte_of_a_signed_manifest_counts(gate: Gate) -> None:
    path = rendered(gate) / manifest.NAME
    content = path.read_bytes()
    for position in range(len(content)):
        for flip in (1, 2):
            path.write_bytes(content[:position] + bytes((content[position] ^ flip,)) + content[position + 1 :])
            with pytest.raises((Tampered, RecordError)):
                verify_output(path.parent, gate.house)
    path.write_bytes(content)
    assert verify_output(path.parent, gate.house)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"subjects": {}}, id="no subjects"),
        pytest.param({"decisions": ()}, id="no decisions"),
        pytest.param({"subjects": {"fr/sud": "0" * 64}}, id="a subject that nobody approved"),
    ],
)
def test_an_unsigned_manifest_still_has_to_be_covered_by_the_record(gate: Gate, changes: dict[str, object]) -> None:
    folder = rendered(gate, signed=False)
    rewritten(folder, **changes)
    with pytest.raises(Tampered, match="no approval in the record covers"):
        verify_output(folder, gate.house)


def test_the_manifest_tells_of_a_last_decision_that_was_removed(gate: Gate) -> None:
    folder = rendered(gate)
    last = gate.record().decisions[-1]
    (gate.folder / "decisions" / last.name).unlink()
    with pytest.raises(Tampered, match=f"-{last.id[:12]}.json: this file is missing"):
        verify_output(folder, gate.house)


def test_a_decision_that_is_no_approval_covers_nothing(gate: Gate) -> None:
    own = (gate.board(), gate.release, gate.house, gate.reviewers)
    back = reviews.give_back(*own, language=DE, partner="nord", who="anna", at=NOON + timedelta(hours=1), channel="desk", comment="nein")
    gate.write(back)
    folder = rendered(gate)
    others = tuple(d.id for d in gate.record().decisions if not (d.kind == "approve" and d.language is DE))
    rewritten(folder, decisions=others, signature="")
    with pytest.raises(Tampered, match="covers de/nord"):
        verify_output(folder, gate.house)


def test_a_manifest_of_a_newer_version_asks_for_an_update(gate: Gate) -> None:
    path = rendered(gate) / manifest.NAME
    path.write_text(path.read_text(encoding="utf-8").replace('"version": 1', f'"version": {manifest.VERSION + 1}'), encoding="utf-8")
    with pytest.raises(RecordError, match="newer version"):
        verify_output(path.parent, gate.house)


def test_what_a_file_browser_leaves_is_not_an_attack(gate: Gate) -> None:
    folder = rendered(gate)
    (folder / ".DS_Store").write_bytes(b"Bud1")
    assert verify_output(folder, gate.house)


def test_nothing_but_the_public_key_is_needed(gate: Gate) -> None:
    folder = rendered(gate)
    (gate.house.state / "gate.key").unlink()
    assert verify_output(folder, gate.house)
    assert verify_release(gate.house, "pont")
