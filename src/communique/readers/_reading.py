"""From the bytes of a Word file to a draft: the reader's own trip."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import PurePath

from ..document import Document, Title, plain
from ..drafts import Draft
from ..languages import LANGUAGE_NAMES
from ..partners import Partner
from ..releases import slug_of
from ..structure import Structure
from . import _furniture, _line_items, _notes, _walk
from . import _refusals as refusals
from ._package import Package, open_package
from ._preflight import Contents
from ._raw import Raw, lines_of
from ._refusals import Refused
from ._signs import SUSPICIOUS
from ._source import Source, source_of
from ._structure import WORDED, structured
from ._tongue import tongue

SLUG_ROOM = 96


def draft_of(
    name: str, content: bytes, contents: Contents, partners: Mapping[str, Partner], *, accept_changes: bool, structure: Structure
) -> Draft:
    """The draft of a file's bytes and their inner files. Raises Refused."""
    source = source_of(open_package(contents, PurePath(name).suffix.lower()))
    raws, notes = _notes.notes(source, _walk.body(source))
    unsettled = source.revisions.settle(accept=accept_changes)
    text = "\n".join(line.text for line in lines_of(raws))
    if not WORDED.search(text):
        raise Refused(refusals.NO_TEXT)
    blocks = structured(raws, partners, source.oddities, structure)
    language, certain = tongue(text)
    if not certain:
        source.oddities.note("language-uncertain", "", language=LANGUAGE_NAMES[language])
    _furniture.report(source, frozenset(plain(block.content) for block in blocks if isinstance(block, Title)))
    _report_text(source, raws)
    _report_file(name, source)
    used = {getattr(block, "asset", "") for block in blocks}
    assets = tuple(asset for asset in source.album.assets.values() if asset.name in used)
    document = Document(language, blocks, notes, assets)
    _line_items.report(document, source.oddities, certain=certain)
    return Draft(
        file=shown(name),
        slug=slug_of(PurePath(name).stem),
        digest=hashlib.sha256(content).hexdigest(),
        document=document,
        findings=(*unsettled, *source.oddities.findings),
        structure=dict(structure),
    )


def _report_text(source: Source, raws: tuple[Raw, ...]) -> None:
    suspicious = [(line.place, found[0]) for line in lines_of(raws) for found in SUSPICIOUS.finditer(line.text)]
    for place, excerpt in suspicious:
        source.oddities.note("suspicious-text", place, excerpt)
    if len(source.empty) > 1:
        source.oddities.note("empty-paragraphs", source.empty[0], n=len(source.empty))


def _report_file(name: str, source: Source) -> None:
    package, note = source.package, source.oddities.note
    if package.dangling:
        note("dangling-relationship", "", n=package.dangling)
    if package.strict:
        note("strict-mapped", "")
    if package.macros:
        note("macro-present", "")
    if package.contents.trailing or package.contents.escaping:
        note("archive-odd", "")
    if _template_elsewhere(package):
        note("template-external", "")
    stem = PurePath(name).stem
    if shown(name) != name or len(stem) > SLUG_ROOM:
        note("file-name", "", slug=slug_of(stem))


def _template_elsewhere(package: Package) -> bool:
    arrows = [arrow for part in package.related(package.main, "settings") for arrow in package.relationships(part).values()]
    return any(arrow.kind == "attachedTemplate" and arrow.external and "://" in arrow.target for arrow in arrows)


def shown(name: str) -> str:
    """A file name as it may be shown: signs that print nothing or turn the line around become question marks."""
    return "".join(sign if sign.isprintable() else "?" for sign in name)
