"""A release: its editions, its partners and what people set in `release.toml`, loaded once from its folder under `drafts/`."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from . import drafts, embargoes
from . import editions as edition_files
from . import partners as partner_files
from .document import Document, Embargo
from .drafts import Draft
from .editions import Edition
from .errors import HouseError, RecordError
from .house import House
from .languages import Language, Wording
from .partners import Partner
from .storage import write_whole


@dataclass(frozen=True, slots=True)
class Settings:
    """What `release.toml` says; people may edit it.

    `embargo` is the moment until which nothing may be published, with its zone; `layout` is `joint` or `single`; `dateline` holds place
    and date by language, where they are to differ from the draft's.
    """

    languages: tuple[Language, ...]
    partners: tuple[str, ...]
    embargo: datetime | None = None
    dateline: Mapping[Language, str] = field(default_factory=dict)
    confidential: bool = False
    layout: str = "joint"


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
    "kein Release dieses Namens in drafts/",
    "no release of this name in drafts/",
)
RUN_FIRST = Wording(
    "lancez d’abord « communique run drafts/{slug}.docx »",
    "führen Sie zuerst „communique run drafts/{slug}.docx“ aus",
    "first run “communique run drafts/{slug}.docx”",
)
BROKEN = Wording("ne se lit pas ({why})", "ist nicht lesbar ({why})", "cannot be read ({why})")
RESTORE = Wording(
    "reprenez la dernière version du fichier, ou relancez « communique run »",
    "stellen Sie die letzte Fassung wieder her oder starten Sie „communique run“ neu",
    "restore the last version of the file, or run “communique run” again",
)
UNKNOWN_PARTNER = Wording(
    "le partenaire « {partner} » n’a pas de fichier dans templates/partners",
    "der Partner „{partner}“ hat keine Datei in templates/partners",
    "the partner “{partner}” has no file in templates/partners",
)
NAME_PARTNERS = Wording("partenaires connus : {known}", "bekannte Partner: {known}", "known partners: {known}")


# The reader's finding about a header or footer that speaks of an embargo.
HEADER_EMBARGO = "header-embargo"
OTHER_LANGUAGES = Wording(
    "release.toml demande déjà d’autres langues",
    "release.toml verlangt schon andere Sprachen",
    "release.toml already asks for other languages",
)
EDIT_SETTINGS = Wording(
    "changez la ligne « languages » de {path}",
    "ändern Sie die Zeile „languages“ in {path}",
    "change the line “languages” of {path}",
)


def slug_of(name: str) -> str:
    """A file name as a release's slug: `[a-z0-9][a-z0-9-]{0,95}`."""
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-")[:96].rstrip("-") or "release"


def slugs(house: House) -> tuple[str, ...]:
    """The releases of a house, in the order of their names."""
    return tuple(sorted(path.parent.name for path in house.drafts.glob("*/draft.json")))


def load(house: House, slug: str) -> Release:
    """The release under `drafts/<slug>/`. Raises RecordError or HouseError, naming the file."""
    folder = house.drafts / slug_of(slug)
    if slug != slug_of(slug) or not (folder / "draft.json").is_file():
        raise RecordError(slug, NO_RELEASE, RUN_FIRST.fill(slug=slug))
    settings, draft = load_settings(folder), _draft(folder)
    editions = {language: _edition(folder, language, draft.document) for language in settings.languages}
    return Release(slug, folder, draft, settings, editions, chosen(house, settings.partners))


def chosen(house: House, ids: tuple[str, ...]) -> tuple[Partner, ...]:
    """The partners of these ids. Raises HouseError for an id without a file."""
    known = partner_files.load(house.templates / "partners")
    for partner in ids:
        if partner not in known:
            raise HouseError("release.toml", UNKNOWN_PARTNER.fill(partner=partner), NAME_PARTNERS.fill(known=", ".join(known)))
    return tuple(known[partner] for partner in ids)


def _draft(folder: Path) -> Draft:
    path = folder / "draft.json"
    try:
        return drafts.load(folder)
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise RecordError(_named(path), BROKEN.fill(why=type(error).__name__), RESTORE) from error


