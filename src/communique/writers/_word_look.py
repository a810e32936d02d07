"""How the Word file of a release looks: its styles, and the faces that stand in for the house's own (ECMA-376 part 1)."""

from __future__ import annotations

from ..exchange.word_package import DECLARATION
from ..exchange.word_styles import NAMESPACE
from ..languages import Language
from ._tokens import Tokens

# A4 with the margins of print.css, in twentieths of a point (1 mm is 56.7).
PAGE_WIDTH, PAGE_HEIGHT, SIDE, TOP, BOTTOM, EDGE = 11906, 16838, 1644, 1361, 1361, 680
WIDTH = PAGE_WIDTH - 2 * SIDE
# How far the organisations reach in the list of contacts, and the deepest level of a list that has a style of its own.
CONTACT, DEEPEST = 2720, 3
INDENT = 340
# What the box of the key points leaves free at its sides.
PADDING = 170
# Faces of much the same widths on machines that lack the house's own, with family and PANOSE number (17.8.3.1).
STAND_INS = {
    "serif": ("Georgia,Liberation Serif", "roman", "02040502050405020303"),
    "sans": ("Segoe UI,Liberation Sans", "swiss", "020B0502040204020203"),
}
LONG_TITLE = 90
WHOLE_WORDS = "<w:suppressAutoHyphens/>"
KEEP = f"<w:keepNext/><w:keepLines/>{WHOLE_WORDS}"
# The room in points between the text of a band and its edges.
BAND = {"top": 4, "left": 8, "bottom": 4, "right": 8}


def styles(tokens: Tokens, language: Language, *, long: bool) -> str:
    """The styles' part: built-in styles under their built-in names, so that Word, and who listens to it, knows what is what.

    `long` is a headline that gets a smaller size.
    """
    own = (*_head(tokens, long=long), *_text(tokens), *_end(tokens), *_furniture(tokens), *_runs(tokens))
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    said = f'<w:lang w:val="{language.locale}" w:eastAsia="{language.locale}" w:bidi="ar-SA"/>'
    run = f"{_face(tokens, 'serif')}{_colour(tokens, 'ink')}{_size(10.5)}{said}"
    defaults = f"<w:rPrDefault><w:rPr>{run}</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>{_space(0, 140, 271)}</w:pPr></w:pPrDefault>"
    parts = f"<w:docDefaults>{defaults}</w:docDefaults>{normal}{_tables(tokens)}{''.join(own)}"
    return f'{DECLARATION}<w:styles xmlns:w="{NAMESPACE}">{parts}</w:styles>'


def fonts(tokens: Tokens) -> str:
    """The fonts' part: what stands in for a face that a machine lacks."""
    found = "".join(
        f'<w:font w:name="{tokens.face(name)}"><w:altName w:val="{other}"/><w:panose1 w:val="{panose}"/><w:family w:val="{family}"/>'
        '<w:pitch w:val="variable"/></w:font>'
        for name, (other, family, panose) in STAND_INS.items()
    )
    return f'{DECLARATION}<w:fonts xmlns:w="{NAMESPACE}">{found}</w:fonts>'


# In each of these the order of what is said is the schema's (17.3.1.26 for paragraphs, 17.3.2.28 for runs).
def _head(tokens: Tokens, *, long: bool) -> tuple[str, ...]:
    sans, soft = _face(tokens, "sans"), _colour(tokens, "soft")
    return (
        _style("Title", "Title", KEEP + _space(0, 90, 245), f"{sans}<w:b/>{_size(20 if long else 23)}"),
        _style("Subtitle", "Subtitle", KEEP + _space(0, 110, 250), f"{sans}{soft}{_size(13)}"),
        _style("Kicker", "Kicker", *_band(tokens, "accent", 13)),
        _style("Date", "Date", _space(40, 100, 250), f"{sans}{soft}{_size(10)}"),
        _style("StatusLine", "Status line", *_band(tokens, "alarm", 10)),
        _style("Lead", "Lead", _space(220, 200, 276), _size(12)),
    )


