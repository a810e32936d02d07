"""The manifest of an output folder: which texts it holds, who approved them, and the digest of every file."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from ..errors import RecordError, Tampered
from ..files.canonical import canonical
from ..files.digests import file_digest
from ..files.storage import write_whole
from ..record import alterations as say
from ..record.keys import SigningKey, verify

# Version 1 did not say what the files depend on.
VERSION = 2
NAME = "manifest.json"
APPROVED, EMBARGOED, WITHDRAWN, PREVIEW = "approved", "embargoed", "withdrawn", "preview"
STATUSES = (APPROVED, EMBARGOED, WITHDRAWN, PREVIEW)
# Finder leaves this one wherever somebody looks.
NOT_OURS = frozenset({".DS_Store"})
PURPOSE = b"communique manifest\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an output folder says about itself.

    `status` is one of STATUSES; `subjects` are the digests of what was approved, by `language/partner`; `decisions` the ids of the
    approvals, or of the withdrawal; `draft` the sha256 of the Word file; `files` the sha256 of every file by its path in the folder, with
    slashes; `made_with` the versions of what made them; `inputs` the digest of everything that they depend on, empty in version 1;
    `signature` the gate's, 64 bytes in base 64, or empty where it was made without the key.
    """

    release: str
    status: str
    subjects: Mapping[str, str]
    decisions: tuple[str, ...]
    draft: str
    files: Mapping[str, str]
    made_with: Mapping[str, str] = field(default_factory=dict)
    inputs: str = ""
    signature: str = ""


def dump(manifest: Manifest) -> bytes:
    """The manifest as the bytes of its file."""
    return _file(_values(manifest))


def load(folder: Path) -> Manifest:
    """The manifest of an output folder. Raises Tampered where it is missing or not as it was written, RecordError for a newer version."""
    path = folder / NAME
    try:
        content = path.read_bytes()
        values = json.loads(content)
        if values["version"] > VERSION:
            raise RecordError(path, say.NEWER_MANIFEST, say.UPDATE)
        own = {name: value for name, value in values.items() if name != "version"}
        manifest = Manifest(**{**own, "decisions": tuple(values["decisions"])})
        base64.b64decode(manifest.signature, validate=True)
        if dump(manifest) != content or manifest.status not in STATUSES:
            raise ValueError(NAME)
    except FileNotFoundError as error:
        raise Tampered(path, say.NO_MANIFEST, say.RENDER_AGAIN) from error
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Tampered(path, say.ALTERED_FILE, say.RENDER_AGAIN) from error
    return manifest


def sign(manifest: Manifest, key: SigningKey) -> Manifest:
    """The manifest with the gate's signature over everything else in it."""
    return replace(manifest, signature=base64.b64encode(key.sign(_message(manifest))).decode())


def signed(manifest: Manifest, public_key: bytes) -> bool:
    """Whether the gate signed exactly this."""
    signature = base64.b64decode(manifest.signature)
    return base64.b64encode(signature).decode() == manifest.signature and verify(public_key, _message(manifest), signature)


def files(folder: Path) -> dict[str, str]:
    """The sha256 of every file under an output folder by its path, the manifest left out. Raises Tampered for a link to
    elsewhere, which whoever owns that place can change.
    """
    found: dict[str, str] = {}
    if folder.is_symlink():
        raise Tampered(folder, say.NOT_A_FILE, say.RENDER_AGAIN)
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not (path.is_file() or path.is_dir()):
            raise Tampered(path, say.NOT_A_FILE, say.RENDER_AGAIN)
        if path.is_file() and name != NAME and path.name not in NOT_OURS:
            found[name] = file_digest(path)
    return found


def save(folder: Path, manifest: Manifest) -> None:
    """Write the manifest into its folder, after everything that it lists."""
    write_whole(folder / NAME, dump(manifest))


def _values(manifest: Manifest) -> dict[str, Any]:
    own = {f.name: getattr(manifest, f.name) for f in fields(manifest)}
    tables = {name: dict(own[name]) for name in ("subjects", "files", "made_with")}
    if not manifest.inputs:
        del own["inputs"]
    return {"version": VERSION if manifest.inputs else 1, **own, **tables, "decisions": list(manifest.decisions)}


def _message(manifest: Manifest) -> bytes:
    return PURPOSE + canonical({name: value for name, value in _values(manifest).items() if name != "signature"})


def _file(values: Mapping[str, Any]) -> bytes:
    return (json.dumps(values, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False) + "\n").encode()
