"""The release as ninjs 3.1, IPTC's News in JSON: for editorial systems that take in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ..document import Kicker, Subtitle
from ..house import House
from ..languages import Language
from ..releases import Release
from . import Stamp, Status
from ._body import as_html, body, said
from ._facts import CARD_SIZE, modified, notice, published, summary
from ._official import Card
from ._online import Online, identity, online
from ._page import Page, compose
from ._wire import USE, located, owners, revision, speakers, to_editors

NAME = "{slug}.{lang}.ninjs.json"
MADE_FOR = frozenset({Status.APPROVED, Status.EMBARGOED, Status.WITHDRAWN})
"""What nobody approved is for no newsroom."""
STANDARD = {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"}
PROFILE = "press-release"
# The files of an edition that a newsroom may fetch, by what they are called here.
RENDITIONS = {
    "web": ("html", "text/html"),
    "print": ("pdf", "application/pdf"),
    "text": ("txt", "text/plain"),
    "card": ("png", "image/png"),
}


def write(release: Release, language: Language, house: House, stamp: Stamp) -> bytes:
    """The release in a language as one ninjs object, UTF-8. Raises what `compose` and `body` raise."""
    page = compose(release, language, house, stamp)
    found = {name: value for name, value in _values(page, release, house).items() if value not in ("", [], None)}
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()


def _values(page: Page, release: Release, house: House) -> dict[str, Any]:
    stamp = page.stamp
    return {
        "uri": identity(house, page.slug, page.language),
        "standard": STANDARD,
        "type": "text",
        "representationType": "full",
        "profile": PROFILE,
        "version": str(revision(page, release)),
        "firstCreated": published(page),
        "versionCreated": modified(page),
        "contentCreated": published(page),
        "embargoedUntil": stamp.embargo.isoformat() if stamp.embargo and not stamp.withdrawn else "",
        "pubStatus": USE[stamp.status],
        "copyrightHolder": owners(page),
        "rightsInfo": {"linkedRights": house.web.policy} if house.web.policy else None,
        "edNote": " ".join(to_editors(page)),
        "language": page.language.locale,
        "title": page.title,
        "by": owners(page),
        "slugline": page.slug,
        "located": located(page),
        "headlines": list(_headlines(page)),
        "descriptions": [{"role": "summary", "contentType": "text/plain", "value": text} for text in (summary(page),) if text],
        "bodies": [_body(page, house)],
        "genres": [{"name": page.label["kicker"], "literal": "press release"}],
        "people": [{"name": name, "rel": "speaker"} for name in speakers(page)],
        "organisations": list(_organisations(page)),
        "renditions": list(_renditions(page, online(page, house))),
        "associations": list(_editions(page, release, house)),
        "altIds": list(_other_names(page, online(page, house))),
    }


def _headlines(page: Page) -> Iterator[dict[str, str]]:
    for role, text in (("main", page.title), ("subtitle", notice(page, Subtitle)), ("kicker", notice(page, Kicker))):
        if text:
            yield {"role": role, "contentType": "text/plain", "value": text}


def _body(page: Page, house: House) -> dict[str, Any]:
    root = body(page, house)
    text = said(root)
    return {"role": "main", "contentType": "text/html", "charCount": len(text), "wordCount": len(text.split()), "value": as_html(root)}


def _organisations(page: Page) -> Iterator[dict[str, Any]]:
    for partner in page.partners:
        contacts = [entry for card in page.cards if card.organisation == partner.name for entry in _contact(card, page.language)]
        url = partner.url.get(page.language, "")
        yield {
            "name": partner.name,
            "rel": "publisher",
            **({"uri": url} if url else {}),
            **({"contactInfo": contacts} if contacts else {}),
        }


def _contact(card: Card, language: Language) -> Iterator[dict[str, str]]:
    for kind, value in (("email", card.email), ("phone", card.phone)):
        if value:
            yield {"type": kind, "role": "press", "lang": language.value, "name": card.name, "value": value}


def _renditions(page: Page, places: Online) -> Iterator[dict[str, Any]]:
    for name, (kind, media_type) in RENDITIONS.items():
        if href := places.absolute(page.language, kind):
            size = dict(zip(("width", "height"), CARD_SIZE, strict=True)) if name == "card" else {}
            yield {"name": name, "href": href, "contentType": media_type, "title": page.title, **size}


def _editions(page: Page, release: Release, house: House) -> Iterator[dict[str, str]]:
    """The other languages: the original of a translation, the translations of an original and of one another."""
    for other in page.languages:
        if other != page.language:
            rel = "original" if other == release.source else "translation"
            yield {
                "name": other.own_name,
                "rel": rel,
                "uri": identity(house, page.slug, other),
                "type": "text",
                "representationType": "partial",
                "language": other.locale,
            }


def _other_names(page: Page, places: Online) -> Iterator[dict[str, str]]:
    yield {"role": "slug", "value": page.slug}
    if url := places.absolute(page.language):
        yield {"role": "canonical", "value": url}
