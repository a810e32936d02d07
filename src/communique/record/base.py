"""The base branch: what a git ref says about policy, reviewers and keys, so that no change is its own judge."""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from .. import decisions, reviewers
from .. import house as houses
from ..approval.boards import Board
from ..decisions import Decision, Kind, Record
from ..errors import HouseError, NotAllowed, RecordError, Tampered
from ..house import House
from ..languages import Wording
from . import alterations as say
from . import base_words as words
from . import git, issues

POLICY, REVIEWERS = "templates/house.toml", "templates/reviewers.toml"


@dataclass(frozen=True, slots=True)
class Base:
    """A git ref that judges what lies in the working tree.

    `house` has the texts, partners, pictures and templates of the working tree, and the policy, the reviewers and the keys of `commit`
    (40 or 64 hexadecimal digits), to which `ref` led; `policy`, `reviewers` and `keys` name what the working tree says differently.
    """

    ref: str
    commit: str
    own: House
    house: House
    policy: tuple[str, ...] = ()
    reviewers: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def differences(self) -> tuple[Wording, ...]:
        """A sentence for each file whose word does not count here because the base says otherwise."""
        told = ((words.POLICY, self.policy), (words.REVIEWERS, self.reviewers), (words.KEYS, self.keys))
        return tuple(line.fill(ref=self.ref, what=", ".join(what)) for line, what in told if what)

    def releases(self) -> tuple[str, ...]:
        """The slugs of the releases about which the base knows decisions."""
        return tuple(sorted({path.parent.parent.name for path in _decided(self.own.root, self.commit)}))

    def demand_decisions(self, slug: str) -> int:
        """How many decisions about a release the base knows, all of which are here.

        Raises Tampered, naming the file, for one that the working tree comes from and lacks; NotAllowed where the base has got others
        since.
        """
        known = sorted(path for path in _decided(self.own.root, self.commit) if path.parent.parent.name == slug)
        missing = [path for path in known if not (self.own.root / path).is_file()]
        if not missing:
            return len(known)
        common = _common(self.own.root, self.commit)
        before = known if common is None else _decided(self.own.root, common)
        taken = [path for path in missing if path in before]
        if taken:
            raise Tampered(taken[0].as_posix(), words.BASE_HAS_IT.fill(ref=self.ref), say.RESTORE)
        raise NotAllowed(slug, words.BEHIND.fill(ref=self.ref, count=len(missing)), words.MERGE_FIRST.fill(ref=self.ref))

    def demand_listed(self, board: Board, record: Record) -> None:
        """Raises NotAllowed where an approval, a waiver or a withdrawal counts only because of somebody who is not on the base's list.

        What the base has already is no matter of this branch: somebody who left since was entitled then. Of a release that is withdrawn
        only the notice goes out, which needs no approval.
        """
        settled = {path.stem.rpartition("-")[2] for path in _decided(self.own.root, self.commit)}
        people = reviewers.load(self.house)
        for decision in record.decisions:
            if decision.kind is Kind.WAIVE and decision.id[:12] not in settled and not _may_waive(people.get(decision.reviewer), decision):
                fact = words.WAIVER_NOT_LISTED.fill(ref=self.ref, who=decision.reviewer, about=decision.about)
                raise NotAllowed(board.release, fact, words.MERGE_THE_LIST.fill(ref=self.ref))
            if decision.kind is Kind.WITHDRAW and decision.id[:12] not in settled and decision.reviewer not in people:
                raise NotAllowed(
                    board.release, words.WITHDRAWN_BY.fill(ref=self.ref, who=decision.reviewer), words.MERGE_THE_LIST.fill(ref=self.ref)
                )
        if issues.withdrawal(record) and not board.approved:
            return
        for cell in board.cells:
            signed = zip(cell.given, cell.approvals, strict=True)
            strangers = [who for who, identity in signed if who in cell.gone and identity[:12] not in settled]
            if len(cell.given) - len(strangers) < cell.people:
                fact = words.NOT_LISTED.fill(ref=self.ref, who=", ".join(strangers), cell=cell.name)
                raise NotAllowed(board.release, fact, words.MERGE_THE_LIST.fill(ref=self.ref))

    @contextmanager
    def explaining(self) -> Iterator[None]:
        """Let an alteration that another key may account for say so."""
        try:
            yield
        except Tampered as error:
            if not self.keys:
                raise
            raise Tampered(error.place, error.fact, words.OTHER_KEY.fill(ref=self.ref)) from error


