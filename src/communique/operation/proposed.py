"""What a branch proposes: the releases and Word files that it changes, what is found in them, and on which line of which file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from .. import gate, pipeline, releases
from .. import settings as settings_file
from ..drafts import Draft
from ..errors import HouseError
from ..findings import Finding
from ..house import House
from ..languages import Language, Wording
from ..readers._intake import NOT_DRAFTS, SUFFIXES
from ..record import base_words, git
from . import intake

# Where nothing was before: the first push of a branch.
NOTHING_BEFORE = re.compile(r"0{40,64}")
KEY = re.compile(r'\s*"key": "([^"]+)"')
# What is said in place of a sentence that may quote the text.
ODD = Wording("quelque chose dans le fichier Word", "etwas in der Word-Datei", "something about the Word file")


@dataclass(frozen=True, slots=True)
class Changed:
    """Names of the releases, and paths of the Word files beside which no release lies that was made of them as they are."""

    releases: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """What is found in a release or a Word file and not waived, each with its place in the house; `secret`: without its text."""

    name: str
    found: tuple[Finding, ...]
    at: tuple[tuple[str, int], ...]
    secret: bool


def changed(house: House, ref: str) -> Changed:
    """What differs from where a branch left `ref`: every release, where it touches what all of them are made with.

    Raises HouseError where git, the ref or the history between is missing.
    """
    known = releases.slugs(house)
    files = tuple(sorted(path for path in house.drafts.glob("*") if path.suffix.lower() in SUFFIXES and not NOT_DRAFTS.search(path.name)))
    if NOTHING_BEFORE.fullmatch(ref):
        return Changed(known, tuple(path for path in files if not _taken_in(house, path)))
    paths = {Path(name) for name in _differing(house.root, ref)}
    everywhere = any(path.parts[0] == "templates" for path in paths)
    slugs = {path.parts[1] for path in paths if path.parts[0] == "drafts" and len(path.parts) > 2}
    slugs |= {releases.slug_of(path.stem) for path in paths if path.parent == Path("drafts")}
    touched = (path for path in files if path.relative_to(house.root) in paths)
    return Changed(
        tuple(slug for slug in known if everywhere or slug in slugs), tuple(path for path in touched if not _taken_in(house, path))
    )


def release(house: House, slug: str, now: datetime) -> Seen:
    """What is found in a release. Raises as `gate.checked`."""
    found, waived = gate.checked(house, slug)
    own = releases.load(house, slug)
    secret = settings_file.secret(own.settings, own.draft, now, house.zone)
    return _seen(slug, [one for one in found if one.id not in waived], _places(own), own.draft, secret=secret)


def file(house: House, path: Path, now: datetime) -> Seen:
    """What is found in a Word file. Raises DraftError."""
    draft = pipeline.read(house, path)
    secret = settings_file.secret(settings_file.of_draft(house, draft), draft, now, house.zone)
    return _seen(path.name, pipeline.check(house, draft), {}, draft, secret=secret)


def _seen(
    name: str, found: Sequence[Finding], places: Mapping[tuple[Language | None, str], tuple[str, int]], draft: Draft, *, secret: bool
) -> Seen:
    whole = f"drafts/{draft.file}"
    at = tuple(places.get((one.language, one.segment)) or places.get((one.language, ""), (whole, 0)) for one in found)
    return Seen(name, _without_text(found) if secret else tuple(found), at, secret)


def _without_text(found: Sequence[Finding]) -> tuple[Finding, ...]:
    titles = pipeline.titles("checks")
    return tuple(replace(one, message=titles.get(one.check, ODD), excerpt="", source="", beside="", suggestion="") for one in found)


def _places(own: releases.Release) -> dict[tuple[Language | None, str], tuple[str, int]]:
    """The line of each segment in the file of its edition; without a segment the file itself."""
    found: dict[tuple[Language | None, str], tuple[str, int]] = {}
    for language in own.editions:
        name = f"drafts/{own.slug}/{language}.json"
        found[language, ""] = (name, 0)
        try:
            lines = (own.folder / f"{language}.json").read_text(encoding="utf-8").splitlines()
        except OSError:
            continue
        found |= {(language, key[1]): (name, number) for number, line in enumerate(lines, 1) if (key := KEY.match(line))}
    return found


def within(house: House) -> str:
    """The house's folder inside its repository, with a slash at its end; empty where it is the repository."""
    try:
        found = git.ask(house.root, "rev-parse", "--show-prefix")
    except git.NoGit as error:
        raise HouseError("git", base_words.NO_GIT, base_words.INSTALL_GIT) from error
    return found.stdout.decode(errors="surrogateescape").removesuffix("\n")


def _taken_in(house: House, path: Path) -> bool:
    """Whether a release was made of a Word file as it is, whatever that is called: a newer version goes into the release of the older."""
    if not path.is_file() or path.is_symlink():
        return False
    digest = intake.digest(path)
    folders = [house.drafts / slug for slug in releases.slugs(house)]
    return any(releases.read_draft(folder).digest == digest or intake.submitted(folder, digest) for folder in folders)


def _differing(root: Path, ref: str) -> list[str]:
    try:
        # A ref that looks like an option would be one.
        found = (
            None
            if not ref or ref.startswith("-")
            else git.ask(root, "diff", "--name-only", "--relative", "--no-renames", "-z", f"{ref}...HEAD", "--")
        )
    except git.NoGit as error:
        raise HouseError("git", base_words.NO_GIT, base_words.INSTALL_GIT) from error
    if found is None or found.returncode:
        raise HouseError(ref or "--base", base_words.NO_REF, base_words.FETCH_IT)
    return [name.decode(errors="surrogateescape") for name in found.stdout.split(b"\0") if name]
