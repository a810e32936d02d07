"""A team's set-up that cannot be, or would be open to strangers, is refused in one sentence before anything is started."""

from __future__ import annotations

import socket
from dataclasses import replace
from pathlib import Path

import pytest

from communique import house as houses
from communique.errors import CommuniqueError
from communique.house import House
from communique.languages import Language
from communique.operation import listening, team

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def house() -> House:
    return houses.load(ROOT)


def test_a_taken_port_is_said_in_one_sentence(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREFECT_SERVER_API_HOST", raising=False)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CommuniqueError, match=f"^communique up: port {port} is already taken — stop the other"):
            team.start(house, port=port, open_browser=False)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::"])
def test_a_host_that_is_open_to_the_network_needs_a_password(house: House, monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("PREFECT_SERVER_API_HOST", host)
    monkeypatch.delenv("PREFECT_SERVER_API_AUTH_STRING", raising=False)
    with pytest.raises(CommuniqueError, match="without a password — put a name and a password into PREFECT_SERVER_API_AUTH_STRING"):
        team.start(house, port=4200, open_browser=False)


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
    assert desk.command[1:] == ("-m", "communique.desk", port)


def test_the_sheet_of_a_review_says_where_the_desk_is_and_gives_no_link(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(listening.DESK, raising=False)
    assert listening.desk_line(Language.DE) == ""
    monkeypatch.setenv(listening.DESK, "https://review.example.org")
    assert listening.desk_line(Language.DE) == "Prüftisch: https://review.example.org · ein persönlicher Link: `communique review --as …`\n"
