"""`communique ci`: it looks at what a branch changes, gives no secret text away, and publishes what is due."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import docx
import pytest

from branches import edited, git
from codehost import AS_HOST
from communique import gate, pipeline, releases
from communique import house as houses
from communique import settings as settings_file
from communique.document import plain
from communique.house import House
from communique.markup import dump
from houses import Done, run
from proposals import FR, MALLORY, SIGN, SLUG, approve, commit, found, submit

FAR = datetime.now(UTC).replace(microsecond=0) + timedelta(days=365)


@pytest.fixture(scope="module")
def submitted(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A house whose branch proposes a release that waits for its reviewers."""
    house = found(tmp_path_factory.mktemp("founded"))
    submit(house)
    commit(house, "Propose", "release")
    return house


@pytest.fixture
def house(submitted: House, tmp_path: Path) -> House:
    """A copy of that house."""
    return houses.load(Path(shutil.copytree(submitted.root, tmp_path / "house")))


def ci(house: House, step: str, *more: str, base: str = "origin/main") -> Done:
    named = () if step == "publish" else ("--base", base)
    return run(house.root, "ci", step, *named, *more)


def held_back(house: House) -> None:
    """Put the release under embargo for a year."""
    folder = house.drafts / SLUG
    settings_file.save(folder, replace(settings_file.load(folder), embargo=FAR))


def sentences(house: House) -> list[str]:
    editions = releases.load(house, SLUG).editions.values()
    texts = [plain(side) for edition in editions for unit in edition.units for side in (unit.segment.content, unit.target or ())]
    return [text for text in texts if len(text) > 12]


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_found_stands_on_the_line_of_its_segment(house: House) -> None:
    unit = next(unit for unit in releases.load(house, SLUG).editions[FR].units if "Orangerie AI" in dump(unit.target or ()))
    gate.correct(house, SLUG, FR, unit.segment.key, dump(unit.target or ()).replace("Orangerie AI", "Orangerie Al"), "maud")
    commit(house, "Slip", "slip")
    done = ci(house, "check")
    assert done.returncode == 1, done.stderr
    log = json.loads((house.root / "findings" / "findings.sarif").read_text(encoding="utf-8"))
    (found_there,) = [result for result in log["runs"][0]["results"] if result["level"] == "error"]
    place = found_there["locations"][0]["physicalLocation"]
    lines = (house.root / place["artifactLocation"]["uri"]).read_text(encoding="utf-8").splitlines()
    assert f'"key": "{unit.segment.key}"' in lines[place["region"]["startLine"] - 1]


def test_a_house_inside_a_repository_is_annotated_there(house: House, tmp_path: Path) -> None:
    inside = Path(shutil.copytree(house.root, tmp_path / "repository" / "press", ignore=shutil.ignore_patterns(".git", ".communique")))
    git(inside.parent, "init", "-q")
    git(inside.parent, *AS_HOST, "commit", "-q", "--allow-empty", "-m", "Begin")
    git(inside.parent, "add", "-A")
    git(inside.parent, *AS_HOST, "commit", "-qm", "Propose")
    done = ci(houses.load(inside), "check", "--annotate", base="HEAD~1")
    assert f"::warning file=press/drafts/{SLUG}/fr.json" in done.stdout


def test_annotations_come_after_the_report_in_which_github_takes_no_command(house: House) -> None:
    lines = ci(house, "check", "--annotate").stdout.splitlines()
    word = lines[0].removeprefix("::stop-commands::")
    assert len(word) == 32
    end = lines.index(f"::{word}::")
    assert next(n for n, line in enumerate(lines) if line.startswith("::warning ")) > end
    assert any("boilerplate_drift" in line for line in lines[1:end])


