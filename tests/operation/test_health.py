"""`/healthz` says of each part whether it does its work, on this machine only, and names no release."""

from __future__ import annotations

import http.client
import json
import os
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, TypeVar

import pytest

from communique.operation import beats, health, vitals
from gatehouse import Gate, make

T = TypeVar("T")


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    return make(tmp_path, slug="geheimnis-4711")


class Well(BaseHTTPRequestHandler):
    """A server that says that it is well, as Prefect's does."""

    def do_GET(self) -> None:
        self.send_response(200 if self.path == "/api/health" else 404)
        self.end_headers()
        self.wfile.write(b"true")

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def prefect() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Well) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/api"
        server.shutdown()


def asked(address: str, path: str, **headers: str) -> http.client.HTTPResponse:
    line = http.client.HTTPConnection(address.removeprefix("http://"), timeout=10)
    line.request("GET", path, headers=headers)
    return line.getresponse()


def parts(address: str) -> tuple[int, dict[str, Any]]:
    answer = asked(address, "/healthz")
    return answer.status, json.loads(answer.read())


def test_what_never_showed_a_sign_of_life_is_not_well(gate: Gate) -> None:
    with prefect() as api:
        status, said = health.answer(health.signs(gate.house, api))
    found = json.loads(said)
    assert (status, found["status"]) == (503, "failing")
    assert {name: part["ok"] for name, part in found["parts"].items()} == {
        "server": True,
        "flows": False,
        "watcher": False,
        "desk": False,
        "disk": True,
        "key": True,
    }


def test_a_part_is_well_while_it_beats_and_not_when_it_fell_silent(gate: Gate) -> None:
    now = time.time()
    for part in ("flows", "watcher"):
        beats.beat(gate.house, part)
    assert all(health.signs(gate.house, "", now + 5)[part].fine for part in ("flows", "watcher"))
    assert not any(health.signs(gate.house, "", now + 600)[part].fine for part in ("flows", "watcher"))
    assert health.signs(gate.house, "", now + 600)["watcher"].value == pytest.approx(600, abs=5)


def test_a_part_that_died_before_the_clock_was_put_back_is_not_well(gate: Gate) -> None:
    beats.beat(gate.house, "watcher")
    now = time.time()
    assert health.signs(gate.house, "", now - 5)["watcher"].fine, "clocks differ by a little"
    assert not health.signs(gate.house, "", now - 3600)["watcher"].fine


def test_a_server_that_does_not_answer_is_not_well(gate: Gate) -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        begun = time.monotonic()
        assert not health.signs(gate.house, f"http://127.0.0.1:{deaf.getsockname()[1]}/api")["server"].fine
        assert time.monotonic() - begun < 6


def test_a_key_that_others_can_read_or_that_is_gone_is_not_well(gate: Gate) -> None:
    assert health.signs(gate.house, "")["key"].fine
    gate.house.key_file.chmod(0o644)
    assert not health.signs(gate.house, "")["key"].fine
    gate.house.key_file.unlink()
    assert not health.signs(gate.house, "")["key"].fine


