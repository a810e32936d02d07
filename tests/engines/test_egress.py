"""Under the guard nothing reaches a host that the policy does not name, whatever library tries."""

from __future__ import annotations

import asyncio
import ctypes
import logging
import multiprocessing
import os
import socket
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
import requests

from communique.engines._patience import Patience
from communique.engines._post import post
from communique.house import EngineRule
from communique.translation import egress
from communique.translation.jurisdictions import plain_name

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


def in_a_thread(act: Callable[[], object]) -> None:
    """Do it in a thread of its own and raise here what it raises there."""
    failed: list[BaseException] = []

    def run() -> None:
        try:
            act()
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failed:
        raise failed[0]


def in_a_pool(act: Callable[[], object]) -> None:
    with ThreadPoolExecutor(1) as pool:
        pool.submit(act).result()


def in_a_thread_of_a_thread(act: Callable[[], object]) -> None:
    in_a_thread(lambda: in_a_thread(act))


def in_a_timer(act: Callable[[], object]) -> None:
    done = threading.Event()
    failed: list[Exception] = []

    def run() -> None:
        try:
            act()
        except Exception as error:
            failed.append(error)
        done.set()

    threading.Timer(0, run).start()
    done.wait(2)
    raise failed[0]


def in_an_event_loop(act: Callable[[], object]) -> None:
    async def run() -> None:
        await asyncio.to_thread(act)

    asyncio.run(run())


@pytest.mark.parametrize("elsewhere", [in_a_thread, in_a_pool, in_a_thread_of_a_thread, in_a_timer, in_an_event_loop])
def test_a_thread_of_an_engine_is_under_its_guard(services: Callable[..., Any], elsewhere: Callable[[Callable[[], object]], None]) -> None:
    service = services("libretranslate")

    with egress.guard(MACHINE, ()), pytest.raises(egress.Refused):
        elsewhere(lambda: by_requests(service.url))
    assert service.asked == []


def test_an_asynchronous_connection_is_refused_too(services: Callable[..., Any]) -> None:
    service = services("libretranslate")

    with egress.guard(MACHINE, ()), pytest.raises(egress.Refused):
        asyncio.run(asyncio.open_connection("127.0.0.1", port(service)))
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


def a_datagram() -> object:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as bare:
        return bare.sendto(b"text", ("127.0.0.1", 9))


def a_message() -> object:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as bare:
        return bare.sendmsg([b"text"], [], 0, ("127.0.0.1", 9))


def over_ipv6() -> object:
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as bare:
        return bare.connect_ex(("::1", 9))


def a_socket_file() -> object:
    with socket.socket(socket.AF_UNIX) as bare:
        return bare.connect("/nowhere/at.all")


def processes(start: str) -> Callable[[], object]:
    """Start a process in one of the ways of `multiprocessing`."""

    def run() -> object:
        multiprocessing.get_context(start).Process(target=len, args=("",)).start()
        return None

    return run


THINGS: dict[str, Callable[[], object]] = {
    "a datagram": a_datagram,
    "a message": a_message,
    "IPv6": over_ipv6,
    "a socket file": a_socket_file,
    "a question for a name": lambda: socket.getaddrinfo("quittenzeisig.example.org", 443),
    "an older question for a name": lambda: socket.gethostbyname_ex("quittenzeisig.example.org"),
    "a question for an address": lambda: socket.gethostbyaddr("192.0.2.7"),
    "a question for a peer's name": lambda: socket.getnameinfo(("192.0.2.7", 443), 0),
    "a program": lambda: subprocess.run([sys.executable, "-c", ""], check=False),
    "a shell": lambda: os.system("true"),
    "a pipe": lambda: os.popen("true"),
    "a spawned program": lambda: os.posix_spawn("/bin/true", ["true"], {}),
    "a program in this one's place": lambda: os.execv("/bin/nothing-of-this-name", ["nothing"]),
    "a fork": os.fork,
    "a forked process": processes("fork"),
    "the C library": lambda: ctypes.CDLL(None).connect,
}


@pytest.mark.parametrize("thing", THINGS)
def test_nothing_else_slips_through(thing: str) -> None:
    with egress.guard(MACHINE, ()), pytest.raises(egress.Refused):
        THINGS[thing]()


