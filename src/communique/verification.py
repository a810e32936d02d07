"""Verification, offline and without any private key: of a release's record, and of a folder that was rendered from it."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from . import alterations as say
from . import approved_texts, decisions, manifest, releases, reviews
from .decisions import Decision, Kind, Record
from .editions import path_of
from .errors import RecordError, Tampered
from .findings import Finding
from .house import House
from .languages import Language, Wording
from .manifest import Manifest
from .releases import Release
from .roles import Role, cell_name
from .subjects import subjects

GIT_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was verified: its name for programs, how many of it, and the sentence for people."""

    name: str
    count: int
    line: Wording

    def __str__(self) -> str:
        return self.line.en


SIGNED = Wording(
    "{count} décisions, toutes signées par la maison, aucune ne manque à celles qui la suivent",
    "{count} Entscheidungen, alle vom Haus signiert, keiner fehlt ein Vorgänger",
    "{count} decisions, all signed by the house, none lacks a predecessor",
)
IN_GIT = Wording(
    "{count} décisions connues de git, toutes présentes",
    "{count} Entscheidungen, die git kennt, alle vorhanden",
    "{count} decisions known to git, all present",
)
NOT_IN_GIT = Wording(
    "git ne connaît pas ce dossier\u00a0: le retrait de la dernière décision ne se verrait pas",
    "git kennt diesen Ordner nicht: dass die letzte Entscheidung entfernt wurde, fiele nicht auf",
    "git does not know this folder: the removal of the last decision would not show",
)
ALL_APPROVED = Wording(
    "{count} validations, toutes pour le texte actuel",
    "{count} Freigaben, alle für den jetzigen Text",
    "{count} approvals, all for the text as it stands",
)
SOME_MISSING = Wording(
    "{count} validations manquent pour le texte actuel\u00a0: {cells}",
    "{count} Freigaben fehlen für den jetzigen Text: {cells}",
    "{count} approvals are missing for the text as it stands: {cells}",
)
SHOWN = Wording(
    "{count} textes validés conservés tels qu’ils ont été montrés",
    "{count} freigegebene Texte, aufbewahrt wie gezeigt",
    "{count} approved texts, kept as they were shown",
)
AS_APPROVED = Wording(
    "{count} éditions identiques, octet pour octet, à une validation (origines et dépenses comprises)",
    "{count} Ausgaben Byte für Byte wie bei einer Freigabe, mit Herkunft und Kosten",
    "{count} editions byte for byte as at an approval, origins and expenses included",
)
CHANGED = Wording(
    "modifié depuis la validation : {files}",
    "seit der Freigabe verändert: {files}",
    "changed since it was approved: {files}",
)
FILES = Wording(
    "{count} fichiers, tous intacts, aucun en trop",
    "{count} Dateien, alle unversehrt, keine zu viel",
    "{count} files, all intact, none too many",
)
LIST_SIGNED = Wording(
    "la liste des fichiers porte la signature de la maison",
    "die Dateiliste ist vom Haus signiert",
    "the list of files is signed by the house",
)
LIST_UNSIGNED = Wording(
    "la liste des fichiers n’est pas signée : qui change un fichier peut la refaire",
    "die Dateiliste ist nicht signiert: wer eine Datei ändert, kann sie neu schreiben",
    "the list of files is not signed: whoever changes a file can write it anew",
)
NO_HOUSE = Wording(
    "sans le projet, ni signature ni validation n’a été vérifiée",
    "ohne das Projekt wurden weder Signatur noch Freigaben geprüft",
    "without the project neither signature nor approvals were verified",
)
COVERED = Wording(
    "{count} validations dans le registre couvrent ce qui a été imprimé",
    "{count} Freigaben im Protokoll decken, was gedruckt wurde",
    "{count} approvals in the record cover what was printed",
)
UP_TO_DATE = Wording("rien n’a changé depuis", "seither hat sich nichts geändert", "nothing has changed since")
OUTDATED = Wording(
    "{count} textes ont changé depuis\u00a0: {cells}",
    "{count} Texte haben sich seither geändert: {cells}",
    "{count} texts have changed since: {cells}",
)
A_PREVIEW = Wording("un aperçu, que personne n’a validé", "eine Vorschau, die niemand freigegeben hat", "a preview that nobody approved")


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
        _counted("decisions", len(record.decisions), SIGNED),
        _against_git(release.folder),
        *_against_approved(release, record),
        _counted("missing", len(missing), SOME_MISSING, cells=", ".join(missing))
        if missing
        else _counted("approvals", len(board.cells), ALL_APPROVED),
    )


