"""Nothing that a draft, a logo, a style sheet or a template holds makes a rendering fetch anything or give anything away."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import render_hostile as hostile
from communique import partners
from communique.errors import HouseError
from communique.partners import Partner
from communique.writers import text
from communique.writers._pictures import demand_plain
from press_sample import ROOT
from render_watch import Lure, Watch, lured


@pytest.fixture(scope="module")
def lure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lure]:
    with lured(tmp_path_factory.mktemp("outside")) as found:
        yield found


@pytest.mark.parametrize("name", hostile.ATTACKS)
def test_an_attack_fetches_nothing_and_gives_nothing_away(lure: Lure, tmp_path: Path, name: str) -> None:
    tried, leaked = hostile.attempts_and_leaks(hostile.ATTACKS[name], tmp_path, lure)
    assert (tried, leaked) == ([], [])


def test_the_watch_hears_requests_and_opened_files(lure: Lure) -> None:
    with Watch.over(lure.file) as tried:
        lure.file.read_text()
        with pytest.raises(OSError, match="not allowed") as refused:
            urllib.request.urlopen(f"{lure.http}/a", timeout=5)
        refused.value.close()
    assert {"open", "urllib.Request", "socket.connect", "http /a"} <= set(tried)


def test_a_word_of_the_file_is_found_wherever_it_is_packed(lure: Lure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "write", lambda *_: lure.file.read_bytes())
    tried, leaked = hostile.attempts_and_leaks(hostile.Attack(), tmp_path, lure)
    assert set(tried) == {"open"}
    assert "txt" in {name.rsplit(".")[-1] for name in leaked}


def test_a_link_with_a_hostile_address_is_found(lure: Lure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "write", lambda *_: b"<p><a href='javascript:alert(1)'>")
    assert "en/dialogue-ia.en.txt" in hostile.attempts_and_leaks(hostile.Attack(), tmp_path, lure)[1]


DRAWING = '<defs><linearGradient id="g"/></defs><path d="M0 0h9" fill="url(#g)"/><style>.a{fill:#123}</style>'
PROLOG = '<?xml version="1.0"?><!-- Made by hand --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'


def test_a_logo_that_is_a_drawing_is_taken_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "inria.svg").write_text(PROLOG + hostile.SVG.format(DRAWING))
    demand_plain([partner(tmp_path)])


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ('<image href="a.png"/>', "image"),
        ('<rect onclick="go()"/>', "onclick"),
        ('<rect style="fill: url( http://example.org/a )"/>', "style"),
        ('<use xlink:href="other.svg#x"/>', "use"),
        ('<path xlink:href="other.svg#x"/>', "href"),
        ("<style>@import 'a.css';</style>", "style"),
        ("<?xml-stylesheet href='a.css'?>", "xml"),
        ("<rect>", "XML"),
    ],
)
def test_a_logo_that_is_more_than_a_drawing_is_refused_by_what_it_has(tmp_path: Path, inside: str, named: str) -> None:
    (tmp_path / "inria.svg").write_text(hostile.SVG.format(inside))
    with pytest.raises(HouseError, match=rf"templates/partners/inria\.svg: this SVG logo holds .*\({named}\)"):
        demand_plain([partner(tmp_path)])


def partner(folder: Path) -> Partner:
    return replace(partners.load(ROOT / "templates" / "partners")["inria"], logo=folder / "inria.svg")
