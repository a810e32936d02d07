"""What strangers, scanners and hurried colleagues try on the review desk, at the real server over a real socket: all of it is refused."""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser

import gatehouse
import visitors
from communique import gate as gates
from communique import releases
from communique.desk import guard, links, serving
from communique.languages import Language
from communique.record import keys
from communique.roles import Role
from visitors import FORM, Site, approvals, path_of, site

DE, EN, FR = Language.DE, Language.EN, Language.FR
EVIL = "https://evil.example"
XSS = '<script>window.PWNED=1</script><img src=x onerror="window.PWNED=2"><svg/onload="window.PWNED=3">'
CALLS = ("segment", "fix", "comment", "waive", "return", "approve")


@pytest.fixture
def house(tmp_path: Path) -> gatehouse.Gate:
    return visitors.house(tmp_path)


@pytest.fixture
def desk(house: gatehouse.Gate) -> Iterator[Site]:
    with site(house) as own:
        yield own


def refused(desk: Site, before: dict[str, bytes], status: int, expected: int | tuple[int, ...]) -> None:
    assert status in (expected if isinstance(expected, tuple) else (expected,))
    assert desk.record() == before, "something was written"


# What is allowed, so that the refusals below mean something


def test_the_right_person_approves_in_two_steps(desk: Site) -> None:
    token = desk.token()
    assert desk.page(token).status == 200
    assert desk.approve(token).status == 303
    assert approvals(desk) == 1
    assert desk.gate.record().decisions[-1].subject[:4] in desk.page(token, "receipt").text


# Forms that other sites send


@pytest.mark.parametrize("call", CALLS)
def test_a_form_without_the_pages_own_key_is_refused(desk: Site, call: str) -> None:
    token, before = desk.token(), desk.record()
    fields = desk.fields(token) | {"text": "Falsch", "comment": "x", "reason": "x", "finding": "x", "seen": "x"}
    for csrf in (None, "", "0" * 43, fields["csrf"][:-1]):
        sent = {name: value for name, value in {**fields, "csrf": csrf}.items() if value is not None}
        refused(desk, before, desk.send(f"/r/{token}/{call}", sent).status, 403)


def test_the_key_of_another_links_page_is_refused(desk: Site) -> None:
    one, other = desk.token(), desk.token()
    fields = desk.fields(one) | {"text": "Falsch"}
    before = desk.record()
    refused(desk, before, desk.send(f"/r/{other}/segment", fields).status, 403)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": EVIL},
        {"Origin": "null"},
        {"Origin": ""},
        {"Origin": "http://127.0.0.1"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
    ],
    ids=str,
)
def test_a_form_of_another_origin_is_refused(desk: Site, headers: dict[str, str]) -> None:
    token = desk.token()
    fields, before = desk.page(token, "confirm").fields, desk.record()
    refused(desk, before, desk.send(f"/r/{token}/approve", fields, **headers).status, 403)


def test_a_real_browser_cannot_be_made_to_send_a_form_from_another_site(desk: Site, browser: Browser) -> None:
    token = desk.token()
    fields, before = desk.page(token, "confirm").fields, desk.record()
    inputs = "".join(f'<input name="{name}" value="{value}">' for name, value in fields.items())
    trap = f'<form method="post" action="{desk.base}/r/{token}/approve">{inputs}</form><script>document.forms[0].submit()</script>'
    with elsewhere(trap) as address:
        page = browser.new_page()
        page.goto(address)
        page.wait_for_url(f"{desk.base}/**")
        assert page.locator("body").inner_text()
        page.close()
    assert desk.record() == before


def test_what_is_no_form_is_refused(desk: Site) -> None:
    token = desk.token()
    fields, before = desk.page(token, "confirm").fields, desk.record()
    for kind in ("application/json", "text/plain", "multipart/form-data; boundary=x", ""):
        refused(desk, before, desk.send(f"/r/{token}/approve", fields, Content_Type=kind).status, 415)
    garbage = desk.ask(f"/r/{token}/approve", "POST", b"\xff\xfe=%", {"Content-Type": FORM, "Origin": desk.base})
    refused(desk, before, garbage.status, 403)


