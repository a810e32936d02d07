"""The house: where things lie, and what `templates/house.toml` says about languages, engines and approvals."""

from __future__ import annotations

import base64
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from . import allowances
from .allowances import Allowance
from .errors import HouseError
from .inclusion import policy
from .languages import Language, Wording

HOSTS = frozenset({"machine", "eu", "any"})
KEY_FILE = "COMMUNIQUE_GATE_KEY"
ZONE = "Europe/Paris"
# Wire services take headlines of 100 to 125 characters; agencies cut leads that run past a screen of a telephone.
LIMITS = {"title": 110, "lead": 700}


@dataclass(frozen=True, slots=True)
class EngineRule:
    """One engine that the house allows, in order of preference; `host` is where text goes: machine, eu or any."""

    name: str
    host: str
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class House:
    """A project folder with `drafts/`, `templates/` and `output/`.

    `approvals` names, for each partner id (or `*`), the languages it approves; `public_key` is the gate's Ed25519 key, 32 bytes, or
    empty while there is none; `embargo_hosts` are the host classes that may see text under embargo, `exceptions` what is allowed beyond
    them for one release; `zone` the IANA time zone;
    `limits` the most characters that a `title` and a `lead` may have; `inclusive` the style of inclusive forms by language, one of
    `inclusion.STYLES`, where no partner asks for another.
    """

    root: Path
    name: str
    languages: tuple[Language, ...]
    engines: tuple[EngineRule, ...]
    approvals: Mapping[str, tuple[Language, ...]]
    public_key: bytes
    embargo_hosts: frozenset[str] = frozenset({"machine"})
    exceptions: tuple[Allowance, ...] = ()
    zone: str = ZONE
    limits: Mapping[str, int] = field(default_factory=lambda: LIMITS)
    inclusive: Mapping[Language, str] = field(default_factory=dict)

    @property
    def templates(self) -> Path:
        """The folder of the house style."""
        return self.root / "templates"

    @property
    def drafts(self) -> Path:
        """The drop folder, and the record of every release."""
        return self.root / "drafts"

    @property
    def output(self) -> Path:
        """Where rendered releases lie."""
        return self.root / "output"

    @property
    def state(self) -> Path:
        """Disposable state of this machine: codes, indexes, locks. Never in git."""
        return self.root / ".communique"

    @property
    def key_file(self) -> Path:
        """The gate's private key: `$COMMUNIQUE_GATE_KEY`, or `.communique/gate.key`."""
        return Path(os.environ.get(KEY_FILE) or self.state / "gate.key")

    def asks(self, partner: str) -> tuple[Language, ...]:
        """The languages that a partner's reviewers have to approve: its own line under `[approvals]`, or that of `*`."""
        return self.approvals.get(partner, self.approvals.get("*", ()))


NOT_A_HOUSE = Wording(
    "ce dossier n’est pas un projet communique : il y manque templates/house.toml",
    "dieser Ordner ist kein communique-Projekt: templates/house.toml fehlt",
    "this folder is not a communique project: templates/house.toml is missing",
)
GO_THERE = Wording(
    "placez-vous dans le dossier du projet ou donnez-le avec --house",
    "wechseln Sie in den Projektordner oder nennen Sie ihn mit --house",
    "go to the project’s folder or name it with --house",
)
BROKEN = Wording("ne se lit pas ({why})", "ist nicht lesbar ({why})", "cannot be read ({why})")
MEND = Wording(
    "corrigez cette ligne ; le modèle est dans docs/operate.md",
    "korrigieren Sie diese Zeile; das Muster steht in docs/operate.md",
    "mend that line; docs/operate.md has the pattern",
)


def load(root: Path) -> House:
    """The house in a folder. Raises HouseError where house.toml is missing or broken."""
    path = root / "templates" / "house.toml"
    if not path.is_file():
        raise HouseError(root, NOT_A_HOUSE, GO_THERE)
    try:
        return _house(root.resolve(), tomllib.loads(path.read_text(encoding="utf-8")))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise HouseError("templates/house.toml", BROKEN.fill(why=f"{type(error).__name__}: {error}"), MEND) from error


def _house(root: Path, values: Mapping[str, Any]) -> House:
    embargo = values.get("embargo", {})
    hosts, zone = embargo.get("hosts", ["machine"]), embargo.get("zone", ZONE)
    if not isinstance(hosts, list) or not set(hosts) <= HOSTS:
        raise ValueError(f"hosts = {hosts!r}: a list of machine, eu, any")
    ZoneInfo(zone)
    engines = tuple(_engine(rule) for rule in values.get("engines", ()))
    return House(
        root=root,
        name=values["name"],
        languages=tuple(Language(code) for code in values["languages"]),
        engines=engines,
        approvals={partner: tuple(Language(code) for code in codes) for partner, codes in values["approvals"].items()},
        public_key=base64.b64decode(values.get("gate", {}).get("public_key", ""), validate=True),
        embargo_hosts=frozenset(hosts),
        exceptions=allowances.read(embargo.get("exceptions", []), (rule.name for rule in engines)),
        zone=zone,
        limits={**LIMITS, **_limits(values.get("limits", {}))},
        inclusive=policy(values.get("inclusive", {})),
    )


def _limits(values: Mapping[str, Any]) -> dict[str, int]:
    """Numbers of characters by part. Raises ValueError for anything else."""
    if not all(name in LIMITS and type(number) is int and number > 0 for name, number in values.items()):
        raise ValueError(f"limits = {dict(values)!r}: {' and '.join(LIMITS)}, a number of characters each")
    return dict(values)


def _engine(rule: Mapping[str, Any]) -> EngineRule:
    host = rule["host"]
    if host not in HOSTS:
        raise ValueError(f"host = {host!r}")
    return EngineRule(rule["name"], host, {key: value for key, value in rule.items() if key not in {"name", "host"}})
