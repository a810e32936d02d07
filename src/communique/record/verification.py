"""Verification, offline and without any private key: of a release's record, and of a folder that was rendered from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from .. import decisions, releases, reviewers, reviews, settings
from ..approval.subjects import needed, subjects
from ..approval.votes import apart
from ..decisions import Decision, Kind, Record
from ..editions import path_of
from ..errors import Tampered
from ..findings import Finding
from ..house import House
from ..publishing import embargo_folders, manifest, syndication
from ..publishing.manifest import Manifest
from ..releases import Release
from ..roles import Role, cell_name
from ..text import embargoes
from . import alterations as say
from . import approved_texts, git, issues
from .verified import (
    A_NOTICE,
    A_PREVIEW,
    ALL_APPROVED,
    AS_APPROVED,
    CHANGED,
    COVERED,
    EMBARGO_OVER,
    FILES,
    IN_GIT,
    LIST_SIGNED,
    LIST_SIGNED_BEFORE,
    LIST_UNSIGNED,
    MISDATED,
    NO_HOUSE,
    NOT_IN_GIT,
    OUTDATED,
    REVOKED,
    SHOWN,
    SIGNED,
    SOME_MISSING,
    STILL_THERE,
    UNDER_EMBARGO,
    UP_TO_DATE,
    Checked,
    counted,
)


def verify_release(house: House, slug: str, findings: Iterable[Finding] = ()) -> tuple[Checked, ...]:
    """What holds for a release's record and its text as it stands.

    Raises Tampered, naming the file, for a decision that was altered, added, exchanged or removed; the removal of a last one is found where
    git knew it. Raises RecordError or HouseError where something cannot be read.
    """
    release = releases.load(house, slug)
    record = decisions.read(release.folder, house.keys)
    board = reviews.board(release, record, findings, house)
    missing = [cell.name for cell in board.missing]
    return (
        counted("decisions", len(record.decisions), SIGNED),
        against_git(release.folder),
        *_dates(record),
        *_against_approved(release, record),
        counted("missing", len(missing), SOME_MISSING, cells=", ".join(missing))
        if missing
        else counted("approvals", len(board.cells), ALL_APPROVED),
    )


def _dates(record: Record) -> Iterator[Checked]:
    wrong = decisions.misdated(record, datetime.now(UTC))
    if wrong:
        yield counted("misdated", len(wrong), MISDATED, files=", ".join(decision.name for decision in wrong))


def verify_output(folder: Path, house: House | None = None) -> tuple[Checked, ...]:
    """What holds for a rendered folder; with `house`, also whether its record covers what was printed.

    A folder of feeds is held against the published folders beside it. Raises Tampered, naming the file, for one that was altered, added or
    removed, for a false signature, for a text without approval, a notice without a withdrawal, and an embargoed folder that is not hidden.
    """
    if house and folder.name == syndication.FOLDER and not (folder / manifest.NAME).exists():
        return syndication.verify(folder, house)
    listed = manifest.load(folder)
    # A digest that was changed in the list would accuse the file.
    signature = _signature(folder, listed, house) if house else None
    _same_files(folder, listed)
    intact = counted("files", len(listed.files), FILES)
    if house is None or signature is None:
        return intact, counted("house", 0, NO_HOUSE)
    if listed.status == manifest.PREVIEW:
        return intact, signature, counted("preview", 1, A_PREVIEW)
    return intact, signature, *_standing(folder, listed, house)


def _standing(folder: Path, listed: Manifest, house: House) -> Iterator[Checked]:
    """What the record says of what a folder holds: a text, one under embargo, or a notice."""
    record = decisions.read(house.drafts / listed.release, house.keys)
    back = issues.withdrawal(record)
    if listed.status == manifest.WITHDRAWN:
        if back is None or listed.decisions != (back.id,):
            raise Tampered(folder / manifest.NAME, say.NOT_WITHDRAWN, say.RENDER_AGAIN)
        yield counted("withdrawn", 1, A_NOTICE)
        return
    if listed.status == manifest.EMBARGOED:
        if not embargo_folders.NAME.fullmatch(folder.resolve().name):
            raise Tampered(folder, say.NOT_HIDDEN, say.RENDER_AGAIN)
        yield from _embargo(listed, house)
    yield from _against_record(folder, listed, house)
    if back is not None:
        yield counted("taken_back", 1, STILL_THERE)


def _embargo(listed: Manifest, house: House) -> Iterator[Checked]:
    until = settings.load(house.drafts / listed.release).embargo
    if until is not None:
        over = until <= datetime.now(UTC)
        yield counted("embargoed", 1, EMBARGO_OVER if over else UNDER_EMBARGO, until=embargoes.spoken(house.local(until)))


def _against_approved(release: Release, record: Record) -> Iterator[Checked]:
    """What holds for the texts that people were shown, and for the editions' files, byte for byte, since they were last approved."""
    if shown := approved_texts.verified(release.folder, record):
        yield counted("shown", shown, SHOWN)
    found = {path_of(release.folder, one).name: approved_texts.as_approved(release.folder, record, one) for one in release.editions}
    changed = [name for name, as_approved in found.items() if as_approved is False]
    if kept := sum(found[name] is not None for name in found):
        yield counted("editions", kept - len(changed), AS_APPROVED)
    if changed:
        yield counted("changed", len(changed), CHANGED, files=", ".join(f"drafts/{release.slug}/{name}" for name in changed))


