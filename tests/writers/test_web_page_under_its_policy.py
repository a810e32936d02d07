"""The web page lives under the strictest policy that a server can send, and nothing that is slipped into it does."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, Route

from communique.house import House
from communique.languages import Language
from communique.releases import Release
from communique.writers import html
from press_sample import APPROVED, ROOT
from release_stamps import online

pytestmark = pytest.mark.skipif(not shutil.which("chromium"), reason="chromium is not installed")
ADDRESS = "https://presse.example.org/page"
SHOWN = re.search(r"^    Content-Security-Policy: (.+)$", (ROOT / "docs" / "publish.md").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.fixture
def page(release: Release, house: House) -> str:
    return html.write(release, Language.EN, online(house), APPROVED).decode()


@contextmanager
def served(browser: Browser, page: str, policy: str) -> Iterator[tuple[Page, list[str]]]:
    """The page as a browser shows it that got it with a policy, and what that browser complained of."""
    screen, said = browser.new_page(), list[str]()
    screen.on("console", lambda message: said.append(message.text))

    def answer(route: Route) -> None:
        if route.request.url == ADDRESS:
            route.fulfill(body=page, headers={"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy})
        else:
            route.abort()

    screen.route("**/*", answer)
    screen.goto(ADDRESS)
    yield screen, said
    screen.close()


def header(page: str) -> str:
    """The header that the documents show, with the digest that the page names."""
    assert SHOWN
    digest = re.search(r"sha256-[\w+/=]+", page)
    assert digest
    return SHOWN[1].replace("sha256-…", digest[0])


def test_the_header_that_the_documents_show_lets_the_page_live(browser: Browser, page: str) -> None:
    with served(browser, page, header(page)) as (screen, said):
        assert "Source Serif" in screen.evaluate("getComputedStyle(document.body).fontFamily")
        assert screen.evaluate("[...document.images].every(image => image.complete && image.naturalWidth > 0)")
        assert said == []


@pytest.mark.parametrize(
    "slipped",
    [
        "<style>body { display: none }</style>",
        "<p style='position: fixed'>x</p>",
        "<script>document.title = 'x'</script>",
        "<img src='https://tracker.example.org/x.png' alt=''>",
        "<iframe src='https://tracker.example.org/'></iframe>",
        "<link rel='stylesheet' href='https://tracker.example.org/x.css'>",
    ],
)
def test_what_is_slipped_into_the_page_neither_counts_nor_runs_nor_loads(browser: Browser, page: str, slipped: str) -> None:
    with served(browser, page.replace("</main>", f"{slipped}</main>"), "frame-ancestors 'none'") as (screen, said):
        screen.wait_for_load_state("load")
        assert any("Content Security Policy" in line for line in said)
        assert screen.title() != "x"
        assert screen.evaluate("getComputedStyle(document.body).display") != "none"