def _text(tokens: Tokens) -> tuple[str, ...]:
    sans, soft, bar = _face(tokens, "sans"), _colour(tokens, "soft"), _rule("left", tokens, 8)
    lists = (_style(f"List{kind}{n}", f"List {kind}{n}", _space(0, 70, 264)) for kind in ("Bullet", "Number") for n in ("", " 2", " 3"))
    return (
        *_headings(tokens),
        *lists,
        *_key_points(tokens),
        _style(
            "Quote",
            "Quote",
            f'<w:keepLines/>{bar}{_space(220, 220, 276)}<w:ind w:left="{INDENT}" w:right="170"/>',
            f"<w:i/><w:iCs/>{_size(12)}",
        ),
        _style("Figure", "Figure", f"<w:keepNext/>{_space(200, 80, 240)}"),
        _style("Caption", "caption", f"<w:keepLines/>{_space(0, 240, 250)}", f"{sans}{soft}{_size(9)}"),
        _style("TableText", "Table text", _space(50, 50, 240), sans + _size(9.5)),
        _style("TableHead", "Table head", "<w:keepNext/>", "<w:b/>", "TableText"),
        _style("AfterTable", "After table", '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="exact"/>'),
        _style("FootnoteText", "footnote text", _space(0, 40, 240), sans + _size(8.5)),
    )


def _headings(tokens: Tokens) -> tuple[str, ...]:
    sizes = ((12.5, 280, ""), (11, 220, ""), (10, 180, _colour(tokens, "soft")))
    return tuple(
        _style(
            f"Heading{n}",
            f"heading {n}",
            f'{KEEP}{_space(above, 60, 250)}<w:outlineLvl w:val="{n - 1}"/>',
            f"{_face(tokens, 'sans')}<w:b/>{colour}{_size(points)}",
        )
        for n, (points, above, colour) in enumerate(sizes, start=1)
    )


def _key_points(tokens: Tokens) -> tuple[str, ...]:
    sans = _face(tokens, "sans")
    tint = f'<w:shd w:val="clear" w:color="auto" w:fill="{tokens.light["tint"][1:]}"/>'
    box = f'<w:ind w:left="{PADDING}" w:right="{PADDING}"/>'
    return (
        _style(
            "KeyPointsHeading",
            "Key points heading",
            _edges(tokens, top=True) + tint + _space(280, 40, 264) + box,
            f"{_colour(tokens, 'accent')}{_size(10.5)}",
            "Heading1",
        ),
        _style("KeyPoint", "Key point", f"<w:keepLines/>{_edges(tokens)}{tint}{_space(0, 40, 271)}{box}", sans + _size(10), "ListBullet"),
    )


def _end(tokens: Tokens) -> tuple[str, ...]:
    sans = _face(tokens, "sans")
    hanging = f'<w:ind w:left="{CONTACT}" w:hanging="{CONTACT}"/>'
    tab = f'<w:tabs><w:tab w:val="left" w:pos="{CONTACT}"/></w:tabs>'
    accent = _colour(tokens, "accent")
    return (
        _style("BoilerplateHeading", "Boilerplate heading", _space(200, 40, 250), _size(10.5), "Heading1"),
        _style("Boilerplate", "Boilerplate", f"<w:keepLines/>{_space(0, 80, 262)}", sans + _size(9.5)),
        _style("ContactsHeading", "Contacts heading", _rule("top", tokens, 8) + _space(360, 80, 250), accent + _size(10.5), "Heading1"),
        _style("Contact", "Contact", f"<w:keepLines/>{tab}{WHOLE_WORDS}{_space(0, 110, 262)}{hanging}", sans + _size(9.5)),
    )


def _furniture(tokens: Tokens) -> tuple[str, ...]:
    small, right = _face(tokens, "sans") + _colour(tokens, "soft") + _size(8), f'<w:tabs><w:tab w:val="right" w:pos="{WIDTH}"/></w:tabs>'
    return (
        _style("Header", "header", _space(0, 0, 240), small),
        _style("Masthead", "Masthead", _space(0, 340, 240), "", "Header"),
        _style("HeaderStatus", "Header status", _space(0, 60, 240), f"<w:b/>{_colour(tokens, 'alarm')}", "Header"),
        _style("Footer", "footer", right + _space(0, 0, 240), small),
    )


def _runs(tokens: Tokens) -> tuple[str, ...]:
    accent, waiting = _colour(tokens, "accent"), tokens.light
    upright = '<w:i w:val="0"/><w:iCs w:val="0"/>'
    return (
        _mark("Hyperlink", "Hyperlink", f'{accent}<w:u w:val="single"/>'),
        _mark("FootnoteReference", "footnote reference", f'{accent}<w:vertAlign w:val="superscript"/>'),
        _mark("Speaker", "Speaker", f"{_face(tokens, 'sans')}{upright}{_colour(tokens, 'soft')}{_size(9.5)}"),
        _mark("SpeakerName", "Speaker name", f"{_face(tokens, 'sans')}<w:b/><w:bCs/>{upright}{_colour(tokens, 'ink')}{_size(9.5)}"),
        _mark("Organisation", "Organisation", "<w:b/><w:bCs/>"),
        _mark("Wordmark", "Wordmark", f"<w:b/>{_colour(tokens, 'ink')}{_size(15)}"),
        _mark(
            "Waiting",
            "Waiting",
            f'<w:color w:val="{waiting["on-waiting"][1:]}"/><w:shd w:val="clear" w:color="auto" w:fill="{waiting["waiting"][1:]}"/>',
        ),
    )


