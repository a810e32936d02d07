"""A branch is judged by the policy, the reviewers and the keys of the branch that it wants to join, never by its own."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from branches import commit, edited, git, judged, made
from communique import decisions, releases, reviews
from communique.decisions import Decision, Kind, utc
from communique.errors import HouseError, NotAllowed, Tampered
from communique.record import base as bases
from communique.record import keys
from gatehouse import DE, EN, FR, NOON, Gate, with_text

MALLORY = """
[[reviewers]]
id = "mallory"
name = "Mallory Nord"
email = "mallory@example.org"
partner = "nord"
languages = ["de", "en"]
"""


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    """A release on a branch of its own, of which `main` has the draft and the approvals in French and English."""
    gate = made(tmp_path)
    git(tmp_path, "init", "-q")
    gate.approve(FR, "sud", "chloe")
    gate.approve(EN, "nord", "anna", at=NOON + timedelta(minutes=1))
    gate.approve(EN, "sud", "chloe", at=NOON + timedelta(minutes=2))
    commit(gate, "Begin")
    git(tmp_path, "checkout", "-qb", "proposal")
    return gate


def approved_by(gate: Gate, who: str) -> None:
    """An approval of the German text in somebody's name, signed by the gate: whoever is on the branch's own list gets one."""
    cell = gate.reloaded().board().cell(DE, "nord")
    assert cell
    gate.write(Decision(kind=Kind.APPROVE, release="pont", language=DE, partner="nord", subject=cell.subject, reviewer=who, at=utc(NOON)))


def test_a_branch_that_keeps_to_the_policy_verifies(gate: Gate) -> None:
    gate.approve(DE, "nord", "anna")
    commit(gate, "Approve German")
    code, said = judged(gate, "pont", "--base", "main")
    assert code == 0
    assert "approvals: 4, all for the text as it stands" in said
    assert "decisions known to main: 3, all present" in said


def test_what_is_missing_under_the_policy_of_the_base_ends_with_5(gate: Gate) -> None:
    code, said = judged(gate, "--base", "main")
    assert code == 5
    assert "Anna Nord or Bruno Nord" in said


def test_a_branch_that_adds_itself_to_the_reviewers_is_not_believed(gate: Gate) -> None:
    path = gate.house.templates / "reviewers.toml"
    path.write_text(path.read_text(encoding="utf-8") + MALLORY, encoding="utf-8")
    approved_by(gate, "mallory")
    commit(gate, "Approve")
    assert gate.reloaded().board().approved
    code, said = judged(gate, "--base", "main")
    assert code == 5
    assert "reviewers.toml is not that of main, whose list counts here: +mallory" in said
    assert "approved only by mallory, who is not on the list of main" in said


@pytest.mark.parametrize("who, refused", [("mallory", True), ("chloe", True), ("anna", False)])
def test_only_those_on_the_list_of_the_base_take_a_finding_upon_themselves(gate: Gate, who: str, refused: bool) -> None:
    path = gate.house.templates / "reviewers.toml"
    path.write_text(path.read_text(encoding="utf-8") + MALLORY, encoding="utf-8")
    gate.approve(DE, "nord", "anna")
    waiver = Decision(
        kind=Kind.WAIVE, release="pont", language=DE, partner="nord", reviewer=who, at=utc(NOON), about="0" * 12, comment="gewollt"
    )
    gate.write(waiver)
    commit(gate, "Waive")
    code, said = judged(gate, "--base", "main")
    assert code == (5 if refused else 0)
    assert (f"is waived by {who}, whom the list of main gives no right" in said) is refused


def test_a_branch_that_swaps_a_colleagues_ssh_key_proves_nothing(gate: Gate, tmp_path: Path) -> None:
    if not shutil.which("ssh-keygen"):
        pytest.skip("ssh-keygen is not installed")
    for name in ("anna", "mallory"):
        subprocess.run(("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(tmp_path / name)), check=True)
    anna, mallory = ((tmp_path / f"{name}.pub").read_text(encoding="utf-8").strip() for name in ("anna", "mallory"))
    people = gate.house.templates / "reviewers.toml"
    git(gate.house.root, "checkout", "-q", "main")
    edited(people, 'id = "anna"\n', f'id = "anna"\nssh = ["{anna}"]\nssh_required = true\n')
    commit(gate, "Ask Anna for a proof")
    git(gate.house.root, "checkout", "-q", "-B", "proposal")
    edited(people, anna, mallory)
    approval = gate.reloaded().approve(DE, "nord", "anna")
    signed = ("ssh-keygen", "-q", "-Y", "sign", "-f", str(tmp_path / "mallory"), "-n", "communique-nord", str(approval))
    subprocess.run(signed, check=True, capture_output=True)
    commit(gate, "Approve as Anna")
    code, said = judged(gate, "--base", "main")
    assert code == 7
    assert f"{approval.name}.sig" in said
    assert "±anna" in said


def test_an_approval_of_somebody_who_left_counts_on_where_the_base_has_it(gate: Gate) -> None:
    gate.approve(DE, "nord", "bruno")
    commit(gate, "Approve German")
    git(gate.house.root, "checkout", "-qB", "main")
    edited(gate.house.templates / "reviewers.toml", 'id = "bruno"', 'id = "bert"')
    commit(gate, "Bruno leaves")
    git(gate.house.root, "checkout", "-qb", "later")
    assert judged(gate, "--base", "main")[0] == 0


@pytest.mark.parametrize(
    "old, new",
    [
        pytest.param('nord = ["de", "en"]', 'nord = ["en"]\nest = ["de"]', id="another partner's approval"),
        pytest.param('"*" = ["fr", "en"]', '"*" = ["fr"]', id="fewer languages"),
        pytest.param('nord = ["de", "en"]', 'nord = [{ languages = ["de"], role = "own" }, "en"]', id="a smaller role"),
    ],
)
def test_a_branch_that_lowers_the_approvals_is_judged_by_the_old_ones(gate: Gate, old: str, new: str) -> None:
    edited(gate.house.templates / "house.toml", old, new)
    commit(gate, "Ask less")
    code, said = judged(gate, "--base", "main")
    assert code == 5
    assert "house.toml is not that of main, whose rules count here: [approvals]" in said
    assert "German for nord" in said


def test_fewer_people_than_the_base_asks_for_are_too_few(gate: Gate) -> None:
    git(gate.house.root, "checkout", "-q", "main")
    edited(gate.house.templates / "house.toml", "[gate]\n", "[gate]\npeople = 2\n")
    commit(gate, "Ask two")
    git(gate.house.root, "checkout", "-q", "-B", "proposal")
    edited(gate.house.templates / "house.toml", "people = 2\n", "people = 1\n")
    gate.approve(DE, "nord", "anna")
    commit(gate, "Ask one")
    assert gate.reloaded().board().approved
    code, said = judged(gate, "--base", "main")
    assert code == 5
    assert "[approvals] nord" in said


def test_a_branch_that_replaces_the_key_is_tampered_with(gate: Gate) -> None:
    private, public = keys.new()
    edited(gate.house.templates / "house.toml", base64.b64encode(gate.key.public).decode(), base64.b64encode(public).decode())
    for path in (gate.folder / "decisions").iterdir():
        path.unlink()
    stranger = gate.house.root / "stranger.key"
    keys.keep(stranger, private)
    own = gate.reloaded()
    cells = own.board().cells
    for cell in cells:
        who = {"nord": "anna", "sud": "chloe"}[cell.partner]
        approval = Decision(
            kind=Kind.APPROVE,
            release="pont",
            language=cell.language,
            partner=cell.partner,
            subject=cell.subject,
            reviewer=who,
            at=utc(NOON),
        )
        decisions.record(own.folder, approval, keys.load(stranger))
    commit(gate, "Another key")
    assert own.board().approved
    code, said = judged(gate, "--base", "main")
    assert code == 7
    assert f"the public keys are not those of main, which count here; new: {base64.b64encode(public).decode()}" in said
    assert "brings a key that main does not know" in said


def test_a_text_that_was_edited_after_its_approval_asks_for_a_new_one(gate: Gate) -> None:
    gate.approve(DE, "nord", "anna")
    releases.save_edition(gate.folder, with_text(gate.release, DE, 1, "Zwei Institute schließen ein Labor.").editions[DE])
    commit(gate, "Edit")
    code, said = judged(gate, "--base", "main")
    assert code == 5
    assert "de/nord" in said


def test_a_decision_of_the_base_that_the_branch_deletes_is_named(gate: Gate) -> None:
    last = gate.record().decisions[-1]
    (gate.folder / "decisions" / last.name).unlink()
    commit(gate, "Forget")
    code, said = judged(gate, "--base", "main")
    assert code == 7
    assert f"drafts/pont/decisions/{last.name}: this decision is in main and missing here" in said


def test_a_release_of_the_base_that_the_branch_deletes_is_named(gate: Gate) -> None:
    git(gate.house.root, "rm", "-rq", "drafts/pont")
    git(gate.house.root, "commit", "-qm", "Forget it all")
    code, said = judged(gate, "--base", "main")
    assert code == 7
    assert "drafts/pont/decisions/" in said


def test_a_decision_that_the_branch_edits_is_named(gate: Gate) -> None:
    path = sorted((gate.folder / "decisions").iterdir())[0]
    edited(path, "chloe", "cleoh")
    commit(gate, "Edit a decision")
    code, said = judged(gate, "--base", "main")
    assert code == 7
    assert path.name in said


def test_decisions_that_came_to_the_base_meanwhile_are_to_be_merged_first(gate: Gate) -> None:
    gate.approve(DE, "nord", "anna")
    commit(gate, "Approve German")
    git(gate.house.root, "checkout", "-q", "main")
    own = gate.reloaded()
    given = reviews.withdraw(own.release, own.reviewers, who="anna", at=NOON, channel="desk", comment="nein")
    gate.write(given)
    commit(gate, "Withdraw")
    git(gate.house.root, "checkout", "-q", "proposal")
    with bases.read(gate.house, "main") as base, pytest.raises(NotAllowed, match="first merge main"):
        base.demand_decisions("pont")
    assert judged(gate, "--base", "main")[0] == 5


def test_two_branches_that_decide_at_the_same_time_merge_without_a_conflict_and_verify(gate: Gate) -> None:
    git(gate.house.root, "checkout", "-qb", "aside")
    gate.approve(DE, "nord", "anna")
    commit(gate, "Anna approves")
    git(gate.house.root, "checkout", "-q", "proposal")
    gate.approve(DE, "nord", "bruno", at=NOON + timedelta(minutes=3))
    commit(gate, "Bruno approves")
    git(gate.house.root, "merge", "-q", "--no-edit", "aside")
    assert git(gate.house.root, "ls-files", "--unmerged") == ""
    assert len(gate.record().heads) == 2
    assert judged(gate, "--base", "main")[0] == 0


def test_of_an_approval_and_a_return_in_two_branches_the_return_prevails(gate: Gate) -> None:
    git(gate.house.root, "checkout", "-qb", "aside")
    own = (gate.board(), gate.release, gate.house, gate.reviewers)
    gate.write(reviews.give_back(*own, language=DE, partner="nord", who="bruno", at=NOON, channel="git", comment="nein"))
    commit(gate, "Bruno returns")
    git(gate.house.root, "checkout", "-q", "proposal")
    gate.approve(DE, "nord", "anna")
    commit(gate, "Anna approves")
    assert judged(gate, "--base", "main")[0] == 0
    git(gate.house.root, "merge", "-q", "--no-edit", "aside")
    code, said = judged(gate, "--base", "main")
    assert code == 5
    assert "returned" in said


def test_a_project_in_a_folder_of_its_repository_is_judged_too(tmp_path: Path) -> None:
    gate = made(tmp_path / "press")
    git(tmp_path, "init", "-q")
    gate.approve_all()
    git(tmp_path, "add", "-A", "press/drafts", "press/templates")
    git(tmp_path, "commit", "-qm", "Begin")
    assert judged(gate, "--base", "main")[0] == 0


def test_the_answer_is_there_as_json(gate: Gate) -> None:
    code, said = judged(gate, "--base", "main", "--json")
    found = json.loads(said)
    assert code == found["exit_code"] == found["releases"][0]["exit_code"] == 5
    assert found["commit"] == git(gate.house.root, "rev-parse", "main").strip()
    assert {check["name"]: check["count"] for check in found["releases"][0]["checks"]}["missing"] == 1


@pytest.mark.parametrize("ref", ["nowhere", "--output=stolen", "", "main:templates"])
def test_a_ref_that_git_does_not_know_is_refused_in_a_sentence(gate: Gate, ref: str) -> None:
    with pytest.raises(HouseError, match="git knows no branch or commit"), bases.read(gate.house, ref):
        pass


def test_a_base_without_a_policy_is_refused_in_a_sentence(gate: Gate) -> None:
    git(gate.house.root, "checkout", "-q", "--orphan", "empty")
    git(gate.house.root, "rm", "-rq", "--cached", ".")
    git(gate.house.root, "commit", "-qm", "Nothing", "--allow-empty")
    git(gate.house.root, "checkout", "-q", "-f", "proposal")
    with pytest.raises(HouseError, match=r"empty:templates/house\.toml: this file is not there"), bases.read(gate.house, "empty"):
        pass


def test_a_decision_file_reads_well_in_a_pull_request(gate: Gate) -> None:
    for path in (gate.folder / "decisions").iterdir():
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) >= len(json.loads("\n".join(lines)))
        assert ' "reviewer": "' in "".join(lines)


def test_the_working_tree_is_left_as_it_was(gate: Gate) -> None:
    before = git(gate.house.root, "status", "--porcelain", "drafts", "templates")
    judged(gate, "--base", "main")
    assert git(gate.house.root, "status", "--porcelain", "drafts", "templates") == before
    with pytest.raises(Tampered), bases.read(gate.house, "main") as base, base.explaining():
        raise Tampered("x", bases.words.NO_REF)
