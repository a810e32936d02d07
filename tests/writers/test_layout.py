"""The page on paper is balanced: headings in even lines, last lines that are no single word, no page with a hole in it."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from communique import document as d
from communique.document import plain
from communique.house import House
from communique.languages import Language
from communique.partners import Boilerplate
from communique.releases import Release
from communique.writers import Stamp, Status, html, pdf
from communique.writers._balance import LINES, fit
from communique.writers._fit import emptiness
from communique.writers._inlines import Setting
from communique.writers._page import compose
from communique.writers._proof import solid
from press_sample import APPROVED, ROOT, short

BOLD = ROOT / "templates" / "release" / "fonts" / "SourceSans3-Bold.ttf"
TITLE = "Industrielle KI: Frankreich und Deutschland gehen von Workshops zu Demonstratoren über"
FR, DE, EN = Language
EMBARGOED = replace(APPROVED, status=Status.EMBARGOED, embargo=datetime(2026, 4, 1, 5, 5, tzinfo=UTC))
poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")


def lines_of(release: Release, house: House, language: Language, folder: Path) -> list[str]:
    (folder / "x.pdf").write_bytes(pdf.write(release, language, house, APPROVED))
    text = subprocess.run(["pdftotext", "-layout", str(folder / "x.pdf"), "-"], check=True, capture_output=True, text=True).stdout
    return [line.strip() for line in text.splitlines()]


@poppler
def test_the_lines_of_a_title_are_about_as_long_as_each_other(house: House, tmp_path: Path) -> None:
    found = lines_of(short(tmp_path, f"title: {TITLE}", "p: Text.", language=DE), house, DE, tmp_path)
    lines = [line for line in found if line and line in TITLE]
    assert " ".join(lines) == TITLE
    assert max(map(len, lines)) - min(map(len, lines)) <= 10


@poppler
def test_a_compound_of_a_title_stands_whole_and_is_copied_as_it_is(house: House, tmp_path: Path) -> None:
    title = "Deutsch-Französischer Dialog der Führung der KI-Industrie in Paris und Berlin"
    found = lines_of(short(tmp_path, f"title: {title}", "p: Text.", language=DE), house, DE, tmp_path)
    assert any("KI-Industrie" in line for line in found)
    assert "\u2060" not in "".join(found)


def test_a_short_heading_is_left_alone_and_a_long_one_is_narrowed_in_as_many_lines() -> None:
    assert fit("News", "title", BOLD).width == 0
    found = fit(TITLE, "title", BOLD)
    assert LINES["title"] * 0.7 < found.width < LINES["title"]
    assert fit("One line\nand another that was set by hand and runs on over the line", "title", BOLD).width == 0


def test_a_compound_is_divided_where_it_would_cost_a_line() -> None:
    start = "Deutsch-Französischer Dialog der Spitzen der KI-Industrie: auf dem Weg zu einem souveränen"
    assert not fit(f"{start} und wettbewerbsfähigen europäischen KI-Ökosystem", "title long", BOLD).whole
    assert fit(f"{start} KI-Ökosystem", "title long", BOLD).whole


@pytest.mark.parametrize(
    ("text", "tail"),
    [
        ("A sentence that ends in a word", "in\u00a0a\u00a0word"),
        ("Un écosystème compétitif et durable.", "compétitif\u00a0et\u00a0durable."),
        ("Many words and then Donaudampfschifffahrtsgesellschaften everywhere.", ""),
        ("Two words", ""),
    ],
)
def test_the_last_words_are_held_together_and_not_divided(text: str, tail: str) -> None:
    html = str(Setting(paper=True).running((d.Text(text),)))
    assert html.endswith(f'<span class="last"> {tail}</span>' if tail else text)


def test_an_address_is_not_divided_within_its_scheme_and_reads_as_it_is() -> None:
    link = d.Link((d.Text("https://example.org/en.html"),), "https://example.org/en.html")
    on_paper = str(Setting(paper=True)((link,)))
    assert "https://\u2060example.org/en.html</a>" in on_paper
    assert 'href="https://example.org/en.html"' in on_paper
    assert "\u2060" not in str(Setting()((link,)))


def test_only_a_picture_that_fills_the_column_may_be_as_high_as_that_takes(house: House, pages: Mapping[Language, str]) -> None:
    assert '<figure class="across">' in pages[DE]
    assert "figure.across img { max-height: none }" in (house.templates / "release" / "print.css").read_text()


@pytest.mark.parametrize("stamp", [APPROVED, EMBARGOED], ids=lambda stamp: str(stamp.status))
def test_the_kind_of_text_and_its_place_and_date_share_a_band_under_the_notices(release: Release, house: House, stamp: Stamp) -> None:
    page = html.write(release, FR, house, stamp).decode()
    band = re.search(r'<div class="band">\s*<p class="kicker">.*?</p>\s*<p class="dateline">.*?</p>\s*</div>\s*<h1', page, re.DOTALL)
    assert band
    notices = page.find('<div class="notices">')
    assert (0 < notices < band.start()) if stamp is EMBARGOED else notices < 0


def test_a_headline_before_its_kicker_stays_before_it(house: House, tmp_path: Path) -> None:
    page = html.write(short(tmp_path, "title: News", "kicker: Study", "p: Text."), EN, house, APPROVED).decode()
    assert re.search(r'<div class="band bare">\s*</div>\s*<h1.*?News</h1>\s*<p class="kicker">Study</p>', page, re.DOTALL)


@poppler
def test_a_page_tells_its_embargo_once_at_its_head_or_above_it(release: Release, house: House, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(pdf.write(release, EN, house, EMBARGOED))
    text = subprocess.run(["pdftotext", str(tmp_path / "x.pdf"), "-"], check=True, capture_output=True, text=True).stdout
    line = solid(plain(compose(release, EN, house, EMBARGOED).head[0].content))
    counts = [solid(page).count(line) for page in text.rstrip("\f").split("\f")]
    assert counts == [1] * len(counts)


def test_a_long_boilerplate_leaves_no_hole(house: House, tmp_path: Path) -> None:
    sentence = "Twelve words make one sentence that is neither long nor short, really. "
    long = Boilerplate("About", tuple((d.Text(sentence * 9),) for _ in range(5)))
    for paragraphs in (3, 6, 9, 12):
        release = short(tmp_path, "title: News", *["p: " + sentence * 4] * paragraphs)
        release = replace(release, partners=(replace(release.partners[0], about={EN: long}),))
        shown = _emptiest(release, house)
        assert shown < 0.27, paragraphs


def _emptiest(release: Release, house: House) -> float:
    document, _ = pdf._fitted(compose(release, EN, house, APPROVED), house)
    return max((emptiness(page) for page in document.pages[:-1]), default=0.0)
