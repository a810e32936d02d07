"""The web page says what the release says, asks nobody for anything, and takes text for text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from communique import document as d
from communique.errors import HouseError
from communique.house import House
from communique.languages import Language
from communique.markup import load
from communique.releases import Release
from communique.text.passages import passages
from communique.writers import html
from communique.writers import text as plain_text
from communique.writers._page import compose
from communique.writers._proof import solid
from press_sample import APPROVED, PREVIEW, edition, released, restyled, short, written

FR, DE, EN = Language
# Elements of a page that carry text nobody sees.
SILENT = {"style", "script", "title"}


class Reading(HTMLParser):
    """A page as a browser takes it: its elements with their attributes, and its visible text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[str] = []
        self.text = ""
        self.inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside = tag if tag in SILENT else self.inside

    def handle_endtag(self, tag: str) -> None:
        self.inside = "" if tag == self.inside else self.inside

    def handle_data(self, data: str) -> None:
        if self.inside == "script":
            self.scripts.append(data)
        elif not self.inside:
            self.text += data

    def all(self, name: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag == name]


def read(release: Release, house: House, *, preview: bool = False) -> Reading:
    return Reading(html.write(release, EN, house, PREVIEW if preview else APPROVED).decode())


@pytest.mark.parametrize("language", Language)
def test_the_page_says_what_the_edition_says_in_its_order(release: Release, pages: Mapping[Language, str], language: Language) -> None:
    heard, at = solid(Reading(pages[language]).text), 0
    for passage in passages(release.editions[language].document):
        if passage.block not in {"About", "Contact"} and not any(isinstance(inline, d.NoteRef) for inline in passage.content):
            at = heard.find(solid(passage.text), at)
            assert at >= 0, passage.text


@pytest.mark.parametrize("language", Language)
def test_nothing_that_is_printed_is_missing(release: Release, house: House, pages: Mapping[Language, str], language: Language) -> None:
    heard = solid(Reading(pages[language]).text)
    assert [text for text in compose(release, language, house, APPROVED).texts() if solid(text) not in heard] == []


