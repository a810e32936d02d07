"""What verification finds: attacks, flipped bytes, edits after an approval, branches that decide at the same time; `gate.py` prints it."""

from __future__ import annotations

import importlib.util
import random
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import ModuleType

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique import decisions, releases, reviews
from communique.editions import Expense, Origin, Source
from communique.errors import CommuniqueError, Tampered
from communique.languages import Language
from communique.publishing import manifest
from communique.publishing.manifest import Manifest
from communique.record import approved_texts
from communique.record.verification import verify_output, verify_release
from communique.roles import Role
from gatehouse import DE, EN, FR, NOON, Gate, make, with_text

TESTS = Path(__file__).resolve().parents[1] / "tests" / "gate"
IDENTITY = ("-c", "user.name=Gate", "-c", "user.email=gate@example.org", "-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main")
ROLES = 'nord = ["de", { languages = ["en"], role = "legal" }, { languages = ["de", "en"], role = "own" }]'


def attacks(root: Path) -> dict[str, object]:
    """The attacks of the tests on the record and on a rendered folder, each on a fresh one; those that were not found with their file."""
    record, folder = _tests("test_decisions"), _tests("test_verification")
    missed = [name for n, name in enumerate(record.ATTACKS) if not _record_attack(record, root / f"r{n}", name)]
    on_folders = folder.test_an_attack_on_a_rendered_folder_is_found_and_the_file_named.pytestmark[0].args[1]
    missed += [act.__name__ for n, act in enumerate(on_folders) if not _folder_attack(folder, root / f"f{n}", act)]
    return {"attacks": len(record.ATTACKS) + len(on_folders), "attacks_missed": missed}


def _tests(name: str) -> ModuleType:
    found = importlib.util.spec_from_file_location(name, TESTS / f"{name}.py")
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def _record_attack(tests: ModuleType, root: Path, name: str) -> bool:
    gate = make(root)
    aimed = Path(tests.ATTACKS[name](tests.written(gate, 4), gate.house.drafts))
    return _found(lambda: verify_release(gate.house, "pont"), lambda place: aimed.match(place.rpartition("decisions/")[2]))


def _folder_attack(tests: ModuleType, root: Path, act: Callable[[Path], str]) -> bool:
    gate = make(root)
    gate.approve_all()
    folder = tests.rendered(gate)
    aimed = act(folder)
    return _found(lambda: verify_output(folder, gate.house), lambda place: place == str(folder / aimed))


def _found(verify: Callable[[], object], named: Callable[[str], bool]) -> bool:
    try:
        verify()
    except Tampered as error:
        return named(error.place)
    return False


def flips(root: Path) -> dict[str, object]:
    """Every byte of a release's decisions, shown texts and editions, and of the manifest of its folder, changed one after the other."""
    gate = _translated(root)
    folder = _printed(gate)
    groups = {
        "decisions": sorted((gate.folder / decisions.FOLDER).iterdir()),
        "shown_texts": sorted((gate.folder / approved_texts.FOLDER).iterdir()),
        "editions": [gate.folder / f"{language}.json" for language in Language],
    }
    missed: list[str] = []
    counted: dict[str, int] = {}
    for group, paths in groups.items():
        for path in paths:
            tried = [(at, path.name in _said(gate)) for at in _flipped(path)]
            counted[group] = counted.get(group, 0) + len(tried)
            missed += [f"{path.name} at {at}" for at, found in tried if not found]
    listed = folder / manifest.NAME
    tried = [(at, _refused(folder, gate)) for at in _flipped(listed)]
    missed += [f"{listed.name} at {at}" for at, found in tried if not found]
    return {"flips": {**counted, "manifest": len(tried)}, "flips_missed": missed}


def _translated(root: Path) -> Gate:
    """A release of an engine's German, approved by everybody, what they were shown kept."""
    gate = make(root)
    edition = gate.release.editions[DE]
    units = tuple(replace(unit, origin=Origin(Source.ENGINE, "local 1.0 fr-de", "2026-03-09T10:00:00Z")) for unit in edition.units)
    releases.save_edition(
        gate.folder, replace(edition, units=units, expenses=(Expense("2026-03-09T10:00:00Z", "local", "machine", 90, 0.0),))
    )
    gate = gate.reloaded()
    wanted = ((FR, "sud", "chloe"), (DE, "nord", "anna"), (EN, "nord", "anna"), (EN, "sud", "chloe"))
    for n, (language, partner, who) in enumerate(wanted):
        gate.approve(language, partner, who, at=NOON + timedelta(minutes=n), text=approved_texts.keep(gate.release, language))
    return gate


