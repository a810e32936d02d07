"""The Word package that a release is written into, and what is left to do when the text stands (ECMA-376 parts 1 and 2)."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC
from xml.sax.saxutils import escape

from ..exchange.word_package import DECLARATION, OFFICE, PACKAGE, WORD
from ..exchange.word_styles import NAMESPACE
from ..files.archives import packed
from ..translation.inline_tags import IMPOSSIBLE
from ._page import Page
from ._tokens import Tokens
from ._word_look import BOTTOM, EDGE, LONG_TITLE, PAGE_HEIGHT, PAGE_WIDTH, SIDE, TOP, fonts, styles

TYPES = "[Content_Types].xml"
PARTS = {"styles": "styles", "fontTable": "fontTable", "settings": "settings"}
CORE = "application/vnd.openxmlformats-package.core-properties+xml"
SECTION = (
    f'<w:sectPr><w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/><w:pgMar w:top="{TOP}" w:right="{SIDE}" w:bottom="{BOTTOM}" w:left="{SIDE}"'
    f' w:header="{EDGE}" w:footer="{EDGE}" w:gutter="0"/><w:titlePg/></w:sectPr>'
)
# In the schema's order (17.15.1.78): Word takes a file for damaged where it is another.
# The notes that Word draws the rules over footnotes from have the numbers -1 and 0 (17.11.9).
SETTINGS = """<w:settings xmlns:w="{namespace}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:autoHyphenation/>
<w:hyphenationZone w:val="357"/><w:doNotHyphenateCaps/><w:characterSpacingControl w:val="doNotCompress"/>
<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
<w:themeFontLang w:val="{locale}"/></w:settings>"""


def blank(page: Page, tokens: Tokens) -> bytes:
    """A package without text: page, styles, fonts, settings, and what the file says about itself."""
    declared = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{WORD}.{kind}+xml"/>'
        for name, kind in {"document": "document.main", **{name: name for name in PARTS}}.items()
    )
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    core = f'<Override PartName="/docProps/core.xml" ContentType="{CORE}"/>'
    arrows = {
        "rDocument": (f"{OFFICE}/officeDocument", "word/document.xml"),
        "rCore": (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
    }
    inner = {f"r{name}": (f"{OFFICE}/{name}", f"{name}.xml") for name in PARTS}
    files = {
        TYPES: f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">{defaults}{declared}{core}</Types>',
        "_rels/.rels": _arrows(arrows),
        "word/_rels/document.xml.rels": _arrows(inner),
        "word/document.xml": f'{DECLARATION}<w:document xmlns:w="{NAMESPACE}" xmlns:r="{OFFICE}"><w:body>{SECTION}</w:body></w:document>',
        "word/styles.xml": styles(tokens, page.language, long=len(page.title) > LONG_TITLE),
        "word/fontTable.xml": fonts(tokens),
        "word/settings.xml": DECLARATION + SETTINGS.format(namespace=NAMESPACE, locale=page.language.locale),
        "docProps/core.xml": _core(page),
    }
    return packed({name: content.encode() for name, content in files.items()}, [TYPES])


def settled(content: bytes) -> bytes:
    """A package with its files in one order and without the moment at which it was written."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return packed({name: archive.read(name) for name in archive.namelist()}, [TYPES])


def _arrows(targets: dict[str, tuple[str, str]]) -> str:
    own = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, (kind, target) in targets.items())
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{own}</Relationships>'


def _core(page: Page) -> str:
    """The properties (part 2, clause 11): what a screen reader says first, who publishes, in which language and when."""
    said = {
        "dc:title": page.title,
        "dc:subject": page.kicker,
        "dc:creator": "; ".join(partner.name for partner in page.partners),
        "dc:description": page.description,
        "dc:language": page.language.locale,
        "cp:version": str(page.stamp.version),
    }
    moments = {"created": page.stamp.first or page.stamp.published, "modified": page.stamp.withdrawn or page.stamp.published}
    words = "".join(f"<{name}>{escape(IMPOSSIBLE.sub(chr(0xFFFD), value))}</{name}>" for name, value in said.items() if value)
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}</dcterms:{name}>'
        for name, moment in moments.items()
        if moment
    )
    spaces = (
        f'xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    return f"{DECLARATION}<cp:coreProperties {spaces}>{words}{dates}</cp:coreProperties>"
