"""A release as its Word file says it now: read in memory, with the translations that still fit; nothing is written."""

from __future__ import annotations

import hashlib
from pathlib import Path

from .. import editions, pipeline, releases
from .. import settings as settings_file
from ..approval import disclosure
from ..approval.cases import Case
from ..drafts import Draft
from ..editions import Edition, Origin, Source, Unit
from ..errors import RecordError, Tampered
from ..house import House
from ..languages import Language
from ..releases import Release
from ..segments import cut
from ..text.typography import mend
from ..translation import stage
from ..writers import Stamp, Status


def as_drafted(own: House, slug: str) -> Release:
    """The release of the draft as its file is now; a sentence that nobody has translated yet waits for it.

    Where the draft is the one that was run, that is the release as it is. Raises as `releases.load` and `pipeline.read` do.
    """
    folder = own.drafts / slug
    if not (folder / "draft.json").is_file():
        return releases.load(own, slug)
    settings, draft = settings_file.load(folder), releases.read_draft(folder)
    path = own.drafts / draft.file
    if not path.is_file() or (_digest(path) == draft.digest and dict(draft.structure) == dict(settings.structure)):
        return releases.load(own, slug)
    fresh = pipeline.read(own, path)
    if fresh.document.language not in settings.languages:
        code = fresh.document.language.value
        raise RecordError(f"drafts/{slug}/release.toml", releases.NO_SOURCE, releases.ADD_SOURCE.fill(code=code))
    fitting = {language: _fitting(folder, language, fresh) for language in settings.languages}
    return Release(slug, folder, fresh, settings, fitting, releases.chosen(own, settings.partners))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _fitting(folder: Path, language: Language, draft: Draft) -> Edition:
    """An edition of a draft that was just read: what the edition before it says of the same sentences."""
    before = releases.read_edition(folder, language, draft.document)
    if language is draft.document.language:
        return editions.carry_over(stage.original(draft, mend), before)
    known = {unit.segment.key: unit for unit in before.units} if before else {}
    waiting = Origin(Source.NOWHERE)
    units = tuple(
        Unit(one, known[one.key].target, known[one.key].origin) if one.key in known else Unit(one, None, waiting)
        for one in cut(draft.document)
    )
    return Edition(language, draft.document, draft.reading, units)


def preview_stamp(own: House, release: Release) -> Stamp:
    """What the preview of a release says about itself; who has read a text is known of the release as it was run alone."""
    try:
        seen = disclosure.reviewed(Case(own, release.slug, ()).board)
    except (RecordError, Tampered):
        seen = frozenset()
    return Stamp(Status.PREVIEW, embargo=release.settings.embargo, reviewed=seen)
