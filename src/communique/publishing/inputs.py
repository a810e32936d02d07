"""Everything that a release's files depend on, as one digest: where that is the same, they are the same, byte for byte."""

from __future__ import annotations

import hashlib
import os
from dataclasses import asdict, replace
from pathlib import Path

from .. import editions, program
from ..document_json import dump as dump_document
from ..files.canonical import digest
from ..files.digests import file_digest
from ..findings import dump as dump_finding
from ..house import House
from ..once import once
from ..partners import Partner
from ..releases import Release
from ..writers import Stamp

# The memory serves translation and is no part of a page.
NOT_PRINTED = frozenset({"memory"})


def inputs(release: Release, house: House, stamp: Stamp) -> str:
    """The digest, 64 hexadecimal digits, of a release as it was read, the house's files, what the moment and the record say of it, and the
    program.
    """
    said = {name: repr(value) for name, value in asdict(stamp).items() if name not in ("subjects", "reviewed")}
    said |= {"subjects": repr(sorted(stamp.subjects.items())), "reviewed": repr(sorted(stamp.reviewed))}
    return digest([of_release(release), of_house(house), program.digest(), said])


@once(2)
def of_release(release: Release) -> str:
    """The digest of a release as it was read: draft, pictures, editions, settings and partners."""
    draft = release.draft
    return digest(
        [
            release.slug,
            [draft.file, draft.digest, draft.reading, [dump_finding(finding) for finding in draft.findings]],
            dump_document(draft.document),
            [[asset.name, asset.media_type, hashlib.sha256(asset.content).hexdigest()] for asset in draft.document.assets],
            [editions.values(edition) for edition in release.editions.values()],
            repr(release.settings),
            [_placeless(partner) for partner in release.partners],
        ]
    )


def of_house(house: House) -> str:
    """The digest of the house's files under `templates`, by their names and bytes; those of the memory are left out."""
    root = os.fspath(house.templates)
    return digest([house.name, [[name, file_digest(f"{root}{os.sep}{name}")] for name in sorted(_files(root))]])


def _files(root: str) -> list[str]:
    names = []
    for folder, inner, files in os.walk(root, followlinks=True):
        inner[:] = [name for name in inner if folder != root or name not in NOT_PRINTED]
        names += [os.path.join(folder, name)[len(root) + 1 :] for name in files]  # noqa: PTH118 - on every start
    return names


def _placeless(partner: Partner) -> str:
    """A partner without the folder that its logo lies in, which differs from machine to machine."""
    return repr(replace(partner, logo=Path(partner.logo.name) if partner.logo else None))
