"""The release as a Word file: for newsrooms that copy from it, with styles, languages and notes as Word knows them."""

from __future__ import annotations

import io

import docx as word_files
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RELATIONS
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.story import StoryPart
from docx.section import _Footer, _Header
from docx.shared import Mm
from lxml import etree

from ..exchange.word_package import OFFICE, WORD, Element, W, sub
from ..exchange.word_styles import NAMESPACE
from ..house import House
from ..languages import Language
from ..releases import Release
from ..translation.inline_tags import IMPOSSIBLE
from . import Stamp
from ._drawn import logo_picture
from ._logos import Logo
from ._page import Page, compose
from ._tokens import tokens
from ._word_blank import blank, settled
from ._word_furniture import footer, footnotes, header, masthead
from ._word_runs import Runs
from ._word_text import Sheet

NAME = "{slug}.{lang}.docx"
# The line and the greatest height of a picture in print.css, in millimetres; a CSS pixel is a ninety-sixth of an inch.
LINE, HIGHEST, PIXEL = 152.0, 80.0, 25.4 / 96
EXTRA = {"numbering": RELATIONS.NUMBERING, "footnotes": RELATIONS.FOOTNOTES}


def write(release: Release, language: Language, house: House, stamp: Stamp) -> bytes:
    """The Word file of a release in a language. Raises RenderError and HouseError as `compose` and the logos do."""
    page, look = compose(release, language, house, stamp), tokens(house.templates / "release")
    word = word_files.Document(io.BytesIO(blank(page, look)))
    assets = {asset.name: asset.content for asset in page.document.assets}
    sheet = Sheet(page, word.element.body, _runs(word.part, page), lambda name, alt: _figure(word.part, assets[name], alt))
    sheet.write()
    _furnish(word, page)
    _add(word, "numbering", parse_xml(sheet.numbering.part(look.light["accent"][1:]).encode()))
    notes = _add(word, "footnotes", parse_xml(f'<w:footnotes xmlns:w="{NAMESPACE}" xmlns:r="{OFFICE}"/>'))
    footnotes(notes.element, page, _runs(notes, page, calls=False))
    whole = io.BytesIO()
    word.save(whole)
    return settled(whole.getvalue())


def _runs(part: XmlPart, page: Page, *, calls: bool = True) -> Runs:
    numbers = {note.key: number for number, note in enumerate(page.notes, start=1)}
    return Runs(lambda href: part.relate_to(href, RELATIONS.HYPERLINK, is_external=True), numbers, calls=calls)


def _add(word: WordDocument, name: str, root: BaseOxmlElement) -> XmlPart:
    part = XmlPart(PackURI(f"/word/{name}.xml"), f"{WORD}.{name}+xml", root, word.part.package)
    word.part.relate_to(part, EXTRA[name])
    return part


def _furnish(word: WordDocument, page: Page) -> None:
    """The logos over the first page, the running head over the others, the same foot under all of them."""
    section = word.sections[0]
    masthead(_emptied(section.first_page_header), page, lambda logo: _logo(section.first_page_header.part, logo, page.slug))
    header(_emptied(section.header), page)
    for own in (section.first_page_footer, section.footer):
        footer(_emptied(own), page)


def _emptied(own: _Header | _Footer) -> Element:
    """A header or footer of its own, without the paragraph that it comes with."""
    own.is_linked_to_previous = False
    root: Element = own.part.element
    for child in list(root):
        root.remove(child)
    return root


def _logo(part: StoryPart, logo: Logo, slug: str) -> Element:
    return _picture(part, logo_picture(logo, slug), logo.width, logo.height, logo.partner.name)


def _figure(part: StoryPart, content: bytes, alt: str) -> Element:
    """A picture in its own size, or as large as the line and the page allow."""
    _, image = part.get_or_add_image(io.BytesIO(content))
    share = min(1.0, LINE / (image.px_width * PIXEL), HIGHEST / (image.px_height * PIXEL))
    return _picture(part, content, image.px_width * PIXEL * share, image.px_height * PIXEL * share, alt)


def _picture(part: StoryPart, content: bytes, width: float, height: float, alt: str) -> Element:
    """A picture of so many millimetres in the line of text, with what it shows in words."""
    inline = part.new_pic_inline(io.BytesIO(content), Mm(width), Mm(height))
    inline.docPr.set("descr", IMPOSSIBLE.sub("\ufffd", alt))
    for side in ("distT", "distB", "distL", "distR"):
        # Without it LibreOffice takes an eighth of an inch.
        inline.set(side, "0")
    run = etree.Element(f"{W}r")
    sub(run, "drawing").append(inline)
    return run
