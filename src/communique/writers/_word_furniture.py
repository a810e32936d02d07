"""What stands over, under and beside the text of a Word file: logos, running head and foot, footnotes, the watermark."""

from __future__ import annotations

from collections.abc import Callable
from xml.sax.saxutils import quoteattr

from lxml import etree

from ..document import plain
from ..exchange.word_package import Element, paragraph, sub
from ..exchange.word_styles import NAMESPACE
from ._logos import Logo, rows
from ._notices import Withdrawal
from ._page import Page
from ._word_look import WIDTH
from ._word_runs import Runs, number_field, words

DrawLogo = Callable[[Logo], Element]
# The gap between two logos in print.css, as spaces of a header's eight points.
GAP = "\u2003" * 4
SEPARATORS = {"-1": "separator", "0": "continuationSeparator"}
# WordArt behind the text, across the page: what Word itself puts there for "draft" (ECMA-376 part 4, 19.1).
WATERMARK = """<w:r xmlns:w="{namespace}" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<w:rPr><w:noProof/></w:rPr><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>
<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>
<v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>
<v:textpath on="t" fitshape="t"/></v:shapetype>
<v:shape id="{name}" o:spid="{name}" type="#_x0000_t136" alt="" stroked="f" fillcolor="#eceff1" style="position:absolute;\
margin-left:0;margin-top:0;width:{width}pt;height:38pt;rotation:328;z-index:-251658752;mso-position-horizontal:center;\
mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin">
<v:textpath style="font-family:&quot;Arial&quot;;font-weight:bold" string={words}/></v:shape></w:pict></w:r>"""


def masthead(root: Element, page: Page, draw: DrawLogo) -> None:
    """What stands over the first page: the status of the file, and the partners' logos or names."""
    _status(root, page, "First")
    lines = rows(page.mast)
    for count, line in enumerate(lines, start=1):
        own = paragraph(root, "Masthead" if count == len(lines) else "Header")
        for logo in line:
            if logo is not line[0]:
                words(own, GAP)
            if logo.partner.logo:
                own.append(draw(logo))
            else:
                words(own, logo.partner.name, "Wordmark")


def header(root: Element, page: Page) -> None:
    """What stands over the other pages: the status of the file, and the headline in short."""
    _status(root, page, "Other")
    words(paragraph(root, "Header"), page.short)


def footer(root: Element, page: Page) -> None:
    """What stands under every page: who publishes, and which page of how many this is."""
    own = paragraph(root, "Footer")
    words(own, " · ".join(partner.name for partner in page.partners) + "\t")
    number_field(own, "PAGE")
    words(own, "\u202f/\u202f")
    number_field(own, "NUMPAGES")


def footnotes(root: Element, page: Page, runs: Runs) -> None:
    """The notes, under the numbers that they are called by, after the two that hold Word's own rules."""
    for key, kind in SEPARATORS.items():
        note = sub(root, "footnote", type=kind, id=key)
        sub(sub(paragraph(note, "Normal"), "r"), kind)
    for number, own in enumerate(page.notes, start=1):
        line = paragraph(sub(root, "footnote", id=str(number)), "FootnoteText")
        run = sub(line, "r")
        sub(sub(run, "rPr"), "rStyle", val="FootnoteReference")
        sub(run, "footnoteRef")
        words(line, " ")
        runs.add(line, own.content)


def _status(root: Element, page: Page, name: str) -> None:
    mark = page.mark or next((plain(block.content) for block in page.head if isinstance(block, Withdrawal)), "")
    if not mark:
        return
    own = paragraph(root, "HeaderStatus")
    words(own, mark)
    if page.watermark:
        width = min(WIDTH // 20, 17 * len(page.watermark))
        own.append(
            etree.fromstring(WATERMARK.format(namespace=NAMESPACE, name=f"Status{name}", width=width, words=quoteattr(page.watermark)))
        )