@contextmanager
def read(own: House, ref: str) -> Iterator[Base]:
    """What a git ref says, laid out in a folder of its own while it is asked. Raises HouseError where git or the ref cannot be read."""
    commit = _commit(own.root, ref)
    with tempfile.TemporaryDirectory(prefix="communique-base-") as name:
        folder = Path(name)
        _lay_out(own, commit, folder, ref)
        there = houses.load(folder)
        # What is printed comes from the working tree: the subjects of approvals are made of it.
        judge = replace(there, name=own.name, zone=own.zone)
        yield Base(ref, commit, own, judge, _policy(there, own), _people(judge, own), _keys(there, own))


def _may_waive(person: reviewers.Reviewer | None, decision: Decision) -> bool:
    read = person is not None and (decision.language is None or decision.language in person.languages)
    return read and person is not None and person.partner == decision.partner


def _lay_out(own: House, commit: str, folder: Path, ref: str) -> None:
    style = folder / "templates"
    style.mkdir()
    policy = _shown(own.root, commit, POLICY)
    if policy is None:
        raise HouseError(f"{ref}:{POLICY}", words.NOT_THERE, words.NAME_A_REF)
    (folder / POLICY).write_bytes(policy)
    (folder / REVIEWERS).write_bytes(_shown(own.root, commit, REVIEWERS) or b"")
    for path in own.templates.iterdir():
        if f"templates/{path.name}" not in (POLICY, REVIEWERS):
            (style / path.name).symlink_to(path)
    for path in (own.drafts, own.output):
        (folder / path.name).symlink_to(path)


def _policy(there: House, own: House) -> tuple[str, ...]:
    partners = sorted(there.approvals.keys() | own.approvals.keys())
    told = [f"[approvals] {p}" for p in partners if there.approvals.get(p) != own.approvals.get(p)]
    rest = {"[embargo] hosts": "embargo_hosts", "[embargo] exceptions": "exceptions", "[review]": "review"}
    return (*told, *(name for name, own_name in rest.items() if getattr(there, own_name) != getattr(own, own_name)))


def _people(there: House, own: House) -> tuple[str, ...]:
    before: Mapping[str, reviewers.Reviewer] = reviewers.load(there)
    after: Mapping[str, reviewers.Reviewer] = reviewers.load(own)
    signs = {"+": after.keys() - before.keys(), "−": before.keys() - after.keys()}
    signs["±"] = {who for who in before.keys() & after.keys() if before[who] != after[who]}
    return tuple(f"{sign}{who}" for sign, people in signs.items() for who in sorted(people))


def _keys(there: House, own: House) -> tuple[str, ...]:
    if there.keys == own.keys:
        return ()
    return tuple(base64.b64encode(key).decode() for key in own.keys if key not in there.keys) or ("–",)


def _commit(root: Path, ref: str) -> str:
    # A ref that looks like an option would be one.
    found = None if ref.startswith("-") or not ref else _git(root, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    if found is None:
        raise HouseError(ref or "--base", words.NO_REF, words.FETCH_IT)
    return found.decode().strip()


def _common(root: Path, commit: str) -> str | None:
    """The commit that the working tree and the base both come from; None where git does not know it, as in a shallow clone."""
    found = _git(root, "merge-base", "HEAD", commit)
    return found.decode().strip() if found else None


def _decided(root: Path, commit: str) -> frozenset[Path]:
    listed = _git(root, "ls-tree", "-r", "-z", "--name-only", commit, "--", "drafts/")
    if listed is None:
        raise RecordError(commit[:12], words.NO_REF, words.FETCH_IT)
    paths = (Path(name.decode(errors="surrogateescape")) for name in listed.split(b"\0") if name)
    return frozenset(p for p in paths if p.parent.name == decisions.FOLDER and len(p.parts) == 4 and decisions.NAME.fullmatch(p.name))


def _shown(root: Path, commit: str, path: str) -> bytes | None:
    return _git(root, "cat-file", "blob", f"{commit}:./{path}")


def _git(root: Path, *arguments: str) -> bytes | None:
    """What git answers in a folder, None where it says no. Raises HouseError where there is no git."""
    try:
        done = git.ask(root, *arguments)
    except git.NoGit as error:
        raise HouseError("git", words.NO_GIT, words.INSTALL_GIT) from error
    return done.stdout if done.returncode == 0 else None
