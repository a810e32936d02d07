"""Where text may go: which engines a release is given, and a guard below them that stops any other connection.

The guard is an audit hook of the interpreter: whatever library an engine uses, a look-up or connection to a host that is not named
is refused before a byte leaves. It holds for the thread that set it and for every thread that this one starts, and refuses to start
programs and processes. What native code does is beyond it: the native engine is given bytes and texts only.
"""

from __future__ import annotations

import logging
import socket
import sys
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from dataclasses import dataclass, field
from functools import cache, partial
from urllib.parse import urlsplit

from ..errors import EngineError
from ..house import EngineRule
from ..languages import Wording
from .jurisdictions import CLASSES, class_of, farthest, is_farther, is_loopback, plain_name
from .proxies import Proxy, proxy_of, ways_out

__all__ = ["CLASSES", "Refused", "admit", "class_of", "guard", "permitted", "proxy", "vouched"]

# What these write to a log holds addresses and the headers of answers, and services quote what they were sent.
TALKATIVE = ("httpx", "httpcore", "httpcore.connection", "httpcore.http11", "urllib3", "urllib3.connectionpool")

NOT_NAMED = Wording(
    "voulait joindre {host}, que la maison n’autorise pas pour ce texte",
    "wollte {host} erreichen; das erlaubt das Haus für diesen Text nicht",
    "tried to reach {host}, which the house does not allow for this text",
)
OTHER_CLASS = Wording(
    "templates/house.toml dit host = « {said} », mais {host} n’en fait pas partie",
    "templates/house.toml sagt host = „{said}“, doch {host} gehört nicht dazu",
    "templates/house.toml says host = “{said}”, but {host} is not one of these",
)
NOT_THE_SERVICE = Wording(
    "templates/house.toml dit host = « {said} », mais ce service se trouve ailleurs",
    "templates/house.toml sagt host = „{said}“, doch dieser Dienst steht anderswo",
    "templates/house.toml says host = “{said}”, but this service is elsewhere",
)
CHOOSE = Wording(
    "choisissez un autre moteur ou corrigez templates/house.toml",
    "wählen Sie eine andere Engine oder korrigieren Sie templates/house.toml",
    "choose another engine or mend templates/house.toml",
)


class Refused(EngineError):
    """An engine tried to connect where the house's policy does not let it; nothing was sent."""


@dataclass(frozen=True, slots=True)
class _Guard:
    """One engine's leave: host names, the addresses that they had so far, and a proxy; the others on this machine lead elsewhere."""

    engine: str
    machine: bool
    hosts: frozenset[str]
    proxy: Proxy | None
    ways_out: frozenset[tuple[str, int]]
    addresses: set[str] = field(default_factory=set)


_Judge = Callable[[_Guard, tuple[object, ...]], None]
_GUARD: ContextVar[_Guard | None] = ContextVar("egress", default=None)


def permitted(rules: Sequence[EngineRule], allowed: Iterable[str], excepted: Iterable[str] = ()) -> tuple[EngineRule, ...]:
    """The engines whose host class is among the allowed ones or whose name is excepted, in the house's order of preference."""
    classes, names = frozenset(allowed), frozenset(excepted)
    return tuple(rule for rule in rules if rule.host in classes or rule.name in names)


def vouched(rule: EngineRule, hosts: Iterable[str]) -> Proxy | None:
    """By which proxy the engine of a rule reaches its hosts, None where by none.

    Raises Refused where a host, the service or its model is known to be farther than house.toml says, EngineError as `proxy_of`.
    """
    named = frozenset(map(plain_name, hosts))
    for host in sorted(named):
        if is_farther(class_of(host, rule.host), rule.host):
            raise Refused(rule.name, OTHER_CLASS.fill(said=rule.host, host=host), CHOOSE)
    if named and is_farther(farthest(rule.name, rule.settings.get("model")), rule.host):
        raise Refused(rule.name, NOT_THE_SERVICE.fill(said=rule.host), CHOOSE)
    return proxy_of(rule, named)


@contextmanager
def guard(rule: EngineRule, hosts: Collection[str]) -> Iterator[None]:
    """Let the engine of a rule connect to these hosts, by its proxy if it has one, and to none else while the context lasts.

    Raises as `vouched`, and Refused from within on any other connection.
    """
    named, way = frozenset(map(plain_name, hosts)), vouched(rule, hosts)
    _watch()
    _hush()
    others = ways_out() - ({(way.host, way.port)} if way else set())
    token = _GUARD.set(_Guard(rule.name, rule.host == "machine", named, way, others))
    try:
        yield
    finally:
        _GUARD.reset(token)


def proxy() -> str:
    """The address of the proxy that the guarded engine goes out by, for its transport; empty for none, and without a guard."""
    guarded = _GUARD.get()
    return guarded.proxy.url if guarded and guarded.proxy else ""


def admit(url: str) -> None:
    """Refuse an address whose host the guard does not name; for the transport of an engine. Raises Refused; without a guard nothing."""
    guarded = _GUARD.get()
    if guarded is not None:
        _admit(guarded, urlsplit(url).hostname or "")


