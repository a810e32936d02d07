"""Where the files of a release lie on the web, and how each of its editions is named for good."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from ..house import House
from ..languages import Language
from ..rules.web_address import FEEDS, Web
from ._page import Page


@dataclass(frozen=True, slots=True)
class Online:
    """The addresses of the files of one edition and of its translations; `public` is false while nobody may find them."""

    slug: str
    language: Language
    web: Web
    public: bool

    def absolute(self, language: Language, kind: str = "html") -> str:
        """The address of the file of a kind (`html`, `pdf`, `png`, …) in a language; empty where there is none yet."""
        return self.web.of(f"{self.slug}/{language}/{self.slug}.{language}.{kind}") if self.public else ""

    def beside(self, path: str) -> str:
        """The address of a file that all editions share, by its path in the release's folder; empty where there is none yet."""
        return self.web.of(f"{self.slug}/{path}") if self.public and path else ""

    def link(self, language: Language, kind: str = "html") -> str:
        """The same, or the way there from the edition's own folder while there is no address."""
        return self.absolute(language, kind) or f"../{language}/{self.slug}.{language}.{kind}"

    @property
    def feed(self) -> str:
        """The feed that lists this edition; empty where the house has none, and for what may not be listed."""
        if not (self.public and self.web.feeds):
            return ""
        return self.web.feed(self.language) or f"../../{FEEDS}/{self.language}.atom"


def online(page: Page, house: House) -> Online:
    """The addresses of a page's files: under embargo and in previews there are none, for their folder is not to be known."""
    return Online(page.slug, page.language, house.web, page.stamp.public)


def identity(house: House, slug: str, language: Language) -> str:
    """The name of an edition in every system for good, a `urn:uuid:` (RFC 9562, version 5) made of the house's name, slug and language.

    It is no address: an address may come, go and change while the edition stays the same.
    """
    return uuid.uuid5(uuid.NAMESPACE_URL, f"urn:communique:{house.name}:{slug}:{language}").urn
