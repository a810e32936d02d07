"""A house with real partners, reviewers and keys, and a release of three languages, all made in a folder of the test's own."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from communique import decisions, house, releases, reviewers, reviews
from communique import settings as settings_file
from communique.approval.boards import Board
from communique.decisions import Decision, Record
from communique.document import Asset, Contact, Document, Figure, Paragraph, Text, Title
from communique.drafts import Draft, save
from communique.editions import Edition, Origin, Source, Unit
from communique.findings import Finding
from communique.house import House
from communique.languages import Language
from communique.record import keys
from communique.record.keys import SigningKey
from communique.releases import Release
from communique.reviewers import Reviewer
from communique.segments import cut
from communique.settings import Settings

FR, DE, EN = Language.FR, Language.DE, Language.EN
NOON = datetime(2026, 3, 9, 12, 0, tzinfo=UTC)

HOUSE = """\
name = "Nord · Sud"
languages = ["fr", "de", "en"]

[approvals]
nord = ["de", "en"]
"*" = ["fr", "en"]

[gate]
public_key = "{public}"
"""
REVIEWERS = """\
[[reviewers]]
id = "anna"
name = "Anna Nord"
email = "anna@example.org"
partner = "nord"
languages = ["de", "en"]

[[reviewers]]
id = "bruno"
name = "Bruno Nord"
email = "bruno@example.org"
partner = "nord"
languages = ["de"]

[[reviewers]]
id = "chloe"
name = "Chloé Sud"
email = "chloe@example.org"
partner = "sud"
languages = ["fr", "en"]

[[reviewers]]
id = "denis"
name = "Denis Est"
email = "denis@example.org"
partner = "est"
languages = ["fr", "de", "en"]
"""
PARTNER = """\
name = "{name}"
logo = "{id}.svg"

[[contacts]]
name = "Presse {name}"
email = "presse-{id}@example.org"
phone = "+33 1 00 00 00 00"

[about.fr]
title = "À propos"
text = "{name} est un institut."

[about.de]
title = "Über uns"
text = "{name} ist ein Institut."

[about.en]
title = "About us"
text = "{name} is an institute."
"""
SENTENCES = {
    FR: ("Un pont numérique", "Deux instituts ouvrent un laboratoire.", "Il compte 120 personnes."),
    DE: ("Eine digitale Brücke", "Zwei Institute eröffnen ein Labor.", "Dort arbeiten 120 Menschen."),
    EN: ("A digital bridge", "Two institutes open a laboratory.", "It has a staff of 120."),
}


@dataclass(frozen=True)
class Gate:
    """A house, its private key, and one release in it."""

    house: House
    key: SigningKey
    release: Release

    @property
    def reviewers(self) -> dict[str, Reviewer]:
        return reviewers.load(self.house)

    @property
    def folder(self) -> Path:
        return self.release.folder

    def record(self) -> Record:
        return decisions.read(self.folder, self.house.keys)

    def board(self, findings: Iterable[Finding] = (), release: Release | None = None) -> Board:
        return reviews.board(release or self.release, self.record(), findings, self.house)

    def write(self, decision: Decision) -> Path:
        return decisions.record(self.folder, decision, self.key, self.house.keys)

    def approve(self, language: Language, partner: str, who: str, *, at: datetime = NOON, text: str = "") -> Path:
        return self.write(
            reviews.approve(
                self.board(),
                self.release,
                self.house,
                self.reviewers,
                language=language,
                partner=partner,
                who=who,
                at=at,
                channel="terminal",
                text=text,
            )
        )

    def approve_all(self) -> tuple[Path, ...]:
        wanted = ((FR, "sud", "chloe"), (DE, "nord", "anna"), (EN, "nord", "anna"), (EN, "sud", "chloe"))
        return tuple(self.approve(*one, at=NOON + timedelta(minutes=n)) for n, one in enumerate(wanted))

    def states(self, release: Release | None = None) -> dict[str, str]:
        return {f"{cell.language}/{cell.partner}": cell.state.value for cell in self.board(release=release).cells}

    def reloaded(self) -> Gate:
        """The same gate, everything read again from its files."""
        own = house.load(self.house.root)
        return Gate(own, self.key, releases.load(own, self.release.slug))


def make(root: Path, *, slug: str = "pont", key: tuple[bytes, bytes] | None = None) -> Gate:
    private, public = key or keys.new()
    style = root / "templates"
    for folder in ("partners", "release/fonts"):
        (style / folder).mkdir(parents=True, exist_ok=True)
    (style / "house.toml").write_text(HOUSE.format(public=base64.b64encode(public).decode()), encoding="utf-8")
    (style / "reviewers.toml").write_text(REVIEWERS, encoding="utf-8")
    for identity, name in (("nord", "Institut Nord"), ("sud", "Institut Sud"), ("est", "Institut Est")):
        (style / "partners" / f"{identity}.toml").write_text(PARTNER.format(id=identity, name=name), encoding="utf-8")
        (style / "partners" / f"{identity}.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (style / "release" / "page.html").write_text("<html>{{ title }}</html>", encoding="utf-8")
    (style / "release" / "fonts" / "one.woff2").write_bytes(b"wOF2 not really")
    if not (root / ".communique" / "gate.key").exists():
        keys.keep(root / ".communique" / "gate.key", private)
    own = house.load(root)
    return Gate(own, keys.load(own.state / "gate.key"), _release(own, slug))


def _release(own: House, slug: str) -> Release:
    document = original()
    draft = Draft(f"{slug}.docx", slug, "d" * 64, document)
    settings = Settings((FR, DE, EN), ("nord", "sud"))
    folder = own.drafts / slug
    save(folder, draft)
    settings_file.save(folder, settings)
    for language in Language:
        releases.save_edition(folder, edition(document, draft.digest, language))
    return releases.load(own, slug)


def original() -> Document:
    title, lead, more = SENTENCES[FR]
    blocks = (
        Title((Text(title),), place="p1"),
        Paragraph((Text(lead),), place="p2"),
        Paragraph((Text(more),), place="p3"),
        Figure("pont.png", "Un pont", place="p4"),
        Contact((Text("Presse Nord"),), partner="nord", place="p5"),
        Contact((Text("Presse Sud"),), partner="sud", place="p6"),
    )
    return Document(FR, blocks, assets=(Asset("pont.png", "image/png", b"\x89PNG one"),))


def edition(document: Document, digest: str, language: Language) -> Edition:
    source = Source.DRAFT if language is document.language else Source.MEMORY
    return Edition(
        language,
        document,
        digest,
        tuple(Unit(s, (Text(t),), Origin(source)) for s, t in zip(cut(document), SENTENCES[language], strict=True)),
    )


def with_text(release: Release, language: Language, place: int, text: str | None) -> Release:
    """The release with another text for one segment, counted from 0; None leaves it untranslated."""
    before = release.editions[language]
    units = list(before.units)
    units[place] = replace(units[place], target=None if text is None else (Text(text),))
    return releases.with_edition(release, replace(before, units=tuple(units)))


def with_settings(release: Release, **changes: object) -> Release:
    return replace(release, settings=replace(release.settings, **changes))  # type: ignore[arg-type]


def respelled(content: bytes) -> bytes:
    """A file whose signature is spelled otherwise in base 64 and still means the same bytes."""
    signs = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    at = content.index(b'==",') - 1
    return content[:at] + signs[signs.index(content[at]) + 1 :][:1] + content[at + 1 :]