def test_the_page_asks_nobody_for_anything(pages: Mapping[Language, str]) -> None:
    for page in pages.values():
        reading = Reading(page)
        sources = [
            value for _, attributes in reading.elements for name in ("src", "srcset", "data", "poster") if (value := attributes.get(name))
        ]
        assert sources
        assert all(source.startswith("data:") for source in sources)
        assert all(address.startswith("data:") for address in re.findall(r"url\(([^)]*)\)", page))
        assert all(link["rel"] == "alternate" for link in reading.all("link"))
        assert "@import" not in page
        policy = next(meta["content"] for meta in reading.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
        assert policy is not None
        assert "default-src 'none'" in policy


def test_the_page_weighs_less_than_400_kilobytes(pages: Mapping[Language, str]) -> None:
    assert all(len(page.encode()) < 400_000 for page in pages.values())


@pytest.mark.parametrize("language", Language)
def test_the_editions_lead_to_each_other(pages: Mapping[Language, str], language: Language) -> None:
    links = [link for link in Reading(pages[language]).all("a") if "hreflang" in link]
    assert [link["href"] for link in links] == [f"../{other}/dialogue-ia.{other}.html" for other in Language]
    assert [link["lang"] for link in links if "aria-current" in link] == [language.locale]


def test_a_passage_in_another_language_says_so(pages: Mapping[Language, str]) -> None:
    assert '<span lang="de-DE">Gemeinschaftsstand Forschung</span>' in pages[FR]


def test_pictures_are_described_and_headings_start_at_one(pages: Mapping[Language, str]) -> None:
    reading = Reading(pages[DE])
    assert all(picture["alt"] for picture in reading.all("img"))
    levels = [int(tag[1]) for tag, _ in reading.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_search_engines_are_told_what_this_is(pages: Mapping[Language, str]) -> None:
    facts = json.loads(Reading(pages[EN]).scripts[0])
    assert facts["@type"] == "NewsArticle"
    assert facts["headline"] == "Industrial AI: France and Germany move from workshops to demonstrators"
    assert facts["datePublished"] == "2026-03-09T13:30:00+00:00"
    assert [organisation["name"] for organisation in facts["author"]] == ["Inria", "Fraunhofer-Gesellschaft", "Institut Mines-Télécom"]


HOSTILE = (
    "<script>window.PWNED=1</script>",
    "</title><script>window.PWNED=1</script>",
    "</script><script>window.PWNED=1</script>",
    "</style><svg/onload=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "<img src=x onerror=alert(1)>",
    "{{ 7*7 }}{% for x in y %}",
    "<!-- --><iframe src='https://example.org'></iframe>",
    "&lt;b&gt; &amp;nbsp; &#60;",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_wherever_it_stands(house: House, tmp_path: Path, text: str) -> None:
    inlines = (d.Text(text),)
    blocks = (
        d.Kicker(inlines, place="p0"),
        d.Title(inlines, place="p1"),
        d.Lead(inlines, place="p2"),
        d.Quotation(inlines, speaker=text, place="p3"),
        d.Table(((d.Cell(inlines, place="t1"),), (d.Cell(inlines, place="t2"),)), header=True, place="t"),
        d.About(inlines, (d.Paragraph(inlines, place="p5"),), place="p4"),
    )
    release = released({EN: d.Document(EN, blocks)}, tmp_path, "inria")
    release = replace(release, settings=replace(release.settings, dateline={EN: text}))
    reading = read(release, house)
    assert reading.text.count(text) == 9
    assert len(reading.all("script")) == len(reading.scripts) == 1
    assert json.loads(reading.scripts[0])["headline"] == text
    assert not reading.all("iframe")
    assert not [name for _, attributes in reading.elements for name in attributes if name.startswith("on")]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "JAVASCRIPT:alert(1)", "file:///etc/passwd", " javascript:x"]
)
def test_only_addresses_of_the_web_of_mail_and_telephones_become_links(house: House, tmp_path: Path, address: str) -> None:
    blocks = (d.Title(load("News"), place="p1"), d.Paragraph((d.Link((d.Text("Click"),), address),), place="p2"))
    reading = read(released({EN: d.Document(EN, blocks)}, tmp_path, "inria"), house)
    assert "Click" in reading.text
    assert address not in [link["href"] for link in reading.all("a")]


def test_a_preview_says_so_and_asks_not_to_be_found(release: Release, house: House) -> None:
    reading = read(release, house, preview=True)
    assert "Proof – not approved, not for publication" in reading.text
    assert {"name": "robots", "content": "noindex, nofollow, noarchive"} in reading.all("meta")


def test_an_approved_page_is_not_marked(pages: Mapping[Language, str], house: House) -> None:
    assert "Proof" not in Reading(pages[EN]).text
    assert not [meta for meta in Reading(pages[EN]).all("meta") if meta.get("name") == "robots"]


def test_lists_nest_and_numbers_go_on(house: House, tmp_path: Path) -> None:
    items = tuple(
        d.Item(load(text), level, place=f"p{n}") for n, (text, level) in enumerate([("One", 0), ("Sub", 1), ("Deep", 2), ("Two", 0)])
    )
    document = d.Document(EN, (d.Title(load("News"), place="t"), d.Numbered(items, start=3, place="l")))
    page = html.write(released({EN: document}, tmp_path, "inria"), EN, house, APPROVED).decode()
    squeezed = re.sub(r"\s*\n\s*", "", page)
    assert '<ol start="3"><li>One<ul><li>Sub<ul><li>Deep</li></ul></li></ul></li><li>Two</li></ol>' in squeezed


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (("1.", "2."), "<ol><li>A</li><li>B</li></ol>"),
        (("7.", "8."), '<ol start="7"><li>A</li><li>B</li></ol>'),
        (("0.", "1."), '<ol start="0"><li>A</li><li>B</li></ol>'),
        (("c.", "d."), '<ol type="a" start="3"><li>A</li><li>B</li></ol>'),
        (("IV.", "V."), '<ol type="I" start="4"><li>A</li><li>B</li></ol>'),
        (("z.", "aa."), '<ol type="a" start="26"><li>A</li><li>B</li></ol>'),
        (("aa.", "bb."), '<ol class="labels"><li><span class="label">aa.</span> A</li><li><span class="label">bb.</span> B</li></ol>'),
        (("a)", "b)"), '<ol class="labels"><li><span class="label">a)</span> A</li><li><span class="label">b)</span> B</li></ol>'),
        (("1.", "3."), '<ol class="labels"><li><span class="label">1.</span> A</li><li><span class="label">3.</span> B</li></ol>'),
        (("<b>", "§"), '<ol class="labels"><li><span class="label">&lt;b&gt;</span> A</li><li><span class="label">§</span> B</li></ol>'),
    ],
)
def test_a_list_shows_the_numbers_of_the_draft(house: House, tmp_path: Path, labels: tuple[str, str], expected: str) -> None:
    items = tuple(d.Item(load(text), label=label, place=text) for text, label in zip("AB", labels, strict=True))
    document = d.Document(EN, (d.Title(load("News"), place="t"), d.Numbered(items, place="l")))
    release = released({EN: document}, tmp_path, "inria")
    assert expected in re.sub(r"\s*\n\s*", "", html.write(release, EN, house, APPROVED).decode())
    assert f"\n{labels[0]} A\n{labels[1]} B\n" in plain_text.write(release, EN, house, APPROVED).decode()