def test_a_field_that_is_sent_twice_is_not_chosen_from(desk: Site) -> None:
    token = desk.token()
    fields, before = desk.fields(token), desk.record()
    body = f"{urlencode(fields)}&text=Falsch&text=Falscher".encode()
    headers = {"Content-Type": FORM, "Origin": desk.base}
    refused(desk, before, desk.ask(f"/r/{token}/segment", "POST", body, headers).status, 400)


# Scanners and methods


def test_a_mail_scanner_that_follows_everything_changes_nothing(desk: Site) -> None:
    queue = path_of(links.queue_link(desk.gate.house, "anna", desk.base))
    waiting, seen, before = [queue, f"/r/{desk.token()}"], set(), desk.record()
    while waiting:
        path = waiting.pop()
        if path in seen or len(seen) > 400:
            continue
        seen.add(path)
        assert desk.ask(path, "HEAD").status < 500
        answer = desk.ask(path)
        folder = path.partition("?")[0].rpartition("/")[0]
        found = re.findall(r'(?:href|src|action|formaction)="([^"#]+)"', answer.text)
        fields = urlencode(answer.fields)
        # A form is followed by GET with its fields, as careless scanners do.
        for address in [*found, *(f"{one}?{fields}" for one in found if "?" not in one), answer.headers.get("location", "")]:
            local = address.removeprefix(desk.base).replace("./", "", 1) if not address.startswith("/") else address
            if local and "://" not in local and not local.startswith(("mailto:", "tel:", "data:")):
                waiting.append(local if local.startswith("/") else f"{folder}/{local}")
    assert len(seen) > 20
    assert desk.record() == before


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "APPROVE"])
def test_only_a_post_decides(desk: Site, method: str) -> None:
    token = desk.token()
    fields, before = desk.page(token, "confirm").fields, desk.record()
    body = urlencode(fields).encode()
    headers = {
        "Content-Type": FORM,
        "Origin": desk.base,
        "X-HTTP-Method-Override": "POST",
        "X-HTTP-Method": "POST",
        "X-Method-Override": "POST",
    }
    for path in (f"/r/{token}/approve", f"/r/{token}/approve?{urlencode(fields)}&_method=POST"):
        refused(desk, before, desk.ask(path, method, body, headers).status, 405)


def test_a_get_with_the_words_of_a_form_saves_nothing(desk: Site) -> None:
    token = desk.token()
    fields, before = desk.fields(token) | {"text": "Falsch", "_method": "post"}, desk.record()
    refused(desk, before, desk.ask(f"/r/{token}/segment?{urlencode(fields)}").status, 405)


# Links


def test_a_link_with_any_one_sign_changed_is_refused(desk: Site) -> None:
    token = desk.token()
    for at in range(len(token)):
        for sign in ("A", "b", "-", ".", "=", "!"):
            forged = token[:at] + sign + token[at + 1 :]
            if forged != token:
                with pytest.raises(links.NotAllowed):
                    links.opened(desk.gate.house, forged, datetime.now(UTC))
    for at in range(0, len(token), 17):
        assert desk.page(token[:at] + ("A" if token[at] != "A" else "B") + token[at + 1 :]).status in (403, 404)


@pytest.mark.parametrize("more", ["=", "==", "!", " ", "\n", "A", ".", "%00", "é"])
def test_a_spent_link_cannot_be_spelled_otherwise(desk: Site, more: str) -> None:
    with pytest.raises(links.NotAllowed):
        links.opened(desk.gate.house, desk.token() + more, datetime.now(UTC))