def test_the_findings_of_a_secret_release_are_told_without_its_text(house: House) -> None:
    held_back(house)
    commit(house, "Embargo", "embargo")
    done = ci(house, "check", "--annotate")
    told = done.stdout + done.stderr + "".join(path.read_text(encoding="utf-8") for path in files(house.root / "findings"))
    assert "the findings are without the text" in done.stdout
    assert "boilerplate_drift" in told
    assert [text for text in (*sentences(house), "Plus de 30 000", "32 000") if text in told] == []


def test_a_secret_release_has_no_preview_and_the_step_says_why(house: House) -> None:
    held_back(house)
    commit(house, "Embargo", "embargo")
    done = ci(house, "preview", "--to", "previews")
    assert done.returncode == 0
    assert "no preview" in done.stdout
    assert files(house.root / "previews") == []
    assert not (house.output / f"{SLUG}-preview").exists()


def test_a_release_under_embargo_waits_for_a_later_run(house: House) -> None:
    held_back(house)
    approve(house, *SIGN)
    done = ci(house, "publish")
    assert done.returncode == 0
    assert "a run after that moment publishes it" in done.stdout
    assert files(house.root / "public") == []
    assert not list(house.output.glob("embargo-*"))


def test_an_embargo_hides_no_missing_approval(house: House) -> None:
    held_back(house)
    done = ci(house, "publish")
    assert done.returncode == 5
    assert "Jonas Wiebelt" in done.stderr


def test_a_word_file_of_which_nobody_made_a_release_is_red(house: House) -> None:
    shutil.rmtree(house.drafts / SLUG)
    commit(house, "Only the Word file", "word")
    done = ci(house, "check")
    assert done.returncode == 5
    assert f"drafts/{SLUG}.docx: no release was made of this file as it is" in done.stderr


def test_a_word_file_that_changed_after_its_release_was_made_is_red(house: House) -> None:
    path = house.drafts / f"{SLUG}.docx"
    file = docx.Document(str(path))
    file.paragraphs[3].add_run(" Nouveau.")
    file.save(str(path))
    commit(house, "Another Word file", "word")
    done = ci(house, "check")
    assert done.returncode == 5
    assert "as it is" in done.stderr


def test_a_word_file_in_capitals_is_one_too(house: House) -> None:
    (house.drafts / "BUDGET.DOCX").write_bytes((house.drafts / f"{SLUG}.docx").read_bytes() + b"x")
    commit(house, "Another Word file", "word")
    assert "drafts/BUDGET.DOCX: no release was made of this file as it is" in ci(house, "check").stderr


def test_a_link_to_something_endless_is_red_at_once(house: House) -> None:
    (house.drafts / "endless.docx").symlink_to("/dev/zero")
    commit(house, "A link", "word")
    assert "drafts/endless.docx: no release was made of this file as it is" in ci(house, "check").stderr


def test_a_newer_version_under_another_name_belongs_to_its_release(house: House) -> None:
    path = (house.drafts / f"{SLUG}.docx").rename(house.drafts / f"{SLUG} v2.docx")
    file = docx.Document(str(path))
    file.paragraphs[3].add_run(" Nouveau.")
    file.save(str(path))
    assert pipeline.take_in(house, path) == SLUG
    commit(house, "A newer version", "word")
    assert "no release was made" not in ci(house, "check").stderr


def test_a_branch_that_changes_nothing_is_told_so(house: House) -> None:
    done = ci(house, "check", base="HEAD")
    assert done.returncode == 0
    assert "changes no release" in done.stdout


def test_a_change_of_the_termbase_concerns_every_release(house: House) -> None:
    edited(house.templates / "house.toml", "[limits]", "# Our limits\n[limits]")
    commit(house, "Say what the limits are", "limits")
    assert SLUG in ci(house, "check", base="HEAD~1").stdout


def test_before_the_first_push_there_was_nothing(house: House) -> None:
    assert SLUG in ci(house, "check", base="0" * 40).stdout


