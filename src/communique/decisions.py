"""The record of a release: one immutable, signed file a decision, named by its hash, naming the ones that it follows."""

from __future__ import annotations

import base64
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from .errors import HouseError, RecordError, Tampered
from .files.storage import sweep, write_whole
from .languages import Language
from .record import alterations as say
from .record import decision_files as files
from .record.decision_files import FOLDER, NAME
from .record.decision_values import VERSION, Decision, Kind, utc, values
from .record.keys import SigningKey, verify
from .record.records import Record, in_order, misdated

__all__ = ["FOLDER", "NAME", "Decision", "Kind", "Record", "misdated", "read", "record", "signed_by", "unsealed", "utc", "values"]

# While others write, one listing of a folder may show a decision and miss an earlier one (readdir promises no more).
LISTINGS = 3
# One key, or the present one and those before it.
PublicKeys = bytes | Sequence[bytes]


def record(
    folder: Path,
    decision: Decision,
    key: SigningKey,
    keys: PublicKeys = (),
    *,
    prove: Callable[[bytes], bytes] | None = None,
    sealing: bool = False,
) -> Path:
    """Add a decision to the record in a release's folder, as follower of all that are there, signed; gives its file.

    `keys` are those that verify the record, the present one first; the signing one's public half where they are left out. `prove` makes
    the reviewer's own signature of the file. With `sealing` what a former key signed last is taken as it stands.

    Several writers need no lock: each writes a file of its own, and the next decision follows them both. Raises Tampered or RecordError
    for a broken record, and RecordError where the file cannot be written; then it may be there nevertheless, so read the record before
    asking anyone again.
    """
    if decision.release != folder.name:
        raise ValueError(f"a decision about {decision.release} does not belong in {folder.name}")
    sweep(folder / FOLDER, time.time())
    following = replace(decision, parents=read(folder, keys or key.public, sealed=not sealing).heads, signature="")
    signed = replace(following, signature=base64.b64encode(key.sign(files.message(values(following)))).decode())
    content, path = files.content(values(signed)), folder / FOLDER / signed.name
    proof = prove(content) if prove else b""
    try:
        write_whole(path, content)
        if proof:
            write_whole(path.with_name(path.name + files.PROOF), proof)
    except OSError as error:
        raise RecordError(files.place(path), files.unreadable(error), say.CHECK_RIGHTS) from error
    return path


def read(folder: Path, keys: PublicKeys, *, sealed: bool = True) -> Record:
    """The record in a release's folder, verified: form, names, signatures, release and predecessors.

    `keys` are the house's public ones, the present one first. What a former one signed counts only where a decision signed with the
    present one follows it: whoever stole it cannot add to what was sealed, nor date back. Without `sealed` that is not asked.

    Raises Tampered naming the file that was changed, RecordError for a file of a newer version or one that cannot be opened, and HouseError
    where there are decisions but no key to verify them with. A last decision that was removed cannot be missed here: git or the manifest
    of what was published tell of it.
    """
    public = tuple(filter(None, (keys,) if isinstance(keys, bytes) else keys))
    known: dict[str, Decision] = {}
    for _ in range(LISTINGS):
        known = _listed(folder, public)
        missing = sorted((parent, decision.name) for decision in known.values() for parent in decision.parents if parent not in known)
        if not missing:
            break
    else:
        parent, follower = missing[0]
        raise Tampered(files.place(folder / FOLDER / f"*-{parent[:12]}.json"), say.MISSING.fill(follower=follower), say.RESTORE)
    followed = {parent for decision in known.values() for parent in decision.parents}
    found = Record(in_order(known), tuple(sorted(known.keys() - followed)))
    if sealed and (loose := unsealed(found, public)):
        raise Tampered(files.place(folder / FOLDER / loose[0].name), say.UNSEALED, say.SEAL_IT.fill(slug=folder.name))
    return found


def unsealed(record: Record, keys: Sequence[bytes]) -> tuple[Decision, ...]:
    """The decisions of a verified record that a former key signed and none of the present one follows."""
    if len(keys) < 2:
        return ()
    present = [decision for decision in record.decisions if signed_by(decision, keys[0])]
    settled = {decision.id for decision in present} | record.before(present)
    return tuple(decision for decision in record.decisions if decision.id not in settled)


def signed_by(decision: Decision, key: bytes) -> bool:
    """Whether a decision bears the signature of a key."""
    return verify(key, files.message(values(decision)), base64.b64decode(decision.signature))


def _listed(folder: Path, keys: tuple[bytes, ...]) -> dict[str, Decision]:
    paths = files.listing(folder)
    if paths and not keys:
        raise HouseError("templates/house.toml", say.NO_KEY, say.ADD_KEY)
    return {decision.id: decision for decision in (_verified(path, folder.name, keys) for path in paths)}


def _verified(path: Path, release: str, keys: tuple[bytes, ...]) -> Decision:
    found = files.parsed(path)
    message, signature = files.message(found), base64.b64decode(found["signature"])
    if not any(verify(key, message, signature) for key in keys):
        raise Tampered(files.place(path), say.UNSIGNED, say.RESTORE)
    if found["version"] > VERSION:
        raise RecordError(files.place(path), say.NEWER, say.UPDATE)
    if found["release"] != release:
        raise Tampered(files.place(path), say.ELSEWHERE, say.RESTORE)
    try:
        return _decision(found)
    except (TypeError, ValueError) as error:
        # The house signed it, and this version does not know what it says.
        raise RecordError(files.place(path), say.NEWER, say.UPDATE) from error


def _decision(found: Mapping[str, Any]) -> Decision:
    own = {name: value for name, value in found.items() if name != "version"}
    language = Language(found["language"]) if found["language"] else None
    return Decision(**{**own, "kind": Kind(found["kind"]), "language": language, "parents": tuple(found["parents"])})
