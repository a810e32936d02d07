"""Decisions: who decided what about which text, and the values of their files."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from ..files.canonical import digest
from ..languages import Language
from ..roles import Role
from . import decision_files as files

VERSION = 2


class Kind(StrEnum):
    """What was decided."""

    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    WAIVE = "waive"
    PUBLISH = "publish"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    COMMENT = "comment"
    SEAL = "seal"


# What decisions of version 1 do not have; one that needs none of it is still written as that.
LATER_KINDS = frozenset({Kind.COMMENT, Kind.SEAL})
LATER_FIELDS = ("role", "stands_for", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision.

    `subject` is the digest of what it is about, `at` the UTC time to the second (`2026-03-09T13:30:00Z`), `channel` the way it came in
    (terminal, desk, prefect, docx), `about` the finding's id of a waiver or the segment's key of a correction, `parents` the ids of the
    last decisions that its writer knew, `signature` the gate's, 64 bytes in base 64. Language and partner are empty where a decision
    concerns the whole release. `role` is empty for the usual one, `stands_for` the id of the person whose deputy decided, `text` the digest
    of the segments that were shown.
    """

    kind: Kind
    release: str
    language: Language | None = None
    partner: str = ""
    subject: str = ""
    reviewer: str = ""
    at: str
    channel: str = ""
    comment: str = ""
    about: str = ""
    parents: tuple[str, ...] = ()
    signature: str = ""
    role: str = ""
    stands_for: str = ""
    text: str = ""

    @property
    def id(self) -> str:
        """The sha256 of everything but the signature, 64 hexadecimal digits."""
        return digest(files.signed_part(values(self)))

    @property
    def in_role(self) -> str:
        """The name of the role in which it was taken, the usual one's included."""
        return self.role or Role.LANGUAGE.value

    @property
    def name(self) -> str:
        """The name of its file."""
        return files.name_of(values(self))


def utc(moment: datetime) -> str:
    """A moment as decisions write it. Raises ValueError for one without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a decision's time needs a zone")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def values(decision: Decision) -> dict[str, Any]:
    """A decision as the JSON values of its file."""
    later = {name: value for name in LATER_FIELDS if (value := getattr(decision, name))}
    own = {f.name: getattr(decision, f.name) for f in fields(decision) if f.name not in LATER_FIELDS}
    version = VERSION if later or decision.kind in LATER_KINDS else 1
    return {"version": version, **own, **later, "parents": list(decision.parents)}
