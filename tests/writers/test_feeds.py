"""A house's feed holds what it published in a language, the newest first, and says of a withdrawn release that it is withdrawn."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin

import pytest
from lxml import etree

from communique.errors import RenderError
from communique.house import House
from communique.languages import Language
from communique.publishing import feeds
from communique.releases import Release
from communique.writers import Status, atom
from communique.writers._page import compose
from communique.writers._proof import solid
from press_sample import APPROVED, short
from release_stamps import CORRECTED, SCHEMAS, STAMPS, WITHDRAWN, online

FR, DE, EN = Language
A = {"a": "http://www.w3.org/2005/Atom", "h": "http://www.w3.org/1999/xhtml"}
ATOM = etree.RelaxNG(etree.parse(SCHEMAS / "atom.rng"))
PUBLIC = [(language, name) for name, stamp in STAMPS.items() if stamp.public for language in Language]
XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def complaints(root: etree._Element) -> list[str]:
    ATOM.validate(root)
    return [entry.message for entry in ATOM.error_log]


def texts(root: etree._Element, path: str) -> list[str]:
    return [str(found) for found in root.xpath(path, namespaces=A)]


def entries(house: House, *days: int) -> list[bytes]:
    """An English entry a day after the first of March, each of a release of its own."""
    found = []
    for day in days:
        release = replace(short(house.drafts / "x", f"title: Day {day}", "p: A text."), slug=f"day-{day}")
        published = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(days=day)
        found.append(atom.write(release, EN, house, replace(APPROVED, published=published)))
    return found


@pytest.mark.parametrize(("language", "name"), PUBLIC)
def test_an_entry_is_valid_with_and_without_a_site(release: Release, house: House, language: Language, name: str) -> None:
    for own in (house, online(house)):
        entry = etree.fromstring(atom.write(release, language, own, STAMPS[name]))
        assert complaints(entry) == []
        # RFC 4287, 4.1.2: no two alternates of one type and language.
        alternates = texts(entry, "a:link[@rel='alternate']/@hreflang")
        assert sorted(alternates) == sorted(set(alternates)) == ["de", "en", "fr"]
        assert alternates[0] == language.value


@pytest.mark.parametrize(("language", "name"), PUBLIC)
def test_every_text_of_the_page_is_in_the_entry(release: Release, house: House, language: Language, name: str) -> None:
    entry = etree.fromstring(atom.write(release, language, house, STAMPS[name]))
    heard = solid("".join(texts(entry, "a:content//text()")))
    assert [text for text in compose(release, language, house, STAMPS[name]).texts() if solid(text) not in heard] == []


def test_the_schema_refuses_what_atom_does_not_know(release: Release, house: House) -> None:
    content = atom.write(release, EN, house, APPROVED)
    for wrong in (
        content.replace(b"<id>urn:uuid:", b"<id>"),
        content.replace(b"<updated>2026-03-09T13:30:00+00:00", b"<updated>9 March"),
        content.replace(b'rel="enclosure"', b'rel="attachment"'),
        content.replace(b"<summary>", b"<lead>").replace(b"</summary>", b"</lead>"),
    ):
        assert complaints(etree.fromstring(wrong)) != [], wrong[:400]


def test_what_is_not_for_everybody_has_no_entry() -> None:
    assert {Status.APPROVED, Status.WITHDRAWN} == atom.MADE_FOR


def test_an_entry_keeps_its_name_whatever_becomes_of_it(release: Release, house: House) -> None:
    written = [
        etree.fromstring(atom.write(release, DE, own, stamp))
        for own in (house, online(house))
        for stamp in (APPROVED, CORRECTED, WITHDRAWN)
    ]
    assert len({entry.findtext("a:id", namespaces=A) for entry in written}) == 1
    assert {entry.findtext("a:published", namespaces=A) for entry in written} == {"2026-03-09T13:30:00+00:00"}
    assert [entry.findtext("a:updated", namespaces=A) for entry in written[:3]] == [
        "2026-03-09T13:30:00+00:00",
        "2026-03-11T09:00:00+00:00",
        "2026-04-01T07:15:00+00:00",
    ]


def test_a_feed_is_valid_and_has_the_newest_first(house: House) -> None:
    for own in (house, online(house)):
        root = etree.fromstring(feeds.feed(entries(own, 3, 9, 1), EN, own))
        assert complaints(root) == []
        assert texts(root, "a:entry/a:title/text()") == ["Day 9", "Day 3", "Day 1"]
        assert root.findtext("a:updated", namespaces=A) == "2026-03-10T00:00:00+00:00"


def test_a_feed_holds_the_fifty_newest(house: House) -> None:
    root = etree.fromstring(feeds.feed(entries(house, *range(60)), EN, house))
    assert texts(root, "a:entry/a:title/text()") == [f"Day {day}" for day in range(59, 9, -1)]


def test_a_feed_without_entries_is_a_feed(house: House) -> None:
    for own in (house, online(house)):
        root = etree.fromstring(feeds.feed([], FR, own))
        assert complaints(root) == []
        assert texts(root, "a:entry") == []


def test_a_withdrawn_release_stays_in_the_feed_with_its_notice_alone(release: Release, house: House) -> None:
    before, after = (atom.write(release, EN, house, stamp) for stamp in (CORRECTED, WITHDRAWN))
    for order in ((before, after), (after, before)):
        root = etree.fromstring(feeds.feed(order, EN, house))
        assert complaints(root) == []
        assert texts(root, "a:entry/a:updated/text()") == ["2026-04-01T07:15:00+00:00"]
        assert re.search(r"withdrawn on\s+1\s+April\s+2026", texts(root, "a:entry/a:summary/text()")[0])
        assert "roadmap" not in etree.tostring(root, encoding="unicode")


@pytest.mark.parametrize("language", Language)
def test_every_link_of_a_feed_leads_to_the_file(release: Release, house: House, language: Language) -> None:
    for own, start in (
        (house, f"https://example.org/x/feeds/{language}.atom"),
        (online(house), f"https://presse.example.org/notes/feeds/{language}.atom"),
    ):
        root = etree.fromstring(feeds.feed([atom.write(release, language, own, APPROVED)], language, own))
        folder = start.rsplit("/feeds/", 1)[0]
        entry = root.find("a:entry", A)
        assert entry is not None
        led = {urljoin(urljoin(start, entry.get(XML_BASE, "")), href) for href in texts(entry, "a:link/@href")}
        pages = {f"{folder}/dialogue-ia/{other}/dialogue-ia.{other}.html" for other in Language}
        assert led == pages | {f"{folder}/dialogue-ia/{language}/dialogue-ia.{language}.pdf"}


def test_a_feed_tells_how_large_the_printed_release_is(release: Release, house: House) -> None:
    """RFC 4287, 4.2.7.6; what is not known is not told."""
    content = atom.write(release, EN, house, APPROVED)
    for lengths, told in (({"dialogue-ia.en.pdf": 81_234}, ["81234"]), ({"other.en.pdf": 5, "dialogue-ia.en.html": 7}, [])):
        root = etree.fromstring(feeds.feed([content], EN, house, lengths))
        assert texts(root, "a:entry/a:link/@length") == told
        assert complaints(root) == []


def test_a_feed_names_itself_where_it_has_an_address(house: House) -> None:
    root = etree.fromstring(feeds.feed([], DE, online(house)))
    assert texts(root, "a:link[@rel='self']/@href") == ["https://presse.example.org/notes/feeds/de.atom"]
    assert texts(root, "a:title/text()") == ["Presse Beispiel – Pressemitteilungen"]
    assert texts(etree.fromstring(feeds.feed([], DE, house)), "a:link/@href") == []


def test_the_same_entries_make_the_same_feed_in_any_order(house: House) -> None:
    found = entries(house, 1, 2, 3)
    assert feeds.feed(found, EN, house) == feeds.feed(reversed(found), EN, house) == feeds.feed(iter([*found, found[0]]), EN, house)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<entry",
        b"<entry xmlns='http://www.w3.org/2005/Atom'/>",
        b"<rss version='2.0'><channel/></rss>",
        b"<!DOCTYPE e [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><entry xmlns='http://www.w3.org/2005/Atom'><id>&x;</id></entry>",
    ],
)
def test_an_entry_that_cannot_be_read_stops_the_feed(house: House, content: bytes) -> None:
    with pytest.raises(RenderError, match=r"feeds/en\.atom: an entry of this feed"):
        feeds.feed([content], EN, house)
