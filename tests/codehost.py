"""A code host small enough for a test: a bare repository, and the very steps of the workflow files, run by bash as a runner runs them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from branches import git

ROOT = Path(__file__).parents[1]
AS_HOST = ("-c", "user.name=Host", "-c", "user.email=host@example.org")
EXPRESSION = re.compile(r"\$\{\{ *(.*?) *\}\}")


@dataclass(frozen=True)
class Verdict:
    """How a run ended: the exit code of the gravest step, all that was said, and the folder that it worked in."""

    code: int
    said: str
    folder: Path

    @property
    def green(self) -> bool:
        return self.code == 0


class Reference(yaml.YAMLObject):
    """GitLab's `!reference [job, key]`."""

    yaml_loader = yaml.SafeLoader
    yaml_tag = "!reference"

    @classmethod
    def from_yaml(cls, loader: Any, node: Any) -> tuple[str, ...]:
        return tuple(loader.construct_sequence(node))


def workflow(path: Path) -> dict[str, Any]:
    """A workflow file's values; YAML 1.1 takes its word `on` for true."""
    values = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in values.items()}


@dataclass
class Host(ABC):
    """A host with one bare repository, `origin`; its runners work in folders beside it."""

    root: Path

    def __post_init__(self) -> None:
        self.runs = count(1)

    @property
    def origin(self) -> Path:
        return self.root / "origin.git"

    @abstractmethod
    def propose(self, branch: str) -> Verdict:
        """What the host says of a pull request that wants `branch` in `main`."""

    @abstractmethod
    def pushed(self, before: str) -> Verdict:
        """What the host does after a push to `main`, which was at `before`."""

    def merge(self, branch: str) -> Verdict:
        """Merge a branch as the button does, whatever was said of it, and give what the host does then."""
        folder = self.checkout("main")
        before = git(folder, "rev-parse", "HEAD").strip()
        git(folder, "merge", "-q", "--no-ff", "--no-edit", f"origin/{branch}")
        git(folder, "push", "-q", "origin", "HEAD:main")
        return self.pushed(before)

    def checkout(self, branch: str) -> Path:
        """A runner's clean clone with all history, detached at a branch."""
        folder = self.root / f"run-{next(self.runs)}"
        git(self.root, "clone", "-q", "--no-hardlinks", str(self.origin), folder.name)
        git(folder, "checkout", "-q", "--detach", f"origin/{branch}")
        return folder

    def step(self, folder: Path, script: str, environment: Mapping[str, str], *options: str) -> Verdict:
        """One script, as a runner starts it: in a clean environment, with the program on the path."""
        own = {"HOME": str(self.root), "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "CI": "true"}
        kept = {name: os.environ[name] for name in ("FONTCONFIG_FILE", "LD_LIBRARY_PATH") if name in os.environ}
        done = subprocess.run(
            ["bash", *options, "-c", script], cwd=folder, env={**kept, **own, **environment}, capture_output=True, text=True, check=False
        )
        return Verdict(done.returncode, done.stdout + done.stderr, folder)


class GitHub(Host):
    """Runs docs/ci/github: every `run` of a job in order, `if` and all; what `uses` names is the runner's own."""

    files = ROOT / "docs" / "ci" / "github"

    def propose(self, branch: str) -> Verdict:
        folder = self.checkout("main")
        # refs/pull/N/merge, which actions/checkout takes.
        git(folder, "merge", "-q", "--no-ff", "--no-edit", f"origin/{branch}")
        return self.run(folder, "proposal.yml", {"event_name": "pull_request", "base_ref": "main"})

    def pushed(self, before: str) -> Verdict:
        folder = self.checkout("main")
        event = {"event_name": "push", "ref": "refs/heads/main", "event": {"before": before}}
        return self.run(folder, "publication.yml", event)

    def run(self, folder: Path, name: str, github: Mapping[str, Any]) -> Verdict:
        values = workflow(self.files / name)
        known = {"github": {"sha": git(folder, "rev-parse", "HEAD").strip(), **github}, "runner": {"os": "Linux"}}
        runner = self.root / f"{folder.name}-runner"
        runner.mkdir()
        told = {"GITHUB_ACTIONS": "true", "GITHUB_WORKSPACE": str(folder), "RUNNER_TEMP": str(runner), "GITHUB_PATH": str(runner / "path")}
        said, code = [], 0
        for job in values["jobs"].values():
            for step in (step for step in job["steps"] if "run" in step):
                if code and step.get("if") != "${{ !cancelled() }}":
                    continue
                own = {**values.get("env", {}), **job.get("env", {}), **step.get("env", {})}
                done = self.step(folder, step["run"], {**told, **_resolved(own, known)}, "-e")
                said.append(f"# {step['name']}: {done.code}\n{done.said}")
                code = max(code, done.code)
        return Verdict(code, "\n".join(said), folder)


class GitLab(Host):
    """Runs docs/ci/gitlab-ci.yml: the jobs of the event, each in a clone of its own, `before_script` and `script` as one."""

    file = ROOT / "docs" / "ci" / "gitlab-ci.yml"

    def propose(self, branch: str) -> Verdict:
        told = {"CI_PIPELINE_SOURCE": "merge_request_event", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main"}
        return self.run(branch, ("check", "verify", "preview"), told)

    def pushed(self, before: str) -> Verdict:
        told = {"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BRANCH": "main", "CI_COMMIT_BEFORE_SHA": before}
        return self.run("main", ("pages",), told)

    def run(self, branch: str, jobs: Sequence[str], told: Mapping[str, str]) -> Verdict:
        values = workflow(self.file)
        verdicts = []
        for name in jobs:
            folder = self.checkout(branch)
            lines = [*self.lines(values, name, "before_script"), *self.lines(values, name, "script")]
            own = {"CI_PROJECT_DIR": str(folder), "CI_COMMIT_SHA": git(folder, "rev-parse", "HEAD").strip()}
            known = {**own, **told}
            variables = _filled(values["variables"], known)
            verdicts.append(self.step(folder, "\n".join(lines), {**variables, **known}, "-e", "-o", "pipefail"))
        said = "\n".join(f"# {name}: {one.code}\n{one.said}" for name, one in zip(jobs, verdicts, strict=True))
        return Verdict(max(one.code for one in verdicts), said, verdicts[-1].folder)

    def lines(self, values: Mapping[str, Any], job: str, key: str) -> Iterator[str]:
        """The lines of a job's script, its own or what it extends."""
        own = values[job]
        if key not in own:
            yield from self.lines(values, own["extends"], key) if "extends" in own else ()
            return
        for line in own[key]:
            yield from self.lines(values, *line) if isinstance(line, tuple) else (line,)


def _filled(values: Mapping[str, str], known: Mapping[str, str]) -> dict[str, str]:
    """GitLab's variables, those that name others filled in."""
    return {name: re.sub(r"\$(\w+)", lambda found: known.get(found[1], found[0]), value) for name, value in values.items()}


def _resolved(values: Mapping[str, Any], known: Mapping[str, Any]) -> dict[str, str]:
    """The environment of a step: `${{ github.event.before || github.sha }}` and the like as they are here."""
    return {name: EXPRESSION.sub(lambda found: _value(found[1], known), str(value)) for name, value in values.items()}


def _value(expression: str, known: Mapping[str, Any]) -> str:
    for path in expression.split("||"):
        value: Any = known
        for name in path.strip().split("."):
            value = value.get(name, {})
        if value:
            return str(value)
    return ""
