"""Eight things that happen to a release on a code host, each with the verdict that it must get."""

from __future__ import annotations

import shutil
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from branches import edited, git
from codehost import AS_HOST, ROOT, Host, Verdict
from communique import gate, pipeline, releases
from communique import house as houses
from communique.document import plain
from communique.house import House
from communique.languages import Language
from communique.markup import dump
from communique.operation import upkeep
from communique.segments import normal

SLUG = "dialogue-ia"
FR, DE = Language.FR, Language.DE
SIGN = ((FR, "inria", "maud"), (FR, "imt", "helene"), (DE, "fraunhofer", "jonas"))
MALLORY = """
[[reviewers]]
id = "mallory"
name = "Mallory Nord"
email = "mallory@example.org"
partner = "fraunhofer"
languages = ["de"]
"""


@dataclass(frozen=True)
class Answer:
    """What a host must answer with, an exit code and words, and what it answered."""

    code: int
    words: tuple[str, ...]
    verdict: Verdict

    @property
    def right(self) -> bool:
        return self.verdict.code == self.code and all(word in self.verdict.said for word in self.words)


@dataclass(frozen=True)
class Scenario:
    """What happened, and what the host answered to it."""

    name: str
    answers: tuple[Answer, ...]

    @property
    def right(self) -> bool:
        return all(answer.right for answer in self.answers)


def found(root: Path) -> House:
    """A house in git, its key outside: the sample's, in French and German, nothing in drafts; `origin` has its `main`."""
    work = root / "officer"
    shutil.copytree(ROOT / "templates", work / "templates")
    (work / "drafts").mkdir()
    for name in (".gitignore", ".gitattributes"):
        shutil.copy(ROOT / name, work)
    house = upkeep.new_key(upkeep.without_key(houses.load(work)))
    git(root, "init", "-q", "--bare", "origin.git")
    git(work, "init", "-q")
    git(work, "remote", "add", "origin", str(root / "origin.git"))
    commit(house, "Found the house", "main")
    return house


def commit(house: House, subject: str, branch: str, origin: Path | str = "origin") -> None:
    """Commit everything and push it as `branch`, whatever the host has of it."""
    git(house.root, "add", "-A")
    git(house.root, *AS_HOST, "commit", "-qm", subject)
    git(house.root, "push", "-qf", str(origin), f"HEAD:{branch}")


def submit(house: House) -> None:
    """Take the sample's draft up to its reviewers, its gaps filled by people."""
    path = Path(shutil.copy(ROOT / "drafts" / f"{SLUG}.docx", house.drafts))
    pipeline.take_in(house, path, languages=(FR, DE))
    for language in (FR, DE):
        pipeline.translate(house, SLUG, language)
    gate.submit(house, SLUG)
    edits = tomllib.loads((ROOT / "docs" / "sample" / "edits.toml").read_text(encoding="utf-8"))
    for language, who in ((FR, "maud"), (DE, "jonas")):
        wanted = {normal(source): target for source, target in edits[language].items()}
        for unit in releases.load(house, SLUG).editions[language].units:
            if text := wanted.get(normal(plain(unit.segment.content))):
                gate.correct(house, SLUG, language, unit.segment.key, text, who)


def approve(house: House, *wanted: tuple[Language, str, str]) -> None:
    for language, partner, who in wanted:
        gate.approve(house, SLUG, language, partner, who)


def edit(house: House, language: Language = DE, old: str = "dem Vertrauen", new: str = "dem großen Vertrauen") -> None:
    unit = next(unit for unit in releases.load(house, SLUG).editions[language].units if old in dump(unit.target or ()))
    gate.correct(house, SLUG, language, unit.segment.key, dump(unit.target or ()).replace(old, new), "jonas")


def apart(house: House, name: str) -> House:
    """A copy of the officer's folder, key and all, in which something else happens from here on."""
    return houses.load(Path(shutil.copytree(house.root, house.root.parent / name)))


