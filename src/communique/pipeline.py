"""The trip in plain functions: what the command, the flows and CI call. The only module that joins the families.

Every stage takes the house and a release's slug, reads what it needs from `drafts/<slug>/` and leaves its result there. What only one
of them needs is loaded when it is called: to print what is approved takes neither the checks nor the engines.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from . import drafts, families, house, lineage, partners, releases
from . import settings as settings_file
from .document import Document
from .drafts import Draft
from .editions import Edition, Source
from .findings import Finding
from .house import House
from .languages import Language, Wording
from .publishing import publication, workers
from .record.keys import SigningKey
from .releases import Release
from .segments import cut
from .writers import Stamp

if TYPE_CHECKING:
    from . import checks
    from .inspections import Inspection
    from .translation.costs import Bill, Tally


@dataclass(frozen=True, slots=True)
class Counts:
    """How many segments of an edition come from where."""

    draft: int = 0
    memory: int = 0
    engine: int = 0
    person: int = 0
    nowhere: int = 0

    def values(self) -> dict[str, int]:
        """The counts by name."""
        return asdict(self)


def house_at(root: Path) -> House:
    """The house in a folder. Raises HouseError."""
    return house.load(root)


def read(own: House, path: Path, *, accept_changes: bool = False) -> Draft:
    """What the reader sees in a Word file, as its release.toml corrects it. Raises DraftError, or RecordError for a broken one."""
    reader, known = families.load("readers", "docx"), partners.load(own.templates / "partners")
    slug = lineage.release_of(own, path)
    structure = settings_file.structure_of(own.drafts / slug)
    draft: Draft = reader.read(path, accept_changes=accept_changes, partners=known, structure=structure)
    return replace(draft, slug=slug)


def take_in(own: House, path: Path, *, languages: tuple[Language, ...] = (), layout: str = "", accept_changes: bool = False) -> str:
    """Read a Word file into `drafts/<slug>/` and give the slug; `languages` are those to translate to, all of the house's where empty,
    `layout` is joint or single, or empty for what the release says.

    Raises DraftError, HouseError or RecordError before anything is written.
    """
    from . import glossary, memory
    from .approval import set_aside
    from .text.typography import mend
    from .translation import stage

    lineage.slug_for(own, path)
    draft = read(own, path, accept_changes=accept_changes)
    folder = own.drafts / draft.slug
    if (folder / "draft.json").is_file():
        releases.read_draft(folder)
    settings = settings_file.of_draft(own, draft, languages, layout)
    for partner in releases.chosen(own, settings.partners):
        for language in settings.languages:
            partner.boilerplate(language)
    for language in settings.languages:
        releases.read_edition(folder, language, draft.document)
    memory.Memory.load(memory_files(own)), glossary.load(own.templates / "glossary.csv")
    before_it = releases.read_edition(folder, draft.document.language, draft.document)
    edition = set_aside.carry_over(folder, stage.original(draft, mend), before_it)
    if not (folder / "release.toml").exists():
        settings_file.save(folder, settings)
    releases.save_edition(folder, edition)
    drafts.save(folder, draft)
    return draft.slug


def languages_of(own: House, slug: str) -> tuple[Language, ...]:
    """The languages that a release is to appear in, the draft's first."""
    folder = own.drafts / slug
    return tuple(dict.fromkeys((releases.read_draft(folder).document.language, *settings_file.load(folder).languages)))


def embargo_of(own: House, slug: str) -> datetime | None:
    """The moment until which a release may not be published."""
    return settings_file.load(own.drafts / slug).embargo


def translate(own: House, slug: str, language: Language, *, engine: str = "", tally: Tally | None = None) -> Counts:
    """Make one language's edition: what people wrote before, then the memory, then the engines that the house allows for this release.

    `engine` names the only engine to use; `tally` counts what engines are asked. Raises EngineError when that one cannot work; without
    it, what cannot work is passed over. What people write while engines are asked is kept.
    """
    from . import memory
    from .translation import making
    from .translation.costs import Tally

    known, tally = memory.Memory.load(memory_files(own)), tally or Tally()
    return counts(making.edition(own, slug, language, known, engine=engine, tally=tally))


def forecast(own: House, draft: Draft, language: Language, *, engine: str = "") -> tuple[Bill, ...]:
    """What the first engine would be asked for one language, and what it costs; nothing is sent or written. Raises as `translate`."""
    from . import memory
    from .translation import making

    return making.forecast(own, draft, language, memory.Memory.load(memory_files(own)), engine=engine)


