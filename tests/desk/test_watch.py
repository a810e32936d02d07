"""The preview that follows every change: shown in a real browser, for who knows its address, and nothing is written."""

from __future__ import annotations

import hashlib
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, FrameLocator, Page, expect

import deskhouse
from communique.desk import changes
from communique.desk.watching import Watch, configuration
from communique.document import plain
from communique.house import House
from communique.languages import Language
from communique.publishing import unsaved
from doorways import serving

FR, DE, EN = Language
SLUG = deskhouse.SLUG
# A loaded machine takes its time; nothing here waits so long where it works.
PATIENCE = 20_000


@dataclass(frozen=True)
class Watched:
    house: House
    watch: Watch
    base: str

    @property
    def address(self) -> str:
        return f"{self.base}/w/{self.watch.secret}/"

    @property
    def templates(self) -> Path:
        return self.house.templates / "release"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> House:
    return deskhouse.house_with(tmp_path_factory.mktemp("prepared"))


@pytest.fixture(scope="module")
def watched(prepared: House, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    own = deskhouse.copied(prepared, tmp_path_factory.mktemp("watched") / "house")
    watch = Watch(own, SLUG, EN)
    with serving(lambda port, base: configuration(watch, port=port, base=base)) as (server, port):
        watch.is_over = lambda: server.should_exit
        yield Watched(own, watch, f"http://127.0.0.1:{port}")


def written(root: Path) -> dict[str, str]:
    """Every file of the record and the output, with its digest."""
    return {
        str(p): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(root.rglob("*")) if p.is_file() and "templates" not in p.parts
    }


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def shown(browser: Browser, watched: Watched) -> Iterator[tuple[Page, FrameLocator]]:
    screen = browser.new_page()
    screen.set_default_timeout(PATIENCE)
    screen.goto(watched.address)
    frame = screen.frame_locator("iframe")
    expect(frame.locator("h1")).to_be_visible(timeout=PATIENCE)
    yield screen, frame
    screen.close()


def test_a_change_of_a_template_a_style_or_a_label_is_shown_by_itself(shown: tuple[Page, FrameLocator], watched: Watched) -> None:
    _, frame = shown
    rewrite(watched.templates / "page.html", '<main id="content"', '<p id="fresh">Fresh from the template</p><main id="content"')
    expect(frame.locator("#fresh")).to_have_text("Fresh from the template", timeout=PATIENCE)
    rewrite(watched.templates / "tokens.css", "#00616b", "#8a1c5c")
    expect(frame.locator(".band")).to_have_css("background-color", "rgb(138, 28, 92)", timeout=PATIENCE)
    rewrite(watched.templates / "labels.toml", "Contacts presse", "Pour la presse")
    expect(frame.locator(".contacts h2")).to_have_text("Pour la presse", timeout=PATIENCE)


def test_a_broken_template_shows_its_sentence_and_the_page_comes_back(shown: tuple[Page, FrameLocator], watched: Watched) -> None:
    _, frame = shown
    whole = (watched.templates / "page.html").read_text(encoding="utf-8")
    (watched.templates / "page.html").write_text(whole.replace("{% if page.notes %}", "{% if page.notes %"), encoding="utf-8")
    said = frame.locator(".sentence")
    expect(said).to_contain_text(
        "templates/release/page.html: this page template cannot be filled (TemplateSyntaxError, line", timeout=PATIENCE
    )
    (watched.templates / "page.html").write_text(whole, encoding="utf-8")
    expect(frame.locator("h1")).to_contain_text("IA industrielle", timeout=PATIENCE)
    expect(said).to_have_count(0)


def test_the_place_where_somebody_reads_is_kept(shown: tuple[Page, FrameLocator], watched: Watched) -> None:
    screen, frame = shown
    inner = screen.frame(name="preview")
    assert inner
    inner.evaluate("window.scrollTo(0, 900)")
    rewrite(watched.templates / "web.css", "main:focus { outline: none }", "main:focus { outline: none } .mast { opacity: .99 }")
    expect(frame.locator(".mast")).to_have_css("opacity", "0.99", timeout=PATIENCE)
    screen.wait_for_function("document.querySelector('iframe').contentWindow.scrollY > 800")


def test_an_edition_that_a_colleague_changes_is_shown(shown: tuple[Page, FrameLocator], watched: Watched) -> None:
    screen, frame = shown
    screen.get_by_role("link", name="Deutsch", exact=True).click()
    expect(frame.locator("html")).to_have_attribute("lang", "de-DE", timeout=PATIENCE)
    expect(screen.locator("nav a[aria-current]")).to_have_text("Deutsch")
    path = watched.house.drafts / SLUG / "de.json"
    title = frame.locator("h1").inner_text()
    target = next(
        unit.target for unit in unsaved.as_drafted(watched.house, SLUG).editions[DE].units if unit.segment.block == "Title" and unit.target
    )
    rewrite(path, plain(target), "Ein ganz anderer Titel")
    expect(frame.locator("h1")).to_have_text("Ein ganz anderer Titel", timeout=PATIENCE)
    assert title != "Ein ganz anderer Titel"


def test_a_draft_that_is_saved_anew_is_read_in_memory(shown: tuple[Page, FrameLocator], watched: Watched) -> None:
    screen, frame = shown
    before = written(watched.house.root)
    path = watched.house.drafts / f"{SLUG}.docx"
    document = docx.Document(str(path))
    body = next(paragraph for paragraph in document.paragraphs if paragraph.text.startswith("Inria et la Fraunhofer"))
    body.insert_paragraph_before("Une phrase que personne n’a encore vue.", body.style)
    fresh = path.with_suffix(".new")
    document.save(str(fresh))
    fresh.replace(path)
    expect(frame.locator("body")).to_contain_text("Une phrase que personne n’a encore vue.", timeout=PATIENCE)
    screen.get_by_role("link", name="English", exact=True).click()
    expect(frame.locator(".waiting").filter(has_text="Une phrase que personne")).to_have_count(1, timeout=PATIENCE)
    after = written(watched.house.root)
    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == {str(path)}


def test_the_pdf_is_made_when_it_is_asked_for(watched: Watched) -> None:
    answer = httpx.get(f"{watched.address}pdf/en/{SLUG}.en.pdf", timeout=60)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize("below", ["", "events", f"page/fr/{SLUG}.fr.html", f"pdf/fr/{SLUG}.fr.pdf"])
def test_nobody_else_is_shown_anything(watched: Watched, below: str) -> None:
    assert httpx.get(f"{watched.base}/w/{'x' * 32}/{below}").status_code == 404
    assert httpx.get(f"{watched.address}{below}", headers={"Sec-Fetch-Site": "cross-site"}).status_code == 404
    assert httpx.get(f"{watched.address}{below}", headers={"Host": "press.example.org"}).status_code == 421
    assert httpx.post(f"{watched.address}{below}", data={"a": "b"}, headers={"Origin": watched.base}).status_code == 405


def test_what_is_shown_runs_nothing_and_no_other_site_may_frame_it(watched: Watched) -> None:
    answer = httpx.get(f"{watched.address}page/fr/{SLUG}.fr.html", timeout=60)
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in httpx.get(watched.address).headers["content-security-policy"]
    assert httpx.get(f"{watched.address}page/xx/{SLUG}.html").status_code == 404


def test_every_file_that_a_page_depends_on_changes_its_state(prepared: House, tmp_path: Path) -> None:
    own = deskhouse.copied(prepared, tmp_path / "house")
    known = changes.state(own, SLUG)
    for path in (
        own.drafts / f"{SLUG}.docx",
        own.drafts / SLUG / "fr.json",
        own.drafts / SLUG / "release.toml",
        own.templates / "house.toml",
        own.templates / "partners" / "inria.toml",
        own.templates / "partners" / "inria.svg",
        own.templates / "release" / "print.css",
        own.templates / "release" / "fonts" / "SourceSans3-Bold.ttf",
    ):
        shutil.copy(path, path.with_name("kept"))
        path.with_name("kept").replace(path)
        now = changes.state(own, SLUG)
        assert now != known, path.name
        known = now
    assert changes.state(own, SLUG) == known


def test_a_draft_as_it_was_run_is_the_release_of_the_record(prepared: House) -> None:
    found = unsaved.as_drafted(prepared, SLUG)
    assert not found.editions[FR].untranslated
    assert found.draft.digest == hashlib.sha256((prepared.drafts / f"{SLUG}.docx").read_bytes()).hexdigest()


def test_the_page_around_the_preview_is_read_by_everybody(browser: Browser, watched: Watched) -> None:
    context = browser.new_context(bypass_csp=True)
    screen = context.new_page()
    screen.goto(watched.address)
    expect(screen.frame_locator("iframe").locator("h1")).to_be_visible(timeout=PATIENCE)
    found = Axe().run(screen)
    assert [violation["id"] for violation in found.response["violations"]] == []
    context.close()


def test_a_release_that_was_never_run_is_not_watched(prepared: House) -> None:
    command = [str(Path(sys.executable).with_name("communique")), "--lang", "en", "--house", str(prepared.root), "watch", "nothing"]
    answer = subprocess.run([*command, "--no-open"], capture_output=True, text=True, check=False, timeout=60)
    assert answer.returncode == 2
    assert answer.stderr == "nothing: no release of this name in drafts/ — first run “communique run” on a Word file\n"


def test_the_command_tells_the_address_and_ends_when_it_is_told_to(prepared: House) -> None:
    command = [str(Path(sys.executable).with_name("communique")), "--house", str(prepared.root), "watch", f"drafts/{SLUG}.docx"]
    with subprocess.Popen([*command, "--no-open", "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        address = json.loads("".join(iter(process.stdout.readline, "}\n")) + "}")["address"]
        with httpx.stream("GET", f"{address}events", timeout=20) as changes_told:
            assert next(changes_told.iter_lines()).startswith("data: ")
            process.send_signal(signal.SIGINT)
            process.wait(timeout=20)
    assert process.returncode == 0
