"""A house's feed in one language: the Atom entries of what it published, the newest first (RFC 4287)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from types import MappingProxyType

from lxml import etree

from ..errors import RenderError
from ..files.own_xml import add, root, written
from ..house import House
from ..languages import Language, Wording

ATOM = "http://www.w3.org/2005/Atom"
XML = "http://www.w3.org/XML/1998/namespace"
MOST = 50
"""Entries of a feed: readers ask every hour, and who wants older ones has the site."""

TITLE = Wording("{name}\u00a0– communiqués de presse", "{name} – Pressemitteilungen", "{name} – press releases")
NO_ENTRY = Wording(
    "une entrée de ce flux n’est pas une entrée Atom lisible",
    "ein Eintrag dieses Feeds ist kein lesbarer Atom-Eintrag",
    "an entry of this feed is no Atom entry that can be read",
)
RENDER = Wording(
    "produisez de nouveau le communiqué avec «\u00a0communique render\u00a0»",
    "erzeugen Sie die Mitteilung mit „communique render“ neu",
    "make the release again with “communique render”",
)
# The moment of a feed that never had an entry; its `updated` may not be empty, and a clock would make it another file every time.
NEVER = "1970-01-01T00:00:00+00:00"


def feed(entries: Iterable[bytes], language: Language, house: House, lengths: Mapping[str, int | None] = MappingProxyType({})) -> bytes:
    """The feed of a language, UTF-8, made of the entry documents that `writers/atom.py` wrote, in any order.

    It holds the MOST newest by their publication, each edition once, as it was last. What was withdrawn stays in it with its notice
    instead of its text; a deleted-entry (RFC 6721) would take the notice out of every reader. Without entries it is an empty feed.
    `lengths` are those of the printed releases in bytes by their files' names, which the links to them tell (RFC 4287, 4.2.7.6); an entry
    cannot know them, for it is written beside the print. The bytes depend on the arguments alone. Raises RenderError for an entry that
    cannot be read.
    """
    latest: dict[str, etree._Element] = {}
    for found in sorted((_entry(content, language) for content in sorted(entries)), key=_updated):
        latest[_text(found, "id")] = found
    newest = sorted(latest.values(), key=lambda entry: (_moment(_text(entry, "published")), _text(entry, "id")), reverse=True)[:MOST]
    whole = _head(language, house, max(map(_updated, newest), default=_moment(NEVER)))
    etree.indent(whole)
    for entry in newest:
        _measure(entry, lengths)
        entry.tail = "\n"
        whole.append(entry)
    return written(whole)


def _head(language: Language, house: House, updated: datetime) -> etree._Element:
    head = root(ATOM, "feed", language.locale)
    add(head, "id", uuid.uuid5(uuid.NAMESPACE_URL, f"urn:communique:{house.name}:{language}").urn)
    add(head, "title", TITLE.fill(name=house.web.site_name or house.name)[language])
    add(head, "updated", updated.isoformat())
    add(add(head, "author"), "name", house.name)
    add(head, "generator", "communique")
    if own := house.web.feed(language):
        add(head, "link", rel="self", type="application/atom+xml", href=own)
        for other in house.languages:
            if other != language:
                address = house.web.feed(other)
                add(head, "link", rel="alternate", type="application/atom+xml", hreflang=other.value, href=address)
    return head


def _entry(content: bytes, language: Language) -> etree._Element:
    """An entry as it stands in a feed: links that start at its own folder are given that folder."""
    place = f"output/feeds/{language}.atom"
    try:
        entry = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))
        _moment(_text(entry, "published"))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RenderError(place, NO_ENTRY, RENDER) from error
    if entry.tag != _tag("entry") or not _text(entry, "id"):
        raise RenderError(place, NO_ENTRY, RENDER)
    own = next((link.get("href", "") for link in entry.findall(_tag("link")) if link.get("hreflang") == language.value), "")
    if own.startswith("../"):
        name = own.rsplit("/", 1)[-1]
        entry.set(f"{{{XML}}}base", f"../{name.removesuffix(f'.{language}.html')}/{language}/")
    return entry


def _measure(entry: etree._Element, lengths: Mapping[str, int | None]) -> None:
    for link in entry.findall(_tag("link")):
        length = lengths.get(link.get("href", "").rsplit("/", 1)[-1])
        if link.get("rel") == "enclosure" and length is not None:
            link.set("length", str(length))


def _updated(entry: etree._Element) -> datetime:
    return _moment(_text(entry, "updated"))


def _moment(text: str) -> datetime:
    """A moment in UTC, so that those of different zones can be compared. Raises ValueError for none."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("a moment without its zone")
    return found.astimezone(UTC)


def _text(entry: etree._Element, name: str) -> str:
    return entry.findtext(_tag(name)) or ""


def _tag(name: str) -> str:
    return f"{{{ATOM}}}{name}"
