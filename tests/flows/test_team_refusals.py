"""A team's set-up that cannot be, or would be open to strangers, is refused in one sentence before anything is started."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from filelock import FileLock

from communique import house as houses
from communique.cli._steps import Plain
from communique.errors import CommuniqueError
from communique.house import House
from communique.languages import Language
from communique.operation import listening, team

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def house() -> House:
    return houses.load(ROOT)


@pytest.fixture
def new_house(tmp_path: Path) -> House:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    return houses.load(tmp_path)


def said(house: House, *, host: str = "127.0.0.1", port: int = 4310) -> str:
    """What a start is refused with."""
    with pytest.raises(CommuniqueError) as refusal:
        team.start(house, Plain(), host=host, port=port, open_browser=False, language=Language.EN)
    return str(refusal.value)


def test_a_taken_port_is_said_in_one_sentence_with_who_holds_it(new_house: House) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        program = Path("/proc/self/comm").read_text().strip()
        sentence = said(new_house, port=port)
    assert sentence.startswith(f"communique up: port {port} is already taken by {program} (process {os.getpid()}) — end that program or")
    free = int(sentence.rpartition("--port ")[2])
    assert free > port
    assert listening.is_free("127.0.0.1", free)


def test_a_taken_port_is_said_with_the_house_that_it_serves(new_house: House) -> None:
    listens = "import socket, time; s = socket.create_server(('127.0.0.1', 0)); print(s.getsockname()[1], flush=True); time.sleep(60)"
    own = {**os.environ, "COMMUNIQUE_HOUSE": "/srv/press"}
    with subprocess.Popen((sys.executable, "-c", listens), env=own, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        sentence = said(new_house, port=int(other.stdout.readline()))
        other.kill()
    assert f"(process {other.pid}), which works for /srv/press — " in sentence


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::", "press.example.org"])
@pytest.mark.parametrize("password", [None, "", "name", "name:", ":password"])
def test_a_host_that_is_open_to_the_network_needs_a_password(
    new_house: House, monkeypatch: pytest.MonkeyPatch, host: str, password: str | None
) -> None:
    monkeypatch.delenv(listening.PASSWORD, raising=False)
    if password is not None:
        monkeypatch.setenv(listening.PASSWORD, password)
    sentence = said(new_house, host=host)
    assert sentence.startswith(f"communique up --host {host}: would open the server to the whole network without a password")
    assert "put a name and a password into PREFECT_SERVER_API_AUTH_STRING" in sentence


def test_an_address_of_another_machine_and_a_port_of_root_are_told_apart(new_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(listening.PASSWORD, "press:open sesame")
    assert "this machine does not have the address 192.0.2.7 — give --host" in said(new_house, host="192.0.2.7")
    assert "this machine does not have the address nowhere.invalid" in said(new_house, host="nowhere.invalid")


def test_only_addresses_of_this_machine_count_as_loopback() -> None:
    hosts = ("127.0.0.1", "127.8.8.8", "::1", "localhost", "0.0.0.0", "::", "192.168.1.2", "localhost.example.org")
    assert [host for host in hosts if listening.is_loopback(host)] == ["127.0.0.1", "127.8.8.8", "::1", "localhost"]


def test_a_second_one_for_the_same_house_is_refused_and_told_where_the_first_is(new_house: House) -> None:
    with team._alone(new_house, "http://127.0.0.1:4200"):
        assert team.running(new_house) == "http://127.0.0.1:4200"
        sentence = said(new_house)
    where = f"http://127.0.0.1:4200 (process {os.getpid()})"
    assert sentence == f"communique up: “communique up” already runs for this folder: {where} — open that address, or end it first"
    assert team.running(new_house) == ""


def test_the_command_takes_the_host_and_refuses_it_before_it_makes_anything(new_house: House) -> None:
    own = {name: value for name, value in os.environ.items() if name != listening.PASSWORD}
    command = (str(Path(sys.executable).parent / "communique"), "--lang", "de", "--house", str(new_house.root), "up", "--host", "0.0.0.0")
    ended = subprocess.run(command, env=own, capture_output=True, text=True, check=False, timeout=60)
    assert ended.returncode == 2
    assert ended.stdout == ""
    assert ended.stderr.startswith("communique up --host 0.0.0.0: würde den Server ohne Kennwort für das ganze Netz öffnen — setzen Sie")
    assert not new_house.key_file.exists()


def test_nothing_is_sent_outside_and_strangers_pages_are_kept_out(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "https://prefect.example.org/api")
    settings = team.environment(house, host="127.0.0.1", port=4321, language=Language.FR)
    assert settings["PREFECT_API_URL"] == "http://127.0.0.1:4321/api"
    assert settings["PREFECT_SERVER_UI_API_URL"] == "/api"
    assert (settings["PREFECT_SERVER_ANALYTICS_ENABLED"], settings["DO_NOT_TRACK"]) == ("false", "1")
    assert settings["PREFECT_SERVER_UI_V2_ENABLED"] == "false"
    assert settings["PREFECT_SERVER_CSRF_PROTECTION_ENABLED"] == "true"
    assert settings["PREFECT_SERVER_CORS_ALLOWED_ORIGINS"] == "http://127.0.0.1:4321"
    assert "PREFECT_API_AUTH_STRING" not in settings


def test_the_flows_are_given_the_servers_password(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_SERVER_API_AUTH_STRING", "office:open sesame")
    settings = team.environment(house, host="0.0.0.0", port=4321, language=Language.FR)
    assert settings["PREFECT_API_AUTH_STRING"] == "office:open sesame"
    assert settings["PREFECT_API_URL"] == "http://127.0.0.1:4321/api"


def test_the_flows_and_the_desk_are_told_where_the_desk_is(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (listening.DESK, listening.DESK_PORT):
        monkeypatch.delenv(name, raising=False)
    settings = team.environment(house, host="127.0.0.1", port=4321, language=Language.FR)
    port = settings["COMMUNIQUE_DESK_PORT"]
    assert settings["COMMUNIQUE_DESK"] == f"http://127.0.0.1:{port}"
    assert int(port) != 4321
    abroad = team.environment(replace(house, desk="https://review.example.org"), host="127.0.0.1", port=4321, language=Language.FR)
    assert abroad["COMMUNIQUE_DESK"] == "https://review.example.org"
    desk = team.parts(house, host="127.0.0.1", port=4321, desk=int(port))[2]
    assert desk.command[1:] == ("-P", "-m", "communique.desk", port)


def test_a_second_service_of_the_flows_leaves_the_first_ones_runs_alone(new_house: House, tmp_path: Path) -> None:
    own = {
        **os.environ,
        "COMMUNIQUE_HOUSE": str(new_house.root),
        "PREFECT_HOME": str(tmp_path),
        "PREFECT_API_URL": "http://127.0.0.1:9/api",
    }
    new_house.state.mkdir(exist_ok=True)
    with FileLock(new_house.state / "flows.lock"):
        command = (sys.executable, str(ROOT / "flows" / "serve.py"))
        done = subprocess.run(command, env=own, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert done.stdout == "flows: another process serves the flows of this folder already; end it first\n"


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "0.0.0.0", "::1", "::", "0:0:0:0:0:0:0:0"])
def test_whoever_is_on_this_machine_reaches_the_server_at_the_address_that_is_said(host: str) -> None:
    if ":" in host and not listening.is_free("::1", 0):
        pytest.skip("this machine has no IPv6")

    async def reached() -> None:
        async with await asyncio.start_server(lambda _, writer: writer.close(), host, 0) as server:
            port = server.sockets[0].getsockname()[1]
            said = urlsplit(f"http://{listening.in_url(host)}:{port}")
            _, writer = await asyncio.open_connection(said.hostname, said.port)
            writer.close()
            await writer.wait_closed()

    asyncio.run(reached())


def test_no_part_takes_a_module_from_the_folder_that_all_is_started_from(house: House, tmp_path: Path) -> None:
    (tmp_path / "stray.py").touch()
    modules = [part.command for part in team.parts(house, host="127.0.0.1", port=4321, desk=4323) if "-m" in part.command]
    assert len(modules) == 2
    for command in modules:
        interpreter = command[: command.index("-m")]
        done = subprocess.run((*interpreter, "-c", "import stray"), cwd=tmp_path, capture_output=True, text=True, check=False)
        assert "No module named 'stray'" in done.stderr


def test_a_file_of_settings_in_the_folder_opens_nothing_to_the_network(house: House) -> None:
    settings = team.environment(house, host="127.0.0.1", port=4321, language=Language.FR)
    assert settings["PREFECT_RUNNER_SERVER_ENABLE"] == settings["PREFECT_CLIENT_METRICS_ENABLED"] == "false"


def test_the_sheet_of_a_review_says_where_the_desk_is_and_gives_no_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(listening.DESK, raising=False)
    assert listening.desk_line(Language.DE) == ""
    monkeypatch.setenv(listening.DESK, "https://review.example.org")
    assert listening.desk_line(Language.DE) == "Prüftisch: https://review.example.org · ein persönlicher Link: `communique review --as …`\n"
