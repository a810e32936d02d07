"""A proxy on an engine's way out: only the one that house.toml names for it is taken, whatever the machine's settings say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit
from urllib.request import getproxies, proxy_bypass

from ..errors import EngineError
from ..house import EngineRule
from ..languages import Wording
from .jurisdictions import is_loopback, plain_name

# What stands in house.toml for going past the proxy of the machine's settings.
NONE = "none"
PORTS = {"http": 80, "https": 443}

NOT_NAMED = Wording(
    "les réglages de cette machine mènent à {host} par un mandataire (proxy) que templates/house.toml ne nomme pas",
    "die Einstellungen dieses Rechners führen zu {host} über einen Proxy, den templates/house.toml nicht nennt",
    "this machine’s settings lead to {host} by a proxy that templates/house.toml does not name",
)
NAME_IT = Wording(
    "demandez au service informatique s’il lit les textes, puis écrivez proxy = «\u00a0{proxy}\u00a0» sous ce moteur, "
    "ou proxy = «\u00a0none\u00a0»",
    "fragen Sie Ihre IT, ob dieser Proxy mitliest, und schreiben Sie proxy = „{proxy}“ zu dieser Engine, oder proxy = „none“",
    "ask your IT people whether that proxy reads texts, then write proxy = “{proxy}” under this engine, or proxy = “none”",
)
NO_PROXY = Wording(
    "a dans house.toml un «\u00a0proxy\u00a0» qui n’en est pas un",
    "hat in house.toml einen „proxy“, der keiner ist",
    "has a “proxy” in house.toml that is none",
)
AS_IN = Wording(
    "écrivez proxy = «\u00a0http://nom:3128\u00a0», sans mot de passe\u00a0: celui-ci reste dans la variable HTTPS_PROXY",
    "schreiben Sie proxy = „http://name:3128“ ohne Kennwort: dieses bleibt in der Variablen HTTPS_PROXY",
    "write proxy = “http://name:3128” without a password: that stays in the variable HTTPS_PROXY",
)


@dataclass(frozen=True, slots=True)
class Proxy:
    """Where an engine's connections go out; the address may hold a password and is never shown."""

    host: str
    port: int
    url: str = field(repr=False)


def proxy_of(rule: EngineRule, hosts: Iterable[str]) -> Proxy | None:
    """The proxy by which an engine reaches its hosts, None where it goes straight; what is on this machine is always reached straight.

    Raises EngineError where house.toml names something else than a proxy, and where the machine's settings ask for one that it does not
    name: a proxy sees what an engine is asked for, and may open what is encrypted.
    """
    away = [host for host in hosts if not is_loopback(plain_name(host))]
    said = rule.settings.get("proxy")
    if not away or rule.host == "machine" or said == NONE:
        return None
    usual = _usual()
    if said is not None:
        return _named(rule, said, usual)
    for host in away if usual else ():
        if not proxy_bypass(host):
            shown = f"http://{usual.host}:{usual.port}" if usual else ""
            raise EngineError(rule.name, NOT_NAMED.fill(host=host), NAME_IT.fill(proxy=shown))
    return None


def _named(rule: EngineRule, said: object, usual: Proxy | None) -> Proxy:
    """The proxy that house.toml names, with the password that the machine's settings have for the same one."""
    parts = _parts(said) if isinstance(said, str) and "//" in said else None
    if parts is None or parts.password or parts.username or parts.path.strip("/") or parts.query:
        raise EngineError(rule.name, NO_PROXY, AS_IN)
    found = _proxy(parts)
    return usual if usual and (usual.host, usual.port) == (found.host, found.port) else found


def _usual() -> Proxy | None:
    """The proxy that the machine's settings name for addresses with https."""
    found = getproxies()
    parts = _parts(found.get("https") or found.get("all") or "")
    return _proxy(parts) if parts else None


def ways_out() -> frozenset[tuple[str, int]]:
    """The hosts and ports of all proxies that the machine's settings name."""
    found = (_parts(url) for name, url in getproxies().items() if name != "no")
    return frozenset((plain_name(parts.hostname), _port(parts)) for parts in found if parts and parts.hostname)


def _parts(url: str) -> SplitResult | None:
    parts = urlsplit(url if "//" in url else f"http://{url}")
    try:
        whole = parts.hostname and parts.scheme in {"", *PORTS} and (parts.port is None or parts.port > 0)
    except ValueError:
        return None
    return parts if whole else None


def _port(parts: SplitResult) -> int:
    return parts.port or PORTS.get(parts.scheme, 80)


def _proxy(parts: SplitResult) -> Proxy:
    return Proxy(plain_name(parts.hostname or ""), _port(parts), f"{parts.scheme or 'http'}://{parts.netloc}")
