"""What an approval is about: the digest of everything that a partner's reviewer answers for in one language and role."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from ..document import About, Asset, Block, Contact, Inlines
from ..document_json import dump_block
from ..editions import Edition, Unit
from ..files.canonical import digest, settled
from ..files.digests import file_digest
from ..findings import Finding
from ..findings import dump as dump_finding
from ..house import House
from ..languages import Language
from ..markup import dump as marked_up
from ..once import once
from ..partners import Partner
from ..releases import Release
from ..roles import Role, cell_name
from ..settings import names_embargo
from ..text.passages import passages
from .design import templates
from .own_words import own_places

VERSION = 1

# What a block says about its own making is not printed, and `text` repeats the inlines.
NOT_PRINTED = frozenset({"place", "inferred", "text"})


@dataclass(frozen=True, slots=True)
class Ask:
    """One approval that the house asks for: in a language, from a partner, in a role, by so many different people."""

    language: Language
    partner: str
    role: Role = Role.LANGUAGE
    people: int = 1

    @property
    def name(self) -> str:
        """`fr/inria`, and `fr/inria/legal` for another role than the usual one."""
        return cell_name(self.language, self.partner, self.role)


def subject(release: Release, language: Language, partner: str, house: House, role: Role = Role.LANGUAGE, *, design: str = "") -> str:
    """The digest, 64 hexadecimal digits, of what `partner` approves when it approves the release in `language` and `role`.

    It covers the edition with its marks, links and pictures, the official texts in the partner's scope, the embargo, the sentence of a
    correction, the dateline, the layout and the page's templates; in the role OWN only the partner's own words, the embargo and that
    sentence. `design` is what `templates` gives, where it is known already. Raises KeyError for a language or partner that the release does
    not have, and HouseError where a partner has no official text.
    """
    seen = _own(release, language, partner) if role is Role.OWN else _whole(release, language, partner, house, design)
    kept: dict[str, Any] = {} if role is Role.LANGUAGE else {"role": role.value}
    # What the draft itself says of an embargo is a finding of its reader: who takes it away must ask everyone anew.
    kept |= {"draft names an embargo": True} if names_embargo(release.draft) else {}
    kept |= {"correction": sentence} if (sentence := release.settings.correction.get(language)) else {}
    return digest(
        settled(
            {
                "version": VERSION,
                "release": release.slug,
                "language": language.value,
                "partner": partner,
                "embargo": _instant(release.settings.embargo),
                **kept,
                **seen,
            }
        )
    )


def _whole(release: Release, language: Language, partner: str, house: House, design: str) -> dict[str, Any]:
    edition, settings = release.editions[language], release.settings
    return {
        "segments": _all_segments(edition),
        "blocks": _blocks(release, edition, partner),
        "pictures": _pictures(edition),
        "official": [_official(one, language) for one in _scope(release, language, partner, house)],
        "partners": list(settings.partners),
        "dateline": settings.dateline.get(language, ""),
        "layout": settings.layout,
        "house": [house.name, house.zone],
        "templates": design or templates(house.templates / "release"),
    }


def words(release: Release) -> str:
    """The digest of what readers are told, layout and templates left out: another one is another version of what was published."""
    return digest(settled([_told(release, edition) for _, edition in sorted(release.editions.items())]))


def _told(release: Release, edition: Edition) -> list[Any]:
    language, pictures = edition.language, _pictures(edition)
    official = [{**_official(one, language), "logo": ""} for one in release.partners]
    line = release.settings.dateline.get(language, "")
    return [language.value, _all_segments(edition), _blocks(release, edition, ""), pictures, official, line]


def _own(release: Release, language: Language, partner: str) -> dict[str, Any]:
    edition = release.editions[language]
    voice = next(one for one in release.partners if one.id == partner)
    places = own_places(edition.original, voice, release.partners)
    printed = (block for block in edition.document.blocks if block.place in places or _belongs_to(block, frozenset({partner})))
    return {
        "segments": _segments(unit for unit in edition.units if unit.segment.place in places),
        "blocks": [_printed(dump_block(block)) for block in printed],
        "official": [_official(voice, language)],
    }


def subjects(release: Release, house: House) -> dict[str, str]:
    """Every subject of a release that somebody has to approve, by the name of its cell: all about the design as it is at one moment."""
    design = templates(house.templates / "release")
    return {ask.name: subject(release, ask.language, ask.partner, house, ask.role, design=design) for ask in needed(release, house)}


def needed(release: Release, house: House) -> tuple[Ask, ...]:
    """Every approval that the house asks for, by language, then in the release's order of partners, then as house.toml names them."""
    return tuple(
        Ask(language, partner, demand.role, demand.people)
        for language in release.settings.languages
        for partner in release.settings.partners
        for demand in house.asks(partner)
        if language in demand.languages
    )