def _edition(folder: Path, language: Language, document: Document) -> Edition:
    path = edition_files.path_of(folder, language)
    try:
        return edition_files.load(path.read_text(encoding="utf-8"), document)
    except FileNotFoundError as error:
        raise RecordError(_named(path), NO_RELEASE, RUN_FIRST.fill(slug=folder.name)) from error
    except (KeyError, TypeError, ValueError) as error:
        raise RecordError(_named(path), BROKEN.fill(why=type(error).__name__), RESTORE) from error


def load_settings(folder: Path) -> Settings:
    """What `release.toml` in a release's folder says. Raises RecordError where it is missing or broken."""
    path = folder / "release.toml"
    try:
        return _settings(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise RecordError(_named(path), BROKEN.fill(why=f"{type(error).__name__}: {error}"), RESTORE) from error


def _settings(values: Mapping[str, Any]) -> Settings:
    embargo = values.get("embargo")
    if embargo is not None and not (isinstance(embargo, datetime) and embargo.tzinfo):
        raise ValueError("embargo needs a date, a time and a zone: 2026-03-09T14:30:00+01:00")
    return Settings(
        languages=tuple(Language(code) for code in values["languages"]),
        partners=tuple(values["partners"]),
        embargo=embargo,
        dateline={Language(code): line for code, line in values.get("dateline", {}).items()},
        confidential=bool(values.get("confidential", False)),
        layout=values.get("layout", "joint"),
    )


def settings_for(own: House, draft: Draft, languages: tuple[Language, ...] = ()) -> Settings:
    """What people set for a draft's release, or the defaults where it is new: the house's languages, the partners whose "About" it has.

    `languages` are those to translate to. Raises RecordError for a broken release.toml, and for one that asks for other languages.
    """
    folder = own.drafts / draft.slug
    wanted = tuple(dict.fromkeys((draft.document.language, *(languages or own.languages))))
    if (folder / "release.toml").exists():
        settings = load_settings(folder)
        if languages and set(wanted) != set(settings.languages):
            raise RecordError(draft.file, OTHER_LANGUAGES, EDIT_SETTINGS.fill(path=f"drafts/{draft.slug}/release.toml"))
        return settings
    known = tuple(partner_files.load(own.templates / "partners"))
    found = tuple(dict.fromkeys(p for p in (getattr(block, "partner", "") for block in draft.document.blocks) if p))
    moment = embargoes.named(draft.document, own.zone)
    return Settings(wanted, found or known, embargo=moment, confidential=names_embargo(draft))


def names_embargo(draft: Draft) -> bool:
    """Whether a draft speaks of an embargo, in a line of its own or in a header or footer."""
    return any(isinstance(block, Embargo) for block in draft.document.blocks) or any(f.check == HEADER_EMBARGO for f in draft.findings)


def save_settings(folder: Path, settings: Settings) -> None:
    """Write `release.toml` with a comment on every line that people may change."""
    embargo = settings.embargo.isoformat() if settings.embargo else None
    lines = (
        "# What people decide about this release. communique writes it once, with defaults; from then on it is yours.",
        f"languages = {json.dumps([language.value for language in settings.languages])}",
        f"partners = {json.dumps(list(settings.partners))}  # files in templates/partners",
        f"embargo = {embargo}" if embargo else "# embargo = 2026-03-09T14:30:00+01:00  # nothing is published before",
        f"confidential = {str(settings.confidential).lower()}  # true: only engines on this machine see the text",
        f'layout = "{settings.layout}"  # joint or single',
        "",
        "[dateline]  # place and date, where the draft's is not what you want to print",
        *(f"{language.value} = {json.dumps(line, ensure_ascii=False)}" for language, line in settings.dateline.items()),
    )
    write_whole(folder / "release.toml", ("\n".join(lines) + "\n").encode())


def save_edition(folder: Path, edition: Edition) -> None:
    """Write one edition's file."""
    write_whole(edition_files.path_of(folder, edition.language), edition_files.dump(edition).encode())


def with_edition(release: Release, edition: Edition) -> Release:
    """The release with another edition in its language."""
    return replace(release, editions={**release.editions, edition.language: edition})


def _named(path: Path) -> str:
    return f"drafts/{path.parent.name}/{path.name}"
