"""The web page fits a telephone and a wall, is read by people with weak eyes, and runs nothing."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from communique import document as d
from communique.house import House
from communique.languages import Language
from communique.writers import html
from communique.writers._tokens import tokens
from press_sample import APPROVED, ROOT, released

chromium = pytest.mark.skipif(not shutil.which("chromium"), reason="chromium is not installed")
# Every colour of text with every ground that it stands on.
PAIRS = [(text, ground) for text in ("ink", "soft", "accent", "alarm") for ground in ("paper", "tint")] + [("on-waiting", "waiting")]


TOKENS = tokens(ROOT / "templates" / "release")
LIGHT = TOKENS.light
DARK = {**TOKENS.light, **TOKENS.dark}


def luminance(colour: str) -> float:
    """Relative luminance of an sRGB colour (WCAG 2.2)."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), PAIRS)
def test_text_stands_out_from_its_ground(theme: Mapping[str, str], text: str, ground: str) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1."""
    bright, dim = sorted((luminance(theme[text]), luminance(theme[ground])), reverse=True)
    assert (bright + 0.05) / (dim + 0.05) >= 4.5


@chromium
@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_nothing_sticks_out_and_nothing_is_asked_for(browser: Browser, pages: Mapping[Language, str], tmp_path: Path, width: int) -> None:
    path = tmp_path / "page.html"
    path.write_text(pages[Language.DE], encoding="utf-8")
    screen = browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    said: list[str] = []
    screen.on("request", lambda request: asked.append(request.url))
    screen.on("console", lambda message: said.append(message.text))
    screen.goto(path.as_uri())
    assert screen.evaluate("document.documentElement.scrollWidth") <= width
    assert screen.evaluate("document.fonts.ready.then(() => [...document.fonts].every(font => font.status != 'error'))")
    assert [url for url in asked if not url.startswith("data:")] == [path.as_uri()]
    assert said == []
    screen.close()


@chromium
def test_hostile_text_runs_nothing(browser: Browser, house: House, tmp_path: Path) -> None:
    hostile = (
        "<script>window.PWNED=1</script>",
        "</title></style></script><svg/onload=window.PWNED=1>",
        '"><img src=x onerror=window.PWNED=1>',
    )
    blocks = (d.Title((d.Text(hostile[1]),), place="p0"), *(d.Lead((d.Text(text),), place=f"l{n}") for n, text in enumerate(hostile)))
    release = released({Language.EN: d.Document(Language.EN, blocks)}, tmp_path, "inria")
    path = tmp_path / "page.html"
    path.write_bytes(html.write(release, Language.EN, house, APPROVED))
    screen = browser.new_page()
    screen.goto(path.as_uri())
    assert screen.evaluate("typeof window.PWNED") == "undefined"
    assert screen.title() == hostile[1]
    screen.close()
