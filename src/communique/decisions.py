"""The record of a release: one immutable, signed file a decision, named by its hash, naming the ones that it follows."""

from __future__ import annotations

import base64
import heapq
import json
import re
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

from . import alterations as say
from .canonical import canonical, digest
from .errors import HouseError, RecordError, Tampered
from .keys import SigningKey, verify
from .languages import Language
from .storage import sweep, write_whole

VERSION = 2
FOLDER = "decisions"
LARGEST = 1024 * 1024
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
NAME = re.compile(r"\d{8}T\d{6}Z-[a-z]+-[0-9a-f]{12}\.json")
# A signature made here is worth nothing for a manifest or anything else that the same key may sign.
PURPOSE = b"communique decision\n"
# While others write, one listing of a folder may show a decision and miss an earlier one (readdir promises no more).
LISTINGS = 3
# One key, or the present one and those before it.
PublicKeys = bytes | Sequence[bytes]


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
        return digest(_signed_part(values(self)))

    @property
    def name(self) -> str:
        """The name of its file."""
        return _name(values(self))


@dataclass(frozen=True)
class Record:
    """The decisions of a release, each after those that it follows and otherwise by time; `heads` are the ids that nothing follows yet."""

    decisions: tuple[Decision, ...] = ()
    heads: tuple[str, ...] = ()

    @cached_property
    def known(self) -> Mapping[str, Decision]:
        """The decisions by their ids, in order."""
        return {decision.id: decision for decision in self.decisions}

    def last(self, chosen: Iterable[Decision]) -> tuple[Decision, ...]:
        """Those of some decisions that none of the others follows; several where people decided without knowing of each other."""
        picked = {decision.id for decision in chosen}
        last: list[Decision] = []
        followed: set[str] = set()
        for identity, decision in reversed(list(self.known.items())):
            if identity in picked and identity not in followed:
                last.append(decision)
                _follow(decision, self.known, followed)
        return tuple(reversed(last))

    def before(self, chosen: Iterable[Decision]) -> set[str]:
        """The ids of all decisions that some of these follow, directly or not."""
        followed: set[str] = set()
        for decision in chosen:
            _follow(decision, self.known, followed)
        return followed


def _follow(decision: Decision, known: Mapping[str, Decision], followed: set[str]) -> None:
    waiting = list(decision.parents)
    while waiting:
        identity = waiting.pop()
        if identity not in followed:
            followed.add(identity)
            waiting.extend(known[identity].parents)


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


def record(folder: Path, decision: Decision, key: SigningKey, keys: PublicKeys = ()) -> Path:
    """Add a decision to the record in a release's folder, as follower of all that are there, signed; gives its file. `keys` are those
    that verify the record, the present one first; the signing one's public half where they are left out.

    Several writers need no lock: each writes a file of its own, and the next decision follows them both. Raises Tampered or RecordError
    for a broken record, and RecordError where the file cannot be written; then it may be there nevertheless, so read the record before
    asking anyone again.
    """
    if decision.release != folder.name:
        raise ValueError(f"a decision about {decision.release} does not belong in {folder.name}")
    sweep(folder / FOLDER, time.time())
    following = replace(decision, parents=read(folder, keys or key.public).heads, signature="")
    signature = key.sign(PURPOSE + canonical(_signed_part(values(following))))
    signed = replace(following, signature=base64.b64encode(signature).decode())
    path = folder / FOLDER / signed.name
    try:
        write_whole(path, _file(values(signed)))
    except OSError as error:
        raise RecordError(_place(path), say.UNREADABLE.fill(why=error.strerror or type(error).__name__), say.CHECK_RIGHTS) from error
    return path


def read(folder: Path, keys: PublicKeys) -> Record:
    """The record in a release's folder, verified: form, names, signatures, release and predecessors; `keys` are the house's public ones,
    the present one first.

    Raises Tampered naming the file that was changed, RecordError for a file of a newer version or one that cannot be opened, and HouseError
    where there are decisions but no key to verify them with. A last decision that was removed cannot be missed here: git or the manifest
    of what was published tell of it.
    """
    public = (keys,) if isinstance(keys, bytes) else tuple(keys)
    known: dict[str, Decision] = {}
    for _ in range(LISTINGS):
        known = _listed(folder, tuple(filter(None, public)))
        missing = sorted((parent, decision.name) for decision in known.values() for parent in decision.parents if parent not in known)
        if not missing:
            break
    else:
        parent, follower = missing[0]
        raise Tampered(_place(folder / FOLDER / f"*-{parent[:12]}.json"), say.MISSING.fill(follower=follower), say.RESTORE)
    followed = {parent for decision in known.values() for parent in decision.parents}
    return Record(_in_order(known), tuple(sorted(known.keys() - followed)))


