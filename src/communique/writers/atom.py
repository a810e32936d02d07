"""The release as an Atom entry document (RFC 4287): what the feeds of a house are put together from."""

from __future__ import annotations

from lxml import etree

from ..files.own_xml import add, root, written
from ..house import House
from ..languages import Language
from ..releases import Release
from . import Stamp, Status
from ._body import as_xhtml, body
from ._facts import modified, published, summary
from ._online import identity, online
from ._page import Page, compose
from ._wire import owners

NAME = "{slug}.{lang}.atom"
MADE_FOR = frozenset({Status.APPROVED, Status.WITHDRAWN})
"""What is not for everybody is in no feed."""

ATOM = "http://www.w3.org/2005/Atom"


def write(release: Release, language: Language, house: House, stamp: Stamp) -> bytes:
    """The release in a language as one `entry`, UTF-8. Raises what `compose` and `body` raise.

    A withdrawn release keeps its entry and its name, so that who took in its text takes in that it is withdrawn.
    """
    page = compose(release, language, house, stamp)
    entry = root(ATOM, "entry", language.locale)
    add(entry, "id", identity(house, page.slug, language))
    add(entry, "title", page.title)
    add(entry, "updated", modified(page))
    add(entry, "published", published(page))
    for partner in page.partners:
        author = add(entry, "author")
        add(author, "name", partner.name)
        if url := partner.url.get(language):
            add(author, "uri", url)
    _links(entry, page, house)
    add(entry, "rights", owners(page))
    if lead := summary(page):
        add(entry, "summary", lead)
    content = add(entry, "content", type="xhtml")
    etree.indent(entry)
    # After the indentation: white space inside a text would be part of it.
    content.append(as_xhtml(body(page, house), language.locale))
    return written(entry)


def _links(entry: etree._Element, page: Page, house: House) -> None:
    """The ways to the page in every language and to the printed release; without an address they start at the entry's own folder.

    Most readers open the first one, so that it is the entry's own language.
    """
    places = online(page, house)
    for other in (page.language, *(language for language in page.languages if language != page.language)):
        add(entry, "link", rel="alternate", type="text/html", hreflang=other.value, href=places.link(other))
    add(
        entry,
        "link",
        rel="enclosure",
        type="application/pdf",
        hreflang=page.language.value,
        href=places.link(page.language, "pdf"),
        title=page.title,
    )