def test_a_link_of_another_house_is_refused(desk: Site, tmp_path: Path) -> None:
    other = visitors.house(tmp_path / "other")
    visit = links.Visit(desk.gate.release.slug, DE, "nord", Role.LANGUAGE, "anna")
    assert desk.ask(path_of(links.link(other.house, visit, desk.base))).status in (307, 403)
    assert desk.page(links.link(other.house, visit, desk.base).rpartition("/")[2]).status == 403


def test_what_is_signed_for_one_purpose_is_worth_nothing_for_another(desk: Site) -> None:
    queue = links.queue_link(desk.gate.house, "anna", desk.base).rpartition("/")[2]
    assert desk.page(queue).status == 403
    assert desk.ask(f"/q/{desk.token()}").status == 403
    assert desk.ask(f"/q/{links.form_key(desk.gate.house, 'x')}").status == 403
    assert desk.page(links.sign_of_life(desk.gate.house)).status == 403


def test_an_expired_link_neither_shows_nor_decides(desk: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    token = desk.token(days=1)
    fields, before = desk.page(token, "confirm").fields, desk.record()
    monkeypatch.setattr(gates, "now", lambda: datetime.now(UTC) + timedelta(days=1, seconds=1))
    assert desk.page(token).status == 403
    refused(desk, before, desk.send(f"/r/{token}/approve", fields).status, 403)


def test_a_used_link_does_not_approve_again_and_still_lets_read(desk: Site) -> None:
    token = desk.token()
    fields = desk.page(token, "confirm").fields
    assert desk.approve(token).status == 303
    before = desk.record()
    again = desk.send(f"/r/{token}/approve", fields)
    refused(desk, before, again.status, 409)
    assert "used to approve" in again.text or "schon freigegeben" in again.text
    assert desk.page(token).status == 200
    refused(desk, before, desk.send(f"/r/{token}/segment", desk.fields(token) | {"text": "Falsch"}).status, 409)


def test_of_many_who_use_a_link_at_once_one_approves(desk: Site) -> None:
    token = desk.token()
    fields = desk.page(token, "confirm").fields
    with ThreadPoolExecutor(8) as crowd:
        found = sorted(crowd.map(lambda _: desk.send(f"/r/{token}/approve", fields).status, range(8)))
    assert found == [303] + [409] * 7
    assert approvals(desk) == 1


def test_a_used_link_stays_used_when_the_desk_is_restarted(house: gatehouse.Gate) -> None:
    with site(house) as desk:
        token = desk.token()
        fields = desk.page(token, "confirm").fields
        assert desk.approve(token).status == 303
    with site(house) as again:
        assert again.send(f"/r/{token}/approve", fields, Origin=again.base).status == 409


def test_a_refused_approval_leaves_the_link_good(desk: Site) -> None:
    token = desk.token()
    fields = desk.page(token, "confirm").fields
    assert desk.send(f"/r/{token}/approve", fields | {"seen": "0" * 64}).status == 409
    assert desk.approve(token).status == 303


# People


def test_a_reviewer_who_was_removed_has_no_link_any_more(desk: Site) -> None:
    token = desk.token()
    fields, before = desk.page(token, "confirm").fields, desk.record()
    listed = desk.gate.house.templates / "reviewers.toml"
    listed.write_text(listed.read_text(encoding="utf-8").replace('id = "anna"', 'id = "annabel"'), encoding="utf-8")
    page = desk.page(token)
    assert page.status == 403
    assert "anna" not in page.text
    refused(desk, before, desk.send(f"/r/{token}/approve", fields).status, 403)
    assert desk.ask(path_of(links.queue_link(desk.gate.house, "anna", desk.base))).status == 403


def test_a_reviewer_who_moved_to_another_partner_decides_nothing_for_the_old_one(desk: Site) -> None:
    token = desk.token()
    fields, before = desk.page(token, "confirm").fields, desk.record()
    listed = desk.gate.house.templates / "reviewers.toml"
    text = listed.read_text(encoding="utf-8").replace('"anna@example.org"\npartner = "nord"', '"anna@example.org"\npartner = "sud"')
    listed.write_text(text, encoding="utf-8")
    assert desk.page(token).status == 403
    refused(desk, before, desk.send(f"/r/{token}/approve", fields).status, 403)


@pytest.mark.parametrize(
    "visit",
    [
        {"who": "chloe", "partner": "nord"},
        {"who": "anna", "partner": "sud", "language": EN},
        {"who": "anna", "partner": "est"},
        {"who": "denis", "partner": "est"},
        {"who": "anna", "language": FR},
        {"who": "bruno", "language": EN},
        {"who": "anna", "role": Role.LEGAL},
        {"who": "nobody"},
    ],
    ids=str,
)
def test_a_link_that_gives_more_than_the_person_has_gives_nothing(desk: Site, visit: dict[str, object]) -> None:
    token = desk.token(**visit)  # type: ignore[arg-type]
    before = desk.record()
    assert desk.page(token).status == 403
    fields = {"csrf": links.form_key(desk.gate.house, token), "seen": "0" * 64, "comment": "x"}
    refused(desk, before, desk.send(f"/r/{token}/approve", fields).status, 403)
    refused(desk, before, desk.send(f"/r/{token}/return", fields).status, 403)


def test_a_link_for_a_release_that_is_gone_says_so_and_names_no_other(desk: Site, tmp_path: Path) -> None:
    token = desk.token()
    visitors.house(tmp_path, slug="geheim")
    desk.gate.folder.rename(tmp_path / "away")
    page = desk.page(token)
    assert page.status == 410
    assert "geheim" not in page.text
    assert desk.send(f"/r/{token}/return", {"csrf": links.form_key(desk.gate.house, token), "comment": "x"}).status == 410


def test_a_link_shows_only_its_own_release(desk: Site, tmp_path: Path) -> None:
    visitors.house(tmp_path, slug="geheim")
    assert "geheim" not in "".join(desk.page(desk.token(), more).text for more in ("", "confirm", "receipt"))


# Stale pages


def test_an_approval_of_a_text_that_changed_meanwhile_is_refused(desk: Site) -> None:
    token = desk.token()
    fields = desk.page(token, "confirm").fields
    gates.correct(desk.gate.house, "pont", DE, desk.fields(token)["key"], "Eine andere Brücke", "bruno")
    before = desk.record()
    refused(desk, before, desk.send(f"/r/{token}/approve", fields).status, 409)


def test_an_edit_of_a_text_that_changed_meanwhile_keeps_both(desk: Site) -> None:
    token = desk.token()
    fields = desk.fields(token)
    gates.correct(desk.gate.house, "pont", DE, fields["key"], "Bruno war schneller", "bruno")
    before = desk.record()
    answer = desk.send(f"/r/{token}/segment", fields | {"text": "Anna war langsamer"})
    refused(desk, before, answer.status, 409)
    assert "Anna war langsamer" in answer.text
    assert "Bruno war schneller" in answer.text
    again = answer.fields | {"text": "Beide zusammen"}
    assert desk.send(f"/r/{token}/segment", again).status == 303
    assert "Beide zusammen" in desk.page(token).text


def test_an_edit_that_does_not_say_what_it_changes_is_refused(desk: Site) -> None:
    token = desk.token()
    fields, before = desk.fields(token) | {"text": "Falsch"}, desk.record()
    for base in ("", "none", "0" * 64):
        refused(desk, before, desk.send(f"/r/{token}/segment", fields | {"base": base}).status, 409)
    refused(desk, before, desk.send(f"/r/{token}/segment", {n: v for n, v in fields.items() if n != "base"}).status, 400)


def test_an_approval_that_does_not_say_what_was_seen_is_refused(desk: Site) -> None:
    token = desk.token()
    csrf, before = desk.page(token, "confirm").fields["csrf"], desk.record()
    for seen in ("", " ", "x", "0" * 64):
        refused(desk, before, desk.send(f"/r/{token}/approve", {"csrf": csrf, "seen": seen}).status, 409)
    refused(desk, before, desk.send(f"/r/{token}/approve", {"csrf": csrf}).status, 400)


def test_a_segment_of_another_name_is_not_written(desk: Site) -> None:
    token = desk.token()
    fields, before = desk.fields(token), desk.record()
    for key in ("", "0" * 8, "../fr", "x\r\nSet-Cookie: a=b", "x" * 5000):
        answer = desk.send(f"/r/{token}/segment", fields | {"key": key, "text": "Falsch"})
        refused(desk, before, answer.status, 409)
        assert "set-cookie" not in answer.headers


# Other hosts


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "evil.example:{port}", "127.0.0.1:{port}.evil.example", ""])
def test_another_host_is_not_answered(desk: Site, host: str) -> None:
    name = host.format(port=desk.port)
    answer = desk.raw(f"GET /r/{desk.token()}/ HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith((b"HTTP/1.1 421", b"HTTP/1.1 400"))
    assert b"Institute" not in answer


def test_behind_a_proxy_only_the_houses_own_address_counts(house: gatehouse.Gate) -> None:
    with site(house, base="https://review.example.org") as desk:
        token = desk.token()
        asked = desk.ask(f"/r/{token}/confirm", headers={"Host": "review.example.org"})
        assert asked.status == 200
        fields = asked.fields
        for origin in (EVIL, "http://review.example.org", "https://review.example.org.evil.example", "https://review.example.org:8443"):
            assert desk.send(f"/r/{token}/approve", fields, Host="review.example.org", Origin=origin).status == 403
        spoofed = {"Host": "evil.example", "X-Forwarded-Host": "review.example.org", "Forwarded": "host=review.example.org"}
        assert desk.ask(f"/r/{token}/", headers=spoofed).status == 421
        assert desk.send(f"/r/{token}/approve", fields, Host="review.example.org").status == 303


# Requests that no browser sends


@pytest.mark.parametrize(
    "head",
    [
        b"POST /r/{token}/approve HTTP/1.1\r\nHost: {host}\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET",
        b"POST /r/{token}/approve HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /r/{token}/approve HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1\r\nContent-Length: 99\r\n\r\nx",
        b"POST /r/{token}/approve HTTP/1.1\r\nHost: {host}\r\nContent-Length: -1\r\n\r\n",
        b"POST /r/{token}/approve HTTP/1.1\r\nHost: {host}\r\nContent-Length : 1\r\n\r\nx",
        b"POST /r/{token}/approve HTTP/1.1\r\nHost: {host}\r\n\r\n",
        b"GET /r/{token}/ HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n\r\n",
        b"GET /r/{token}/ HTTP/1.1\r\n\r\n",
        b"GET http://evil.example/r/{token}/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        b"GET /r/{token}/ HTTP/1.1\r\nHost: {host}\r\nX: " + b"a" * 40_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 40_000 + b" HTTP/1.1\r\nHost: {host}\r\n\r\n",
        b"GET /r/{token}/ HTTP/1.1\r\nHost: {host}\r\nX: a\r\n b\x00\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"EHLO mail.example\r\n\r\n",
    ],
    ids=range(14),
)
def test_a_request_that_could_be_read_in_two_ways_is_refused(desk: Site, head: bytes) -> None:
    before = desk.record()
    request = head.replace(b"{token}", desk.token().encode()).replace(b"{host}", f"127.0.0.1:{desk.port}".encode())
    answer = desk.raw(request, wait=2)
    assert answer == b"" or answer[9:12] in {b"400", b"403", b"404", b"411", b"414", b"421", b"431"}
    assert answer.count(b"HTTP/1.1 ") <= 1
    assert desk.record() == before


def test_a_huge_form_is_refused_before_it_is_read(desk: Site) -> None:
    token = desk.token()
    fields, before = desk.fields(token), desk.record()
    answer = desk.send(f"/r/{token}/segment", fields | {"text": "x" * (guard.LARGEST + 1)})
    refused(desk, before, answer.status, 413)
    head = f"POST /r/{token}/segment HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\nOrigin: {desk.base}\r\nContent-Type: {FORM}\r\n"
    began = time.monotonic()
    assert desk.raw(f"{head}Content-Length: 99999999999\r\n\r\n".encode()).startswith(b"HTTP/1.1 413")
    assert time.monotonic() - began < 2


def test_a_form_with_thousands_of_fields_is_refused(desk: Site) -> None:
    token, before = desk.token(), desk.record()
    body = "&".join(f"a{number}=x" for number in range(50_000)).encode()
    refused(desk, before, desk.ask(f"/r/{token}/segment", "POST", body, {"Content-Type": FORM, "Origin": desk.base}).status, (400, 403))


def test_a_form_that_trickles_in_is_cut_off(desk: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "PATIENCE", 0.6)
    head = f"POST /r/{desk.token()}/segment HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\nOrigin: {desk.base}\r\nContent-Type: {FORM}\r\n"
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", desk.port), timeout=5) as connection:
        connection.sendall(f"{head}Content-Length: 1000\r\n\r\n".encode())
        trickle(connection)
        assert connection.recv(65536).startswith(b"HTTP/1.1 408")
    assert time.monotonic() - began < 4


def test_a_head_that_trickles_in_is_cut_off_and_others_are_served_meanwhile(desk: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "HEAD_PATIENCE", 0.8)
    slow = [socket.create_connection(("127.0.0.1", desk.port), timeout=5) for _ in range(30)]
    for connection in slow:
        connection.sendall(b"GET / HTTP/1.1\r\nX-A: b\r\n")
    assert desk.page(desk.token()).status == 200
    trickle(slow[0], b"X: y\r\n")
    for connection in slow:
        with connection:
            assert connection.recv(100) == b""


def test_the_second_head_of_a_connection_may_not_trickle_in_either(desk: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "HEAD_PATIENCE", 0.8)
    with socket.create_connection(("127.0.0.1", desk.port), timeout=5) as connection:
        connection.sendall(f"GET /health HTTP/1.1\r\nHost: 127.0.0.1:{desk.port}\r\n\r\n".encode())
        answer = b""
        while links.sign_of_life(desk.gate.house).encode() not in answer:
            answer += connection.recv(65536)
        connection.sendall(b"GET /health HTTP/1.1\r\n")
        trickle(connection, b"X: y\r\n", seconds=2.5)
        received = b""
        while part := _received(connection):
            received += part
        assert received == b""


def _received(connection: socket.socket) -> bytes:
    try:
        return connection.recv(65536)
    except ConnectionResetError:
        return b""


def trickle(connection: socket.socket, sign: bytes = b"a", seconds: float = 1.2) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            connection.sendall(sign)
        except OSError:
            return
        time.sleep(0.1)


# Paths


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static/%2fetc%2fpasswd",
        "/static/app.py",
        "/static/",
        "/r/{token}/preview/..%2F..%2F..%2Ftemplates%2Fhouse.toml",
        "/r/{token}/preview/manifest.json",
        "/r/{token}/preview/..",
        "/r/{token}/preview/%00",
        "/r/{token}/../../q/x",
        "/r/{token}/decisions",
        "/r//",
        "/r/",
        "/q/",
        "/",
        "//evil.example/%2e%2e",
        "/docs",
        "/openapi.json",
        "/.communique/desk.key",
    ],
)
def test_no_path_leads_to_another_file(desk: Site, path: str) -> None:
    folder = desk.gate.house.output / "pont-preview" / "de"
    folder.mkdir(parents=True)
    (folder.parent / "manifest.json").write_text(
        json.dumps({"release": "pont", "status": "preview", "subjects": desk.gate.board().subjects})
    )
    answer = desk.ask(path.replace("{token}", desk.token()))
    assert answer.status in (403, 404, 405)
    assert "public_key" not in answer.text
    assert "starlette" not in answer.text
    assert "location" not in answer.headers