def _admit(guarded: _Guard, host: str) -> None:
    if plain_name(host) not in guarded.hosts:
        raise _refused(guarded, host)


def _refused(guarded: _Guard, host: str) -> Refused:
    return Refused(guarded.engine, NOT_NAMED.fill(host=host), CHOOSE)


def _hush() -> None:
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.CRITICAL)


@cache
def _watch() -> None:
    """Set the hook, once a process: it cannot be taken away again, and does nothing where no guard is set."""
    start = threading.Thread.start

    def start_under_guard(self: threading.Thread) -> None:
        # A new thread begins without its parent's context; before Python 3.12 no audit event tells of it.
        if _GUARD.get() is not None:
            context, run = copy_context(), self.run
            self.run = lambda: context.run(run)  # type: ignore[method-assign]
        start(self)

    threading.Thread.start = start_under_guard  # type: ignore[method-assign]
    # With its values bound: an interpreter that ends empties this module, and calls the hook after that.
    sys.addaudithook(partial(_hook, WATCHED, _GUARD))


def _hook(watched: Mapping[str, _Judge], current: ContextVar[_Guard | None], event: str, args: tuple[object, ...]) -> None:
    if event not in watched or (guarded := current.get()) is None:
        return
    token = current.set(None)
    try:
        watched[event](guarded, args)
    finally:
        current.reset(token)


def _name(guarded: _Guard, args: tuple[object, ...]) -> None:
    host = plain_name(args[0].decode() if isinstance(args[0], bytes) else str(args[0] or "localhost"))
    if not (guarded.proxy and host == guarded.proxy.host):
        _admit(guarded, host)


def _address(guarded: _Guard, args: tuple[object, ...]) -> None:
    """A connection: to a host by name, or to an address of a host that is named. A socket file may be a way out like any other."""
    where = args[1]
    if not isinstance(where, tuple):
        raise _refused(guarded, "a socket file")
    host, port = plain_name(str(where[0])), where[1]
    known = _among(guarded.hosts, guarded.addresses, host) or _is_proxy(guarded, host, port)
    if not known or (guarded.machine and not is_loopback(host)) or _leads_out(guarded, host, port):
        raise _refused(guarded, host)


def _is_proxy(guarded: _Guard, host: str, port: object) -> bool:
    """Whether this is the proxy that house.toml names: one port of one host."""
    return guarded.proxy is not None and port == guarded.proxy.port and _among({guarded.proxy.host}, set(), host)


def _leads_out(guarded: _Guard, host: str, port: object) -> bool:
    """Whether this is a proxy of the machine's settings: it stands here and hands on to anywhere."""
    return any(port == there and (host == name or (is_loopback(host) and is_loopback(name))) for name, there in guarded.ways_out)


def _among(hosts: Collection[str], seen: set[str], host: str) -> bool:
    """Whether a host is one of these by name or address; large services change theirs between two questions, and all count."""
    if host in hosts or host in seen:
        return True
    for name in hosts:
        try:
            seen.update(str(info[4][0]) for info in socket.getaddrinfo(name, None))
        except OSError:
            continue
    return host in seen


def _peer(guarded: _Guard, args: tuple[object, ...]) -> None:
    _address(guarded, (None, *args))


def _never(guarded: _Guard, args: tuple[object, ...]) -> None:
    raise _refused(guarded, "another program")


def _bare(guarded: _Guard, args: tuple[object, ...]) -> None:
    """A socket below the transports, whose packets no other event tells of."""
    if args[2] == socket.SOCK_RAW:
        raise _refused(guarded, "a raw socket")


def _module(guarded: _Guard, args: tuple[object, ...]) -> None:
    """What starts processes without an event of its own."""
    if str(args[0]) in SPAWNING:
        raise _refused(guarded, "another program")


def _symbol(guarded: _Guard, args: tuple[object, ...]) -> None:
    """A function of the C library, called past the interpreter."""
    if args[1] in NATIVE:
        raise _refused(guarded, "another program")


SPAWNING = frozenset({"multiprocessing.popen_spawn_posix", "multiprocessing.popen_spawn_win32", "multiprocessing.popen_forkserver"})
NATIVE = frozenset({"connect", "sendto", "sendmsg", "sendmmsg", "getaddrinfo", "gethostbyname", "system", "popen", "fork", "execve"})
# How programs and processes are started.
STARTS = ("subprocess.Popen", "os.system", "os.posix_spawn", "os.exec", "os.spawn", "os.fork", "os.forkpty", "pty.spawn")
WATCHED = {
    "socket.__new__": _bare,
    "socket.getaddrinfo": _name,
    "socket.gethostbyname": _name,
    "socket.gethostbyaddr": _name,
    "socket.getnameinfo": _peer,
    "socket.connect": _address,
    "socket.sendto": _address,
    "socket.sendmsg": _address,
    **dict.fromkeys(STARTS, _never),
    "import": _module,
    "ctypes.dlsym": _symbol,
}