def _tables(tokens: Tokens) -> str:
    """The style of every table and that of a release's: rules over, under and between the rows, the head bold over a stronger one."""
    edge = "".join(f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="{tokens.light["ink"][1:]}"/>' for side in ("top", "bottom"))
    inner = f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{tokens.light["line"][1:]}"/>'
    under = f'<w:tcBorders><w:bottom w:val="single" w:sz="6" w:space="0" w:color="{tokens.light["ink"][1:]}"/></w:tcBorders>'
    margins = "".join(f'<w:{side} w:w="{room}" w:type="dxa"/>' for side, room in (("top", 0), ("left", 0), ("bottom", 0), ("right", 170)))
    head = f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr>{under}</w:tcPr></w:tblStylePr>'
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="ReleaseTable"><w:name w:val="Release table"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{edge}{inner}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>{head}</w:style>"
    )


BUILT_IN = {"Title", "Subtitle", "Date", "Quote", "caption", "header", "footer", "footnote text", "footnote reference", "Hyperlink"}


def _style(key: str, name: str, paragraph: str = "", run: str = "", based_on: str = "Normal") -> str:
    return _any_style("paragraph", key, name, f'<w:basedOn w:val="{based_on}"/><w:qFormat/>', paragraph, run)


def _mark(key: str, name: str, run: str) -> str:
    return _any_style("character", key, name, "", "", run)


def _any_style(kind: str, key: str, name: str, more: str, paragraph: str, run: str) -> str:
    custom = "" if name in BUILT_IN or name.startswith(("heading ", "List ")) else ' w:customStyle="1"'
    said = (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "") + (f"<w:rPr>{run}</w:rPr>" if run else "")
    return f'<w:style w:type="{kind}"{custom} w:styleId="{key.replace(" ", "")}"><w:name w:val="{name}"/>{more}{said}</w:style>'


def _face(tokens: Tokens, name: str) -> str:
    face = tokens.face(name)
    return f'<w:rFonts w:ascii="{face}" w:hAnsi="{face}" w:eastAsia="{face}" w:cs="{face}"/>'


def _colour(tokens: Tokens, name: str) -> str:
    return f'<w:color w:val="{tokens.light[name][1:]}"/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(2 * points)}"/><w:szCs w:val="{round(2 * points)}"/>'


def _space(before: int, after: int, line: int) -> str:
    """Room over and under a paragraph in twentieths of a point, and its lines in 240ths of one."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _rule(side: str, tokens: Tokens, room: int) -> str:
    """A line of the house's colour beside a paragraph, 1.5 points strong and `room` points away."""
    return f'<w:pBdr><w:{side} w:val="single" w:sz="12" w:space="{room}" w:color="{tokens.light["accent"][1:]}"/></w:pBdr>'


def _band(tokens: Tokens, name: str, points: float) -> tuple[str, str]:
    """A paragraph in the colour of the paper on another one from edge to edge of the column, and its run."""
    ground = tokens.light[name][1:]
    edges = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="{room}" w:color="{ground}"/>' for side, room in BAND.items())
    around = f'<w:keepNext/><w:keepLines/><w:pBdr>{edges}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{ground}"/>'
    inside = f'<w:ind w:left="{PADDING}" w:right="{PADDING}"/>'
    return f"{around}{WHOLE_WORDS}{_space(0, 160, 250)}{inside}", f"{_face(tokens, 'sans')}<w:b/>{_colour(tokens, 'paper')}{_size(points)}"


def _edges(tokens: Tokens, *, top: bool = False) -> str:
    """The sides of the box of the key points in its own colour, over its first paragraph a line of the house's."""
    side = f'w:val="single" w:sz="4" w:space="8" w:color="{tokens.light["tint"][1:]}"'
    over = f'<w:top w:val="single" w:sz="12" w:space="6" w:color="{tokens.light["accent"][1:]}"/>' if top else ""
    # Word and LibreOffice draw it under the last of several paragraphs with the same borders only.
    under = "" if top else f"<w:bottom {side}/>"
    return f"<w:pBdr>{over}<w:left {side}/>{under}<w:right {side}/></w:pBdr>"