def memory_files(own: House) -> list[Path]:
    """The files of the translation memory, in the order of their names, without what withdrawn releases left."""
    from .translation import growth

    return [path for path in sorted((own.templates / "memory").glob("*.tmx")) if not growth.is_withdrawn(own, path)]


def edition(own: House, slug: str, language: Language) -> Edition | None:
    """One language's edition as it stands, None before it was made."""
    return releases.read_edition(own.drafts / slug, language, releases.read_draft(own.drafts / slug).document)


def counts(made: Edition | None) -> Counts:
    """How many segments of an edition come from where."""
    found = [unit.origin.source for unit in made.units] if made else []
    return Counts(**{source.value: found.count(source) for source in Source})


def reference(own: House, ids: tuple[str, ...] | None = None) -> checks.Reference:
    """What texts are held against: the termbase, the partners (all of the house's, or those of a release) and today."""
    from . import checks, glossary

    known = partners.load(own.templates / "partners")
    chosen = known if ids is None else {partner.id: partner for partner in releases.chosen(own, ids)}
    terms = glossary.load(own.templates / "glossary.csv")
    today = _now().astimezone(ZoneInfo(own.zone)).date()
    return checks.Reference(terms, partners=chosen, today=today, zone=own.zone, limits=own.limits, inclusive=own.inclusive)


def check(own: House, draft: Draft) -> tuple[Finding, ...]:
    """What is wrong with a draft: as a file, and as a text once its typography is repaired."""
    from .text.typography import mend_document

    mended = mend_document(draft.document)
    return (*_file_findings(draft, mended), *_text_findings(own, mended))


def line_items(own: House, draft: Draft) -> tuple[Finding, ...]:
    """Everything odd about a draft, as a file and as a text, each thing once and in reading order."""
    from .line_items import joined
    from .repairs import said_afterwards
    from .text.typography import mend_document

    mended = mend_document(draft.document)
    accents = (finding for finding in said_afterwards(draft.document, mended) if finding.excerpt)
    return joined(draft, (*accents, *_text_findings(own, mended)))


def _text_findings(own: House, mended: Document) -> tuple[Finding, ...]:
    from . import checks

    return checks.inspect_document(mended, reference(own), cut(mended))


def titles(family: str) -> dict[str, Wording]:
    """The sentences of a family's members by their names."""
    return {name: families.load(family, name).TITLE for name in families.members(family)}


def findings(own: House, slug: str) -> tuple[Finding, ...]:
    """Everything that is wrong with a release, computed anew."""
    return findings_of(own, releases.load(own, slug))


def findings_of(own: House, release: Release) -> tuple[Finding, ...]:
    """Everything that is wrong with a release that was just read; computed once in a process for the same texts, terms and day."""
    from .inspections import Inspection

    against = replace(reference(own, release.settings.partners), recalled=_recalled(own, release))
    return _inspected(Inspection(release, against))


def _recalled(own: House, release: Release) -> dict[str, dict[Language, str]]:
    """The texts of the memory entries from which sentences were taken that are alike, not the same."""
    near = frozenset[str]().union(*(edition.recalled for edition in release.editions.values()))
    if not near:
        return {}
    from . import memory

    return memory.Memory.load(memory_files(own)).texts(near)


@lru_cache(maxsize=16)
def _inspected(inspection: Inspection) -> tuple[Finding, ...]:
    from . import checks
    from .text.typography import mend_document

    release = inspection.release
    draft = release.draft
    return (*_file_findings(draft, mend_document(draft.document)), *checks.inspect_release(release, inspection.against))


def _file_findings(draft: Draft, mended: Document) -> tuple[Finding, ...]:
    """What stays odd about the Word file, and what was repaired in its typography without asking."""
    from .line_items import lasting
    from .repairs import said_afterwards

    return (*lasting(draft), *said_afterwards(draft.document, mended))


def render(own: House, release: Release, stamp: Stamp, key: SigningKey | None = None, *, make: publication.Make | None = None) -> Path:
    """Write every file of a release in every language, all or none, and give their folder; `key` signs its manifest. Raises RenderError.

    `make` gives the files: a process of their own, kept for the next release, where nothing else is said.
    """
    return publication.render(release, own, stamp, make or workers.shared().made, preview=stamp.preview, key=key)


def _now() -> datetime:
    return datetime.now(UTC)
