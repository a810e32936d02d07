"""Tricks that would publish what nobody, or not everybody, approved: each is seen through."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from branches import commit, edited, git, judged, made
from communique import gate as gates
from communique import releases
from communique.approval.boards import State
from communique.decisions import Decision, Kind, utc
from communique.errors import HouseError, NotAllowed, RecordError, Tampered
from communique.publishing import manifest
from communique.publishing.manifest import Manifest
from communique.record.verification import verify_output
from gatehouse import DE, EN, FR, NOON, REVIEWERS, Gate

AWAY = 'id = "anna"\ndeputy = "bruno"\naway = [{ from = 2026-03-09, until = 2026-03-10 }]\n'


def two_people(root: Path, people: str = REVIEWERS) -> Gate:
    """A house that asks for two people of nord in German."""
    gate = made(root)
    edited(gate.house.templates / "house.toml", 'nord = ["de", "en"]', 'nord = [{ languages = ["de"], people = 2 }, "en"]')
    (gate.house.templates / "reviewers.toml").write_text(people, encoding="utf-8")
    return gate.reloaded()


def test_two_names_with_one_mailbox_are_one_person(tmp_path: Path) -> None:
    gate = two_people(tmp_path, REVIEWERS.replace("bruno@example.org", "Anna@Example.org "))
    gate.approve(DE, "nord", "anna")
    gate.approve(DE, "nord", "bruno", at=NOON + timedelta(minutes=1))
    cell = gate.board().cell(DE, "nord")
    assert cell
    assert (cell.state, cell.given, cell.who) == (State.WAITING, ("anna",), ())


def branch(root: Path, people: str) -> Gate:
    """A branch that has everything but the approval in German; `people` are the reviewers of main."""
    gate = made(root)
    (gate.house.templates / "reviewers.toml").write_text(people, encoding="utf-8")
    git(root, "init", "-q")
    for n, one in enumerate(((FR, "sud", "chloe"), (EN, "nord", "anna"), (EN, "sud", "chloe"))):
        gate.approve(*one, at=NOON + timedelta(minutes=n))
    commit(gate, "Begin")
    git(root, "checkout", "-qb", "proposal")
    return gate.reloaded()


def stands_for_anna(gate: Gate, *, days: int = 0) -> None:
    """An approval by Bruno in Anna's place, signed by the gate: whoever is on the branch's own list as her deputy gets one."""
    cell = gate.board().cell(DE, "nord")
    assert cell
    whose = {"reviewer": "bruno", "stands_for": "anna", "partner": "nord", "subject": cell.subject}
    gate.write(Decision(kind=Kind.APPROVE, release="pont", language=DE, at=utc(NOON + timedelta(days=days)), **whose))
    commit(gate, "Approve in her place")


# Bruno has no right of his own to the German text.
READS_ENGLISH = REVIEWERS.replace('partner = "nord"\nlanguages = ["de"]', 'partner = "nord"\nlanguages = ["en"]')


def test_a_deputy_of_the_base_counts_on_the_days_of_the_absence(tmp_path: Path) -> None:
    gate = branch(tmp_path, READS_ENGLISH.replace('id = "anna"\n', AWAY))
    stands_for_anna(gate)
    assert judged(gate, "--base", "main")[0] == 0


@pytest.mark.parametrize("lines, days", [("", 0), ('deputy = "bruno"\n', 0), (AWAY.partition("\n")[2], 2)])
def test_a_branch_that_makes_somebody_a_deputy_is_not_believed(tmp_path: Path, lines: str, days: int) -> None:
    gate = branch(tmp_path, READS_ENGLISH.replace('id = "anna"\n', f'id = "anna"\n{lines}'))
    stands_for_anna(gate, days=days)
    assert gate.board().approved
    code, said = judged(gate, "--base", "main")
    assert code == 5
    assert "approved only by bruno" in said


@pytest.mark.parametrize("asked", [("--base", "main"), ("pont", "--base", "main"), ("pont",)])
def test_a_folder_with_a_releases_name_does_not_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: tuple[str, ...]
) -> None:
    gate = branch(tmp_path, REVIEWERS)
    listed = Manifest(release="pont", status=manifest.PREVIEW, subjects={}, decisions=(), draft="", files={}, made_with={})
    (tmp_path / "pont").mkdir()
    (tmp_path / "pont" / manifest.NAME).write_bytes(manifest.dump(listed))
    monkeypatch.chdir(tmp_path)
    code, said = judged(gate, *asked)
    assert code == (5 if "--base" in asked else 0)
    assert "a preview that nobody approved" not in said
    assert "decisions signed by the house: 3" in said


def forged(gate: Gate) -> Path:
    """A folder of files that nobody rendered, with an unsigned list of them that names every approval of the record."""
    folder = gate.house.output / "pont"
    (folder / "de").mkdir(parents=True)
    (folder / "de" / "pont.de.html").write_bytes(b"What nobody approved.")
    listed = Manifest(
        release="pont",
        status="approved",
        subjects=gate.board().subjects,
        decisions=tuple(gate.record().known),
        draft=gate.release.draft.digest,
        files=manifest.files(folder),
        made_with={},
    )
    (folder / manifest.NAME).write_bytes(manifest.dump(listed))
    return folder


def test_a_folder_that_one_approved_where_two_are_asked_for_is_not_covered(tmp_path: Path) -> None:
    gate = two_people(tmp_path)
    gate.approve_all()
    with pytest.raises(Tampered, match="de/nord is covered by too few approvals: 1 of 2"):
        verify_output(forged(gate), gate.house)
    shutil.rmtree(gate.house.output)
    gate.approve(DE, "nord", "bruno", at=NOON + timedelta(hours=1))
    assert "approvals" in {line.name for line in verify_output(forged(gate), gate.house)}


def test_that_an_approval_was_taken_back_since_is_told_of_what_was_rendered(tmp_path: Path) -> None:
    gate = made(tmp_path)
    gate.approve_all()
    folder = forged(gate)
    assert "revoked" not in {line.name for line in verify_output(folder, gate.house)}
    gates.give_back(gate.house, "pont", DE, "nord", "bruno", comment="Doch nicht.")
    (told,) = (line for line in verify_output(folder, gate.house) if line.name == "revoked")
    assert str(told) == "approvals of what was printed that do not count any more: 1 (de/nord)"


def test_a_return_that_git_has_known_cannot_be_removed_to_publish(tmp_path: Path) -> None:
    gate = made(tmp_path)
    git(tmp_path, "init", "-q")
    gate.approve_all()
    gates.give_back(gate.house, "pont", DE, "nord", "bruno", comment="So nicht.")
    commit(gate, "Return")
    with pytest.raises(NotAllowed):
        gates.publish(gate.house, "pont")
    (path,) = gate.folder.glob("decisions/*-return-*.json")
    path.unlink()
    commit(gate, "Forget")
    assert gate.board().approved
    with pytest.raises(Tampered, match=f"{path.name}: this decision is missing, though git has known it"):
        gates.publish(gate.house, "pont")


@pytest.mark.parametrize(
    "edit",
    [
        pytest.param(lambda rows: rows[2]["source"][0].update(text="Il compte 900 personnes."), id="another source"),
        pytest.param(lambda rows: rows[2].update(place="p2"), id="another place"),
        pytest.param(lambda rows: rows.pop(2), id="a sentence left out"),
        pytest.param(lambda rows: rows.append({**rows[2], "key": "0" * 8}), id="a sentence too many"),
    ],
)
def test_an_edition_cannot_show_reviewers_another_source_than_the_draft(tmp_path: Path, edit: Callable[[list[Any]], object]) -> None:
    gate = made(tmp_path)
    path = gate.folder / "de.json"
    values = json.loads(path.read_bytes())
    edit(values["segments"])
    path.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    with pytest.raises(RecordError, match=r"de\.json: the source sentences of this edition are not those of the draft"):
        gate.board(release=releases.load(gate.house, "pont"))


@pytest.mark.parametrize("other", ["anna", "Anna", "аnnа", "\uff41nna", "anna\u00a0", "anna "])
def test_two_people_whose_ids_nobody_tells_apart_are_refused(tmp_path: Path, other: str) -> None:
    gate = made(tmp_path)
    path = gate.house.templates / "reviewers.toml"
    path.write_text(REVIEWERS.replace('id = "bruno"', f'id = "{other}"'), encoding="utf-8")
    with pytest.raises(HouseError, match="two people have the id"):
        gate.board()
