"""Where text may go: which engines a release is given, and a guard below them that stops any other connection.

The guard is an audit hook of the interpreter: whatever library an engine uses, a look-up or connection to a host that is not named
is refused before a byte leaves. It holds for the thread that set it, and refuses to start programs under it. What a thread of an
engine's own or native code does is beyond it: no engine here starts threads, and the native one is given bytes and texts only.
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from urllib.parse import urlsplit
from urllib.request import getproxies

from .errors import EngineError
from .house import EngineRule
from .languages import Wording

CLASSES = ("machine", "eu", "any")
# What is known of public hosts; the house vouches for its own ones. DeepL's free service makes no promise about the region.
KNOWN = {
    "api.deepl.com": "eu",
    "api-free.deepl.com": "any",
    "translate.google.com": "any",
    "api.mymemory.translated.net": "any",
    "api.cognitive.microsofttranslator.com": "any",
    "libretranslate.com": "any",
    "libretranslate.de": "any",
}

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
CHOOSE = Wording(
    "choisissez un autre moteur ou corrigez templates/house.toml",
    "wählen Sie eine andere Engine oder korrigieren Sie templates/house.toml",
    "choose another engine or mend templates/house.toml",
)


class Refused(EngineError):
    """An engine tried to connect where the house's policy does not let it; nothing was sent."""


@dataclass(frozen=True, slots=True)
class _Guard:
    engine: str
    hosts: frozenset[str]


_GUARD: ContextVar[_Guard | None] = ContextVar("egress", default=None)


def permitted(rules: Sequence[EngineRule], allowed: Iterable[str]) -> tuple[EngineRule, ...]:
    """The engines whose host class is among the allowed ones, in the house's order of preference."""
    return tuple(rule for rule in rules if rule.host in frozenset(allowed))


@contextmanager
def guard(rule: EngineRule, hosts: Iterable[str]) -> Iterator[None]:
    """Let the engine of a rule connect to these hosts and to none else while the context lasts.

    Raises Refused where a host is known not to be of the class that house.toml says, and from within on any other connection.
    """
    named = frozenset(host.lower() for host in hosts)
    for host in named:
        if CLASSES.index(class_of(host, rule.host)) > CLASSES.index(rule.host):
            raise Refused(rule.name, OTHER_CLASS.fill(said=rule.host, host=host), CHOOSE)
    _watch()
    token = _GUARD.set(_Guard(rule.name, named if rule.host == "machine" else named | _proxies()))
    try:
        yield
    finally:
        _GUARD.reset(token)


def class_of(host: str, said: str) -> str:
    """The class of a host: machine for loopback, what is known of public ones, else what house.toml says of it, but not machine."""
    if _loopback(host):
        return "machine"
    return KNOWN.get(host) or ("any" if said == "machine" else said)


def admit(url: str) -> None:
    """Refuse an address whose host the guard does not name; for the transport of an engine. Raises Refused; without a guard nothing."""
    guarded = _GUARD.get()
    if guarded is not None:
        _admit(guarded, urlsplit(url).hostname or "")


def _admit(guarded: _Guard, host: str) -> None:
    if host.lower() not in guarded.hosts:
        raise Refused(guarded.engine, NOT_NAMED.fill(host=host), CHOOSE)


def _proxies() -> frozenset[str]:
    """The hosts of the proxies that this machine's settings name."""
    return frozenset(host for url in getproxies().values() if (host := urlsplit(url).hostname))


def _loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


@cache
def _watch() -> None:
    """Set the hook, once a process: it cannot be taken away again, and does nothing where no guard is set."""
    sys.addaudithook(_hook)


def _hook(event: str, args: tuple[object, ...]) -> None:
    if event not in WATCHED or (guarded := _GUARD.get()) is None:
        return
    token = _GUARD.set(None)
    try:
        WATCHED[event](guarded, args)
    finally:
        _GUARD.reset(token)


def _name(guarded: _Guard, args: tuple[object, ...]) -> None:
    host = args[0]
    _admit(guarded, host.decode() if isinstance(host, bytes) else str(host or "localhost"))


def _address(guarded: _Guard, args: tuple[object, ...]) -> None:
    """A connection: to a host by name, to an address of a host that is named, or within the machine by a socket file."""
    if not isinstance(args[1], tuple):
        return
    host = str(args[1][0])
    if host.lower() not in guarded.hosts and host not in _addresses(guarded.hosts):
        raise Refused(guarded.engine, NOT_NAMED.fill(host=host), CHOOSE)


def _addresses(hosts: frozenset[str]) -> frozenset[str]:
    found: set[str] = set()
    for host in hosts:
        try:
            found.update(str(info[4][0]) for info in socket.getaddrinfo(host, None))
        except OSError:
            continue
    return frozenset(found)


def _never(guarded: _Guard, args: tuple[object, ...]) -> None:
    raise Refused(guarded.engine, NOT_NAMED.fill(host="another program"), CHOOSE)


WATCHED = {
    "socket.getaddrinfo": _name,
    "socket.gethostbyname": _name,
    "socket.connect": _address,
    "socket.sendto": _address,
    "socket.sendmsg": _address,
    "subprocess.Popen": _never,
    "os.system": _never,
    "os.posix_spawn": _never,
}
