"""A draft: what the reader makes of an officer's Word file, and the file `draft.json` that keeps it."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from . import findings as finding_values
from .document import Asset, Document
from .document_json import dump as dump_document
from .document_json import load as load_document
from .files.storage import write_whole
from .findings import Finding
from .structure import Structure, reading_digest

VERSION = 1
MEDIA_TYPES = {".png": "image/png", ".jpg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A Word file as read: its name, the release's slug, the sha256 of its bytes, the document, and what was odd about the file.

    `structure` is what people had corrected in its `release.toml` when it was read.
    """

    file: str
    slug: str
    digest: str
    document: Document
    findings: tuple[Finding, ...] = ()
    structure: Structure = field(default_factory=dict)

    @property
    def reading(self) -> str:
        """The sha256 that editions name as theirs: it changes with the file and with the corrections of its structure."""
        return reading_digest(self.digest, self.structure)


def save(folder: Path, draft: Draft) -> None:
    """Write `draft.json` and the pictures into a release's folder."""
    for asset in draft.document.assets:
        write_whole(folder / "assets" / asset.name, asset.content)
    values = {
        "version": VERSION,
        "file": draft.file,
        "sha256": draft.digest,
        "structure": dict(draft.structure),
        "findings": [finding_values.dump(finding) for finding in draft.findings],
        "document": dump_document(draft.document),
    }
    write_whole(folder / "draft.json", (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode())


def load(folder: Path) -> Draft:
    """The draft in a release's folder. Raises OSError, KeyError, TypeError or ValueError where there is none or it is broken."""
    values = json.loads((folder / "draft.json").read_text(encoding="utf-8"))
    if values["version"] != VERSION:
        raise ValueError(f"version {values['version']}")
    document = load_document(values["document"], _assets(folder / "assets", {asset["name"] for asset in values["document"]["assets"]}))
    found = tuple(finding_values.load(f) for f in values["findings"])
    return Draft(values["file"], folder.name, values["sha256"], document, found, dict(values.get("structure", {})))


def _assets(folder: Path, names: Collection[str]) -> tuple[Asset, ...]:
    """The pictures that the document names; whatever else lies there is none of this draft's."""
    files = (folder / name for name in sorted(names) if Path(name).name == name)
    return tuple(Asset(p.name, MEDIA_TYPES[p.suffix], p.read_bytes()) for p in files if p.suffix in MEDIA_TYPES and p.is_file())
