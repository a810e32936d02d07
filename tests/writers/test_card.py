"""The social card: its size, what stands on it, and that long headlines fit."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
from PIL import Image

from communique.errors import HouseError, RenderError
from communique.house import House
from communique.languages import Language
from communique.releases import Release
from communique.writers import Stamp, Status, card
from press_sample import APPROVED, PREVIEW, restyled, short

FR, DE, EN = Language
EMBARGOED = replace(APPROVED, status=Status.EMBARGOED, embargo=datetime(2026, 4, 1, 5, 5, tzinfo=UTC))
WITHDRAWN = replace(APPROVED, status=Status.WITHDRAWN, withdrawn=datetime(2026, 4, 2, 9, 0, tzinfo=UTC))
INK, ALARM, ACCENT, PAPER = (0x1B, 0x24, 0x30), (0x9A, 0x2B, 0x1C), (0x00, 0x61, 0x6B), (255, 255, 255)
LONG = (
    "Bundesforschungsministerium, Fraunhofer-Gesellschaft und Inria gründen gemeinsames Kompetenzzentrum für vertrauenswürdige "
    "Künstliche Intelligenz in der Industrieautomatisierung und der öffentlichen Verwaltung beider Länder"
)


def picture(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    assert image.format == "PNG"
    return image.convert("RGB")


def count(image: Image.Image, colour: tuple[int, int, int]) -> int:
    # No more colours than pixels: Pillow makes room for as many as are named before it counts.
    return next((n for n, found in image.getcolors(image.width * image.height) or () if found == colour), 0)


def headline_rows(image: Image.Image) -> list[int]:
    """The rows under the logos that hold ink; nothing else there is set in it."""
    below = image.crop((0, 165, 1200, 630))
    return [y for y in range(below.height) if count(below.crop((0, y, 1200, y + 1)), INK)]


@pytest.mark.parametrize("language", Language)
def test_a_card_has_the_size_that_networks_ask_for_and_is_light(release: Release, house: House, language: Language) -> None:
    content = card.write(release, language, house, APPROVED)
    assert picture(content).size == (1200, 630)
    assert len(content) < 150_000


def test_the_bytes_depend_on_the_release_alone(release: Release, house: House) -> None:
    assert card.write(release, DE, house, APPROVED) == card.write(release, DE, house, APPROVED)


@pytest.mark.parametrize("stamp", [PREVIEW, EMBARGOED, WITHDRAWN], ids=str)
def test_what_is_not_to_be_shared_says_so_on_a_banner(release: Release, house: House, stamp: Stamp) -> None:
    assert count(picture(card.write(release, FR, house, stamp)), ALARM) > 20_000


def test_a_published_card_has_no_banner(release: Release, house: House) -> None:
    image = picture(card.write(release, FR, house, APPROVED))
    assert count(image, ALARM) == 0
    assert count(image, ACCENT) > 1200 * 70


@pytest.mark.parametrize(
    "title", ["KI startet", LONG, "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft startet"]
)
def test_a_headline_of_any_length_stays_clear_of_the_date_and_of_the_edges(house: House, tmp_path: Path, title: str) -> None:
    release = short(tmp_path, "dateline: Berlin, 9. März 2026", f"title: {title}", "p: Text.", language=DE)
    image = picture(card.write(release, DE, house, APPROVED))
    rows = headline_rows(image)
    assert rows
    assert rows[-1] + 165 < 550
    assert count(image.crop((1160, 0, 1200, 550)), PAPER) == 40 * 550


def test_a_short_headline_is_larger_than_a_long_one(house: House, tmp_path: Path) -> None:
    def first_line(title: str) -> int:
        rows = headline_rows(picture(card.write(short(tmp_path, f"title: {title}", "p: Text.", language=DE), DE, house, APPROVED)))
        return next((n for n, (a, b) in enumerate(pairwise(rows), start=1) if b - a > 1), len(rows))

    assert first_line("HHH") > 1.25 * first_line("H" + LONG)


def test_a_word_that_the_houses_faces_cannot_write_stops_the_card(house: House, tmp_path: Path) -> None:
    with pytest.raises(RenderError, match="U\\+1F680"):
        card.write(short(tmp_path, "title: Start 🚀", "p: Text."), EN, house, APPROVED)


def test_the_card_is_the_houses_to_design(tmp_path: Path) -> None:
    house = restyled(tmp_path, "card.css", lambda css: css.replace("height: 80px", "height: 110px"))
    image = picture(card.write(short(tmp_path / "r", "title: News", "p: Text."), EN, house, APPROVED))
    assert count(image, ACCENT) > 1200 * 100
    (house.templates / "release" / "card.css").unlink()
    with pytest.raises(HouseError, match=r"card\.css"):
        card.write(short(tmp_path / "r", "title: News", "p: Text."), EN, house, APPROVED)