def test_a_preview_of_one_language_is_not_shown_to_another(desk: Site) -> None:
    for language in ("de", "fr"):
        folder = desk.gate.house.output / "pont-preview" / language
        folder.mkdir(parents=True)
        (folder / f"pont.{language}.html").write_text(f"<p>{language}</p>{XSS}")
    (folder.parent / "manifest.json").write_text(
        json.dumps({"release": "pont", "status": "preview", "subjects": desk.gate.board().subjects})
    )
    shown = desk.page(desk.token(), "preview/pont.de.html")
    assert shown.status == 200
    assert "sandbox" in shown.headers["content-security-policy"]
    assert desk.page(desk.token(), "preview/pont.fr.html").status == 404


def test_a_link_cannot_send_people_elsewhere(desk: Site) -> None:
    for token in ("https:", "javascript:alert(1)", "%2f%2fevil.example", "\\evil.example", "%0d%0aLocation:%20x"):
        answer = desk.ask(f"/r/{token}")
        assert answer.headers.get("location", "/r/").startswith("/r/")
        assert "evil.example" not in answer.headers.get("location", "").partition("/r/")[0]


# Text that wants to be a page


def test_no_text_of_anybody_becomes_a_part_of_the_page(house: gatehouse.Gate, browser: Browser) -> None:
    listed = house.house.templates / "reviewers.toml"
    listed.write_text(listed.read_text(encoding="utf-8").replace("Anna Nord", "Anna " + XSS.replace('"', '\\"')), encoding="utf-8")
    units = house.release.editions[DE].units
    target = f"{XSS} [hier](javascript:window.PWNED=4) [da](data:text/html,{XSS.split()[0]}) </textarea></script>{XSS}"
    gates.correct(house.house, "pont", DE, units[1].segment.key, target, "anna")
    gates.comment(house.house, "pont", DE, units[1].segment.key, "anna", comment=XSS)
    gates.give_back(house.house, "pont", DE, "nord", "anna", comment=XSS)
    with site(house) as desk:
        token, page = desk.token(), browser.new_page()
        page.on("dialog", lambda dialog: pytest.fail("a dialog opened"))
        shown = [f"{desk.base}/r/{token}/{more}" for more in ("", "confirm", "receipt")]
        for address in [*shown, links.queue_link(house.house, "anna", desk.base), f"{desk.base}/r/{XSS}/", f"{desk.base}/static/{XSS}"]:
            page.goto(address)
            assert page.evaluate("window.PWNED") is None, address
            assert page.locator("script:not([src])").count() == 0
            assert page.locator("img, svg, iframe, object, embed").count() == 0
            assert page.locator("a[href^='javascript' i], a[href^='data' i]").count() == 0
        page.goto(f"{shown[0]}?open={units[1].segment.key}")
        assert page.locator("article textarea[name=text]").input_value().count("<script>") == 3
        assert page.evaluate("window.PWNED") is None
        fields = desk.fields(token, 1)
        answer = desk.send(f"/r/{token}/segment", fields | {"base": "none", "text": XSS})
        assert answer.status == 409
        assert "<script>window" not in answer.text
        page.close()


