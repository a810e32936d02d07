"""What a web page says of itself to machines: the values of its head, and the release as schema.org/NewsArticle."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..document import Block, plain
from ..house import House
from ..languages import Language
from ..partners import Partner
from ..releases import Release
from . import Status
from ._notices import Correction, Withdrawal
from ._online import Online, identity, online
from ._page import Page
from ._wire import revision

# What schema.org calls the state of a work; what is published and stands needs none.
STATES = {Status.PREVIEW: "Draft", Status.EMBARGOED: "Embargoed", Status.WITHDRAWN: "Withdrawn"}
HIDDEN = "noindex, nofollow, noarchive"
CARD_SIZE = (1200, 630)
"""Width and height of the social card in pixels."""


@dataclass(frozen=True, slots=True)
class Head:
    """The values of a web page's head; what has no address yet is empty.

    `canonical` is the page's own address, `alternates` those of all editions by `hreflang`, with `x-default`; `image` is the social card;
    `locales` are the other editions' Open Graph locales; `robots` is empty where the page asks for nothing; `reserved` and `terms` are
    the reservation of text and data mining; `security` is the page's Content Security Policy.
    """

    canonical: str
    alternates: Mapping[str, str]
    image: str
    image_size: tuple[int, int]
    locales: tuple[str, ...]
    feed: str
    site_name: str
    summary: str
    published: str
    modified: str
    robots: str
    reserved: bool
    terms: str
    security: str
    facts: Mapping[str, Any]


def head(page: Page, release: Release, house: House, style: str) -> Head:
    """The values of the head of a page whose style sheet is `style`."""
    places = online(page, house)
    return Head(
        canonical=places.absolute(page.language),
        alternates=_alternates(page, release, places),
        image=places.absolute(page.language, "png"),
        image_size=CARD_SIZE,
        locales=tuple(other.locale.replace("-", "_") for other in page.languages if other != page.language),
        feed=places.feed,
        site_name=house.web.site_name or house.name,
        summary=summary(page),
        published=published(page),
        modified=modified(page),
        robots=_robots(page, house),
        reserved=house.web.reserved,
        terms=house.web.policy,
        security=_security(style),
        facts=facts(page, release, house),
    )


def summary(page: Page) -> str:
    """The release in a sentence or two, on one line: its lead, or that it was withdrawn."""
    return notice(page, Withdrawal) or page.description


def notice(page: Page, kind: type[Block]) -> str:
    """What a status says on a page, on one line; empty where it says nothing."""
    found = next((block for block in (*page.head, *page.body) if isinstance(block, kind)), None)
    return " ".join(plain(getattr(found, "content", ())).split("\n"))


def published(page: Page) -> str:
    """When the release first went out (ISO 8601, with its distance from UTC); empty for what is not published."""
    first = page.stamp.first or page.stamp.published
    return first.isoformat() if first else ""


def modified(page: Page) -> str:
    """When it became what it is: this version's publication, or its withdrawal."""
    last = page.stamp.withdrawn or page.stamp.published
    return last.isoformat() if last else ""


def facts(page: Page, release: Release, house: House) -> dict[str, Any]:
    """The release as values of schema.org/NewsArticle, for search engines and archives; relative addresses are left out."""
    places = online(page, house)
    organisations = [_organisation(partner, page.language) for partner in page.partners]
    url, card = places.absolute(page.language), places.absolute(page.language, "png")
    values = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": identity(house, page.slug, page.language),
        "url": url,
        "mainEntityOfPage": {"@type": "WebPage", "@id": url} if url else None,
        "headline": page.title,
        "description": summary(page),
        "image": [{"@type": "ImageObject", "url": card, "width": CARD_SIZE[0], "height": CARD_SIZE[1]}] if card else None,
        "inLanguage": page.language.locale,
        "isAccessibleForFree": True,
        "version": revision(page, release) if page.stamp.published else None,
        "datePublished": published(page) if page.stamp.public else "",
        "dateModified": modified(page) if page.stamp.public else "",
        "creativeWorkStatus": STATES.get(page.stamp.status),
        "author": organisations,
        "publisher": {**organisations[0], **_logo(page, places)} if organisations else None,
        "correction": _correction(page),
        "encoding": [_encoding(places, page.language)] if url else None,
        **_translations(page, release, house, places),
    }
    return {name: value for name, value in values.items() if value not in (None, "", [])}


def _translations(page: Page, release: Release, house: House, places: Online) -> dict[str, Any]:
    """The original of a translation, or the translations of the original."""
    works = {
        other: {
            "@type": "NewsArticle",
            "@id": identity(house, page.slug, other),
            "inLanguage": other.locale,
            **({"url": url} if (url := places.absolute(other)) else {}),
        }
        for other in page.languages
        if other != page.language
    }
    if page.language == release.source:
        return {"workTranslation": list(works.values())}
    return {"translationOfWork": works.get(release.source)}


def _correction(page: Page) -> dict[str, Any] | None:
    text = notice(page, Correction)
    return {"@type": "CorrectionComment", "text": text, "datePublished": modified(page)} if text else None


def _encoding(places: Online, language: Language) -> dict[str, Any]:
    return {"@type": "MediaObject", "encodingFormat": "application/pdf", "contentUrl": places.absolute(language, "pdf")}


def _organisation(partner: Partner, language: Language) -> dict[str, Any]:
    url = partner.url.get(language, "")
    return {"@type": "Organization", "name": partner.name, **({"url": url} if url else {})}


def _logo(page: Page, places: Online) -> dict[str, Any]:
    address = places.beside(page.partners[0].logo_file)
    return {"logo": {"@type": "ImageObject", "url": address}} if address else {}


def _alternates(page: Page, release: Release, places: Online) -> dict[str, str]:
    """The addresses of all editions, the same on each of their pages; readers of another language are sent to English."""
    default = Language.EN if Language.EN in page.languages else release.source
    return {**{language.value: places.link(language) for language in page.languages}, "x-default": places.link(default)}


def _robots(page: Page, house: House) -> str:
    """What search engines are asked; nothing where they may keep the page, whatever the house says for what is not for everybody."""
    if not page.stamp.public:
        return HIDDEN
    if page.stamp.status is Status.WITHDRAWN:
        return "noindex, noarchive"
    return "" if house.web.index else "noindex"


def _security(style: str) -> str:
    """A Content Security Policy under which the page loads nothing and runs nothing, and only its own style sheet counts (CSP 3, 6.7.3).

    JSON-LD is no script that runs, so that it needs no leave.
    """
    own = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; img-src data:; font-src data:; style-src 'sha256-{own}'; base-uri 'none'; form-action 'none'"