def _same_files(folder: Path, listed: Manifest) -> None:
    there = manifest.files(folder)
    for name in sorted(listed.files.keys() | there.keys()):
        if name not in there:
            raise Tampered(folder / name, say.FILE_MISSING, say.RENDER_AGAIN)
        if name not in listed.files:
            raise Tampered(folder / name, say.FILE_ADDED, say.RENDER_AGAIN)
        if listed.files[name] != there[name]:
            raise Tampered(folder / name, say.ALTERED_FILE, say.RENDER_AGAIN)


def _signature(folder: Path, listed: Manifest, house: House) -> Checked:
    if not listed.signature:
        return counted("signed", 0, LIST_UNSIGNED)
    signing = next((key for key in house.keys if manifest.signed(listed, key)), None)
    if signing is None:
        raise Tampered(folder / manifest.NAME, say.ALTERED_FILE, say.RENDER_AGAIN)
    return counted("signed", 1, LIST_SIGNED if signing == house.public_key else LIST_SIGNED_BEFORE)


def _against_record(folder: Path, listed: Manifest, house: House) -> Iterator[Checked]:
    release, people = releases.load(house, listed.release), reviewers.load(house)
    record = decisions.read(release.folder, house.keys)
    approvals, asked = _approvals(folder, listed, record), {ask.name: ask.people for ask in needed(release, house)}
    now = subjects(release, house)
    for cell in sorted(now.keys() | listed.subjects.keys()):
        given = apart([one for one in approvals if _approved(one) == (cell, listed.subjects.get(cell))], people)
        if not given:
            raise Tampered(folder / manifest.NAME, say.NOT_COVERED.fill(cell=cell), say.RENDER_AGAIN)
        if len(given) < asked.get(cell, 1):
            raise Tampered(folder / manifest.NAME, say.TOO_FEW.fill(cell=cell, count=len(given), people=asked[cell]), say.RENDER_AGAIN)
    yield counted("approvals", len(listed.subjects), COVERED)
    changed = [cell for cell in now if now[cell] != listed.subjects[cell]]
    yield counted("outdated", len(changed), OUTDATED if changed else UP_TO_DATE, cells=", ".join(changed))
    missing = [cell.name for cell in reviews.board(release, record, (), house).missing if cell.name not in changed]
    if missing:
        yield counted("revoked", len(missing), REVOKED, cells=", ".join(missing))


def _approvals(folder: Path, listed: Manifest, record: Record) -> list[Decision]:
    for identity in listed.decisions:
        if identity not in record.known:
            missing = f"drafts/{listed.release}/{decisions.FOLDER}/*-{identity[:12]}.json"
            raise Tampered(missing, say.MISSING.fill(follower=folder / manifest.NAME), say.RESTORE)
    return [decision for decision in record.decisions if decision.id in listed.decisions and decision.kind is Kind.APPROVE]


def _approved(decision: Decision) -> tuple[str, str | None]:
    return cell_name(decision.language or "", decision.partner, Role(decision.in_role)), decision.subject


def against_git(release: Path) -> Checked:
    """What git says about the decisions in a release's folder. Raises Tampered, naming the file, for one that it has known and is gone."""
    names = _known_to_git(release)
    if names is None:
        return counted("git", 0, NOT_IN_GIT)
    for name in sorted(names):
        if not (release / decisions.FOLDER / name).is_file():
            raise Tampered(f"drafts/{release.name}/{decisions.FOLDER}/{name}", say.GIT_KNEW, say.RESTORE)
    return counted("git", len(names), IN_GIT)


def _known_to_git(release: Path) -> frozenset[str] | None:
    """The names of all decisions that the history of the present branch ever added; None where git knows none."""
    asked = ("log", "--full-history", "-m", "--diff-filter=A", "--name-only", "--format=", "-z", "--", decisions.FOLDER)
    try:
        said = git.ask(release, *asked).stdout
    except git.NoGit:
        return None
    names = frozenset(Path(path.decode(errors="replace").strip()).name for path in said.split(b"\0") if path.strip())
    return frozenset(name for name in names if decisions.NAME.fullmatch(name)) or None
