"""How a page will fill is foreseen before it is set, and text is set in fewer steps with the same result."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pydyf
import pytest
from weasyprint import svg
from weasyprint.css import ComputedStyle
from weasyprint.draw import text as drawing
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import percent
from weasyprint.text import line_break

from communique.house import House
from communique.languages import Language
from communique.releases import Release
from communique.writers import _quick_paint as paint
from communique.writers import _quick_text as quick
from communique.writers import pdf
from communique.writers._fit import Draft, Fill, chosen, fill
from communique.writers._page import compose
from press_sample import APPROVED, short

EN = Language.EN
SENTENCE = "Twelve words make one sentence that is neither long nor short, really. "
FULL, NEARLY_EMPTY, WITH_A_HOLE = Fill(2, 0.8, 0), Fill(3, 0.2, 0), Fill(3, 0.8, 1)


def drafts(release: Release, language: Language, house: House, monkeypatch: pytest.MonkeyPatch) -> Iterator[Draft]:
    """The page in each of its styles."""
    kept: list[Callable[[], Draft]] = []
    with monkeypatch.context() as patched:
        patched.setattr(pdf, "fitted", kept.extend)
        pdf._fitted(compose(release, language, house, APPROVED), house)
    return (style() for style in kept)


@pytest.mark.parametrize("language", Language)
def test_a_full_release_fills_its_pages_as_foreseen(
    release: Release, house: House, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    for draft in drafts(release, language, house, monkeypatch):
        told, real = draft.foreseen(), fill(draft.set())
        assert told.pages + told.last == pytest.approx(real.pages + real.last, abs=0.12)
        assert told.holes == real.holes


@pytest.mark.parametrize("paragraphs", [1, 7, 12, 18, 25])
def test_plain_text_fills_its_pages_as_foreseen(house: House, tmp_path: Path, paragraphs: int, monkeypatch: pytest.MonkeyPatch) -> None:
    release = short(tmp_path, "title: News", *["p: " + SENTENCE * 4] * paragraphs)
    for draft in drafts(release, EN, house, monkeypatch):
        told, real = draft.foreseen(), fill(draft.set())
        assert told.pages + told.last == pytest.approx(real.pages + real.last, abs=0.12)


@pytest.mark.parametrize(
    ("fills", "number"),
    [
        ((FULL, NEARLY_EMPTY), 0),
        ((NEARLY_EMPTY, FULL), 1),
        ((NEARLY_EMPTY, NEARLY_EMPTY, FULL), 2),
        ((NEARLY_EMPTY, NEARLY_EMPTY, WITH_A_HOLE), 0),
        ((NEARLY_EMPTY, Fill(2, 0.8, 1)), 1),
        ((WITH_A_HOLE, Fill(2, 0.8, 1), Fill(3, 0.2, 0)), 2),
        ((WITH_A_HOLE, Fill(3, 0.2, 0), Fill(3, 0.9, 0), Fill(2, 0.9, 0)), 3),
        ((WITH_A_HOLE, Fill(3, 0.2, 0), Fill(3, 0.9, 0)), 1),
    ],
)
def test_the_first_style_that_mends_a_page_is_taken(fills: tuple[Fill, ...], number: int) -> None:
    assert chosen(iter(fills)) == number


def test_a_style_that_was_foreseen_wrongly_gives_way_to_what_is_sound(
    release: Release, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = pdf.write(release, EN, house, APPROVED)
    with monkeypatch.context() as patched:
        patched.setattr(pdf.Boxes, "foreseen", lambda _: NEARLY_EMPTY)
        assert pdf.write(release, EN, house, APPROVED) == right


@pytest.mark.parametrize("language", Language)
def test_what_is_set_in_fewer_steps_is_the_same_file(
    release: Release, house: House, pdfs: dict[Language, bytes], language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    own: tuple[tuple[Any, str, Any], ...] = (
        (ComputedStyle, "__missing__", quick.computed),
        (line_break.Layout, "setup", quick.set_up),
        (line_break.Layout, "deactivate", quick.let_go),
        (line_break.Layout, "reactivate", quick.set_again),
        (Box, "is_in_normal_flow", paint.in_flow),
        (percent, "resolve_one_percentage", paint.resolved),
        (pydyf, "_to_bytes", paint.as_bytes),
        (pydyf.PDF, "write", paint.written),
    )
    with monkeypatch.context() as patched:
        for place, name, function in own:
            patched.setattr(place, name, function)
        patched.setitem(svg.TAGS, "path", paint.path)
        assert pdf.write(release, language, house, APPROVED) == pdfs[language]


@pytest.mark.parametrize("language", Language)
def test_glyphs_stand_where_weasyprint_puts_them(
    release: Release, house: House, pdfs: dict[Language, bytes], language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(drawing, "draw_first_line", quick.drawn)
        theirs = pdf.write(release, language, house, APPROVED)
    assert painted(theirs) == painted(pdfs[language])


def painted(content: bytes) -> list[bytes]:
    """What is painted on each page, as operators; without moves by nothing between the glyphs of a line, and without seams."""
    with pikepdf.open(io.BytesIO(content)) as file:
        return [re.sub(rb">0?<", b"", page.Contents.read_bytes()).replace(b">0]", b">]") for page in file.pages]
