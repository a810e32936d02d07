"""The PDF passes its norms, says what the release says, asks for nothing, and is the same bytes everywhere."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import page as validator
import pikepdf
import pytest

from communique import document as d
from communique.errors import RenderError
from communique.house import House
from communique.languages import Language
from communique.releases import Release
from communique.text.passages import passages
from communique.writers import _fit, pdf
from communique.writers._page import compose
from communique.writers._proof import solid
from press_sample import APPROVED, PREVIEW, released, restyled, short, text_of, written

FR, DE, EN = Language
poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
OURS = ("Source-Sans-3", "Source-Serif-4")


def spoken(path: Path) -> str:
    """The text of a PDF's pages without their running heads and feet, as another program reads it."""
    area = ["-x", "0", "-y", "60", "-W", "596", "-H", "722"]
    return subprocess.run(["pdftotext", *area, str(path), "-"], check=True, capture_output=True, text=True).stdout


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_every_pdf_is_an_accessible_archive_file(pdfs: Mapping[Language, bytes], language: Language, profile: str) -> None:
    report = validator.validate_pdf_bytes(pdfs[language], profile=profile)
    assert [failure.rule_id for failure in report.failures] == []
    assert report.is_compliant


@poppler
@pytest.mark.parametrize("language", Language)
def test_the_pdf_says_what_the_edition_says_in_its_order(
    release: Release, house: House, printed_files: Mapping[Language, Path], language: Language
) -> None:
    heard, at = solid(spoken(printed_files[language])), 0
    document = compose(release, language, house, APPROVED).document
    for passage in passages(document):
        if passage.block in {"About", "Contact", "Table", "Note"}:
            continue
        for stretch in passage.text.split("\n"):
            found = heard.find(solid(stretch), at) if not any(isinstance(i, d.NoteRef) for i in passage.content) else at
            assert found >= 0, stretch
            at = found


@poppler
@pytest.mark.parametrize("language", Language)
def test_boilerplates_tables_notes_and_contacts_are_in_the_pdf(
    release: Release, house: House, printed_files: Mapping[Language, Path], language: Language
) -> None:
    heard = solid(spoken(printed_files[language]))
    assert [text for text in compose(release, language, house, APPROVED).texts() if solid(text) not in heard] == []


AWKWARD = {
    "bold in a link": "p: See **all** of [the **second** part](https://example.org), or [**all**](https://example.org) of it.",
    "a link over two lines": "p: " + "Words " * 20 + "[that " + "lead " * 30 + "away](https://example.org).",
    "no headline": "h2: A heading first",
    "ragged table": "row: One | Two\nrow: Three\nrow: Four | Five | Six",
    "empty cell": "row: One | \nrow:  | Two",
    "superscript": "p: The 19^th^ century, H~2~O, *a **b** c*, **1**^er^**\u00a0juin**.",
}


@pytest.mark.parametrize("kind", AWKWARD)
def test_awkward_texts_make_valid_files_too(house: House, tmp_path: Path, kind: str) -> None:
    content = pdf.write(short(tmp_path, *AWKWARD[kind].split("\n"), "p: Text."), EN, house, APPROVED)
    found = {profile: [f.rule_id for f in validator.validate_pdf_bytes(content, profile=profile).failures] for profile in ("3a", "ua1")}
    assert found == {"3a": [], "ua1": []}


def test_only_the_houses_fonts_are_embedded(pdfs: Mapping[Language, bytes], tmp_path: Path) -> None:
    for content in pdfs.values():
        names = set()
        (tmp_path / "x.pdf").write_bytes(content)
        with pikepdf.open(tmp_path / "x.pdf") as file:
            for found in file.objects:
                if isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/FontDescriptor":
                    names.add(str(found["/FontName"]))
                    assert "/FontFile2" in found
        assert names
        assert all(any(face in name for face in OURS) for name in names)


def elements(content: bytes, tmp_path: Path) -> list[tuple[str, dict[str, str]]]:
    """Type and attributes of a PDF's structure elements, in the order of the tree."""
    (tmp_path / "tree.pdf").write_bytes(content)
    found: list[tuple[str, dict[str, str]]] = []

    def walk(node: pikepdf.Object) -> None:
        if isinstance(node, pikepdf.Array):
            for kid in node:
                walk(kid)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            attributes = {key: str(node[key]) for key in ("/Lang", "/Alt") if key in node}
            attributes |= {"/Scope": str(node["/A"]["/Scope"])} if "/A" in node and "/Scope" in node["/A"] else {}
            found.append((str(node["/S"]), attributes))
            walk(node.get("/K", pikepdf.Array()))

    with pikepdf.open(tmp_path / "tree.pdf") as file:
        walk(file.Root["/StructTreeRoot"]["/K"])
    return found


def test_a_passage_in_another_language_says_so(pdfs: Mapping[Language, bytes], tmp_path: Path) -> None:
    assert ("/Span", {"/Lang": "de-DE"}) in elements(pdfs[FR], tmp_path)


def test_headers_of_a_table_have_a_scope_and_pictures_are_described(pdfs: Mapping[Language, bytes], tmp_path: Path) -> None:
    tree = elements(pdfs[DE], tmp_path)
    assert [attributes["/Scope"] for kind, attributes in tree if kind == "/TH"] == ["/Column"] * 3 + ["/Row"] * 4
    assert [attributes["/Alt"] for kind, attributes in tree if kind == "/Figure"] == [
        *("Inria", "Fraunhofer-Gesellschaft", "Institut Mines-Télécom"),
        "Sechs Balken, jeder höher als der vorige",
    ]
    assert [kind for kind, _ in tree if kind in {"/H1", "/H2", "/H3"}][:5] == ["/H1", "/H2", "/H2", "/H2", "/H3"]


