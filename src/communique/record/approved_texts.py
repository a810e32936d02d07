"""What reviewers were shown when they approved: an edition's segments, kept beside the decisions under the digest that these name."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from ..decisions import Decision, Kind, Record
from ..editions import Edition, dump, path_of
from ..errors import RecordError, Tampered
from ..files.canonical import digest, settled
from ..files.storage import write_whole
from ..languages import Language
from ..markup import dump as marked_up
from ..releases import Release
from . import alterations as say

FOLDER = "approved"


def shown(edition: Edition) -> tuple[str, bytes]:
    """The digest of what a reviewer was shown, and the bytes of the file that keeps it.

    It holds the `segments`, `[[key, light markup or null], …]`, and the sha256 of the `edition`'s whole file: origins, notes, expenses.
    """
    rows = [[unit.segment.key, None if unit.target is None else marked_up(unit.target)] for unit in edition.units]
    kept = {"edition": file_of(edition), "segments": settled(rows)}
    return digest(kept), _file(kept)


def file_of(edition: Edition) -> str:
    """The sha256 of an edition's file as this program writes it."""
    return hashlib.sha256(dump(edition).encode()).hexdigest()


def keep(release: Release, language: Language) -> str:
    """Keep the segments of a language as they stand, and give their digest. Raises OSError."""
    named, content = shown(release.editions[language])
    path = _path(release.folder, named)
    if not path.is_file() or path.read_bytes() != content:
        write_whole(path, content)
    return named


def last_seen(release: Release, record: Record, who: str, language: Language) -> dict[str, str] | None:
    """The segments that somebody last approved in a language, light markup by key; None where that is nothing, or was not kept.

    Raises Tampered where the file was changed.
    """
    own = [d for d in record.decisions if d.kind is Kind.APPROVE and (d.reviewer, d.language) == (who, language) and d.text]
    return segments(release.folder, own[-1]) if own else None


def segments(folder: Path, decision: Decision) -> dict[str, str] | None:
    """The segments that somebody was shown for a decision, light markup by key; None where they were not kept.

    Raises Tampered where the file was changed.
    """
    kept = _load(folder, decision)
    return None if kept is None else {key: text or "" for key, text in kept["segments"]}


def as_approved(folder: Path, record: Record, language: Language) -> bool | None:
    """Whether a language's file is, byte for byte, what somebody approved; None where no approval kept one.

    Raises Tampered for a kept text that was changed, RecordError where the file cannot be opened.
    """
    approvals = (d for d in record.decisions if d.kind is Kind.APPROVE and d.language == language and d.text)
    before = {kept["edition"] for kept in (_load(folder, decision) for decision in approvals) if kept is not None}
    return file_now(folder, language) in before if before else None


def file_now(folder: Path, language: Language) -> str:
    """The sha256 of a language's file as it lies there. Raises RecordError where it cannot be opened."""
    path = path_of(folder, language)
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        fact = say.UNREADABLE.fill(why=error.strerror or type(error).__name__)
        raise RecordError(f"drafts/{folder.name}/{path.name}", fact, say.CHECK_RIGHTS) from error


def verified(folder: Path, record: Record) -> int:
    """How many kept texts are as their decisions name them; one that is not there is none. Raises Tampered for a changed one."""
    named = {decision.text: decision for decision in record.decisions if decision.text}
    return sum(_load(folder, decision) is not None for decision in named.values())


def _load(folder: Path, decision: Decision) -> dict[str, Any] | None:
    path = _path(folder, decision.text)
    try:
        content = path.read_bytes()
        kept = json.loads(content)
        if digest(kept) == decision.text and _file(kept) == content:
            return dict(kept)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise Tampered(_place(path), say.ALTERED_TEXT, say.RESTORE_TEXT) from error
    raise Tampered(_place(path), say.ALTERED_TEXT, say.RESTORE_TEXT)


def _file(kept: object) -> bytes:
    return (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode()


def _path(folder: Path, named: str) -> Path:
    return folder / FOLDER / f"{named[:16]}.json"


def _place(path: Path) -> str:
    return f"drafts/{path.parent.parent.name}/{FOLDER}/{path.name}"
