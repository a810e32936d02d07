"""The release as a NewsML-G2 2.34 news item, conformance level power: for the systems of news agencies."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ..document import Dateline
from ..files.own_xml import add, root, written
from ..house import House
from ..languages import Language
from ..releases import Release
from . import Stamp, Status
from ._body import XHTML, as_xhtml, body, said
from ._facts import modified, notice, published, summary
from ._notices import Correction
from ._online import identity, online
from ._page import Page, compose
from ._wire import USE, located, owners, revision, speakers, to_editors

NAME = "{slug}.{lang}.newsml.xml"
MADE_FOR = frozenset({Status.APPROVED, Status.EMBARGOED, Status.WITHDRAWN})
"""A news item says when its version was made; a proof has no moment."""

NAR = "http://iptc.org/std/nar/2006-10-01/"
STANDARD = {"standard": "NewsML-G2", "standardversion": "2.34", "conformance": "power"}
CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"
# No relation of IPTC's own says "translation"; the vocabulary of the web page does.
TRANSLATION_OF = "https://schema.org/translationOfWork"
# PLUS, the vocabulary that IPTC recommends for `dataMining` (new in 2.34): search engines may keep the text, nothing else may mine it.
RESERVED = "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING"


def write(release: Release, language: Language, house: House, stamp: Stamp) -> bytes:
    """The release in a language as one `newsItem`, UTF-8. Raises what `compose` and `body` raise."""
    page = compose(release, language, house, stamp)
    identified = {"guid": identity(house, page.slug, language), "version": str(revision(page, release))}
    item = root(NAR, "newsItem", language.locale, **identified, **STANDARD)
    add(item, "catalogRef", href=CATALOG)
    _rights(add(item, "rightsInfo"), page, house)
    _item(add(item, "itemMeta"), page, release, house)
    _content(add(item, "contentMeta"), page)
    inline = _set(add(item, "contentSet"), page, house)
    etree.indent(item)
    # After the indentation: white space inside a text would be part of it.
    text = body(page, house)
    inline.set("wordcount", str(len(said(text).split())))
    inline.set("charcount", str(len(said(text))))
    inline.append(_document(page, as_xhtml(text, language.locale)))
    return written(item)


def _rights(rights: etree._Element, page: Page, house: House) -> None:
    _name(add(rights, "copyrightHolder", literal=owners(page)), owners(page))
    if house.web.policy:
        add(rights, "usageTerms", href=house.web.policy)
    if house.web.reserved:
        add(rights, "dataMining", uri=RESERVED)


def _item(meta: etree._Element, page: Page, release: Release, house: House) -> None:
    """What the item is, who provides it, whether it may be used, and what it goes with, in the order that the schema asks for."""
    stamp = page.stamp
    add(meta, "itemClass", qcode="ninat:text")
    _name(add(meta, "provider", **({"uri": house.web.address} if house.web else {"literal": house.name})), house.name)
    add(meta, "versionCreated", modified(page))
    add(meta, "firstCreated", published(page))
    if stamp.embargo and not stamp.withdrawn:
        add(meta, "embargoed", stamp.embargo.isoformat())
    add(meta, "pubStatus", qcode=f"stat:{USE[stamp.status]}")
    add(meta, "fileName", NAME.format(slug=page.slug, lang=page.language.value))
    add(meta, "generator", "communique")
    add(meta, "profile", "press-release")
    add(meta, "title", page.title)
    for line in to_editors(page):
        add(meta, "edNote", line)
    if notice(page, Correction):
        add(meta, "signal", qcode="sig:correction")
    for link in _links(page, release, house):
        add(meta, "link", **link)


def _links(page: Page, release: Release, house: House) -> Iterator[dict[str, str]]:
    """The other languages, the original once more as what it is, and the page on the web."""
    for other in page.languages:
        if other != page.language:
            target = {"residref": identity(house, page.slug, other), "title": other.own_name}
            yield {"rel": "irel:seeAlso", **target}
            if other == release.source:
                yield {"reluri": TRANSLATION_OF, **target}
    if url := online(page, house).absolute(page.language):
        yield {"rel": "irel:seeAlso", "href": url, "contenttype": "text/html", "title": page.title}


def _content(meta: etree._Element, page: Page) -> None:
    add(meta, "contentCreated", published(page))
    add(meta, "contentModified", modified(page))
    if place := located(page):
        _name(add(meta, "located", type="cpnat:geoArea", literal=place), place)
    for partner in page.partners:
        url = partner.url.get(page.language, "")
        _name(add(meta, "creator", type="cpnat:organisation", **({"uri": url} if url else {"literal": partner.id})), partner.name)
    add(meta, "language", tag=page.language.locale)
    _name(add(meta, "genre", literal="press release"), page.label["kicker"])
    for person in speakers(page):
        _name(add(meta, "subject", type="cpnat:person", literal=person), person)
    add(meta, "slugline", page.slug)
    add(meta, "headline", page.title)
    if line := notice(page, Dateline):
        add(meta, "dateline", line)
    add(meta, "by", owners(page))
    if lead := summary(page):
        add(meta, "description", lead, role="drol:summary")


def _set(contents: etree._Element, page: Page, house: House) -> etree._Element:
    """The renditions: the text itself, which is given back, and the printed release where it has an address."""
    inline = add(contents, "inlineXML", contenttype="application/xhtml+xml")
    if url := online(page, house).absolute(page.language, "pdf"):
        add(contents, "remoteContent", href=url, contenttype="application/pdf", language=page.language.locale, title=page.title)
    return inline


def _document(page: Page, text: etree._Element) -> etree._Element:
    whole = root(XHTML, "html", page.language.locale)
    add(add(whole, "head"), "title", page.title)
    add(whole, "body").append(text)
    return whole


def _name(element: etree._Element, name: str) -> None:
    add(element, "name", name)
