"""A release: its editions, its partners and what people set in `release.toml`, loaded once from its folder under `drafts/`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from . import drafts
from . import editions as edition_files
from . import partners as partner_files
from .document import Document
from .drafts import Draft
from .editions import Edition
from .errors import HouseError, RecordError
from .files.storage import write_whole
from .house import House
from .languages import Language, Wording
from .partners import Partner
from .segments import Segment, cut
from .settings import Settings
from .settings import load as read_settings


@dataclass(frozen=True, slots=True)
class Release:
    """Everything that is needed to decide about a release and to print it, read once."""

    slug: str
    folder: Path
    draft: Draft
    settings: Settings
    editions: Mapping[Language, Edition]
    partners: tuple[Partner, ...]

    @property
    def source(self) -> Language:
        """The language of the draft."""
        return self.draft.document.language


NO_RELEASE = Wording(
    "aucun communiqué de ce nom dans drafts/",
    "keine Mitteilung dieses Namens in drafts/",
    "no release of this name in drafts/",
)
KNOWN = Wording("il y a : {known}", "es gibt: {known}", "there are: {known}")
RUN_FIRST = Wording(
    "lancez d’abord « communique run » sur un fichier Word",
    "führen Sie zuerst „communique run“ mit einer Word-Datei aus",
    "first run “communique run” on a Word file",
)
BROKEN = Wording("ne se lit pas ({why})", "ist nicht lesbar ({why})", "cannot be read ({why})")
RESTORE = Wording(
    "reprenez la dernière version du fichier",
    "stellen Sie die letzte Fassung der Datei wieder her",
    "restore the last version of the file",
)
OLD_EDITION = Wording(
    "cette édition n’est pas celle du brouillon actuel",
    "diese Ausgabe gehört nicht zum jetzigen Entwurf",
    "this edition does not belong to the present draft",
)
OTHER_SOURCES = Wording(
    "les phrases d’origine de cette édition ne sont pas celles du brouillon",
    "die Ausgangssätze dieser Ausgabe sind nicht die des Entwurfs",
    "the source sentences of this edition are not those of the draft",
)
OLD_STRUCTURE = Wording(
    "[structure] a changé depuis la dernière lecture du brouillon",
    "[structure] hat sich geändert, seit der Entwurf gelesen wurde",
    "[structure] has changed since the draft was read",
)
RUN_AGAIN = Wording(
    "relancez « communique run » sur {file}",
    "starten Sie „communique run“ mit {file} erneut",
    "run “communique run” on {file} again",
)
NO_SOURCE = Wording(
    "« languages » ne contient pas la langue du brouillon",
    "„languages“ enthält die Sprache des Entwurfs nicht",
    "“languages” lacks the draft’s own language",
)
ADD_SOURCE = Wording("ajoutez {code}", "ergänzen Sie {code}", "add {code}")
UNKNOWN_PARTNER = Wording(
    "le partenaire « {partner} » n’a pas de fichier dans templates/partners",
    "der Partner „{partner}“ hat keine Datei in templates/partners",
    "the partner “{partner}” has no file in templates/partners",
)
NAME_PARTNERS = Wording("partenaires connus : {known}", "bekannte Partner: {known}", "known partners: {known}")


def slug_of(name: str) -> str:
    """A file name as a release's slug: `[a-z0-9][a-z0-9-]{0,95}`."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")[:96].rstrip("-") or "release"


def slugs(house: House) -> tuple[str, ...]:
    """The releases of a house, in the order of their names."""
    found = (path.parent.name for path in house.drafts.glob("*/draft.json"))
    return tuple(sorted(name for name in found if name == slug_of(name)))


def load(house: House, slug: str) -> Release:
    """The release under `drafts/<slug>/`. Raises RecordError or HouseError, naming the file."""
    folder = house.drafts / slug_of(slug)
    if slug != slug_of(slug) or not (folder / "draft.json").is_file():
        known = ", ".join(slugs(house))
        raise RecordError(slug, NO_RELEASE, KNOWN.fill(known=known) if known else RUN_FIRST)
    settings, draft = read_settings(folder), read_draft(folder)
    if draft.document.language not in settings.languages:
        raise RecordError(f"drafts/{slug}/release.toml", NO_SOURCE, ADD_SOURCE.fill(code=draft.document.language))
    if dict(draft.structure) != dict(settings.structure):
        raise RecordError(f"drafts/{slug}/release.toml", OLD_STRUCTURE, RUN_AGAIN.fill(file=draft.file))
    segments = cut(draft.document)
    editions = {language: _current(folder, language, draft, segments) for language in settings.languages}
    return Release(slug, folder, draft, settings, editions, chosen(house, settings.partners))


def chosen(house: House, ids: tuple[str, ...]) -> tuple[Partner, ...]:
    """The partners of these ids. Raises HouseError for an id without a file."""
    known = partner_files.load(house.templates / "partners")
    for partner in ids:
        if partner not in known:
            raise HouseError("release.toml", UNKNOWN_PARTNER.fill(partner=partner), NAME_PARTNERS.fill(known=", ".join(known)))
    return tuple(known[partner] for partner in ids)


def read_draft(folder: Path) -> Draft:
    """The draft of a release. Raises RecordError."""
    path = folder / "draft.json"
    try:
        return drafts.load(folder)
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise RecordError(_named(path), BROKEN.fill(why=type(error).__name__), RESTORE) from error


def read_edition(folder: Path, language: Language, document: Document) -> Edition | None:
    """One edition of a release, None before it was made. Raises RecordError; what people wrote may be in a broken one, so keep it."""
    path = edition_files.path_of(folder, language)
    try:
        return edition_files.load(path.read_text(encoding="utf-8"), document)
    except FileNotFoundError:
        return None
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise RecordError(_named(path), BROKEN.fill(why=type(error).__name__), RESTORE) from error


def _current(folder: Path, language: Language, draft: Draft, segments: tuple[Segment, ...]) -> Edition:
    """One edition of this very draft: an older one would show sentences of the draft where it has none of its own.

    Its sources are the sentences of the draft too: against others a wrong translation would look right.
    """
    edition, path = read_edition(folder, language, draft.document), edition_files.path_of(folder, language)
    if edition is None or edition.draft != draft.reading:
        raise RecordError(_named(path), OLD_EDITION, RUN_AGAIN.fill(file=draft.file))
    if tuple(unit.segment for unit in edition.units) != segments:
        raise RecordError(_named(path), OTHER_SOURCES, RUN_AGAIN.fill(file=draft.file))
    return edition


def save_edition(folder: Path, edition: Edition) -> None:
    """Write one edition's file."""
    write_whole(edition_files.path_of(folder, edition.language), edition_files.dump(edition).encode())


def with_edition(release: Release, edition: Edition) -> Release:
    """The release with another edition in its language."""
    return replace(release, editions={**release.editions, edition.language: edition})


def _named(path: Path) -> str:
    return f"drafts/{path.parent.name}/{path.name}"
