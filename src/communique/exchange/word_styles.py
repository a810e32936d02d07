"""How the bilingual Word file looks: its styles, with the language of each column in them."""

from __future__ import annotations

from ..languages import Language

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
# Greys of 5.7:1 on white and 6.3:1 on the fixed rows' fill; WCAG 2.2, 1.4.3 asks for 4.5:1.
GREY, DARK_GREY, BLUE, LINE = "686868", "595959", "1F3A5F", "BFC5CC"
# It is on every machine, or one of the same widths is.
FONT = "Arial"
SIZE = 20

DEFAULTS = f"""<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>
<w:sz w:val="{SIZE}"/><w:szCs w:val="{SIZE}"/><w:lang w:val="{{locale}}"/></w:rPr></w:rPrDefault>
<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>"""
TABLE = """<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>
<w:uiPriority w:val="99"/><w:semiHidden/>
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>
<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>
<w:style w:type="table" w:customStyle="1" w:styleId="Bilingual"><w:name w:val="Bilingual"/><w:basedOn w:val="TableNormal"/>
<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="110" w:type="dxa"/>
<w:bottom w:w="60" w:type="dxa"/><w:right w:w="110" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"""
BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINE}"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
# Name and properties of paragraph and run; what is not said is the default's.
HEADING = '<w:keepNext/><w:spacing w:after="60"/><w:outlineLvl w:val="0"/>'
COLOURED = '<w:color w:val="{colour}"/>'
SMALL = '<w:sz w:val="18"/><w:szCs w:val="18"/>'


def styles(*, source: Language, target: Language, speaks: Language) -> str:
    """The styles' part; `speaks` is the language of all that is neither source nor target."""
    grey, dark = COLOURED.format(colour=GREY), COLOURED.format(colour=DARK_GREY)
    blue = COLOURED.format(colour=BLUE)
    own = (
        _style("Heading1", "heading 1", HEADING, f'<w:b/>{blue}<w:sz w:val="32"/><w:szCs w:val="32"/>', target),
        _style("Subtitle", "Subtitle", '<w:spacing w:after="80"/>', grey, speaks),
        _style("EmbargoLine", "Embargo line", '<w:spacing w:after="120"/>', '<w:b/><w:color w:val="9C1C1C"/>', speaks),
        _style("Instruction", "Instruction", '<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="40"/>', "", speaks),
        _style("LastInstruction", "Last instruction", '<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="160"/>', "", speaks),
        _style("ColumnLabel", "Column label", "<w:keepNext/>", '<w:b/><w:color w:val="FFFFFF"/>', speaks),
        _style("RowNumber", "Row number", "", grey + SMALL, None),
        _style("SourceText", "Source text", "", "", source),
        _style("TargetText", "Target text", "", "", target),
        _style("FixedSource", "Fixed source", "", dark, source),
        _style("FixedTarget", "Fixed target", "", dark, target),
        _style("Finding", "Finding", '<w:spacing w:after="40"/>', '<w:color w:val="7A3B00"/>' + SMALL, speaks),
        _style("Remark", "Remark", "", "", speaks),
        _style("Small", "Small", "", '<w:sz w:val="8"/><w:szCs w:val="8"/>', None),
        _style("Footer", "footer", '<w:tabs><w:tab w:val="right" w:pos="14798"/></w:tabs>', grey + SMALL, speaks),
    )
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    blue_line = '<w:rPr><w:color w:val="0B5394"/><w:u w:val="single"/></w:rPr>'
    link = f'<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>{blue_line}</w:style>'
    table = TABLE.format(borders=BORDERS)
    return f'<w:styles xmlns:w="{NAMESPACE}">{DEFAULTS.format(locale=speaks.locale)}{normal}{link}{table}{"".join(own)}</w:styles>'


def _style(key: str, name: str, paragraph: str, run: str, language: Language | None) -> str:
    """A paragraph style; text without a language is a number, which nobody spells."""
    said = f'<w:lang w:val="{language.locale}"/>' if language else "<w:noProof/>"
    # The schema's order (17.3.2.28): noProof stands before the colour, lang last.
    properties = f"{run}{said}" if language else f"{said}{run}"
    body = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    custom = "" if name in {"heading 1", "Subtitle", "footer"} else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:qFormat/>{body}<w:rPr>{properties}</w:rPr></w:style>"
    )
