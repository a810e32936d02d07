"""The release as a NewsML-G2 2.34 news item, conformance level power: for the systems of news agencies."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from ..document import Dateline
from ..house import House
from ..languages import Language
from ..releases import Release
from . import Stamp, Status
from ._body import LANGUAGE, XHTML, as_xhtml, body, said
from ._facts import modified, notice, published, summary
from ._notices import Correction
from ._online import identity, online
from ._page import Page, compose
from ._wire import USE, located, owners, speakers, to_editors

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
    named = {"guid": identity(house, page.slug, language), "version": str(stamp.version), **STANDARD}
    root = etree.Element(_tag("newsItem"), named, nsmap={None: NAR})  # type: ignore[dict-item]
    root.set(LANGUAGE, language.locale)
    _add(root, "catalogRef", href=CATALOG)
    _rights(_add(root, "rightsInfo"), page, house)
    _item(_add(root, "itemMeta"), page, release, house)
    _content(_add(root, "contentMeta"), page)
    inline = _set(_add(root, "contentSet"), page, house)
    etree.indent(root)
    # After the indentation: white space inside a text would be part of it.
    text = body(page, house)
    inline.set("wordcount", str(len(said(text).split())))
    inline.set("charcount", str(len(said(text))))
    inline.append(_document(page, as_xhtml(text, language.locale)))
    found: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return found + b"\n"


def _rights(rights: etree._Element, page: Page, house: House) -> None:
    _name(_add(rights, "copyrightHolder", literal=owners(page)), owners(page))
    if house.web.policy:
        _add(rights, "usageTerms", href=house.web.policy)
    if house.web.reserved:
        _add(rights, "dataMining", uri=RESERVED)


def _item(meta: etree._Element, page: Page, release: Release, house: House) -> None:
    """What the item is, who provides it, whether it may be used, and what it goes with, in the order that the schema asks for."""
    stamp = page.stamp
    _add(meta, "itemClass", qcode="ninat:text")
    _name(_add(meta, "provider", **({"uri": house.web.address} if house.web else {"literal": house.name})), house.name)
    _add(meta, "versionCreated", modified(page))
    _add(meta, "firstCreated", published(page))
    if stamp.embargo and not stamp.withdrawn:
        _add(meta, "embargoed", stamp.embargo.isoformat())
    _add(meta, "pubStatus", qcode=f"stat:{USE[stamp.status]}")
    _add(meta, "fileName", NAME.format(slug=page.slug, lang=page.language.value))
    _add(meta, "generator", "communique")
    _add(meta, "profile", "press-release")
    _add(meta, "title", page.title)
    for line in to_editors(page):
        _add(meta, "edNote", line)
    if notice(page, Correction):
        _add(meta, "signal", qcode="sig:correction")
    for link in _links(page, release, house):
        _add(meta, "link", **link)


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
    _add(meta, "contentCreated", published(page))
    _add(meta, "contentModified", modified(page))
    if place := located(page):
        _name(_add(meta, "located", type="cpnat:geoArea", literal=place), place)
    for partner in page.partners:
        url = partner.url.get(page.language, "")
        _name(_add(meta, "creator", type="cpnat:organisation", **({"uri": url} if url else {"literal": partner.id})), partner.name)
    _add(meta, "language", tag=page.language.locale)
    _name(_add(meta, "genre", literal="press release"), page.label["kicker"])
    for person in speakers(page):
        _name(_add(meta, "subject", type="cpnat:person", literal=person), person)
    _add(meta, "slugline", page.slug)
    _add(meta, "headline", page.title)
    if line := notice(page, Dateline):
        _add(meta, "dateline", line)
    _add(meta, "by", owners(page))
    if lead := summary(page):
        _add(meta, "description", lead, role="drol:summary")


def _set(contents: etree._Element, page: Page, house: House) -> etree._Element:
    """The renditions: the text itself, which is given back, and the printed release where it has an address."""
    inline = _add(contents, "inlineXML", contenttype="application/xhtml+xml")
    if url := online(page, house).absolute(page.language, "pdf"):
        _add(contents, "remoteContent", href=url, contenttype="application/pdf", language=page.language.locale, title=page.title)
    return inline


def _document(page: Page, text: etree._Element) -> etree._Element:
    root = etree.Element(f"{{{XHTML}}}html", nsmap={None: XHTML})  # type: ignore[dict-item]
    root.set(LANGUAGE, page.language.locale)
    etree.SubElement(etree.SubElement(root, f"{{{XHTML}}}head"), f"{{{XHTML}}}title").text = page.title
    etree.SubElement(root, f"{{{XHTML}}}body").append(text)
    return root


def _tag(name: str) -> str:
    return f"{{{NAR}}}{name}"


def _add(parent: etree._Element, name: str, text: str = "", **attributes: str) -> etree._Element:
    element = etree.SubElement(parent, _tag(name), attributes)
    element.text = text or None
    return element


def _name(element: etree._Element, name: str) -> None:
    _add(element, "name", name)
