"""The workflows of docs/ci: their very steps give the right verdict on what happens to a release, and none of them gives anything away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from codehost import ROOT, GitHub, GitLab, workflow
from communique import gate
from communique import house as houses
from proposals import SLUG, Scenario, play

OFFICE = sorted((ROOT / "docs" / "ci" / "github").glob("*.yml"))
ON_GITHUB = [*OFFICE, *sorted((ROOT / ".github" / "workflows").glob("*.yml"))]
ON_GITLAB = [ROOT / "docs" / "ci" / "gitlab-ci.yml", ROOT / ".gitlab-ci.yml"]
NAMES = (
    "a draft that nobody approved",
    "approved by all",
    "edited after it was approved",
    "approved again",
    "merged",
    "a branch that adds its own reviewer",
    "merged after the base had moved",
    "a lowered policy, a foreign key, an altered record",
)


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.fixture(scope="module")
def scenarios(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Scenario]:
    """What happens to one release on GitHub, and what others try with it on GitLab."""
    return {one.name: one for one in play(GitHub, GitLab, tmp_path_factory.mktemp("hosts"))}


@pytest.mark.parametrize("name", NAMES)
def test_each_of_eight_scenarios_gets_the_right_verdict(scenarios: dict[str, Scenario], name: str) -> None:
    for answer in scenarios[name].answers:
        assert answer.right, f"{answer.verdict.code} instead of {answer.code} {answer.words}\n{answer.verdict.said}"


def test_nothing_else_was_played(scenarios: dict[str, Scenario]) -> None:
    assert tuple(scenarios) == NAMES


def test_a_proposal_leaves_previews_that_say_so_and_findings_for_the_host(scenarios: dict[str, Scenario]) -> None:
    (answer,) = scenarios["approved by all"].answers
    folder = answer.verdict.folder
    pages = sorted(path.name for path in (folder / "previews" / SLUG).rglob("*.pdf"))
    assert pages == [f"{SLUG}.de.pdf", f"{SLUG}.fr.pdf"]
    assert not list(folder.rglob("press-kit.zip"))
    assert "boilerplate_drift" in (folder / "findings" / "findings.sarif").read_text(encoding="utf-8")
    assert "::warning file=drafts/dialogue-ia/fr.json" in answer.verdict.said


def test_what_is_merged_is_what_was_approved_and_verifies(scenarios: dict[str, Scenario]) -> None:
    (answer,) = scenarios["merged"].answers
    folder = answer.verdict.folder
    assert (folder / "public" / SLUG / "press-kit.zip").is_file()
    assert (folder / "public" / "feeds" / "de.atom").is_file()
    assert gate.verify(houses.load(folder), folder / "public" / SLUG)


def test_a_red_merge_leaves_nothing_to_put_online(scenarios: dict[str, Scenario]) -> None:
    before, after = scenarios["merged after the base had moved"].answers
    assert before.verdict.green
    assert not (after.verdict.folder / "public").exists()


@pytest.mark.parametrize("path", ON_GITHUB, ids=named)
def test_a_workflow_runs_with_the_least_that_it_needs(path: Path) -> None:
    values = workflow(path)
    assert "pull_request_target" not in values["on"]
    assert "workflow_run" not in values["on"]
    assert values["permissions"] == {}
    assert values["concurrency"]["group"]
    assert "secrets." not in path.read_text(encoding="utf-8")
    for job in values["jobs"].values():
        assert job["timeout-minutes"] <= 90
        assert "write-all" not in str(job["permissions"])
        assert "contents" not in job["permissions"] or job["permissions"]["contents"] == "read"


@pytest.mark.parametrize("path", ON_GITHUB, ids=named)
def test_an_action_is_named_by_the_hash_of_a_commit_and_its_version(path: Path) -> None:
    used = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert used
    for line in used:
        assert re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


@pytest.mark.parametrize("path", ON_GITHUB, ids=named)
def test_no_checkout_leaves_a_token_behind(path: Path) -> None:
    taken = [step for step in _steps(workflow(path)) if step.get("uses", "").startswith("actions/checkout@")]
    assert taken
    assert [step["with"]["persist-credentials"] for step in taken] == [False] * len(taken)


@pytest.mark.parametrize("path", ON_GITHUB, ids=named)
def test_what_others_name_is_never_pasted_into_a_script(path: Path) -> None:
    """A branch called `$(…)` would run: expressions reach scripts through the environment."""
    assert [step["run"] for step in _steps(workflow(path)) if "${{" in step.get("run", "")] == []


def test_a_branch_with_a_name_like_a_command_runs_nothing(tmp_path: Path) -> None:
    host = GitLab(tmp_path)
    name = "x$(touch${IFS}ran)"
    script = next(line for line in host.lines(workflow(GitLab.file), "verify", "before_script") if line.startswith("BASE="))
    done = host.step(tmp_path, f'{script}\nprintf %s "$BASE"', {"CI_MERGE_REQUEST_TARGET_BRANCH_NAME": name}, "-e")
    assert done.said == f"origin/{name}"
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("path", OFFICE, ids=named)
def test_previews_are_kept_for_days_and_never_put_online(path: Path) -> None:
    kept = [step for step in _steps(workflow(path)) if "previews" in str(step.get("with", ""))]
    assert all(step["with"]["retention-days"] <= 7 for step in kept)
    assert not [step for step in kept if "pages" in step["uses"]]


@pytest.mark.parametrize("path", ON_GITLAB, ids=named)
def test_a_pipeline_ends_in_time_and_forks_get_no_secret(path: Path) -> None:
    values, text = workflow(path), path.read_text(encoding="utf-8")
    jobs = [job for name, job in values.items() if isinstance(job, dict) and "script" in job]
    assert jobs
    assert all("timeout" in {**values["default"], **job} for job in jobs)
    assert not re.search(r"secret|token|password|GATE_KEY", text.replace("No job needs a secret", ""), re.IGNORECASE)


def test_previews_on_gitlab_are_for_members_and_for_days() -> None:
    kept = workflow(GitLab.file)["preview"]["artifacts"]
    assert kept["access"] == "developer"
    assert kept["expire_in"] == "5 days"


def test_the_project_runs_on_both_hosts_what_developers_run() -> None:
    steps = [step.get("run") for step in _steps(workflow(ROOT / ".github" / "workflows" / "ci.yml"))]
    assert ".ci/run" in steps
    assert ".ci/run" in workflow(ROOT / ".gitlab-ci.yml")["all"]["script"]


def test_the_project_looks_on_both_hosts_at_what_it_is_made_of() -> None:
    steps = [step.get("run") for step in _steps(workflow(ROOT / ".github" / "workflows" / "ci.yml"))]
    assert "make audit" in steps
    assert workflow(ROOT / ".gitlab-ci.yml")["audit"]["script"] == ["make audit"]
    assert re.search(r"^audit:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def _steps(values: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for job in values["jobs"].values():
        yield from job["steps"]
