"""Word drafts: an officer's .docx as a press release, with what was odd about the file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from ..document import Document, Title, plain
from ..drafts import Draft
from ..errors import DraftError
from ..languages import LANGUAGE_NAMES
from ..partners import Partner
from ..releases import slug_of
from . import _furniture, _walk
from . import _refusals as refusals
from ._intake import content_of, is_draft
from ._package import Package, has_macros, open_package
from ._preflight import unpack
from ._raw import lines_of
from ._refusals import Refused
from ._signs import SUSPICIOUS
from ._source import Source, source_of
from ._structure import structured
from ._tongue import tongue

__all__ = ["is_draft", "read"]

SLUG_ROOM = 96


def read(path: Path, *, accept_changes: bool = False, partners: Mapping[str, Partner] = {}) -> Draft:
    """The draft of a Word file (.docx, .dotx, .docm, .dotm); nothing but the file itself is opened, nothing is fetched.

    Raises DraftError where the file is no Word document, damaged, dangerous or too large, holds no text, or still holds tracked changes,
    comments or hidden text. With `accept_changes` these are read as accepted, or left out, and become findings. `partners` by id let
    boilerplates and contacts find theirs.
    """
    try:
        content = content_of(path)
        package = open_package(unpack(content), path.suffix.lower())
        return _draft(path, content, package, partners, accept_changes=accept_changes)
    except Refused as refused:
        raise DraftError(_shown(path.name), refused.fact, refused.way_out) from refused


def _draft(path: Path, content: bytes, package: Package, partners: Mapping[str, Partner], *, accept_changes: bool) -> Draft:
    source = source_of(package)
    raws, notes = _walk.notes(source, _walk.body(source))
    unsettled = source.revisions.settle(accept=accept_changes)
    text = "\n".join(line.text for line in lines_of(raws))
    if not text.strip():
        raise Refused(refusals.NO_TEXT)
    blocks = structured(raws, partners, source.oddities)
    _report(path, source, text, frozenset(plain(b.content) for b in blocks if isinstance(b, Title)))
    language, certain = tongue(text)
    if not certain:
        source.oddities.note("language-uncertain", "", language=LANGUAGE_NAMES[language])
    used = {getattr(block, "asset", "") for block in blocks}
    assets = tuple(asset for asset in source.album.assets.values() if asset.name in used)
    return Draft(
        file=_shown(path.name),
        slug=slug_of(path.stem),
        digest=hashlib.sha256(content).hexdigest(),
        document=Document(language, blocks, notes, assets),
        findings=(*unsettled, *source.oddities.findings),
    )


def _report(path: Path, source: Source, text: str, titles: frozenset[str]) -> None:
    """Findings about the file as a whole."""
    package, note = source.package, source.oddities.note
    _furniture.report(source, titles)
    if source.empty > 1:
        note("empty-paragraphs", "", n=source.empty)
    for found in list(SUSPICIOUS.finditer(text))[:5]:
        note("suspicious-text", "", found[0])
    if package.dangling:
        note("dangling-relationship", "", n=package.dangling)
    if package.strict:
        note("strict-mapped", "")
    if has_macros(package):
        note("macro-present", "")
    if package.contents.trailing or package.contents.escaping:
        note("archive-odd", "")
    if _template_elsewhere(package):
        note("template-external", "")
    if _shown(path.name) != path.name or len(path.stem) > SLUG_ROOM:
        note("file-name", "", slug=slug_of(path.stem))


def _template_elsewhere(package: Package) -> bool:
    arrows = [arrow for part in package.related(package.main, "settings") for arrow in package.relationships(part).values()]
    return any(arrow.kind == "attachedTemplate" and arrow.external and "://" in arrow.target for arrow in arrows)


def _shown(name: str) -> str:
    """A file name as it may be shown: signs that print nothing or turn the line around become question marks."""
    return "".join(sign if sign.isprintable() else "?" for sign in name)