def verify_output(folder: Path, house: House | None = None) -> tuple[Checked, ...]:
    """What holds for a rendered folder; with `house`, also whether its record covers what was printed.

    Raises Tampered, naming the file, for one that was altered, added or removed, for a false signature, and for a text without approval.
    """
    listed = manifest.load(folder)
    _same_files(folder, listed)
    intact = _counted("files", len(listed.files), FILES)
    if house is None:
        return intact, _counted("house", 0, NO_HOUSE)
    signature = _signature(folder, listed, house)
    if listed.status == manifest.PREVIEW:
        return intact, signature, _counted("preview", 1, A_PREVIEW)
    return intact, signature, *_against_record(folder, listed, house)


def _against_approved(release: Release, record: Record) -> Iterator[Checked]:
    """What holds for the texts that people were shown, and for the editions' files, byte for byte, since they were last approved."""
    if shown := approved_texts.verified(release.folder, record):
        yield _counted("shown", shown, SHOWN)
    kept = {language: approved_texts.editions(release.folder, record, language) for language in release.editions}
    known = [language for language, before in kept.items() if before]
    changed = [path_of(release.folder, one).name for one in known if _file_now(release.folder, one) not in kept[one]]
    if known:
        yield _counted("editions", len(known) - len(changed), AS_APPROVED)
    if changed:
        yield _counted("changed", len(changed), CHANGED, files=", ".join(f"drafts/{release.slug}/{name}" for name in changed))


def _file_now(folder: Path, language: Language) -> str:
    try:
        return hashlib.sha256(path_of(folder, language).read_bytes()).hexdigest()
    except OSError as error:
        name = f"drafts/{folder.name}/{path_of(folder, language).name}"
        raise RecordError(name, say.UNREADABLE.fill(why=error.strerror or type(error).__name__), say.CHECK_RIGHTS) from error


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
        return _counted("signed", 0, LIST_UNSIGNED)
    if not manifest.signed(listed, house.public_key):
        raise Tampered(folder / manifest.NAME, say.ALTERED_FILE, say.RENDER_AGAIN)
    return _counted("signed", 1, LIST_SIGNED)


def _against_record(folder: Path, listed: Manifest, house: House) -> tuple[Checked, Checked]:
    release = releases.load(house, listed.release)
    record = decisions.read(release.folder, house.keys)
    approvals = _approvals(folder, listed, record)
    now = subjects(release, house)
    for cell in sorted(now.keys() | listed.subjects.keys()):
        if (cell, listed.subjects.get(cell)) not in approvals:
            raise Tampered(folder / manifest.NAME, say.NOT_COVERED.fill(cell=cell), say.RENDER_AGAIN)
    changed = [cell for cell in now if now[cell] != listed.subjects[cell]]
    covered = _counted("approvals", len(listed.subjects), COVERED)
    if changed:
        return covered, _counted("outdated", len(changed), OUTDATED, cells=", ".join(changed))
    return covered, _counted("outdated", 0, UP_TO_DATE)


def _approvals(folder: Path, listed: Manifest, record: Record) -> set[tuple[str, str | None]]:
    known = {decision.id: decision for decision in record.decisions}
    for identity in listed.decisions:
        if identity not in known:
            missing = f"drafts/{listed.release}/{decisions.FOLDER}/*-{identity[:12]}.json"
            raise Tampered(missing, say.MISSING.fill(follower=folder / manifest.NAME), say.RESTORE)
    return {_approved(known[identity]) for identity in listed.decisions if known[identity].kind is Kind.APPROVE}


def _approved(decision: Decision) -> tuple[str, str | None]:
    return cell_name(decision.language or "", decision.partner, Role(decision.role or Role.LANGUAGE)), decision.subject


def _against_git(release: Path) -> Checked:
    names = _known_to_git(release)
    if names is None:
        return _counted("git", 0, NOT_IN_GIT)
    for name in sorted(names):
        if not (release / decisions.FOLDER / name).is_file():
            raise Tampered(f"drafts/{release.name}/{decisions.FOLDER}/{name}", say.GIT_KNEW, say.RESTORE)
    return _counted("git", len(names), IN_GIT)


def _known_to_git(release: Path) -> frozenset[str] | None:
    """The names of all decisions that the history of the present branch ever added; None where git knows none."""
    git = shutil.which("git")
    if git is None:
        return None
    asked = ("log", "--full-history", "-m", "--diff-filter=A", "--name-only", "--format=", "-z", "--", decisions.FOLDER)
    try:
        answer = subprocess.run((git, "-C", str(release), *asked), capture_output=True, timeout=GIT_SECONDS, check=False)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return None
    names = frozenset(Path(path.decode(errors="replace").strip()).name for path in answer.stdout.split(b"\0") if path.strip())
    return frozenset(name for name in names if decisions.NAME.fullmatch(name)) or None


def _counted(name: str, count: int, line: Wording, **values: object) -> Checked:
    return Checked(name, count, line.fill(count=count, **values))
