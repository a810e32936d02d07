"""The house: where things lie, and what `templates/house.toml` says about languages, engines and approvals."""

from __future__ import annotations

import base64
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from .errors import HouseError
from .languages import Language, Wording
from .rules import allowances, reach, timetable, web_address
from .rules.allowances import Allowance
from .rules.demands import Demand, demands, number_of_people
from .rules.inclusion import policy
from .rules.timetable import Timetable
from .rules.web_address import Web

HOSTS = frozenset({"machine", "eu", "any"})
KEY_FILE = "COMMUNIQUE_GATE_KEY"
ZONE = "Europe/Paris"
# A line that is misspelt would ask for fewer people than were meant.
GATE_LINES = frozenset({"public_key", "former_keys", "people"})
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

    `approvals` names, for each partner id (or `*`), what it approves; `public_key` is the gate's Ed25519 key, 32 bytes, or
    empty while there is none, `former_keys` those before it, the oldest first;
    `embargo_hosts` are the host classes that may see text under embargo, `exceptions` what is allowed beyond
    them for one release; `zone` the IANA time zone;
    `limits` the most characters that a `title` and a `lead` may have; `inclusive` the style of inclusive forms by language, one of
    `inclusion.STYLES`, where no partner asks for another; `review` the days and hours that reviewers have; `desk` the address under
    which they reach the review desk, empty for none; `officers` the mail addresses of those who look after releases,
    `editor` name and address of whoever is responsible for what is published; `web` says where releases lie on the web.
    """

    root: Path
    name: str
    languages: tuple[Language, ...]
    engines: tuple[EngineRule, ...]
    approvals: Mapping[str, tuple[Demand, ...]]
    public_key: bytes
    embargo_hosts: frozenset[str] = frozenset({"machine"})
    exceptions: tuple[Allowance, ...] = ()
    zone: str = ZONE
    limits: Mapping[str, int] = field(default_factory=lambda: LIMITS)
    inclusive: Mapping[Language, str] = field(default_factory=dict)
    review: Timetable = field(default_factory=Timetable)
    desk: str = ""
    officers: tuple[str, ...] = ()
    editor: str = ""
    former_keys: tuple[bytes, ...] = ()
    web: Web = field(default_factory=Web)

    @property
    def keys(self) -> tuple[bytes, ...]:
        """The public keys that verify this house's record, the present one first; none while there is none."""
        return (self.public_key, *self.former_keys) if self.public_key else ()

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

    def local(self, moment: datetime) -> datetime:
        """A moment on the clocks of the house's zone."""
        return moment.astimezone(ZoneInfo(self.zone))

    def asks(self, partner: str) -> tuple[Demand, ...]:
        """What a partner's reviewers have to approve: its own line under `[approvals]`, or that of `*`."""
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

NO_ENGINES = Wording(
    "un moteur de traduction n’y est pas écrit comme une table avec son nom",
    "eine Übersetzungs-Engine steht dort nicht als Tabelle mit ihrem Namen",
    "a translation engine does not stand there as a table with its name",
)
AS_A_TABLE = Wording(
    "écrivez une ligne [[engines]], puis name = «\u00a0…\u00a0» et host = «\u00a0…\u00a0»",
    "schreiben Sie eine Zeile [[engines]], darunter name = „…“ und host = „…“",
    "write a line [[engines]], below it name = “…” and host = “…”",
)
NO_HOST = Wording(
    "sous {name}, «\u00a0host\u00a0» ne dit pas où vont les textes",
    "bei {name} sagt „host“ nicht, wohin die Texte gehen",
    "under {name}, “host” does not say where texts go",
)
HOST_IS = Wording(
    "écrivez host = «\u00a0machine\u00a0» (cet ordinateur), «\u00a0eu\u00a0» (l’Union européenne) ou «\u00a0any\u00a0» "
    "(n’importe où), en minuscules",
    "schreiben Sie host = „machine“ (dieser Rechner), „eu“ (die Europäische Union) oder „any“ (irgendwo), in kleinen Buchstaben",
    "write host = “machine” (this computer), “eu” (the European Union) or “any” (anywhere), in small letters",
)
NO_HOSTS = Wording(
    "sous [embargo], «\u00a0hosts\u00a0» ne dit pas qui peut voir un texte sous embargo",
    "unter [embargo] sagt „hosts“ nicht, wer einen gesperrten Text sehen darf",
    "under [embargo], “hosts” does not say who may see a text under embargo",
)
HOSTS_ARE = Wording(
    "écrivez une liste de machine, eu et any\u00a0: hosts = [«\u00a0machine\u00a0»]",
    "schreiben Sie eine Liste aus machine, eu und any: hosts = [„machine“]",
    "write a list of machine, eu and any: hosts = [“machine”]",
)
TWICE = Wording(
    "{name} y est deux fois sous [[engines]]", "{name} steht dort zweimal unter [[engines]]", "{name} stands there twice under [[engines]]"
)
ONE_OF_THEM = Wording("ôtez l’une des deux tables", "nehmen Sie eine der beiden Tabellen heraus", "take one of the two tables out")