@pytest.mark.parametrize("base", ["origin/nowhere", "--output=x", ""])
def test_a_branch_to_join_that_git_does_not_know_is_refused(house: House, base: str) -> None:
    done = run(house.root, "ci", "check", f"--base={base}")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_every_step_answers_in_json(house: House) -> None:
    checked = json.loads(ci(house, "check", "--json").stdout)
    assert [one["name"] for one in checked["changed"]] == [SLUG]
    held_back(house)
    assert list(json.loads(ci(house, "preview", "--json").stdout)["left"]) == [SLUG]
    published = ci(house, "publish", "--json")
    assert json.loads(published.stdout)["exit_code"] == published.returncode == 5


def test_a_release_that_was_withdrawn_before_it_went_out_stops_nobody(house: House) -> None:
    gate.withdraw(house, SLUG, "maud", comment="A mistake.")
    commit(house, "Withdraw", "withdrawn")
    assert run(house.root, "verify", "--base", "origin/main").returncode == 0
    done = ci(house, "publish")
    assert done.returncode == 0
    assert "withdrawn before it was published" in done.stdout


def test_a_notice_takes_the_place_of_a_release_that_went_out(house: House) -> None:
    approve(house, *SIGN)
    gate.publish(house, SLUG)
    gate.withdraw(house, SLUG, "maud", comment="A mistake.")
    commit(house, "Withdraw", "withdrawn")
    clone = house.root.parent / "clone"
    git(house.root.parent, "clone", "-q", str(house.root), clone.name)
    own = houses.load(clone)
    assert ci(own, "publish").returncode == 0
    page = (clone / "public" / SLUG / "de" / f"{SLUG}.de.html").read_text(encoding="utf-8")
    assert "zurückgezogen" in page
    assert not [text for text in sentences(house) if len(text) > 200 and text in page]


def test_nothing_goes_out_that_a_branch_laid_where_files_are_made(house: House) -> None:
    approve(house, *SIGN)
    gate.publish(house, SLUG)
    (house.output / "feeds" / "slipped.html").write_text("Slipped.")
    git(house.root, "add", "-f", "output")
    commit(house, "Slip", "slip")
    assert ci(house, "publish").returncode == 0
    assert {path.name for path in (house.root / "public").iterdir()} == {SLUG, "feeds"}
    assert {path.name for path in files(house.root / "public" / "feeds")} == {"de.atom", "fr.atom"}


@pytest.mark.parametrize("step", ["publish", "preview"])
@pytest.mark.parametrize("slipped", ["page", "link", "file"])
def test_a_folder_of_results_that_a_branch_brings_along_is_refused(house: House, tmp_path: Path, step: str, slipped: str) -> None:
    to = house.root / "results"
    if slipped == "page":
        to.mkdir()
        (to / "slipped.html").write_text("Slipped.")
    elif slipped == "link":
        (tmp_path / "elsewhere").mkdir()
        to.symlink_to(tmp_path / "elsewhere")
    else:
        to.write_text("Slipped.")
    done = ci(house, step, "--to", "results")
    assert done.returncode == 5
    assert done.stderr.startswith("results: is no empty folder")


def test_a_link_in_the_place_of_a_report_is_not_followed(house: House, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text("Kept.")
    (house.root / "findings").mkdir()
    (house.root / "findings" / "findings.sarif").symlink_to(kept)
    ci(house, "check")
    assert kept.read_text() == "Kept."


def test_nobody_withdraws_by_adding_themselves_to_the_reviewers(house: House) -> None:
    path = house.templates / "reviewers.toml"
    path.write_text(path.read_text(encoding="utf-8") + MALLORY, encoding="utf-8")
    gate.withdraw(houses.load(house.root), SLUG, "mallory", comment="Mine.")
    commit(house, "Withdraw", "withdrawn")
    done = run(house.root, "verify", "--base", "origin/main")
    assert done.returncode == 5
    assert "withdrawn by mallory, who is not on the list of origin/main" in done.stderr