def test_the_desk_stands_in_no_other_page(desk: Site, browser: Browser) -> None:
    token = desk.token()
    with elsewhere(f'<iframe src="{desk.base}/r/{token}/confirm" width="900" height="900"></iframe>') as address:
        page = browser.new_page()
        page.goto(address)
        page.wait_for_timeout(500)
        framed = page.frames[-1]
        assert "seen" not in framed.content()
        page.close()


@pytest.mark.parametrize("path", ["/r/{token}/", "/r/{token}/confirm", "/r/wrong/", "/nothing", "/static/desk.css"])
def test_every_answer_carries_its_protection(desk: Site, path: str) -> None:
    headers = desk.ask(path.replace("{token}", desk.token())).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for part in ("frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"):
        assert part in policy
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "server" not in headers
    if path.startswith("/r/"):
        assert headers["cache-control"] == "no-store"


# What stays behind


def test_neither_links_nor_text_are_in_what_the_desk_says_of_itself(desk: Site, capfd: pytest.CaptureFixture[str]) -> None:
    token = desk.token()
    desk.approve(token)
    desk.ask(f"/r/{token}/nothing")
    desk.raw(f"GET /r/{token}/ HTTP/9.9\r\n\r\n".encode())
    (desk.gate.folder / "de.json").write_text("{}")
    desk.page(token)
    (desk.gate.house.templates / "house.toml").write_text("name = 1")
    assert desk.page(token).status in (500, 503)
    said = "".join(capfd.readouterr())
    for secret in (token, token[:40], "Brücke", "digitale", "anna"):
        assert secret not in said


