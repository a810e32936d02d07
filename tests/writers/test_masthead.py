"""The masthead: logos that weigh the same, in both layouts and both media; and contacts without one alone on a line."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from communique.errors import RecordError
from communique.house import House
from communique.languages import Language
from communique.partners import Partner, PressContact
from communique.releases import Release
from communique.settings import load as read_settings
from communique.writers import html, pdf
from communique.writers._logos import AREA, GAP, LINE, ratio, rows
from communique.writers._page import compose
from press_sample import APPROVED, sample

FR, DE, EN = Language


def drawn(folder: Path, width: float, height: float) -> Path:
    path = folder / f"{width:g}x{height:g}.svg"
    path.write_text(f'<?xml version="1.0"?>\n<!-- a logo -->\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"/>')
    return path


def partner(logo: Path | None, name: str = "An Institute") -> Partner:
    return Partner("one", name, (name,), {}, (), {}, logo)


def test_a_wide_logo_is_lower_than_a_square_one_and_larger(tmp_path: Path) -> None:
    square, wordmark, wide = rows([partner(drawn(tmp_path, *size)) for size in ((64, 64), (192, 64), (400, 100))])[0]
    assert wordmark.width * wordmark.height == pytest.approx(AREA, rel=0.01)
    assert square.height > wordmark.height > wide.height > 0.6 * square.height
    assert square.width * square.height < AREA < wide.width * wide.height
    assert wide.width / wide.height == pytest.approx(4, rel=0.01)


def test_extreme_logos_stay_within_bounds(tmp_path: Path) -> None:
    (row,) = rows([partner(drawn(tmp_path, 1, 9)), partner(drawn(tmp_path, 40, 1))])
    assert row[0].height == 17
    assert row[1].width == 64


@pytest.mark.parametrize("count", range(1, 16))
def test_many_logos_are_dealt_out_in_lines_that_fit(tmp_path: Path, count: int) -> None:
    found = rows([partner(drawn(tmp_path, 290, 64)) for _ in range(count)])
    assert sum(map(len, found)) == count
    assert all(0 <= len(one) - len(other) <= 1 for one, other in pairwise(found))
    assert all(sum(logo.width for logo in row) + GAP * (len(row) - 1) <= LINE + 0.1 for row in found)
    assert all(logo.height > 4 for row in found for logo in row)


def test_the_shape_of_every_kind_of_file_is_known(tmp_path: Path) -> None:
    Image.new("RGB", (300, 100)).save(tmp_path / "a.png")
    Image.new("RGB", (300, 150)).save(tmp_path / "b.jpg")
    Image.new("RGB", (300, 150)).save(tmp_path / "c.jpeg", progressive=True, exif=Image.Exif())
    (tmp_path / "d.svg").write_text('<svg stroke-width="3" width="80px" height="20px" xmlns="http://www.w3.org/2000/svg"/>')
    (tmp_path / "e.svg").write_text("no picture")
    assert [ratio(tmp_path / name) for name in ("a.png", "b.jpg", "c.jpeg", "d.svg", "e.svg")] == [3, 2, 2, 4, 3]


@pytest.mark.parametrize("layout", ["joint", "single"])
def test_screen_and_paper_give_every_logo_the_same_share(release: Release, house: House, layout: str) -> None:
    page = compose(replace(release, settings=replace(release.settings, layout=layout)), FR, house, APPROVED)
    for logo in (logo for row in rows(page.mast) for logo in row):
        width, height = logo.pixels
        assert width / height == pytest.approx(logo.width / logo.height, rel=0.05)


def mast(page: str) -> str:
    found = re.search(r'<header class="mast">.*?</header>', page, re.DOTALL)
    assert found
    return found[0]


def test_the_joint_masthead_shows_and_names_everyone(pages: Mapping[Language, str]) -> None:
    own = mast(pages[FR])
    assert own.count("<img ") == 3
    assert '<p class="names">Inria · Fraunhofer-Gesellschaft · Institut Mines-Télécom</p>' in own


def test_the_single_masthead_is_its_publishers_and_names_the_partners(release: Release, house: House) -> None:
    alone = replace(release, settings=replace(release.settings, layout="single"))
    own = mast(html.write(alone, DE, house, APPROVED).decode())
    assert own.count("<img ") == 1
    assert 'alt="Inria"' in own
    assert '<p class="names">Partner: Fraunhofer-Gesellschaft · Institut Mines-Télécom</p>' in own
    (large,), (small, *_) = rows(alone.partners[:1])[0], rows(alone.partners)[0]
    assert large.height > 1.4 * small.height
    assert pdf.write(alone, DE, house, APPROVED)


def test_who_publishes_alone_is_named_by_the_logo_only(release: Release, house: House) -> None:
    alone = replace(release, partners=release.partners[:1])
    assert "names" not in mast(html.write(alone, DE, house, APPROVED).decode())


def test_a_partner_without_a_logo_is_named_in_its_place(release: Release, house: House) -> None:
    without = replace(release, partners=(replace(release.partners[0], logo=None), *release.partners[1:]))
    assert '<p class="wordmark">Inria</p>' in mast(html.write(without, EN, house, APPROVED).decode())
    assert pdf.write(without, EN, house, APPROVED)


def test_a_layout_that_does_not_exist_is_refused_with_those_that_do(tmp_path: Path) -> None:
    (tmp_path / "release.toml").write_text('languages = ["fr"]\npartners = ["inria"]\nlayout = "jiont"\n')
    with pytest.raises(RecordError, match="layout = 'jiont': joint or single"):
        read_settings(tmp_path)


@pytest.mark.parametrize("count", range(1, 12))
def test_no_contact_stands_alone_on_a_line_of_a_grid(tmp_path: Path, house: House, count: int) -> None:
    own = sample(tmp_path)
    contacts = tuple(PressContact(f"Person {n}", f"p{n}@example.org") for n in range(count))
    own = replace(own, partners=(replace(own.partners[0], contacts=contacts),))
    page = html.write(own, EN, house, APPROVED).decode()
    cards = re.findall(r'<div class="card( first)?">', page)
    columns = int(re.search(r'class="cards cards-(\d)"', page)[1])  # type: ignore[index]
    lines, at = [0], 0
    for first in cards:
        if at == columns or (first and at):
            lines.append(0)
            at = 0
        lines[-1] += 1
        at += 1
    assert sum(lines) == len(cards) == count + 1
    assert len(lines) == 1 or min(lines) > 1


def test_a_damaged_picture_is_taken_for_a_wordmark(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + struct.pack(">II", 10, 0) + zlib.compress(b"")
    )
    (tmp_path / "b.jpg").write_bytes(b"\xff\xd8\xff")
    assert [ratio(tmp_path / name) for name in ("a.png", "b.jpg")] == [3, 3]