def test_language_title_and_dates_are_the_releases_own(pdfs: Mapping[Language, bytes], tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(pdfs[DE])
    with pikepdf.open(tmp_path / "x.pdf") as file:
        assert str(file.Root["/Lang"]) == "de-DE"
        assert str(file.docinfo["/Title"]).startswith("Industrielle KI: Frankreich und Deutschland")
        assert str(file.docinfo["/CreationDate"]) == str(file.docinfo["/ModDate"]) == "D:20260309133000+00'00"


def test_no_stream_ends_in_what_looks_like_a_line_end(pdfs: Mapping[Language, bytes]) -> None:
    assert all(b"\r\nendstream" not in content for content in pdfs.values())


@poppler
def test_a_preview_says_so_on_every_page(release: Release, house: House, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(pdf.write(release, DE, house, PREVIEW))
    text = subprocess.run(["pdftotext", str(tmp_path / "x.pdf"), "-"], check=True, capture_output=True, text=True).stdout
    leaves = text.rstrip("\f").split("\f")
    assert len(leaves) == 3
    assert all("Entwurf – nicht freigegeben, nicht zur Veröffentlichung" in leaf for leaf in leaves)


@poppler
def test_the_last_two_words_stay_together_and_the_first_line_is_filled(house: House, tmp_path: Path) -> None:
    point = "In Paris verabschieden 64 Unternehmen und Forschungseinrichtungen aus beiden Ländern eine gemeinsame Roadmap."
    release = short(tmp_path, "title: News", f"key: {point}", language=Language.DE)
    (tmp_path / "x.pdf").write_bytes(pdf.write(release, Language.DE, house, APPROVED))
    text = subprocess.run(["pdftotext", "-layout", str(tmp_path / "x.pdf"), "-"], check=True, capture_output=True, text=True).stdout
    lines = [line.strip(" •") for line in text.splitlines()]
    assert any(line.startswith("In Paris verabschieden 64 Unternehmen") for line in lines)
    assert "gemeinsame Roadmap." in [line.replace("\u00a0", " ") for line in lines]


def test_a_preview_is_made_of_a_paragraph_that_runs_over_to_the_next_page(house: House, tmp_path: Path) -> None:
    paragraphs = [f"p: {'A line of text that goes on and on. ' * 70}{n}." for n in range(3)]
    made = pdf.write(short(tmp_path, "title: News", *paragraphs), Language.EN, house, PREVIEW)
    with pikepdf.open(io.BytesIO(made)) as opened:
        assert len(opened.pages) > 1


def pages_of(release: Release, house: House, folder: Path) -> int:
    with pikepdf.open(_written(pdf.write(release, EN, house, APPROVED), folder)) as file:
        return len(file.pages)


def test_a_last_page_of_a_few_lines_is_saved(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = "Twelve words make one sentence that is neither long nor short, really. "
    with monkeypatch.context() as patched:
        patched.setattr(_fit, "NEARLY_EMPTY", 0.0)
        for paragraphs in range(5, 30):
            release = short(tmp_path, "title: News", *["p: " + sentence * 4] * paragraphs)
            if pages_of(release, house, tmp_path) == 2:
                break
    assert pages_of(release, house, tmp_path) == 1


def _written(content: bytes, folder: Path) -> Path:
    (folder / "x.pdf").write_bytes(content)
    return folder / "x.pdf"


def test_a_character_without_a_glyph_is_named_and_nothing_is_made(house: House, tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=r"U\+1F680, U\+4E2D") as stopped:
        pdf.write(short(tmp_path, "title: News", "p: Secret launch 🚀 of 中."), EN, house, APPROVED)
    assert "Secret" not in str(stopped.value)


def test_too_many_pages_are_refused(release: Release, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "MOST_PAGES", 2)
    with pytest.raises(RenderError, match="setting gives 3 pages"):
        pdf.write(release, EN, house, APPROVED)


def test_text_that_a_style_sheet_hides_is_missed(house: House, tmp_path: Path) -> None:
    styled = restyled(tmp_path, "print.css", lambda style: style + "\n.lead { display: none }")
    with pytest.raises(RenderError, match="passages of text that are missing on the page: 1"):
        pdf.write(short(tmp_path, "title: News", "lead: All of it.", "p: Text."), EN, styled, APPROVED)


def test_a_style_sheet_with_a_mistake_is_an_error(house: House, tmp_path: Path) -> None:
    styled = restyled(tmp_path, "print.css", lambda style: style + "\np { colour: red }")
    with pytest.raises(RenderError, match=r"cannot be set without complaint \(Ignored `colour: ?red ?` at \d+:\d+, unknown property\.\)"):
        pdf.write(short(tmp_path, "title: News", "p: Text."), EN, styled, APPROVED)


def test_a_picture_that_is_not_there_stops_the_work(house: House, tmp_path: Path) -> None:
    document = written(EN, "title: News\np: Text.")
    broken = replace(document, blocks=(*document.blocks, d.Figure("gone.png", "A picture", place="p9")))
    with pytest.raises(RenderError, match=r"gone\.png"):
        pdf.write(released({EN: broken}, tmp_path, "inria"), EN, house, APPROVED)


def test_the_sample_is_long_enough_to_show_something() -> None:
    assert all(500 < len(text_of(language).split()) < 900 for language in Language)
