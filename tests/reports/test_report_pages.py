"""The pages of findings: both texts side by side with what differs marked, one sheet that is one sheet, colours that are seen."""

from __future__ import annotations

import re
import shutil

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser

from communique import families
from communique.findings import Finding, Severity, Waiver
from communique.languages import Language, same

chromium = pytest.mark.skipif(not shutil.which("chromium"), reason="chromium is not installed")
WORD = "Wettbewerbsfähigkeitsgesetz "
TEXTS = {
    "short": ("x", "1", "2", "3"),
    "long": ("Diese Zahl weicht vom Original ab und muss geprüft werden.", (WORD * 4)[:80], (WORD * 4).upper()[:80], (WORD * 4)[:79] + "!"),
    "wide": ("W" * 60, "M" * 80, "W" * 80, "M" * 80),
    "usual": ("Zahl weicht vom Original ab", "3,6 milliards d’euros", "3,6 Millionen Euro", ""),
}


def finding(number: int, texts: tuple[str, str, str, str], severity: Severity = Severity.BLOCK) -> Finding:
    message, source, excerpt, suggestion = texts
    return Finding(
        check="numbers",
        place=f"line{number}",
        message=same(message),
        severity=severity,
        language=Language.DE,
        segment=f"s{number}",
        source=source,
        excerpt=excerpt,
        suggestion=suggestion,
    )


def waivers(found: tuple[Finding, ...]) -> dict[str, Waiver]:
    return {one.id: Waiver("Anna Nord", "2026-03-09T12:00:00Z", "Die Zahl steht so im Vertrag.") for one in found}


@chromium
@pytest.mark.parametrize("severities", [(Severity.BLOCK,), tuple(Severity)], ids=["one group", "all groups"])
@pytest.mark.parametrize("name", TEXTS)
def test_the_sheet_prints_on_one_page_however_many_findings_there_are(
    browser: Browser, name: str, severities: tuple[Severity, ...]
) -> None:
    found = tuple(finding(n, TEXTS[name], severities[n % len(severities)]) for n in range(90))
    page = browser.new_page()
    page.set_content(families.load("reports", "sheet").write(found, Language.DE, "entwurf.docx", waived=waivers(found[:6])))
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1


def test_the_sheet_says_how_many_findings_it_leaves_out() -> None:
    found = tuple(finding(n, TEXTS["usual"]) for n in range(90))
    sheet = lxml_html.fromstring(families.load("reports", "sheet").write(found, Language.EN, "draft"))
    shown = len(sheet.xpath("//tbody/tr"))
    assert 20 < shown < 40
    assert f"and {90 - shown} more" in sheet.text_content()


@chromium
@pytest.mark.parametrize("width", [320, 768, 1440])
def test_nothing_sticks_out_of_the_page(browser: Browser, width: int) -> None:
    found = tuple(finding(n, text) for n, text in enumerate(TEXTS.values()))
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.set_content(families.load("reports", "html").write(found, Language.DE, "entwurf.docx"))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("form", ["html", "sheet"])
def test_what_differs_is_marked_on_both_sides_and_every_column_has_a_head(form: str) -> None:
    page = lxml_html.fromstring(families.load("reports", form).write((finding(1, TEXTS["usual"]),), Language.DE, "entwurf.docx"))
    assert [mark.text for mark in page.iter("mark")] == ["milliards d’euros", "Millionen Euro"]
    assert all(head.get("scope") == "col" for head in page.xpath("//thead//th"))
    assert len(page.xpath("//tbody/tr/*")) == len(page.xpath("//thead//th"))
    assert page.xpath("//td[mark][@lang='de']")


@pytest.mark.parametrize("form", ["html", "sheet", "markdown", "terminal"])
def test_a_waived_finding_stands_apart_with_name_and_reason(form: str) -> None:
    found = (finding(1, TEXTS["usual"]), finding(2, TEXTS["usual"]))
    written = families.load("reports", form).write(found, Language.EN, "draft", waived=waivers(found[:1]))
    assert "blocking: 1 · waived: 1" in written
    assert "waived by Anna Nord on 2026-03-09: Die Zahl steht so im Vertrag." in re.sub(r"\s+", " ", written.replace("\\", ""))


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2)."""
    digits = colour[1:] if len(colour) == 7 else "".join(sign * 2 for sign in colour[1:])
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_text_stands_out_from_its_ground(theme: int) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1."""
    page = families.load("reports", "html").write((), Language.EN, "draft")
    colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})\b", page.split("@media")[theme]))
    pairs = [*((name, "paper") for name in ("ink", "block", "waived", "warn", "hint")), ("ink", "mark")]
    for text, ground in pairs:
        bright, dim = sorted((luminance(colours[text]), luminance(colours[ground])), reverse=True)
        assert (bright + 0.05) / (dim + 0.05) >= 4.5, (text, ground)


DIFFERENCES = {
    "a figure with the same word": (("37 écoles", "38 écoles", ""), "[37] écoles", "[38] écoles", ""),
    "a suggestion": (("", 'Er sagt "ja"', 'Er sagt „ja"'), "", 'Er sagt ["]ja"', 'Er sagt [„]ja"'),
    "a missing part": (("37 écoles", "", ""), "[37 écoles]", "", ""),
    "a whole sentence": (("Il y a bien plus de sept mots ici", "", ""), "Il y a bien plus de sept mots ici", "", ""),
    "two sentences without a common word": (
        ("un deux trois quatre cinq six sept", "eins zwo drei vier fünf", ""),
        "un deux trois quatre cinq six sept",
        "eins zwo drei vier fünf",
        "",
    ),
    "spaces that do not break": (("", "le 24 mai", "le 24\u00a0mai"), "", "le 24[ ]mai", "le 24[°]mai"),
    "spaces in a row": (("", "un  mot", "un mot"), "", "un[··]mot", "un[ ]mot"),
    "an original that is the suggestion": (("Inria", "lnria", "Inria"), "", "[lnria]", "[Inria]"),
}


@pytest.mark.parametrize("name", DIFFERENCES)
def test_what_differs_is_found_word_by_word(name: str) -> None:
    (source, excerpt, suggestion), *expected = DIFFERENCES[name]
    sheet = families.load("reports", "html").write((finding(1, ("x", source, excerpt, suggestion)),), Language.DE, "entwurf.docx")
    row = lxml_html.fromstring(re.sub(r"</?mark>", lambda tag: "]" if "/" in tag[0] else "[", sheet)).find(".//tbody/tr")
    cells = {cell.get("data-name"): cell.text_content() for cell in row.iter("td")}
    assert [cells.get(column, "") for column in ("Original", "Text", "Vorschlag")] == expected


def test_a_terminal_without_bold_gets_carets_under_what_differs() -> None:
    written = families.load("reports", "terminal").write((finding(1, TEXTS["usual"]),), Language.EN, "draft")
    assert written.splitlines()[-2:] == ["      translation  3,6 Millionen Euro", "                       ^^^^^^^^^^^^^^"]


def test_the_terminal_breaks_no_line_at_a_no_break_space() -> None:
    message = "le glossaire donne la bonne forme pour «\u00a0milliards\u00a0»"
    for width in range(40, 60):
        lines = (
            families.load("reports", "terminal")
            .write((finding(1, (message + " x" * width, "", "", "")),), Language.FR, "draft")
            .splitlines()
        )
        assert not [line for line in lines if line.endswith(("«", "\u00a0"))]
