"""The preview is made in the background, shows the text as it stands, and is shown under the link only."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import deskhouse
import visitors
from communique import gate
from communique.desk.previews import Workshop, is_current
from communique.document import plain
from communique.languages import Language

DE = Language.DE


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[deskhouse.Desk]:
    with deskhouse.served(deskhouse.house_with(tmp_path_factory.mktemp("previews"))) as own:
        yield own


def got(address: str) -> httpx.Response:
    """A page, however busy the machine is."""
    return httpx.get(address, follow_redirects=True, timeout=60)


def preview(desk: deskhouse.Desk, link: str, name: str, within: float = 120) -> httpx.Response:
    """A file of the preview, as soon as the waiting page gives way to it."""
    end = time.monotonic() + within
    while time.monotonic() < end:
        answer = got(f"{link}/preview/{name}")
        if "refresh" not in answer.headers:
            return answer
        time.sleep(0.5)
    raise AssertionError("no preview came")


def test_page_and_pdf_of_the_present_text_are_shown_under_the_link(desk: deskhouse.Desk) -> None:
    link = desk.link(DE)
    assert got(link).status_code == 200
    assert got(f"{link}/preview/dialogue-ia.de.pdf").headers.get("refresh") == "3"
    pdf = preview(desk, link, "dialogue-ia.de.pdf")
    assert pdf.content.startswith(b"%PDF-")
    assert pdf.headers["content-type"] == "application/pdf"
    page = preview(desk, link, "dialogue-ia.de.html")
    assert "sandbox" in page.headers["content-security-policy"]
    assert page.headers["cache-control"] == "no-store"
    unit = desk.release.editions[DE].units[4]
    assert plain(unit.target or ())[:30] in page.text
    assert preview(desk, link, "dialogue-ia.fr.pdf").status_code == 404

    gate.correct(desk.house, "dialogue-ia", DE, unit.segment.key, "Ganz neue Worte stehen jetzt hier.", "jonas")
    assert not is_current(desk.house, desk.release)
    assert "refresh" in got(f"{link}/preview/dialogue-ia.de.html").headers
    assert "Ganz neue Worte stehen jetzt hier." in preview(desk, link, "dialogue-ia.de.html").text


def test_what_cannot_be_made_is_tried_once_for_the_same_text_and_said(tmp_path: Path) -> None:
    house = visitors.house(tmp_path)
    (house.house.templates / "release" / "page.html").write_text("{% broken", encoding="utf-8")
    workshop = Workshop()
    workshop.ask(house.house, house.release)
    end = time.monotonic() + 60
    while not workshop.has_failed(house.house, house.release):
        assert time.monotonic() < end
        time.sleep(0.2)
    workshop.ask(house.house, house.release)
    assert not workshop.is_busy()
    assert not is_current(house.house, house.release)
    workshop.close()


def test_a_desk_that_ends_leaves_nothing_in_the_making(tmp_path: Path) -> None:
    house = visitors.house(tmp_path)
    workshop = Workshop()
    workshop.ask(house.house, house.release)
    time.sleep(0.5)
    workshop.close()
    assert not workshop.is_busy()
    assert not is_current(house.house, house.release)
    workshop.ask(house.house, house.release)
    assert not workshop.is_busy()