def test_the_secret_of_the_links_is_its_owners_alone(desk: Site) -> None:
    token = desk.token()
    secret = links.secret_file(desk.gate.house)
    assert oct(secret.stat().st_mode & 0o777) == "0o600"
    assert secret.read_bytes().strip().decode() not in desk.page(desk.token()).text
    secret.chmod(0o644)
    assert desk.page(token).status == 503
    secret.chmod(0o600)


def test_a_fresh_secret_ends_all_links_and_an_added_one_keeps_them(desk: Site) -> None:
    token, secret = desk.token(), links.secret_file(desk.gate.house)
    secret.write_bytes(secret.read_bytes() + b"f" * 64 + b"\n")
    assert desk.page(token).status == 200
    assert desk.page(desk.token()).status == 200
    secret.unlink()
    assert desk.page(token).status == 403


def test_a_desk_without_the_gates_key_decides_nothing_and_leaves_the_link_good(desk: Site) -> None:
    token = desk.token()
    fields, before = desk.page(token, "confirm").fields, desk.record()
    kept = desk.gate.house.key_file.read_bytes()
    desk.gate.house.key_file.unlink()
    refused(desk, before, desk.send(f"/r/{token}/approve", fields).status, 503)
    keys.keep(desk.gate.house.key_file, kept)
    assert desk.send(f"/r/{token}/approve", fields).status == 303