def _listed(folder: Path, keys: tuple[bytes, ...]) -> dict[str, Decision]:
    paths = [path for path in sorted((folder / FOLDER).glob("*")) if not path.name.startswith(".")]
    if paths and not keys:
        raise HouseError("templates/house.toml", say.NO_KEY, say.ADD_KEY)
    return {decision.id: decision for decision in (_verified(path, folder.name, keys) for path in paths)}


def _verified(path: Path, release: str, keys: tuple[bytes, ...]) -> Decision:
    if not NAME.fullmatch(path.name):
        raise Tampered(_place(path), say.STRAY, say.RESTORE)
    found = _parsed(path)
    if path.name != _name(found):
        raise Tampered(_place(path), say.MISNAMED, say.RESTORE)
    message, signature = PURPOSE + canonical(_signed_part(found)), base64.b64decode(found["signature"])
    if not any(verify(key, message, signature) for key in keys):
        raise Tampered(_place(path), say.UNSIGNED, say.RESTORE)
    if found["version"] > VERSION:
        raise RecordError(_place(path), say.NEWER, say.UPDATE)
    if found["release"] != release:
        raise Tampered(_place(path), say.ELSEWHERE, say.RESTORE)
    try:
        return _decision(found)
    except (TypeError, ValueError) as error:
        # The house signed it, and this version does not know what it says.
        raise RecordError(_place(path), say.NEWER, say.UPDATE) from error


def _decision(found: Mapping[str, Any]) -> Decision:
    own = {name: value for name, value in found.items() if name != "version"}
    language = Language(found["language"]) if found["language"] else None
    return Decision(**{**own, "kind": Kind(found["kind"]), "language": language, "parents": tuple(found["parents"])})


def _parsed(path: Path) -> dict[str, Any]:
    """The values of a file that has, byte by byte, the form in which decisions are written."""
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST)
    except OSError as error:
        raise RecordError(_place(path), say.UNREADABLE.fill(why=error.strerror or type(error).__name__), say.CHECK_RIGHTS) from error
    try:
        found = json.loads(content)
        formed = _formed(found) and _file(found) == content
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Tampered(_place(path), say.ALTERED, say.RESTORE) from error
    if not formed:
        raise Tampered(_place(path), say.ALTERED, say.RESTORE)
    return dict(found)


def _formed(found: Mapping[str, Any]) -> bool:
    # Base 64 has several spellings of the same bytes; only the canonical one passes, so that no byte of a file can change unseen.
    spelled = base64.b64encode(base64.b64decode(found["signature"], validate=True)).decode() == found["signature"]
    words = all(isinstance(found[name], str) for name in ("kind", "release", "at"))
    return spelled and words and isinstance(found["version"], int) and TIME.fullmatch(found["at"]) is not None


def _in_order(known: Mapping[str, Decision]) -> tuple[Decision, ...]:
    sorter = TopologicalSorter({identity: decision.parents for identity, decision in known.items()})
    sorter.prepare()
    ready: list[tuple[str, str]] = []
    ordered: list[Decision] = []
    while sorter.is_active():
        for identity in sorter.get_ready():
            heapq.heappush(ready, (known[identity].at, identity))
        _, identity = heapq.heappop(ready)
        ordered.append(known[identity])
        sorter.done(identity)
    return tuple(ordered)


def _signed_part(found: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in found.items() if name != "signature"}


def _name(found: Mapping[str, Any]) -> str:
    moment = str(found["at"]).replace("-", "").replace(":", "")
    return f"{moment}-{found['kind']}-{digest(_signed_part(found))[:12]}.json"


def _file(found: Mapping[str, Any]) -> bytes:
    return (json.dumps(found, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False) + "\n").encode()


def _place(path: Path) -> str:
    return f"drafts/{path.parent.parent.name}/{FOLDER}/{path.name}"
