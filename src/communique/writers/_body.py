"""The text of a release without a page around it, as HTML and XHTML: what the formats of newsrooms and feeds carry inside."""

from __future__ import annotations

import re

from lxml import etree
from lxml import html as markup

from ..errors import HouseError
from ..files.own_xml import LANGUAGE, carried
from ..house import House
from ..languages import Wording
from ._page import Page
from ._template import Pictures, fill

XHTML = "http://www.w3.org/1999/xhtml"
TEMPLATE = "body.html"
# White space between these is no text.
BLOCKS = frozenset(
    [
        "div",
        "section",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "blockquote",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "figure",
        "figcaption",
    ]
)
# Text and its structure, and links that somebody has to follow: what takes it in loads and runs nothing for its sake.
PLAIN = BLOCKS | {
    "a",
    "abbr",
    "b",
    "br",
    "caption",
    "cite",
    "em",
    "h5",
    "h6",
    "i",
    "mark",
    "q",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "tfoot",
}
NOT_TEXT = Wording(
    "contient autre chose que du texte ({what})", "enthält anderes als Text ({what})", "holds something else than text ({what})"
)
ONE_ELEMENT = Wording("n’est pas un seul élément div", "ist nicht ein einziges Element div", "is not one div element")
COMPARE = Wording(
    "comparez-le avec le modèle fourni avec communique",
    "vergleichen Sie sie mit der mitgelieferten Vorlage",
    "compare it with the template that comes with communique",
)
BLANK = re.compile(r"[ \t\r\n]+")


def body(page: Page, house: House) -> markup.HtmlElement:
    """The text as one `div` in the order of the page: notices, text, notes, boilerplates, contacts; of pictures their captions.

    Raises HouseError as `fill` does, and for a template that gives more than text: a mail has no policy that would stop a picture.
    """
    try:
        root = markup.fragment_fromstring(carried(fill(page, house, "feed", Pictures({}, {}), template=TEMPLATE)).strip())
    except etree.ParserError as error:
        raise HouseError(f"templates/release/{TEMPLATE}", ONE_ELEMENT, COMPARE) from error
    for element in list(root.iter()):
        if what := _more_than_text(element):
            raise HouseError(f"templates/release/{TEMPLATE}", NOT_TEXT.fill(what=what), COMPARE)
        # A place in this text is no place in the document that takes it in.
        element.attrib.pop("id", None)
        if element.tag == "a" and element.get("href", "").startswith("#"):
            element.drop_tag()
    for element in root.iter():
        element.text, element.tail = _inside(element), _after(element)
    return root


def _more_than_text(element: markup.HtmlElement) -> str:
    """The name of an element or attribute that is no text, if it is one."""
    if element.tag not in PLAIN:
        return "" if element.tag is etree.Comment else str(element.tag)
    return next((name for name in element.attrib if name in {"style", "src", "background"} or name.startswith("on")), "")


def as_html(root: markup.HtmlElement) -> str:
    """What stands in a body, as HTML, one block a line."""
    return "\n".join(etree.tostring(child, encoding="unicode", method="html", with_tail=False) for child in root)


def as_xhtml(root: markup.HtmlElement, language: str) -> etree._Element:
    """A body as an element of XHTML in a language (BCP 47)."""
    found = etree.fromstring(etree.tostring(root, method="xml", with_tail=False).replace(b"<div", f'<div xmlns="{XHTML}"'.encode(), 1))
    for element in found.iter():
        if lang := element.attrib.pop("lang", ""):
            element.set(LANGUAGE, lang)
    found.set(LANGUAGE, language)
    return found


def said(root: markup.HtmlElement) -> str:
    """The text of a body on one line, captions left out, as agencies count words and characters."""
    found: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        captioned = element.tag == "figure" or any(above.tag == "figure" for above in element.iterancestors())
        if event == "start":
            found.append("" if captioned else element.text or "")
        else:
            found += [" " if element.tag in BLOCKS or element.tag == "br" else "", "" if captioned else element.tail or ""]
    return BLANK.sub(" ", "".join(found)).strip(" ")


def _inside(element: markup.HtmlElement) -> str | None:
    text = BLANK.sub(" ", element.text or "")
    return (text.lstrip(" ") if element.tag in BLOCKS else text) or None


def _after(element: markup.HtmlElement) -> str | None:
    text = BLANK.sub(" ", element.tail or "")
    return (text.lstrip(" ") if element.tag in BLOCKS else text) or None