def test_a_disk_that_is_nearly_full_is_not_well(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    assert health.signs(gate.house, "")["disk"].fine
    monkeypatch.setattr(health, "ENOUGH_BYTES", 10**18)
    assert not health.signs(gate.house, "")["disk"].fine


def test_all_well_is_200_with_a_desk_of_this_very_house(gate: Gate) -> None:
    for part in ("flows", "watcher"):
        beats.beat(gate.house, part)
    setting = {"COMMUNIQUE_DESK": "http://127.0.0.1:1"}
    with prefect() as api, vitals.serving(gate.house, 0, api) as address, started("communique.desk", free_port(), gate, setting):
        status, found = until(lambda: parts(address), lambda told: told[0] == 200)
    assert (status, found["status"]) == (200, "ok")


def test_the_addresses_answer_what_monitoring_wants_and_name_no_release(gate: Gate) -> None:
    with vitals.serving(gate.house, 0) as address:
        answer = asked(address, "/metrics")
        said = answer.read().decode()
        assert (answer.status, answer.headers["Content-Type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
        assert 'communique_healthy{part="watcher"} 0.0' in said
        status, found = parts(address)
    assert status == 503
    for word in ("geheimnis", "4711", str(gate.house.root)):
        assert word not in said + json.dumps(found)


@pytest.mark.parametrize("path", ["/", "/metrics/", "/metrics?x=1", "/healthz/../drafts", "/api"])
def test_there_is_nothing_else(gate: Gate, path: str) -> None:
    with vitals.serving(gate.house, 0) as address:
        answer = asked(address, path)
        assert (answer.status, answer.read()) == (404, b"")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1", "[::1]:9"])
def test_a_page_that_gives_this_machine_another_name_is_told_nothing(gate: Gate, host: str) -> None:
    with vitals.serving(gate.house, 0) as address:
        assert asked(address, "/metrics", Host=host).status == 404


def test_only_this_machine_reaches_it(gate: Gate) -> None:
    with vitals.server(gate.house, 0) as server:
        assert server.server_address[0] == "127.0.0.1"


def test_a_house_that_cannot_be_read_is_not_well_and_says_no_more(gate: Gate, capsys: pytest.CaptureFixture[str]) -> None:
    with vitals.serving(gate.house, 0) as address:
        (gate.house.templates / "house.toml").write_text("name = ", encoding="utf-8")
        answers = [asked(address, path) for path in ("/healthz", "/metrics")]
        assert [answer.status for answer in answers] == [503, 503]
        assert json.loads(answers[0].read()) == {"status": "failing", "parts": {}}
    assert "house.toml" in capsys.readouterr().out


def test_many_who_ask_at_once_are_all_answered(gate: Gate) -> None:
    found: list[int] = []
    with vitals.serving(gate.house, 0) as address:
        askers = [threading.Thread(target=lambda: found.append(asked(address, "/metrics").status)) for _ in range(20)]
        for asker in askers:
            asker.start()
        for asker in askers:
            asker.join()
    assert found == [200] * 20


def test_whoever_hangs_up_before_the_answer_leaves_no_traceback(gate: Gate, capfd: pytest.CaptureFixture[str]) -> None:
    with vitals.serving(gate.house, 0) as address:
        for _ in range(5):
            line = socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2])))
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            line.sendall(f"GET /metrics HTTP/1.1\r\nHost: {address.removeprefix('http://')}\r\n\r\n".encode())
            line.close()
        time.sleep(0.5)
        assert asked(address, "/metrics").status == 200
    assert "".join(capfd.readouterr()) == ""


def test_whether_all_is_well_is_told_while_releases_are_counted(gate: Gate) -> None:
    own = vitals.Vitals(gate.house, "")
    with own._counting:
        answers: list[int] = []
        asking = threading.Thread(target=lambda: answers.append(own.health()[0]), daemon=True)
        asking.start()
        asking.join(10)
    assert answers == [503]


def test_it_runs_as_a_process_of_its_own(gate: Gate) -> None:
    port = free_port()
    with started("communique.operation.vitals", port, gate, {"PREFECT_API_URL": "http://127.0.0.1:9/api"}):
        status, found = until(lambda: parts(f"http://127.0.0.1:{port}"), lambda _: True)
    assert status == 503
    assert found["parts"]["server"]["ok"] is False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def started(module: str, port: int, gate: Gate, setting: dict[str, str]) -> Iterator[None]:
    """A process of ours at a port, as long as the block lasts."""
    own = {**os.environ, "COMMUNIQUE_HOUSE": str(gate.house.root), **setting}
    process = subprocess.Popen([sys.executable, "-m", module, str(port)], env=own, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(20)


def until(ask: Callable[[], T], fits: Callable[[T], bool]) -> T:
    """An answer that fits, within half a minute; the last one where none did."""
    end = time.monotonic() + 30
    while True:
        try:
            if fits(answer := ask()) or time.monotonic() > end:
                return answer
        except OSError:
            assert time.monotonic() < end
        time.sleep(0.2)