def _printed(gate: Gate) -> Path:
    folder = gate.house.output / "pont"
    (folder / "de").mkdir(parents=True)
    (folder / "de" / "pont.txt").write_text("Brücke", encoding="utf-8")
    made = Manifest(
        release="pont",
        status=manifest.APPROVED,
        subjects=gate.board().subjects,
        decisions=tuple(decision.id for decision in gate.record().decisions),
        draft=gate.release.draft.digest,
        files=manifest.files(folder),
        made_with={"communique": "0.1.0"},
    )
    manifest.save(folder, manifest.sign(made, gate.key))
    return folder


def _flipped(path: Path) -> Iterator[int]:
    content = path.read_bytes()
    for position in range(len(content)):
        path.write_bytes(content[:position] + bytes((content[position] ^ (1 << position % 8),)) + content[position + 1 :])
        yield position
    path.write_bytes(content)


def _said(gate: Gate) -> str:
    try:
        return "\n".join(map(str, verify_release(gate.house, "pont")))
    except CommuniqueError as error:
        return str(error)


def _refused(folder: Path, gate: Gate) -> bool:
    try:
        verify_output(folder, gate.house)
    except CommuniqueError as error:
        return error.place == str(folder / manifest.NAME)
    return False


def stale_sets(root: Path, tries: int = 500) -> dict[str, object]:
    """Random edits of texts after everybody approved, roles included: stale are exactly the approvals whose language was edited."""
    gate = make(root)
    path = gate.house.templates / "house.toml"
    path.write_text(path.read_text(encoding="utf-8").replace('nord = ["de", "en"]', ROLES), encoding="utf-8")
    reviewers = gate.house.templates / "reviewers.toml"
    every = 'roles = ["language", "legal", "own"]\n'
    reviewers.write_text(reviewers.read_text(encoding="utf-8").replace("\nlanguages =", f"\n{every}languages ="), encoding="utf-8")
    gate = gate.reloaded()
    for cell in gate.board().cells:
        who = {"nord": "anna", "sud": "chloe"}[cell.partner]
        own = (gate.board(), gate.release, gate.house, gate.reviewers)
        what = {"language": cell.language, "partner": cell.partner, "role": cell.role}
        gate.write(reviews.approve(*own, who=who, at=NOON, channel="desk", **what))  # type: ignore[arg-type]
    wrong: list[str] = []
    asked = st.lists(
        st.tuples(st.sampled_from((FR, DE, EN)), st.integers(0, 2), st.text("AB éÉ\u00a0", min_size=1, max_size=4)), max_size=5
    )

    @settings(max_examples=tries, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(edits=asked)
    def try_edits(edits: list[tuple[Language, int, str]]) -> None:
        release = gate.release
        for language, place, text in edits:
            release = with_text(release, language, place, text)
        edited = {language for language in Language if release.editions[language] != gate.release.editions[language]}
        expected = {c.name for c in gate.board().cells if c.language in edited and c.role is not Role.OWN}
        found = {cell.name for cell in gate.board(release=release).cells if cell.state != "approved"}
        if found != expected:
            wrong.append(f"{sorted(found)} for {sorted(expected)}")

    try_edits()
    return {"random_edits": tries, "stale_sets_wrong": wrong}


def merges(root: Path, tries: int = 10) -> dict[str, object]:
    """Two branches of a real repository that each decide a random number of times, then merged by git."""
    conflicts, broken, chance = 0, 0, random.Random(7)
    for n in range(tries):
        gate = make(root / f"{n}")
        gate.write(reviews.submit(gate.release, who="", at=NOON, channel="terminal"))
        _git(gate, "init", "-q")
        _committed(gate, "Begin")
        wanted = 1
        for branch, who in (("aside", "anna"), ("main", "bruno")):
            _git(gate, "checkout", "-q", *(("-b", branch) if branch == "aside" else (branch,)))
            for minute in range(chance.randint(1, 4)):
                gate.approve(DE, "nord", who, at=NOON + timedelta(minutes=minute))
                wanted += 1
            _committed(gate, who)
        conflicts += _git(gate, "merge", "-q", "--no-edit", "aside") != 0
        try:
            broken += len(gate.record().decisions) != wanted or not verify_release(gate.house, "pont")
        except CommuniqueError:
            broken += 1
    return {"merges": tries, "merge_conflicts": conflicts, "merges_broken": broken}


def _committed(gate: Gate, subject: str) -> None:
    _git(gate, "add", "-A", "drafts", "templates")
    _git(gate, "commit", "-qm", subject)


def _git(gate: Gate, *arguments: str) -> int:
    git = shutil.which("git") or "git"
    return subprocess.run((git, *IDENTITY, *arguments), cwd=gate.house.root, capture_output=True, check=False).returncode


def measured(root: Path) -> dict[str, object]:
    """Everything, by name."""
    return attacks(root / "attacks") | flips(root / "flips") | stale_sets(root / "stale") | merges(root / "merges")


def failures(found: dict[str, object]) -> bool:
    """Whether anything that is promised did not hold."""
    names = ("attacks_missed", "flips_missed", "stale_sets_wrong", "merge_conflicts", "merges_broken")
    return any(found[name] for name in names)
