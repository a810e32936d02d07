"""The reports: every one in every language, safe to open, and silent about texts under embargo."""

from __future__ import annotations

import json
import sys

import pytest
from lxml import html as lxml_html

from communique import families
from communique.findings import Finding, Severity, dump
from communique.languages import Language, Wording, same

FOUND = (
    Finding(
        check="names",
        place="tbl1/r2c1",
        message=Wording("le nom connu est « A »", "der bekannte Name ist „A“", "the known name is “A”"),
        severity=Severity.BLOCK,
        language=Language.DE,
        segment="k1",
        excerpt="<script>alert('|`x')</script>",
        source="Quelle | eins",
        suggestion="A & B",
    ),
    Finding(check="missing_parts", place="", message=same("Kein Titel"), severity=Severity.WARN),
)
REPORTS = families.members("reports")


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("name", REPORTS)
def test_a_report_has_every_finding_in_every_language(name: str, language: Language) -> None:
    written = families.load("reports", name).write(FOUND, language, "entwurf.docx")
    assert FOUND[0].message[language] in written
    assert "Kein Titel" in written


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_without_findings_is_still_one(name: str) -> None:
    assert isinstance(families.load("reports", name).write((), Language.FR, "entwurf.docx"), str)


def test_the_page_shows_text_and_runs_none_of_it() -> None:
    page = lxml_html.fromstring(families.load("reports", "html").write(FOUND, Language.DE, "<b>entwurf"))
    assert page.get("lang") == "de-DE"
    assert page.findall(".//script") == []
    assert FOUND[0].excerpt in [cell.text_content() for cell in page.iter("td")]
    assert page.find(".//title").text == "<b>entwurf"


def test_the_page_needs_nothing_else() -> None:
    page = lxml_html.fromstring(families.load("reports", "html").write(FOUND, Language.EN, "draft"))
    assert not page.xpath("//@src | //link | //a[starts-with(@href, 'http')]")


def test_a_line_of_json_is_a_finding() -> None:
    lines = families.load("reports", "json_lines").write(FOUND, Language.FR, "x").splitlines()
    assert [json.loads(line) for line in lines] == [json.loads(json.dumps(dump(finding))) for finding in FOUND]


def test_sarif_has_a_level_and_a_fingerprint_for_each_finding() -> None:
    run = json.loads(families.load("reports", "sarif").write(FOUND, Language.EN, "a draft.docx"))["runs"][0]
    assert [result["level"] for result in run["results"]] == ["error", "warning"]
    assert [result["partialFingerprints"]["finding/v1"] for result in run["results"]] == [finding.id for finding in FOUND]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20draft.docx"


def test_a_table_keeps_its_columns_whatever_a_text_holds() -> None:
    sheet = families.load("reports", "markdown").write(FOUND, Language.EN, "draft")
    rows = [line for line in sheet.splitlines() if line.startswith("| ")]
    assert {line.replace("\\|", "").count("|") for line in rows} == {6}
    assert "<script>" not in sheet.replace("\\<", "")


@pytest.mark.parametrize("language", list(Language))
def test_the_sheet_of_an_embargoed_release_shows_counts_and_no_text(language: Language) -> None:
    sheet = families.load("reports", "markdown").write(FOUND, language, "Geheimer Titel", embargoed=True)
    secret = ("Geheimer", "script", "Quelle", "A & B", FOUND[0].message[language], "Kein Titel")
    assert not [text for text in secret if text in sheet]
    assert "names" in sheet


def test_a_long_sheet_stays_one_page() -> None:
    many = tuple(Finding(check="c", place=f"p{n}", message=same("x")) for n in range(100))
    sheet = families.load("reports", "markdown").write(many, Language.EN, "draft")
    assert len(sheet.splitlines()) < 60
    assert "and 60 more" in sheet


def test_the_terminal_gets_no_colours_where_it_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: False, raising=False)
    assert "\x1b" not in families.load("reports", "terminal").write(FOUND, Language.FR, "brouillon.docx")


def test_the_terminal_gets_colours_unless_somebody_said_no(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    terminal = families.load("reports", "terminal")
    assert "\x1b[" in terminal.write(FOUND, Language.FR, "brouillon.docx")
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in terminal.write(FOUND, Language.FR, "brouillon.docx")


def test_a_place_is_said_in_the_officers_words() -> None:
    assert "German, table 1, row 2, column 1" in families.load("reports", "terminal").write(FOUND, Language.EN, "draft")


@pytest.mark.parametrize("name", ["terminal", "markdown", "html", "sheet", "sarif"])
def test_another_place_of_the_same_text_is_not_called_the_original(name: str) -> None:
    finding = Finding(
        check="figures_or_words",
        place="p2",
        message=Wording("a", "b", "c"),
        language=Language.DE,
        excerpt="2 Schulen",
        beside="acht Hochschulen",
    )
    report = families.load("reports", name).write([finding], Language.DE, "titel.docx")
    rows = report[report.index("p2") if "p2" in report else 0 :]

    assert "acht" in rows
    assert "Übersetzung" not in rows
    assert name == "sarif" or "anderswo" in rows
