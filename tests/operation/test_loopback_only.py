"""Everything that listens does so on this machine's own address: the desk, the previews, what is watched, the vitals."""

from __future__ import annotations

import ipaddress
import re
from pathlib import Path

import pytest

from communique.desk import serving
from communique.errors import CommuniqueError
from communique.languages import Language
from communique.operation import listening, shelf, vitals
from gatehouse import Gate, make

SOURCE = Path(vitals.__file__).parents[1]
# What opens a port in our own code; Prefect's server is told its host by `team`, which asks for a password first.
OPENS = re.compile(r"(?:HTTPServer|_Server|uvicorn\.Config|uvicorn\.run|create_server|start_server)\(|\.listen\(")


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    return make(tmp_path)


def test_the_vitals_and_the_previews_listen_on_the_loopback_address(gate: Gate) -> None:
    with vitals.server(gate.house, 0) as one, shelf.server(gate.house, shelf.address(gate.house, 0)) as other:
        assert {server.server_address[0] for server in (one, other)} == {"127.0.0.1"}


def test_the_desk_listens_on_the_loopback_address_whatever_its_address_outside_is(gate: Gate) -> None:
    own = serving.configuration(gate.house, port=4399, base="https://review.example.org", language=Language.EN)
    assert ipaddress.ip_address(own.host).is_loopback


def test_no_other_module_opens_a_port_and_none_names_a_wider_address() -> None:
    opening = {path.relative_to(SOURCE).as_posix() for path in SOURCE.rglob("*.py") if OPENS.search(path.read_text(encoding="utf-8"))}
    assert opening == {"desk/serving.py", "desk/watching.py", "operation/shelf.py", "operation/vitals.py"}
    for name in opening:
        assert not re.search(r"0\.0\.0\.0|[\"']::[\"']|host=[\"']{2}", (SOURCE / name).read_text(encoding="utf-8")), name


def test_what_is_watched_listens_on_the_loopback_address() -> None:
    text = (SOURCE / "desk" / "watching.py").read_text(encoding="utf-8")
    assert re.findall(r"\bhost=(\S+),", text) == ["LOOPBACK[0]"]
    assert listening.LOOPBACK[0] == "127.0.0.1"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "example.org", "localhost.example.org", "127.0.0.1.example.org"])
def test_the_server_listens_wider_with_a_password_only(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(listening.PASSWORD, raising=False)
    with pytest.raises(CommuniqueError, match="without a password"):
        listening.demand_password(host)
    monkeypatch.setenv(listening.PASSWORD, "press:long-enough-to-be-one")
    listening.demand_password(host)