# Names under which people write a key here; git keeps it for good.
KEYS = frozenset({"key", "api_key", "apikey", "api-key", "auth_key", "token", "password", "secret"})
KEY_INSIDE = Wording(
    "une clé d’accès est écrite sous {name}", "bei {name} steht ein Zugangsschlüssel", "an access key is written under {name}"
)
KEY_OUTSIDE = Wording(
    "ôtez-la d’ici, faites-la remplacer et placez la nouvelle dans une variable d’environnement (docs/engines.md)",
    "nehmen Sie ihn heraus, lassen Sie ihn ersetzen und legen Sie den neuen in eine Umgebungsvariable (docs/engines.md)",
    "take it out, have it replaced and put the new one into an environment variable (docs/engines.md)",
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
    if not isinstance(hosts, list) or not all(isinstance(host, str) and host in HOSTS for host in hosts):
        raise HouseError("templates/house.toml", NO_HOSTS, HOSTS_ARE)
    ZoneInfo(zone)
    gate = values.get("gate", {})
    if unknown := sorted(set(gate) - GATE_LINES):
        raise ValueError(f"gate: {', '.join(unknown)}: the lines are {', '.join(sorted(GATE_LINES))}")
    engines = _engines(values.get("engines", []))
    return House(
        root=root,
        name=values["name"],
        languages=tuple(Language(code) for code in values["languages"]),
        engines=engines,
        approvals=demands(values["approvals"], number_of_people(gate.get("people", 1))),
        public_key=base64.b64decode(gate.get("public_key", ""), validate=True),
        embargo_hosts=frozenset(hosts),
        exceptions=allowances.read(embargo.get("exceptions", []), (rule.name for rule in engines)),
        zone=zone,
        limits={**LIMITS, **_limits(values.get("limits", {}))},
        inclusive=policy(values.get("inclusive", {})),
        review=timetable.read(values.get("review", {})),
        desk=reach.desk(values.get("desk", {})),
        officers=reach.officers(values.get("notices", {})),
        editor=reach.editor(values.get("publisher", {})),
        former_keys=tuple(base64.b64decode(key, validate=True) for key in gate.get("former_keys", [])),
        web=web_address.read(values.get("web", {})),
    )


def _limits(values: Mapping[str, Any]) -> dict[str, int]:
    """Numbers of characters by part. Raises ValueError for anything else."""
    if not all(name in LIMITS and type(number) is int and number > 0 for name, number in values.items()):
        raise ValueError(f"limits = {dict(values)!r}: {' and '.join(LIMITS)}, a number of characters each")
    return dict(values)


def _engines(rules: object) -> tuple[EngineRule, ...]:
    """The engines in the house's order. Raises HouseError: a word that is misspelt must not decide where texts go."""
    if not isinstance(rules, list) or not all(isinstance(rule, Mapping) for rule in rules):
        raise HouseError("templates/house.toml", NO_ENGINES, AS_A_TABLE)
    engines = tuple(_engine(rule) for rule in rules)
    names = [engine.name for engine in engines]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise HouseError("templates/house.toml", TWICE.fill(name=twice), ONE_OF_THEM)
    return engines


def _engine(rule: Mapping[str, Any]) -> EngineRule:
    name, host = rule.get("name"), rule.get("host")
    if not isinstance(name, str) or not name:
        raise HouseError("templates/house.toml", NO_ENGINES, AS_A_TABLE)
    if not isinstance(host, str) or host not in HOSTS:
        raise HouseError("templates/house.toml", NO_HOST.fill(name=name), HOST_IS)
    if KEYS & {key.lower() for key in rule}:
        raise HouseError("templates/house.toml", KEY_INSIDE.fill(name=name), KEY_OUTSIDE)
    return EngineRule(name, host, {key: value for key, value in rule.items() if key not in {"name", "host"}})