def play(first: Callable[[Path], Host], then: Callable[[Path], Host], root: Path) -> list[Scenario]:
    """All eight in the order of their numbers: 1 to 5 happen to one release on the first host, the others to copies of it on the second."""
    folders = [root / "one", root / "two"]
    for folder in folders:
        folder.mkdir(parents=True)
    house, host, other = found(folders[0]), first(folders[0]), then(folders[1])
    shutil.copytree(host.origin, other.origin)
    return [*_in_order(house, host), _adds_itself(house, other), _base_moved(house, other), _forgeries(house, other)]


def _in_order(house: House, host: Host) -> Iterator[Scenario]:
    def proposed(name: str, code: int, *words: str) -> Scenario:
        commit(house, name, "release")
        return Scenario(name, (Answer(code, words, host.propose("release")),))

    submit(house)
    yield proposed("a draft that nobody approved", 5, "Maud Ferrandier", "Jonas Wiebelt", "Hélène Castagnou")
    approve(house, *SIGN)
    yield proposed("approved by all", 0, "approvals: 3, all for the text as it stands", "previews/dialogue-ia")
    apart(house, "approved")
    edit(house)
    yield proposed("edited after it was approved", 5, "Jonas Wiebelt or Friederike Lohmüller")
    apart(house, "stale")
    approve(house, SIGN[2])
    yield proposed("approved again", 0, "approvals: 3, all for the text as it stands")
    yield Scenario("merged", (Answer(0, ("files in public/dialogue-ia",), host.merge("release")),))


def _adds_itself(house: House, host: Host) -> Scenario:
    """Whoever approves puts themselves on the list in the same branch."""
    own = apart(_at(house, "stale"), "mallory")
    path = own.templates / "reviewers.toml"
    path.write_text(path.read_text(encoding="utf-8") + MALLORY, encoding="utf-8")
    approve(houses.load(own.root), (DE, "fraunhofer", "mallory"))
    commit(own, "Approve as somebody new", "mallory", host.origin)
    answer = Answer(5, ("+mallory", "approved only by mallory"), host.propose("mallory"))
    return Scenario("a branch that adds its own reviewer", (answer,))


def _base_moved(house: House, host: Host) -> Scenario:
    """A partner changes its official text in `main` while a branch with all its approvals waits: green before, and merged too late."""
    own = apart(_at(house, "approved"), "late")
    git(own.root, "push", "-qf", str(host.origin), "HEAD:late")
    before = Answer(0, ("approvals: 3",), host.propose("late"))
    git(own.root, "fetch", "-q", str(host.origin), "main")
    git(own.root, "checkout", "-q", "FETCH_HEAD")
    path = own.templates / "partners" / "inria.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('text = """\n', 'text = """\nDepuis 2026. ', 1), encoding="utf-8")
    commit(own, "Change what Inria says of itself", "main", host.origin)
    after = Answer(5, ("Maud Ferrandier or Rosalind Achebe-Moore",), host.merge("late"))
    return Scenario("merged after the base had moved", (before, after))


def _forgeries(house: House, host: Host) -> Scenario:
    """A branch that asks for fewer approvals, one that brings its own key, one that alters a decision."""
    git(house.root, "push", "-qf", str(host.origin), f"{git(house.root, 'rev-list', '--max-parents=0', 'HEAD').strip()}:main")
    lowered, foreign, altered = (apart(_at(house, name), f"{name}-forged-{n}") for n, name in enumerate(("stale", "stale", "approved")))
    edited(lowered.templates / "house.toml", 'fraunhofer = ["de", "en"]', 'fraunhofer = ["en"]')
    foreign.key_file.unlink()
    shutil.rmtree(foreign.drafts / SLUG / "decisions")
    approve(upkeep.new_key(upkeep.without_key(foreign)), *SIGN)
    decision = next((altered.drafts / SLUG / "decisions").glob("*-approve-*.json"))
    edited(decision, '"reviewer":', '"reviewer" :')
    answers = []
    for own, code, word in (
        (lowered, 5, "[approvals] fraunhofer"),
        (foreign, 7, "the public keys are not those of origin/main"),
        (altered, 7, decision.name),
    ):
        commit(own, "Forge", own.root.name, host.origin)
        answers.append(Answer(code, (word,), host.propose(own.root.name)))
    return Scenario("a lowered policy, a foreign key, an altered record", tuple(answers))


def _at(house: House, name: str) -> House:
    return houses.load(house.root.parent / name)
