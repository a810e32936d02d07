from __future__ import annotations

import time
from pathlib import Path

import pytest

from communique.errors import DraftError
from communique.readers import docx
from readers.word_files import p, package, saved

ENOUGH = 2.0  # seconds of CPU; an ordinary draft takes a hundredth of it
LINES = {
    "one endless word": "A" * 40_000,
    "spaces and a tab": "x" + " " * 40_000 + "\t" * 3 + "x",
    "open braces": "{{" * 20_000,
    "open brackets": "<script " * 5_000,
    "quotation marks": '" Aa Bb, ' * 4_000,
    "guillemets": "« Aa » dit Bb, " * 3_000,
    "digits": "1" * 40_000 + "x",
    "dots": "a." * 20_000,
    "at signs": "a@" * 20_000,
    "capitals": ("ABCDEFGH " * 10 + "!")[-90:],
    "a kicker that goes on": "Press release " + "a" * 84 + "!",
    "a place that goes on": "Paris" + "-AAAAA" * 13 + " 2025",
    "labels": "Contact presse " * 15 + "01",
    "dashes after a place": "A" + "-" * 20_000,
    "brackets after a place": "A" + "(" * 20_000 + " x",
    "dashes short of a dateline": "A" + "-" * 87,
    "blanks after a quotation": "« Un mot »" + " " * 3_900 + "x",
    "a quotation of names": "« " + "a » Paul Exemple, " * 220,
    "blanks between tabs": "a\t" + " " * 20_000 + "\tb",
    "colons": ("Aa Bb : " * 40) + "« x",
}


@pytest.mark.parametrize("case", LINES, ids=str)
@pytest.mark.parametrize("repeated", [1, 30])
def test_no_line_makes_the_reader_think_for_long(case: str, repeated: int, tmp_path: Path) -> None:
    line = LINES[case].replace("<", "&lt;")
    if len(line) * repeated > 200_000:
        repeated = 3
    path = saved(tmp_path / "draft.docx", package(p(line) * repeated + p("Un paragraphe pour finir, avec assez de texte.")))
    start = time.process_time()
    try:
        docx.read(path)
    except DraftError:
        pytest.fail("this is text, however odd")
    assert time.process_time() - start < ENOUGH


@pytest.mark.parametrize("line", ["x" * 79, "court", "***"])
def test_thousands_of_paragraphs_take_time_in_proportion(line: str, tmp_path: Path) -> None:
    path = saved(tmp_path / "draft.docx", package(p(line) * 3_000 + p("Un paragraphe pour finir, avec assez de texte.")))
    start = time.process_time()
    docx.read(path)
    assert time.process_time() - start < 2 * ENOUGH
