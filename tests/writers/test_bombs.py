"""Logos, pictures, texts and templates that would keep a renderer busy for hours are refused at once, or stopped in time."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from communique import partners
from communique.errors import CommuniqueError, HouseError, RenderError
from communique.house import House
from communique.languages import Language
from communique.publishing import publication
from communique.publishing.workers import Workers
from communique.releases import Release
from press_sample import APPROVED, restyled, sample, short

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 40 9" width="40" height="9">{}</svg>'
# Each group draws the one before it ten times: a million dots in seven lines.
USES = "".join(f'<g id="u{n}">{f"""<use xlink:href="#u{n - 1}"/>""" * 10}</g>' for n in range(1, 7))
USE_BOMB = SVG.format(f'<defs><circle id="u0" r="1"/>{USES}</defs><use xlink:href="#u6"/>')
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
ENTITY_BOMB = f'<!DOCTYPE svg [<!ENTITY e0 "boom">{ENTITIES}]>' + SVG.format("<text>&e9;</text>")
MANY_SHAPES = SVG.format('<path d="M0 0h1"/>' * 20_000)
SCRIPT = SVG.format("<script>while (true) {}</script>")
FOREIGN = SVG.format("<foreignObject><p>x</p></foreignObject>")

TABLES = "<table><tr><td>" * 40 + "x" + "</td><td>y</td></tr></table>" * 40
PAGE_BREAKS = "{% for n in range(3000) %}<p style='break-after: page'>{{ n }}</p>{% endfor %}"
FLOOD = "{% for n in range(400) %}{% for m in range(400) %}<p>Word and word and word again</p>{% endfor %}{% endfor %}"
SPIN = "{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}"
SWELL = "{{ 'x' * 3000000000 }}"

# Half a minute of somebody's work is not at stake here: what is stopped after three seconds would be stopped after twelve.
PATIENCE = {"deadline_s": 6.0, "computing_s": 3}
FORMATS = ("text", "html", "pdf")


@pytest.fixture(scope="module")
def crew() -> Iterator[Workers]:
    with Workers(**PATIENCE) as crew:
        yield crew


def published(house: House, release: Release, crew: Workers) -> Path:
    return publication.render(release, house, APPROVED, partial(crew.made, formats=FORMATS), preview=False)


def stopped(house: House, release: Release, crew: Workers) -> CommuniqueError:
    """The error of a rendering, which ends in time and leaves what was there, and nothing else."""
    standing = house.output / release.slug / "fr" / "before.txt"
    standing.parent.mkdir(parents=True)
    standing.write_text("what journalists have", encoding="utf-8")
    (house.output / release.slug / "manifest.json").write_text(f'{{"release": "{release.slug}", "status": "approved"}}', encoding="utf-8")
    before = {path: path.read_bytes() for path in house.output.rglob("*") if path.is_file()}
    start = time.monotonic()
    with pytest.raises(CommuniqueError) as error:
        published(house, release, crew)
    assert time.monotonic() - start < 20
    assert {path: path.read_bytes() for path in house.output.rglob("*") if path.is_file()} == before
    assert all(error.value.sentence(language).count(" — ") == 1 for language in Language)
    return error.value


@pytest.mark.parametrize(
    ("logo", "what"),
    [(USE_BOMB, "(use)"), (ENTITY_BOMB, "(XML)"), (MANY_SHAPES, "elements"), (SCRIPT, "(script)"), (FOREIGN, "(foreignObject)")],
    ids=["use", "entities", "shapes", "script", "foreign"],
)
def test_a_logo_that_is_a_bomb_is_refused_before_it_is_drawn(tmp_path: Path, crew: Workers, logo: str, what: str) -> None:
    house = restyled(tmp_path, "print.css", str)
    (house.templates / "partners" / "inria.svg").write_text(logo, encoding="utf-8")
    release = replace(sample(house.drafts / "s"), partners=tuple(partners.load(house.templates / "partners").values()))
    error = stopped(house, release, crew)
    assert isinstance(error, HouseError)
    assert "inria.svg" in str(error)
    assert what in str(error)


def test_a_picture_of_a_hundred_megapixels_is_refused_before_it_is_unpacked(tmp_path: Path, crew: Workers) -> None:
    house, file = restyled(tmp_path, "print.css", str), io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(file, "PNG")
    release = sample(house.drafts / "s")
    huge = tuple(replace(asset, content=file.getvalue()) for asset in release.draft.document.assets)
    editions = {
        language: replace(edition, original=replace(edition.original, assets=huge)) for language, edition in release.editions.items()
    }
    error = stopped(house, replace(release, editions=editions), crew)
    assert isinstance(error, RenderError)
    assert "144 million pixels" in str(error)


def test_a_text_of_a_thousand_pages_is_refused_before_it_is_set(tmp_path: Path, crew: Workers) -> None:
    house = restyled(tmp_path, "print.css", str)
    release = short(house.drafts / "s", "title: Long", *["p: " + "word " * 2000] * 60)
    assert "characters" in str(stopped(house, release, crew))


@pytest.mark.parametrize(
    ("bomb", "why"),
    [
        (f"<div>{USE_BOMB}</div>", "not ready|broke off"),
        (PAGE_BREAKS, "not ready|broke off|pages"),
        (TABLES, "not ready|broke off|PDF/A|missing"),
        (FLOOD, "not ready|broke off|memory"),
        (SPIN, "not ready"),
        (SWELL, "emory"),
    ],
    ids=["use", "page breaks", "nested tables", "flood", "endless loop", "memory"],
)
def test_what_gets_past_every_check_is_stopped_by_the_clock_or_for_its_memory(tmp_path: Path, crew: Workers, bomb: str, why: str) -> None:
    house = restyled(tmp_path, "page.html", partial(planted, bomb))
    error = stopped(house, short(house.drafts / "s", "title: A short one", "p: With one line."), crew)
    assert any(part in str(error) for part in why.split("|")), str(error)


def planted(bomb: str, page: str) -> str:
    """A template with something more at the end of its body."""
    assert "</body>" in page
    return page.replace("</body>", bomb + "</body>")


def test_after_a_bomb_the_next_release_is_set_as_if_nothing_had_been(tmp_path: Path, crew: Workers) -> None:
    evil = restyled(tmp_path / "evil", "page.html", partial(planted, SPIN))
    good = restyled(tmp_path / "good", "page.html", str)
    release = short(good.drafts / "s", "title: A short one", "p: With one line.")
    stopped(evil, release, crew)
    assert sorted(path.suffix for path in published(good, release, crew).rglob("*.*") if path.parent.name == "en") == [
        ".html",
        ".pdf",
        ".txt",
    ]
