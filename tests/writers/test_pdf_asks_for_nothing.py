"""Setting a page opens no file and asks no address, whatever a logo, a style sheet or a text says."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import ClassVar

import pikepdf
import pytest

from communique.errors import CommuniqueError, RenderError
from communique.house import House
from communique.languages import Language
from communique.writers import pdf
from press_sample import APPROVED, restyled, short

EN = Language.EN


class Listener(BaseHTTPRequestHandler):
    """Counts who asks."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture(scope="module")
def listener() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Listener)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


SECRET = "root:x:"
HOSTILE_LOGOS = {
    "http image": '<image href="{http}/a.png" width="9" height="9"/>',
    "old http image": '<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{http}/a.png" width="9" height="9"/>',
    "file": '<image href="file:///etc/passwd" width="9" height="9"/>',
    "relative file": '<image href="../../../../../../etc/passwd" width="9" height="9"/>',
    "import": "<style>@import url({http}/a.css);</style><rect width='9' height='9'/>",
    "use": '<use href="{http}/a.svg#x"/><rect width="9" height="9"/>',
    "entity": '<rect width="9" height="9"/><text>&leak;</text>',
    "script": "<script href='{http}/a.js'>fetch('{http}/b')</script><rect width='9' height='9'/>",
}


@pytest.mark.parametrize("vector", HOSTILE_LOGOS)
def test_a_hostile_logo_fetches_nothing(house: House, tmp_path: Path, listener: str, vector: str) -> None:
    body = HOSTILE_LOGOS[vector].format(http=listener)
    doctype = (
        f'<!DOCTYPE svg [<!ENTITY leak SYSTEM "{listener}/e"><!ENTITY file SYSTEM "file:///etc/passwd">]>' if vector == "entity" else ""
    )
    (tmp_path / "logo.svg").write_text(
        f'{doctype}<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9">{body}</svg>'
    )
    release = short(tmp_path, "title: News", "p: Text.")
    release = replace(release, partners=(replace(release.partners[0], logo=tmp_path / "logo.svg"),))
    Listener.asked.clear()
    try:
        content = pdf.write(release, EN, house, APPROVED)
    except CommuniqueError as stopped:
        content = str(stopped).encode()
    assert Listener.asked == []
    assert SECRET.encode() not in _inflated(content, tmp_path)


def _inflated(content: bytes, folder: Path) -> bytes:
    if not content.startswith(b"%PDF"):
        return content
    with pikepdf.open(_written(content, folder)) as file:
        return b"".join(found.read_bytes() for found in file.objects if isinstance(found, pikepdf.Stream) and _plain(found))


def _plain(stream: pikepdf.Stream) -> bool:
    return stream.get("/Subtype") != "/Image"


HOSTILE_STYLES = {
    "import": '@import url("{http}/a.css");\n',
    "background": "body {{ background: url({http}/a.png) }}\n",
    "font": '@font-face {{ font-family: "Spy"; src: url({http}/a.ttf) }}\n',
    "file": "body {{ background: url(file:///etc/passwd) }}\n",
    "attachment": "p {{ content: url({http}/a) }} p::before {{ content: url({http}/b.png) }}\n",
}


@pytest.mark.parametrize("vector", HOSTILE_STYLES)
def test_a_hostile_style_sheet_fetches_nothing(tmp_path: Path, listener: str, vector: str) -> None:
    styled = restyled(tmp_path, "print.css", lambda style: HOSTILE_STYLES[vector].format(http=listener) + style)
    Listener.asked.clear()
    with pytest.raises(RenderError, match=r"is no font, logo or picture|@import rule"):
        pdf.write(short(tmp_path, "title: News", "p: Text."), EN, styled, APPROVED)
    assert Listener.asked == []


def test_hostile_text_is_printed_as_text_and_fetches_nothing(house: House, tmp_path: Path, listener: str) -> None:
    lines = (
        f"p: <img src='{listener}/a.png'> <link rel=attachment href='file:///etc/passwd'> <style>@import '{listener}/b.css'</style>",
        f"p: [Look]({listener}/c) and [here](javascript:alert(1)) and {{{{ 7*7 }}}} and [there](file:///etc/passwd)",
    )
    Listener.asked.clear()
    content = pdf.write(short(tmp_path, "title: News", *lines), EN, house, APPROVED)
    assert Listener.asked == []
    with pikepdf.open(_written(content, tmp_path)) as file:
        links = [str(found["/A"]["/URI"]) for leaf in file.pages for found in leaf.get("/Annots", []) if "/A" in found]
        assert f"{listener}/c" in links
        assert not [link for link in links if link.startswith(("javascript", "file"))]
        assert sorted(file.attachments) == ["dialogue-ia.en.xlf", "provenance.json"]


def _written(content: bytes, folder: Path) -> Path:
    (folder / "x.pdf").write_bytes(content)
    return folder / "x.pdf"