@pytest.mark.parametrize("start", ["spawn", "forkserver"])
def test_no_fresh_interpreter_is_started(start: str) -> None:
    """In an interpreter of its own, since the module that starts processes tells only when it is first loaded."""
    program = (
        "import multiprocessing\n"
        "from communique.translation import egress\n"
        "from communique.house import EngineRule\n"
        "with egress.guard(EngineRule('local', 'machine'), ()):\n"
        "    try:\n"
        f"        multiprocessing.get_context('{start}').Process(target=len, args=('',)).start()\n"
        "    except egress.Refused:\n"
        "        print('refused')\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout == "refused\n", done.stderr


def test_an_interpreter_that_ends_ends_without_a_word() -> None:
    """It empties its modules one by one and may open something after that; the guard is asked until the end."""
    program = (
        "import sys, types\n"
        "early = sys.modules['early'] = types.ModuleType('early')\n"
        "from communique.translation import egress\n"
        "from communique.house import EngineRule\n"
        "with egress.guard(EngineRule('local', 'machine'), ()):\n"
        "    pass\n"
        "class Late:\n"
        "    audit = sys.audit\n"
        "    def __del__(self):\n"
        "        self.audit('socket.connect', None, ('127.0.0.1', 9))\n"
        "early.late, sys.kept = Late(), (egress, early)\n"
        "del early\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("rule", [MACHINE, EngineRule("libretranslate", "machine")])
def test_a_proxy_on_this_machine_leads_elsewhere(services: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, rule: EngineRule) -> None:
    """It stands at an address that is allowed, and would hand on a text to any other."""
    proxy = services("libretranslate")
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, proxy.url.removeprefix("http://") if name == "https_proxy" else proxy.url)
    monkeypatch.delenv("no_proxy", raising=False)

    with egress.guard(rule, {"127.0.0.1", "localhost"}), pytest.raises(egress.Refused):
        by_bare_socket(proxy.url)
    assert proxy.asked == []


def test_an_engine_on_this_machine_is_asked_past_the_proxies(services: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    proxy, service = services("libretranslate"), services("libretranslate")
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, proxy.url)
    monkeypatch.delenv("no_proxy", raising=False)
    body = {"q": ["Le projet avance."], "source": "fr", "target": "en", "format": "text"}

    with egress.guard(MACHINE, {"127.0.0.1"}):
        assert post("libretranslate", f"{service.url}/translate", body, headers={}, patience=Patience(tries=1))["translatedText"]
    assert (len(service.asked), len(proxy.asked)) == (1, 0)


def test_a_name_for_this_machine_is_not_believed_where_it_leads_elsewhere() -> None:
    with egress.guard(MACHINE, {"localhost"}), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as bare, pytest.raises(egress.Refused):
        bare.connect(("192.0.2.7", 443))


def test_a_library_tells_no_log_what_a_service_answered(services: Callable[..., Any], caplog: pytest.LogCaptureFixture) -> None:
    service = services("libretranslate")
    service.plan.extend(["redirect"] * 2)
    caplog.set_level(logging.DEBUG)

    with egress.guard(MACHINE, {"127.0.0.1"}):
        by_httpx(service.url)
        requests.get(service.url, timeout=2, allow_redirects=False)
    assert len(service.asked) == 2
    assert "elsewhere" not in caplog.text


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
        (EU, "Translate.Google.com"),
        (EU, "translate.google.com."),
        (EU, "translate\u3002google\uff0ecom"),
        (EU, "translate.googleapis.com"),
        (EU, "api-us.deepl.com"),
        (EU, "eu.api.openai.com"),
        (EU, "api.cognitive.microsofttranslator.com"),
        (MACHINE, "127.0.0.1.example.org"),
        (MACHINE, "192.168.0.7"),
    ],
)
def test_a_host_is_not_believed_to_be_nearer_than_it_is(rule: EngineRule, host: str) -> None:
    with pytest.raises(egress.Refused, match=plain_name(host)), egress.guard(rule, {host}):
        pass


@pytest.mark.parametrize("model", ["gpt-oss:120b-cloud", "glm-5:cloud"])
def test_a_model_on_this_machine_that_hands_its_texts_on_is_not_on_this_machine(model: str) -> None:
    with pytest.raises(egress.Refused, match="service is elsewhere"), egress.guard(EngineRule("llm", "machine", {"model": model}), {"::1"}):
        pass


@pytest.mark.parametrize("name,host", [("google", "eu"), ("mymemory", "machine"), ("deepl", "machine"), ("microsoft", "machine")])
def test_a_service_is_not_nearer_because_its_proxy_is(name: str, host: str) -> None:
    with pytest.raises(egress.Refused, match="service is elsewhere"), egress.guard(EngineRule(name, host), {"127.0.0.1"}):
        pass


@pytest.mark.parametrize("rule,host", [(EU, "api.deepl.com"), (EU, "translate.example.org"), (MACHINE, "::1"), (ANYWHERE, "localhost")])
def test_a_host_of_the_class_that_is_said_is_let_through(rule: EngineRule, host: str) -> None:
    with egress.guard(rule, {host}):
        pass


def test_only_engines_of_an_allowed_class_are_permitted() -> None:
    rules = (ANYWHERE, EU, MACHINE)

    assert egress.permitted(rules, {"machine"}) == (MACHINE,)
    assert egress.permitted(rules, {"machine", "eu"}) == (EU, MACHINE)
    assert egress.permitted(rules, ()) == ()