def test_a_changed_record_stops_the_desk(desk: Site) -> None:
    token = desk.token()
    desk.approve(token)
    path = next((desk.gate.folder / "decisions").iterdir())
    path.write_bytes(path.read_bytes().replace(b"anna", b"bert"))
    page = desk.page(desk.token())
    assert page.status == 503
    assert "decisions/" not in page.text


def test_a_finding_of_another_language_is_not_waived_through_this_link(desk: Site) -> None:
    token = desk.token()
    release = releases.load(desk.gate.house, "pont")
    key = release.editions[EN].units[2].segment.key
    gates.correct(desk.gate.house, "pont", EN, key, "It has a staff of 999.", "chloe")
    finding = next(one for one in gates.Case(desk.gate.house, "pont").board.blocking if one.language is EN)
    before, csrf = desk.record(), desk.page(token, "confirm").fields["csrf"]
    refused(desk, before, desk.send(f"/r/{token}/waive", {"csrf": csrf, "finding": finding.id, "reason": "x"}).status, 409)


def elsewhere(content: str):  # type: ignore[no-untyped-def]
    """A page of another site (another port is another origin)."""
    from contextlib import contextmanager

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(f"<!doctype html><html><body>{content}</body></html>".encode())

        def log_message(self, *_: object) -> None:
            """Nothing."""

    @contextmanager
    def opened() -> Iterator[str]:
        with ThreadingHTTPServer(("127.0.0.1", 0), Page) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://localhost:{server.server_port}/"
            server.shutdown()

    return opened()
