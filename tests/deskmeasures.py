"""What is measured of the desk's pages in a real browser: rules of axe, what sticks out or hides, keys pressed, weight and time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response

PHONE, TABLET, WALL = (390, 844), (768, 1024), (1440, 900)
SIZES = (PHONE, TABLET, WALL)
# 200 % of 1366 by 768, and the width that WCAG 2.2, 1.4.10 asks for.
ZOOMED, NARROWEST = (683, 384), (320, 640)
# The stop that has the focus: its name, and what keeps people from seeing all of it.
STOP = """() => {
    const stop = document.activeElement;
    if (!stop || stop === document.body) return null;
    const box = stop.getClientRects()[0], name = `${stop.tagName} ${stop.id || stop.textContent.trim().slice(0, 40)}`;
    const wrong = [];
    if (!box || box.width < 1 || box.height < 1) return [name, ["no box"]];
    if (box.top < -1 || box.left < -1 || box.right > innerWidth + 1 || box.top > innerHeight - 8) wrong.push("outside of the window");
    if (box.height < innerHeight && box.bottom > innerHeight + 1) wrong.push("cut off");
    for (const bar of document.querySelectorAll(".tools, .bar")) {
        if (getComputedStyle(bar).position !== "sticky" || bar.contains(stop)) continue;
        const edge = bar.getBoundingClientRect();
        if (box.top < edge.bottom - 1 && box.bottom > edge.top + 1) wrong.push(`under .${bar.className}`);
    }
    const seen = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
    if (!seen || !(stop === seen || stop.contains(seen) || seen.contains(stop))) wrong.push(`behind ${seen?.tagName}`);
    return [name, wrong];
}"""
TIMES = "() => performance.getEntriesByType('navigation')[0].domInteractive"


@contextmanager
def opened(browser: Browser, url: str, size: tuple[int, int] = WALL, **settings: Any) -> Iterator[Page]:
    """A page in a window of its own; what the browser complains about fails it, answers that refuse or do not come aside."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **settings)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    try:
        page.goto(url)
        yield page
        assert [text for text in said if not text.startswith("Failed to load resource")] == []
    finally:
        context.close()


def violations(page: Page) -> list[str]:
    """The rules of axe that a page breaks, with what breaks them; best practices count too."""
    found = Axe().run(page).response["violations"]
    return [f"{rule['id']}: {', '.join(str(node['target']) for node in rule['nodes'])}" for rule in found]


def sideways(page: Page) -> int:
    """How many pixels a page can be scrolled to the side."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def stops(page: Page, most: int = 400) -> list[tuple[str, list[str]]]:
    """Every stop of the Tab key from the top of the page to its end, each with what hides it."""
    found: list[tuple[str, list[str]]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            return found
        found.append((stop[0], stop[1]))
    raise AssertionError(f"more than {most} stops")


class Keys:
    """A keyboard that counts what is pressed besides typing: a chord counts once."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.pressed += 1

    def press_and_save(self, key: str) -> None:
        """A key that sends something to the desk; the page has taken in the answer when this returns."""
        before = self.page.locator("#bar").element_handle()
        self.press(key)
        self.page.wait_for_function("bar => !bar.isConnected", arg=before)


def whole_review(page: Page, month: str) -> int:
    """Review a release with three findings by the keyboard alone and approve it; how many keys that took besides typing the month.

    The first finding, a wrong month, is mended by hand, the two others by their suggestion.
    """
    keys = Keys(page)
    keys.press("n")
    keys.press("Alt+e")
    page.keyboard.type(month)
    keys.press_and_save("Control+Enter")
    for _ in range(2):
        keys.press("n")
        keys.press_and_save("Alt+f")
    assert page.locator(".finding").count() == 0, page.locator(".finding").all_inner_texts()
    keys.press("Alt+a")
    with page.expect_navigation():
        keys.press("Enter")
    keys.press("Alt+a")
    with page.expect_navigation():
        keys.press("Enter")
    return keys.pressed


def weight(browser: Browser, url: str) -> dict[str, int]:
    """The bytes of a page and of what it asks for, by the last part of the address, as they come over the wire without compression."""
    sizes: dict[str, int] = {}
    context = browser.new_context()
    page = context.new_page()
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(url)
    for answer in answers:
        if answer.ok and answer.url.startswith("http"):
            name = answer.url.partition("?")[0].rpartition("/")[2] or "page"
            sizes[name] = len(answer.body())
    context.close()
    return sizes


def interactive(browser: Browser, url: str) -> float:
    """Seconds from asking for a page to its being interactive, in a window that has seen nothing yet."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(url)
    seconds = float(page.evaluate(TIMES)) / 1000
    context.close()
    return seconds
