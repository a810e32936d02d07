"""A preview survives characters that no font of the house has: it shows their code points. What is published may lack none."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from communique import document as d
from communique.errors import RenderError
from communique.house import House
from communique.languages import Language
from communique.writers import html, pdf, text
from communique.writers._page import compose
from communique.writers._stand_ins import lacking
from press_sample import APPROVED, PREVIEW, ROOT, SPACES, short, text_of

EN = Language.EN
LINES = (
    "title: News 🚀 of 中",
    "key: Point 👩🏽‍🔬 here.",
    "p: Launch ✈️ of **bold 🚀**, see [a 🚀 link](https://example.org).",
    "row: A 🚀 | B",
    "row: C | D",
)


def test_a_preview_prints_the_code_points_of_what_it_lacks(house: House, tmp_path: Path) -> None:
    release = short(tmp_path, *LINES)
    page = html.write(release, EN, house, PREVIEW).decode()
    assert 'News <mark class="waiting">[U+1F680]</mark> of <mark class="waiting">[U+4E2D]</mark>' in page
    assert "Point " in page
    assert "[U+1F469]" in page
    assert "🚀" not in page
    assert "[U+1F680] link</a>" in page
    assert "[U+1F680]" in text.write(release, EN, house, PREVIEW).decode()
    (tmp_path / "x.pdf").write_bytes(pdf.write(release, EN, house, PREVIEW))
    if shutil.which("pdftotext"):
        said = subprocess.run(["pdftotext", str(tmp_path / "x.pdf"), "-"], check=True, capture_output=True, text=True).stdout
        assert "News [U+1F680] of [U+4E2D]" in said


def test_what_is_published_is_still_refused(house: House, tmp_path: Path) -> None:
    with pytest.raises(RenderError, match=r"U\+1F680"):
        pdf.write(short(tmp_path, *LINES), EN, house, APPROVED)


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\x1b", "\x01"], ids=ascii)
def test_a_sign_that_no_text_may_hold_is_shown_in_a_preview_of_every_format(house: House, tmp_path: Path, sign: str) -> None:
    release = short(tmp_path, "title: News", f"p: Before{sign}after.")
    shown = f"[U+{ord(sign):04X}]"
    assert shown in html.write(release, EN, house, PREVIEW).decode()
    assert shown in text.write(release, EN, house, PREVIEW).decode()
    pdf.write(release, EN, house, PREVIEW)
    with pytest.raises(RenderError, match=f"U\\+{ord(sign):04X}"):
        pdf.write(release, EN, house, APPROVED)


def test_contacts_boilerplates_and_notes_are_shown_too(house: House, tmp_path: Path) -> None:
    release = short(
        tmp_path,
        "title: News",
        "p: Text[^n1].",
        "note/n1: A note 🚀.",
        "about/: Other 🚀 | Its text 中.",
        "contact/: Desk 🚀 desk@example.org",
    )
    page = compose(release, EN, house, PREVIEW)
    assert "🚀" not in "".join(page.texts())
    assert "".join(page.texts()).count("[U+1F680]") == 3
    assert isinstance(page.notes[0], d.Note)
    assert page.notes[0].key == "n1"


@pytest.mark.parametrize("language", Language)
def test_a_text_that_the_fonts_have_is_left_as_it_is(house: House, language: Language) -> None:
    assert lacking([text_of(language).translate(SPACES)], house) == ()


def test_what_lacks_is_told_once_and_signs_that_are_never_printed_are_not() -> None:
    own = House(ROOT, "x", tuple(Language), (), {}, b"")
    assert lacking(["A 🚀 and 🚀 and 中", "soft\u00ad hyphen, \u200d, \ufe0f, \u202f and \u2060\n"], own) == ("U+4E2D", "U+1F680")
