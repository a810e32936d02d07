"""A proxy sees what an engine is asked for: it is taken where house.toml names it, and never because the environment does."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from communique.engines import Assignment, google
from communique.engines._patience import Patience
from communique.engines._post import post
from communique.errors import EngineError
from communique.house import EngineRule
from communique.languages import Language
from communique.translation import egress, proxies

AWAY = "translate.example.org"
VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY")


@dataclass
class Gate:
    """A proxy on this machine that lets nobody through and notes what it was asked."""

    listener: socket.socket
    asked: list[bytes] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def serve(self) -> None:
        while True:
            try:
                caller, _ = self.listener.accept()
            except OSError:
                return
            with caller:
                self.asked.append(caller.recv(4096))
                caller.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        gate = Gate(listener)
        threading.Thread(target=gate.serve, daemon=True).start()
        yield gate
        listener.shutdown(socket.SHUT_RDWR)


def ask_away(url: str = f"https://{AWAY}/translate") -> object:
    return post("libretranslate", url, {"q": ["Quittenzeisig"]}, headers={}, patience=Patience(tries=1, connect=2, answer=2))


def hosted(**settings: object) -> EngineRule:
    return EngineRule("libretranslate", "eu", settings)


@pytest.mark.parametrize("name", ["https_proxy", "HTTPS_PROXY", "all_proxy"])
def test_a_proxy_of_the_environment_that_the_house_does_not_name_is_refused(gate: Gate, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, gate.url)
    with (
        pytest.raises(EngineError, match=r"by a proxy that templates/house\.toml does not name") as refused,
        egress.guard(hosted(), {AWAY}),
    ):
        ask_away()
    assert gate.url in str(refused.value)
    assert gate.asked == []


def test_a_proxy_that_the_house_names_is_asked_for_a_tunnel_and_sees_no_text(gate: Gate) -> None:
    with egress.guard(hosted(proxy=gate.url), {AWAY}), pytest.raises(EngineError, match="the proxy does not let it through"):
        ask_away()
    assert gate.asked[0].startswith(f"CONNECT {AWAY}:443 ".encode())
    assert b"Quittenzeisig" not in b"".join(gate.asked)


def test_the_engines_of_deep_translator_take_the_same_proxy(gate: Gate) -> None:
    rule = EngineRule("google", "any", {"proxy": gate.url, "tries": 1})
    engine = google.start(rule.settings, proxies)  # type: ignore[arg-type]
    with egress.guard(rule, engine.hosts), pytest.raises(EngineError, match="the proxy does not let it through"):
        list(engine.translate(Assignment(("Quittenzeisig",), Language.FR, Language.EN)))
    assert gate.asked[0].startswith(b"CONNECT translate.google.com:443 ")


def test_the_password_of_the_proxy_comes_from_the_environment_and_is_not_shown(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", gate.url.replace("//", "//anne:quittenzeisig@"))
    rule = hosted(proxy=gate.url)
    with egress.guard(rule, {AWAY}), pytest.raises(EngineError) as refused:
        ask_away()
    assert b"Proxy-Authorization: Basic YW5uZTpxdWl0dGVuemVpc2ln" in gate.asked[0].replace(b"proxy-a", b"Proxy-A")
    assert "quittenzeisig" not in str(refused.value) + repr(proxies.proxy_of(rule, {AWAY}))


def test_the_way_past_the_proxy_has_to_be_said(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", gate.url)
    with egress.guard(hosted(proxy="none"), {"nowhere.invalid"}), pytest.raises(EngineError, match="does not answer"):
        ask_away("https://nowhere.invalid/translate")
    assert gate.asked == []


def test_no_proxy_exempts_a_host_as_everywhere(gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", gate.url)
    monkeypatch.setenv("no_proxy", ".example.org")
    assert proxies.proxy_of(hosted(), {AWAY}) is None


def test_the_proxy_is_one_port_of_one_host_and_no_way_for_plain_text(gate: Gate) -> None:
    with socket.socket() as bare, egress.guard(hosted(proxy=gate.url), {AWAY}), pytest.raises(egress.Refused):
        bare.connect(("127.0.0.1", 9))
    with egress.guard(hosted(proxy=gate.url), {AWAY}), pytest.raises(egress.Refused):
        ask_away("https://another.example.org/translate")
    assert gate.asked == []


def test_an_engine_on_this_machine_takes_no_proxy(gate: Gate) -> None:
    rule = EngineRule("libretranslate", "machine", {"proxy": gate.url})
    assert proxies.proxy_of(rule, {"127.0.0.1"}) is None
    assert proxies.proxy_of(hosted(proxy=gate.url), {"localhost", "::1"}) is None


@pytest.mark.parametrize(
    "said", ["proxy.example.org:3128", "http://anne:secret@proxy.example.org:3128", "socks5://proxy.example.org", 3128, ""]
)
def test_what_is_no_proxy_is_refused_without_being_shown(said: object) -> None:
    with pytest.raises(EngineError, match="that is none") as refused:
        proxies.proxy_of(hosted(proxy=said), {AWAY})
    assert "secret" not in str(refused.value)
