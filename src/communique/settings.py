"""What people set for a release in its `release.toml`."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from . import partners as partner_files
from .document import Embargo
from .drafts import Draft
from .errors import RecordError
from .files.storage import write_whole
from .house import ZONE, House
from .languages import Language, Wording
from .structure import KINDS, Structure, opening_words
from .text import embargoes

LAYOUTS = ("joint", "single")
# A line that is misspelt would count for nothing, and the text of a release go where it may not.
KNOWN = frozenset({"languages", "partners", "embargo", "confidential", "layout", "dateline", "structure", "review_by", "correction"})
# The reader's finding about a header or footer that speaks of an embargo.
HEADER_EMBARGO = "header-embargo"
BROKEN = Wording("ne se lit pas ({why})", "ist nicht lesbar ({why})", "cannot be read ({why})")
CORRECT_IT = Wording(
    "corrigez cette ligne, ou reprenez la dernière version du fichier",
    "berichtigen Sie diese Zeile oder stellen Sie die letzte Fassung der Datei wieder her",
    "correct that line, or restore the last version of the file",
)
OTHER_LANGUAGES = Wording(
    "release.toml demande déjà d’autres langues",
    "release.toml verlangt schon andere Sprachen",
    "release.toml already asks for other languages",
)
UNKNOWN_KIND = Wording(
    "[structure], entrée {n} : le mot après « = » n’est pas une sorte de paragraphe",
    "[structure], Eintrag {n}: das Wort nach „=“ ist keine Art von Absatz",
    "[structure], entry {n}: the word after “=” is no kind of paragraph",
)
NO_TABLE = Wording("[structure] n’est pas une table", "[structure] ist keine Tabelle", "[structure] is no table")
NO_WORDS = Wording(
    "[structure], entrée {n}\u00a0: il n’y a pas de mots devant «\u00a0=\u00a0»",
    "[structure], Eintrag {n}: vor „=“ stehen keine Wörter",
    "[structure], entry {n}: there are no words before “=”",
)
TABLE_IS = Wording(
    "une entrée est faite des premiers mots d’un paragraphe, entre guillemets droits, du signe = et de sa sorte",
    "ein Eintrag besteht aus den ersten Wörtern eines Absatzes in geraden Anführungszeichen, dem Zeichen = und seiner Art",
    "an entry is the first words of a paragraph in straight quotation marks, the sign = and its kind",
)
KINDS_ARE = Wording("il y a : {kinds}", "es gibt: {kinds}", "there are: {kinds}")
OTHER_LAYOUT = Wording(
    "release.toml demande déjà une autre mise en page",
    "release.toml verlangt schon ein anderes Layout",
    "release.toml already asks for another layout",
)
EDIT_LAYOUT = Wording(
    "changez la ligne «\u00a0layout\u00a0» de {path}",
    "ändern Sie die Zeile „layout“ in {path}",
    "change the line “layout” of {path}",
)
EDIT_SETTINGS = Wording(
    "changez la ligne « languages » de {path}",
    "ändern Sie die Zeile „languages“ in {path}",
    "change the line “languages” of {path}",
)


@dataclass(frozen=True, slots=True)
class Settings:
    """What `release.toml` says; people may edit it.

    `embargo` is the moment until which nothing may be published, with its zone; `layout` is `joint` or `single`; `dateline` holds place
    and date by language, where they are to differ from the draft's; `structure` the kinds of paragraphs by their opening words, where the
    reader guessed wrong; `review_by` the moment by which reviewers are to have decided, where that is not the house's usual one.
    """

    languages: tuple[Language, ...]
    partners: tuple[str, ...]
    embargo: datetime | None = None
    dateline: Mapping[Language, str] = field(default_factory=dict)
    confidential: bool = False
    layout: str = "joint"
    structure: Structure = field(default_factory=dict)
    review_by: datetime | None = None
    correction: Mapping[Language, str] = field(default_factory=dict)


def load(folder: Path) -> Settings:
    """What `release.toml` in a release's folder says. Raises RecordError where it is missing or broken."""
    path, name = folder / "release.toml", f"drafts/{folder.name}/release.toml"
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        return replace(_checked(values), structure=_structure(values.get("structure", {}), name))
    except (OSError, KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise RecordError(name, BROKEN.fill(why=f"{type(error).__name__}: {error}"), CORRECT_IT) from error


def _checked(values: Mapping[str, Any]) -> Settings:
    if unknown := sorted(set(values) - KNOWN):
        raise ValueError(f"{', '.join(unknown)}: the lines are {', '.join(sorted(KNOWN))}")
    if not isinstance(values.get("confidential", False), bool):
        raise ValueError("confidential is true or false, without quotation marks")
    languages = tuple(Language(code) for code in _unique("languages", values["languages"]))
    layout, embargo = values.get("layout", "joint"), values.get("embargo")
    dateline = {Language(code): line for code, line in values.get("dateline", {}).items()}
    if layout not in LAYOUTS:
        raise ValueError(f"layout = {layout!r}: {' or '.join(LAYOUTS)}")
    if embargo is not None and not (isinstance(embargo, datetime) and embargo.tzinfo and 1970 < embargo.year < 3000):
        raise ValueError("embargo needs a date, a time and a zone: 2026-03-09T14:30:00+01:00")
    correction = {Language(code): line for code, line in values.get("correction", {}).items()}
    if not all(isinstance(line, str) for line in (*dateline.values(), *correction.values())):
        raise ValueError("a dateline or the sentence of a correction is a text in quotation marks")
    review_by = values.get("review_by")
    if review_by is not None and not (isinstance(review_by, datetime) and review_by.tzinfo and 1970 < review_by.year < 3000):
        raise ValueError("review_by needs a date, a time and a zone: 2026-03-06T18:00:00+01:00")
    return Settings(
        languages=languages,
        partners=tuple(_unique("partners", values["partners"])),
        embargo=embargo,
        dateline=dateline,
        confidential=values.get("confidential", False),
        layout=layout,
        review_by=review_by,
        correction=correction,
    )


def structure_of(folder: Path) -> Structure:
    """What people corrected in the reading of a release's draft; nothing where it has no release.toml. Raises RecordError."""
    return load(folder).structure if (folder / "release.toml").exists() else {}


def _structure(values: object, file: str) -> Structure:
    """The kinds by opening words. Raises RecordError; a wrong entry is named by its number, since its words are text of the release."""
    if not isinstance(values, Mapping):
        raise RecordError(file, NO_TABLE, TABLE_IS)
    for n, (words, kind) in enumerate(values.items(), 1):
        if kind not in KINDS:
            raise RecordError(file, UNKNOWN_KIND.fill(n=n), KINDS_ARE.fill(kinds=", ".join(KINDS)))
        if not any(sign.isalnum() for sign in opening_words(words)):
            raise RecordError(file, NO_WORDS.fill(n=n), TABLE_IS)
    return dict(values)


def _unique(name: str, values: object) -> list[str]:
    """A list of words, each once. Raises ValueError for anything else."""
    if not isinstance(values, list) or not values or not all(isinstance(value, str) for value in values):
        raise ValueError(f"{name} needs at least one word in quotation marks")
    if len(set(values)) < len(values):
        raise ValueError(f"{name} has the same word twice")
    return values


def of_draft(own: House, draft: Draft, languages: tuple[Language, ...] = (), layout: str = "") -> Settings:
    """What people set for a draft's release, or the defaults where it is new: the house's languages, the partners whose "About" it has.

    `languages` are those to translate to, `layout` is joint or single where that is asked for. Raises RecordError for a broken
    release.toml, and for one that asks for other languages or another layout.
    """
    folder = own.drafts / draft.slug
    wanted = tuple(dict.fromkeys((draft.document.language, *(languages or own.languages))))
    if (folder / "release.toml").exists():
        settings = load(folder)
        if languages and set(wanted) != set(settings.languages):
            raise RecordError(draft.file, OTHER_LANGUAGES, EDIT_SETTINGS.fill(path=f"drafts/{draft.slug}/release.toml"))
        if layout and layout != settings.layout:
            raise RecordError(draft.file, OTHER_LAYOUT, EDIT_LAYOUT.fill(path=f"drafts/{draft.slug}/release.toml"))
        return settings
    known = tuple(partner_files.load(own.templates / "partners"))
    found = tuple(dict.fromkeys(p for p in (getattr(block, "partner", "") for block in draft.document.blocks) if p))
    moment = embargoes.named(draft.document, own.zone)
    return Settings(wanted, found or known, embargo=moment, confidential=names_embargo(draft), layout=layout or LAYOUTS[0])


def names_embargo(draft: Draft) -> bool:
    """Whether a draft speaks of an embargo, in a line of its own or in a header or footer."""
    return any(isinstance(block, Embargo) for block in draft.document.blocks) or any(f.check == HEADER_EMBARGO for f in draft.findings)


def secret(settings: Settings, draft: Draft, now: datetime, zone: str = ZONE) -> bool:
    """Whether the text may only be seen by the hosts that the house allows under embargo; `zone` is the house's.

    An embargo without an end has not ended. What a draft's own embargo line made confidential is public once its moment has come, and not
    before, whatever an older release.toml says.
    """
    said = embargoes.named(draft.document, zone)
    if said and said > now:
        return True
    if settings.embargo is None:
        return settings.confidential or names_embargo(draft)
    return settings.embargo > now or (settings.confidential and not names_embargo(draft))


def save(folder: Path, settings: Settings) -> None:
    """Write `release.toml` with a comment on every line that people may change."""
    embargo = settings.embargo.isoformat() if settings.embargo else None
    lines = (
        "# What people decide about this release. communique writes it once, with defaults; from then on it is yours.",
        f"languages = {json.dumps([language.value for language in settings.languages])}",
        f"partners = {json.dumps(list(settings.partners))}  # files in templates/partners",
        f"embargo = {embargo}" if embargo else "# embargo = 2026-03-09T14:30:00+01:00  # nothing is published before",
        f"review_by = {settings.review_by.isoformat()}"
        if settings.review_by
        else "# review_by = 2026-03-06T18:00:00+01:00  # when reviewers are to be done",
        f"confidential = {str(settings.confidential).lower()}  # true: only engines on this machine see the text",
        f'layout = "{settings.layout}"  # joint or single',
        "",
        "[dateline]  # place and date, where the draft's is not what you want to print",
        *(f"{language.value} = {_quoted(line)}" for language, line in settings.dateline.items()),
        "",
        "[correction]  # what a text that replaces a published one says of itself, beyond its date",
        *(f"{language.value} = {_quoted(line)}" for language, line in settings.correction.items()),
        "",
        "[structure]  # where `communique read` shows a paragraph as something that it is not: its first words = what it is",
        f"# one of {', '.join(KINDS[:10])},",
        f"# {', '.join(KINDS[10:])}; then run again",
        f"# {_quoted('The first words')} = {_quoted('heading 2')}",
        *(f"{_quoted(words)} = {_quoted(kind)}" for words, kind in settings.structure.items()),
    )
    write_whole(folder / "release.toml", ("\n".join(lines) + "\n").encode())


def _quoted(text: str) -> str:
    """A text as TOML writes it: the escapes of JSON are all known there."""
    return json.dumps(text, ensure_ascii=False)