def of_finding(finding: Finding, release: Release) -> str:
    """The digest of a finding together with the text that it is about; a waiver names it and ends when the text changes."""
    return digest(settled({"finding": dump_finding(finding), "text": list(_text_of(finding, release))}))


def of_text(target: Inlines | None) -> str:
    """The digest of one segment's text with its marks."""
    return digest(settled(None if target is None else marked_up(target)))


def _text_of(finding: Finding, release: Release) -> Iterator[str]:
    edition = release.editions.get(finding.language or release.source)
    units = [unit for unit in edition.units if finding.segment and unit.segment.key == finding.segment] if edition else []
    for unit in units:
        yield marked_up(unit.segment.content)
        yield marked_up(unit.target or ())
    if not units and finding.place:
        document = edition.document if edition else release.draft.document
        yield from (marked_up(passage.content) for passage in passages(document) if passage.place == finding.place)


def _segments(units: Iterable[Unit]) -> list[Any]:
    return [[unit.segment.key, None if unit.target is None else marked_up(unit.target)] for unit in units]


def _blocks(release: Release, edition: Edition, partner: str) -> list[Any]:
    others = frozenset(release.settings.partners) - {partner}
    return [printed for block, printed in _all_blocks(edition) if not _belongs_to(block, others)]


# Each partner of a language is asked about the same edition.
@once(8)
def _all_segments(edition: Edition) -> list[Any]:
    return _segments(edition.units)


@once(8)
def _all_blocks(edition: Edition) -> list[tuple[Block, Any]]:
    return [(block, _printed(dump_block(block))) for block in (*edition.document.blocks, *edition.document.notes)]


@once(8)
def _pictures(edition: Edition) -> list[list[str]]:
    return [_picture(asset) for asset in edition.document.assets]


def _belongs_to(block: Block, partners: frozenset[str]) -> bool:
    return isinstance(block, About | Contact) and block.partner in partners


def _printed(value: Any) -> Any:
    match value:
        case {"type": _}:
            return {key: _printed(part) for key, part in value.items() if key not in NOT_PRINTED}
        case list():
            return [_printed(part) for part in value]
    return value


def _picture(asset: Asset) -> list[str]:
    return [asset.name, asset.media_type, hashlib.sha256(asset.content).hexdigest()]


def _scope(release: Release, language: Language, partner: str, house: House) -> Iterator[Partner]:
    """The partner itself, and those whose official text nobody else is asked to approve in this language."""
    for one in release.partners:
        if one.id == partner or not any(language in demand.languages for demand in house.asks(one.id)):
            yield one


def _official(partner: Partner, language: Language) -> dict[str, Any]:
    about = partner.boilerplate(language)
    return {
        "partner": partner.id,
        "names": [partner.name, *partner.names],
        "title": about.title,
        "paragraphs": [marked_up(paragraph) for paragraph in about.paragraphs],
        "contacts": [[contact.name, contact.email, contact.phone] for contact in partner.contacts_in(language)],
        "url": partner.url.get(language, ""),
        "logo": file_digest(partner.logo) if partner.logo else "",
    }


def _instant(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat() if moment else ""
