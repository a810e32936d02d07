"""What pages and the text for newsrooms may hold: no template of a house makes a browser or a mail program ask for anything."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from communique.errors import HouseError
from communique.languages import Language
from communique.writers import atom, card, html, mail, newsml, ninjs
from press_sample import APPROVED, restyled, short

STORY = ("title: News", "p: Text, with url(https://example.org/a) and @import in it.", "contact/: Desk desk@example.org")


@pytest.mark.parametrize(
    ("inserted", "named"),
    [
        ('<img alt="" src="https://example.org/a.png">', "img"),
        ("<img alt='' src=//example.org/a.png>", "img"),
        ('<img alt="" srcset = "a.png 1x" src="data:image/png;base64,AAAA">', "img"),
        ('<script src="a.js"></script>', "script"),
        ('<iframe title="x" src="https://example.org/"></iframe>', "iframe"),
        ('<object data="a.svg"></object>', "object"),
        ('<link rel="stylesheet" href="https://example.org/a.css">', "link"),
        ('<meta http-equiv="refresh" content="0; url=https://example.org/">', "meta"),
        ('<p style="background: url(https://example.org/a.png)">x</p>', "style"),
        ('<base href="https://example.org/">', "base"),
    ],
)
def test_a_page_that_would_fetch_something_is_not_made(tmp_path: Path, inserted: str, named: str) -> None:
    own = restyled(tmp_path, "page.html", lambda text: text.replace("<main", f"{inserted}<main"))
    with pytest.raises(HouseError, match=rf"templates/release/page\.html: would fetch a file from elsewhere \({named}\)"):
        html.write(short(tmp_path, *STORY), Language.EN, own, APPROVED)


@pytest.mark.parametrize(
    ("added", "named"),
    [
        ("@import 'https://example.org/a.css';", "@import"),
        ("body { background: url(https://example.org/a.png) }", "url"),
        ("body { background: URL( '//example.org/a.png' ) }", "URL"),
        (r"body { background: u\72 l(https://example.org/a.png) }", "url"),
        (r"@\69mport 'a.css';", "@import"),
        ("body { background: image-set('a.png' 1x) }", "image-set"),
    ],
)
def test_a_style_sheet_that_would_fetch_something_is_refused(tmp_path: Path, added: str, named: str) -> None:
    own = restyled(tmp_path, "web.css", lambda text: f"{text}\n{added}\n")
    with pytest.raises(HouseError, match=rf"templates/release/web\.css: would fetch a file from elsewhere \({named}\)"):
        html.write(short(tmp_path, *STORY), Language.EN, own, APPROVED)


def test_words_of_the_text_and_what_the_page_carries_fetch_nothing(tmp_path: Path) -> None:
    own = restyled(tmp_path, "web.css", lambda text: f"{text}\nbody {{ background: url(data:image/png;base64,AAAA) }}\n")
    page = html.write(short(tmp_path, *STORY), Language.EN, own, APPROVED).decode()
    assert "with url(" in page
    assert "@import in it" in page


@pytest.mark.parametrize("writer", [mail, atom, ninjs, newsml], ids=lambda writer: writer.__name__.rpartition(".")[2])
@pytest.mark.parametrize(
    ("inserted", "said"),
    [
        ('<img alt="" src="https://example.org/a.png">', r"holds something else than text \(img\)"),
        ("<script>alert(1)</script>", r"holds something else than text \(script\)"),
        ('<p onclick="alert(1)">x</p>', r"holds something else than text \(onclick\)"),
        ('<p style="background: url(//example.org/a)">x</p>', r"holds something else than text \(style\)"),
        ("</div><div>", "is not one div element"),
    ],
)
def test_the_text_that_mails_and_newsrooms_take_in_is_text(tmp_path: Path, writer: type[mail], inserted: str, said: str) -> None:
    """A mail program has no policy: a picture in it would tell who reads."""
    own = restyled(tmp_path, "body.html", lambda text: text.replace("</div>", f"{inserted}</div>"))
    with pytest.raises(HouseError, match=rf"templates/release/body\.html: {said}"):
        writer.write(short(tmp_path, *STORY), Language.EN, own, APPROVED)


@pytest.mark.parametrize(("writer", "name"), [(html, "web.css"), (card, "card.css")])
def test_a_style_sheet_in_another_encoding_is_named(tmp_path: Path, writer: type[html], name: str) -> None:
    own = restyled(tmp_path, name, str)
    (own.templates / "release" / name).write_bytes(b"body { } /* \xe9 */")
    with pytest.raises(HouseError, match=rf"templates/release/{name}"):
        writer.write(short(tmp_path, *STORY), Language.EN, own, APPROVED)


@pytest.mark.parametrize("writer", [html, card])
def test_a_logo_that_is_not_there_is_named(tmp_path: Path, writer: type[html]) -> None:
    own = restyled(tmp_path, "page.html", str)
    release = short(tmp_path, *STORY)
    gone = next(partner.logo for partner in release.partners if partner.logo)
    moved = tmp_path / "moved"
    moved.mkdir()
    lost = replace(release, partners=tuple(replace(p, logo=moved / p.logo.name) if p.logo else p for p in release.partners))
    with pytest.raises(HouseError, match=rf"templates/partners/{gone.name}: this picture is missing — put the file there"):
        writer.write(lost, Language.EN, own, APPROVED)