def test_numbers_and_bullets_below_a_number_are_lists_of_their_own(house: House, tmp_path: Path) -> None:
    lines = [("One", 0, "1."), ("Sub", 1, "a."), ("Dash", 2, ""), ("Two", 0, "2.")]
    items = tuple(d.Item(load(text), level, label, place=text) for text, level, label in lines)
    document = d.Document(EN, (d.Title(load("News"), place="t"), d.Numbered(items, place="l")))
    page = html.write(released({EN: document}, tmp_path, "inria"), EN, house, APPROVED).decode()
    nested = '<ol><li>One<ol type="a"><li>Sub<ul><li>Dash</li></ul></li></ol></li><li>Two</li></ol>'
    assert nested in re.sub(r"\s*\n\s*", "", page)


def test_a_heading_over_the_key_points_is_their_title(house: House, tmp_path: Path) -> None:
    release = short(tmp_path, "title: News", "h1: In brief", "key: One point.")
    page = re.sub(r"\s*\n\s*", "", html.write(release, EN, house, APPROVED).decode())
    assert '<section class="key"><h2>In brief</h2><ul>' in page
    lines = plain_text.write(release, EN, house, APPROVED).decode()
    assert (page.count("In brief"), lines.count("In brief")) == (1, 1)
    assert "At a glance" not in page + lines


def test_a_style_sheet_that_could_leave_its_element_is_refused(house: House, tmp_path: Path, release: Release) -> None:
    folder = tmp_path / "templates" / "release"
    folder.mkdir(parents=True)
    for name in ("page.html", "labels.toml"):
        (folder / name).write_bytes((house.templates / "release" / name).read_bytes())
    (folder / "web.css").write_text("p { } </style><script>")
    with pytest.raises(HouseError, match=r"web\.css"):
        html.write(release, EN, replace(house, root=tmp_path), APPROVED)


def test_a_template_that_asks_for_what_does_not_exist_is_named(tmp_path: Path, release: Release) -> None:
    own = restyled(tmp_path, "page.html", lambda _: "{{ page.titel }}")
    with pytest.raises(HouseError, match=r"templates/release/page\.html"):
        html.write(release, EN, own, APPROVED)


@pytest.mark.parametrize("name", [".hidden.html", ".more/part.html", "../part.html"])
def test_a_page_is_made_of_no_file_that_approvals_do_not_cover(tmp_path: Path, release: Release, name: str) -> None:
    own = restyled(tmp_path, "page.html", lambda page: f'{page}{{% include "{name}" %}}')
    path = own.templates / "release" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("<p>What nobody approved.</p>", encoding="utf-8")
    with pytest.raises(HouseError, match=r"templates/release/page\.html"):
        html.write(release, EN, own, APPROVED)


def test_numbers_stand_in_columns(pages: Mapping[Language, str]) -> None:
    for page in pages.values():
        assert page.count('<td class="number">') == 8
        assert page.count('<th scope="row">') == 4


def test_the_note_and_its_call_lead_to_each_other(pages: Mapping[Language, str]) -> None:
    page = pages[FR]
    assert '<a href="#note-1" id="call-1">1</a>' in page
    assert '<li id="note-1">' in page
    assert 'href="#call-1"' in page


def test_an_edition_that_was_changed_by_a_person_is_printed_as_changed(house: House, tmp_path: Path) -> None:
    release = short(tmp_path, "title: News", "p: Old words.")
    changed = edition(written(EN, "title: News\np: New words."))
    page = read(replace(release, editions={EN: changed}), house)
    assert "New words." in page.text
    assert "Old words." not in page.text
