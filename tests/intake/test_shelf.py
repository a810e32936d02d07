"""The shelf shows rendered files to whoever has their whole address, and nothing else to anybody."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from communique import house
from communique.house import House
from communique.languages import Language
from communique.operation import shelf


@pytest.fixture
def own(tmp_path: Path) -> House:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "house.toml").write_text('name = "A"\nlanguages = ["fr"]\n[approvals]\n', encoding="utf-8")
    (tmp_path / "output" / "merger-preview" / "fr").mkdir(parents=True)
    (tmp_path / "output" / "merger-preview" / "fr" / "merger.fr.html").write_text("<p>Fusion</p>", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("not for the shelf", encoding="utf-8")
    return house.load(tmp_path)


@pytest.fixture
def where(own: House) -> Iterator[str]:
    with shelf.server(own, shelf.address(own, 0)) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield shelf.address(own, running.server_address[1])
        running.shutdown()
        thread.join()


def asked(where: str, path: str, method: str = "GET", host: str = "") -> tuple[int, bytes, dict[str, str]]:
    place, _, secret = where.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(place, timeout=5)
    try:
        connection.request(method, path.replace("SECRET", secret), headers={"Host": host} if host else {})
        answer = connection.getresponse()
        return answer.status, answer.read(), dict(answer.getheaders())
    finally:
        connection.close()


@pytest.mark.parametrize("kept", ["", "0", "../..", "é"])
def test_a_secret_that_could_be_guessed_is_made_anew(own: House, kept: str) -> None:
    shelf.address(own, 4201)
    (own.state / "shelf").write_text(kept)
    assert len(shelf.address(own, 4201).rpartition("/")[2]) == 32
    assert shelf.address(own, 4201) == shelf.address(own, 4201)


def test_a_secret_that_others_could_read_is_made_anew(own: House) -> None:
    before = shelf.address(own, 4201)
    (own.state / "shelf").chmod(0o644)
    assert shelf.address(own, 4201) != before


PAGE = "/SECRET/merger-preview/fr/merger.fr.html"


@pytest.mark.parametrize("more", ["?x.pdf", "#x.pdf", "?a=/b.pdf"])
def test_no_address_takes_a_page_out_from_under_its_policy(where: str, more: str) -> None:
    status, _, headers = asked(where, PAGE + more)
    assert status == 200
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_a_page_is_shown_under_its_whole_address(where: str, own: House) -> None:
    status, content, headers = asked(where, PAGE)
    assert (status, content) == (200, b"<p>Fusion</p>")
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/SECRET",
        "/SECRET/",
        "/SECRET/merger-preview",
        "/SECRET/merger-preview/",
        "/SECRET/merger-preview/fr/",
        "/merger-preview/fr/merger.fr.html",
        "/0123456789abcdef0123456789abcdef/merger-preview/fr/merger.fr.html",
        "/SECRET/../secret.txt",
        "/SECRET/%2e%2e/secret.txt",
        "/SECRET/..%2fsecret.txt",
        "/SECRET//etc/passwd",
        "/SECRET/merger-preview/fr/none.html",
    ],
)
def test_everything_else_is_not_there(where: str, path: str) -> None:
    status, content, _ = asked(where, path)
    assert status == 404
    assert b"not for the shelf" not in content
    assert b"merger" not in content


def test_a_page_that_gives_this_machine_another_name_is_shown_nothing(where: str) -> None:
    port = where.removeprefix("http://127.0.0.1:").partition("/")[0]
    assert asked(where, PAGE, host=f"localhost:{port}")[0] == 200
    assert asked(where, PAGE, host=f"rebound.example.org:{port}")[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_put_on_it(where: str, method: str) -> None:
    assert asked(where, PAGE, method)[0] == 501


def test_the_links_lead_to_the_pages(where: str, own: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(shelf.ADDRESS, where)
    files = sorted(own.output.rglob("*.*"))
    said = shelf.links(own, files, Language.DE)
    assert said == f"- Französisch: [HTML]({where}/merger-preview/fr/merger.fr.html)\n"


def test_without_a_shelf_there_are_no_links(own: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(shelf.ADDRESS, raising=False)
    assert shelf.links(own, sorted(own.output.rglob("*.*")), Language.DE) == ""


def test_the_address_stays_the_same_and_is_readable_by_its_owner_only(own: House) -> None:
    assert shelf.address(own, 4201) == shelf.address(own, 4201)
    assert (own.state / "shelf").stat().st_mode & 0o077 == 0
