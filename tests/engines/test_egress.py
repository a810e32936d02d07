"""Under the guard nothing reaches a host that the policy does not name, whatever library tries."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable
from typing import Any

import httpx
import pytest
import requests

from communique import egress
from communique.errors import EngineError
from communique.house import EngineRule

MACHINE, EU, ANYWHERE = EngineRule("local", "machine"), EngineRule("deepl", "eu"), EngineRule("google", "any")


def port(service: Any) -> int:
    return int(service.url.rpartition(":")[2])


def by_httpx(url: str) -> object:
    return httpx.get(url, timeout=2)


def by_requests(url: str) -> object:
    return requests.get(url, timeout=2)


def by_urllib(url: str) -> object:
    return urllib.request.urlopen(url, timeout=2)


def by_socket(url: str) -> object:
    return socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2])), timeout=2)


def by_bare_socket(url: str) -> object:
    with socket.socket() as bare:
        return bare.connect(("127.0.0.1", int(url.rpartition(":")[2])))


WAYS = (by_httpx, by_requests, by_urllib, by_socket, by_bare_socket)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("rule,hosts", [(MACHINE, set()), (EU, {"api.deepl.com"}), (ANYWHERE, {"translate.google.com"})])
def test_a_host_that_is_not_named_is_not_reached(
    services: Callable[..., Any], way: Callable[[str], object], rule: EngineRule, hosts: set[str]
) -> None:
    service = services("libretranslate")

    with egress.guard(rule, hosts), pytest.raises(egress.Refused, match=r"127\.0\.0\.1"):
        way(service.url)
    assert service.asked == []


@pytest.mark.parametrize("way", WAYS[:3])
def test_a_host_that_is_named_is_reached(services: Callable[..., Any], way: Callable[[str], object]) -> None:
    service = services("libretranslate")
    service.plan.append("no json")

    with egress.guard(MACHINE, {"127.0.0.1"}):
        way(service.url)
    assert len(service.asked) == 1


def test_a_name_is_reached_by_its_address(services: Callable[..., Any]) -> None:
    service = services("libretranslate")
    service.plan.append("no json")

    with egress.guard(MACHINE, {"localhost"}):
        by_urllib(service.url.replace("127.0.0.1", "localhost"))
    assert len(service.asked) == 1


def test_a_redirect_to_another_host_is_not_followed(services: Callable[..., Any]) -> None:
    service = services("libretranslate")
    service.plan.append("redirect")

    with egress.guard(MACHINE, {"127.0.0.1"}), pytest.raises(egress.Refused, match="localhost"):
        by_requests(service.url)


def test_neither_a_datagram_nor_a_program_slips_through() -> None:
    with egress.guard(MACHINE, ()):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as bare, pytest.raises(egress.Refused):
            bare.sendto(b"text", ("127.0.0.1", 9))
        with pytest.raises(egress.Refused):
            subprocess.run([sys.executable, "-c", ""], check=False)


def test_after_the_guard_everything_is_as_before(services: Callable[..., Any]) -> None:
    service = services("libretranslate")
    with egress.guard(MACHINE, ()), pytest.raises(egress.Refused):
        by_httpx(service.url)

    assert httpx.get(service.url, timeout=2).status_code == 400


def test_other_threads_are_left_alone(services: Callable[..., Any]) -> None:
    service = services("libretranslate")
    guarded, tried = threading.Event(), threading.Event()
    reached: list[int] = []

    def other() -> None:
        guarded.wait(2)
        reached.append(httpx.get(service.url, timeout=2).status_code)
        tried.set()

    thread = threading.Thread(target=other)
    thread.start()
    with egress.guard(MACHINE, ()):
        guarded.set()
        tried.wait(2)
    thread.join()
    assert reached == [400]


@pytest.mark.parametrize(
    "rule,host",
    [
        (MACHINE, "api.deepl.com"),
        (MACHINE, "translate.example.org"),
        (EU, "translate.google.com"),
        (EU, "api-free.deepl.com"),
        (EU, "libretranslate.com"),
    ],
)
def test_a_host_is_not_believed_to_be_nearer_than_it_is(rule: EngineRule, host: str) -> None:
    with pytest.raises(egress.Refused, match=host), egress.guard(rule, {host}):
        pass


@pytest.mark.parametrize("rule,host", [(EU, "api.deepl.com"), (EU, "translate.example.org"), (MACHINE, "::1"), (ANYWHERE, "localhost")])
def test_a_host_of_the_class_that_is_said_is_let_through(rule: EngineRule, host: str) -> None:
    with egress.guard(rule, {host}):
        pass


def test_a_proxy_of_this_machine_is_for_hosted_engines_only(services: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    proxy = services("libretranslate")
    proxy.plan.extend(["no json", "no json"])
    monkeypatch.setenv("http_proxy", proxy.url)
    monkeypatch.delenv("no_proxy", raising=False)

    with egress.guard(ANYWHERE, {"translate.example.org"}):
        assert httpx.get("http://translate.example.org/", timeout=2).status_code == 200
    with egress.guard(MACHINE, {"localhost"}), pytest.raises(EngineError):
        httpx.get("http://translate.example.org/", timeout=2)
    assert len(proxy.asked) == 1


def test_only_engines_of_an_allowed_class_are_permitted() -> None:
    rules = (ANYWHERE, EU, MACHINE)

    assert egress.permitted(rules, {"machine"}) == (MACHINE,)
    assert egress.permitted(rules, {"machine", "eu"}) == (EU, MACHINE)
    assert egress.permitted(rules, ()) == ()
