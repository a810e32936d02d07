"""`communique engines`: which translation engines are ready, and models for the local one."""

from __future__ import annotations

import sys
from itertools import permutations
from pathlib import Path

import click

from .. import families
from ..errors import EngineError
from ..house import EngineRule, House
from ..languages import Language, Wording
from ..translation import egress, engine_choice
from ._console import answer, command, group, working
from ._sheet import say

engines_command = group("engines", Wording("Les moteurs de traduction.", "Die Übersetzungs-Engines.", "The translation engines."))

LIST = Wording(
    "Les moteurs de house.toml, dans l’ordre, et s’ils sont prêts.",
    "Die Engines aus house.toml in ihrer Reihenfolge, und ob sie bereit sind.",
    "The engines of house.toml in order, and whether they are ready.",
)
ADD = Wording(
    "Installe le modèle local d’une PAIRE de langues, par exemple fr-en. C’est la seule commande qui télécharge.",
    "Installiert das lokale Modell eines Sprach-PAARS, z. B. fr-en. Nur dieser Befehl lädt etwas herunter.",
    "Installs the local model of a PAIR of languages, such as fr-en. No other command downloads anything.",
)
READY = Wording("prêt", "bereit", "ready")
READY_FOR = Wording("prêt pour {pairs}", "bereit für {pairs}", "ready for {pairs}")
WAYS = tuple(permutations(Language, 2))
FROM = Wording(
    "prendre le modèle de ce dossier, sans réseau",
    "das Modell aus diesem Ordner nehmen, ohne Netz",
    "take the model from this folder, without a network",
)
FETCHING = Wording("Téléchargement du modèle {pair}…", "Modell {pair} wird geladen …", "Fetching the model {pair}…")


@command("list", LIST)
def list_command(house: House, *, as_json: bool) -> None:
    """Print the engines and whether they are ready."""
    states = [(rule, *_state(house, rule)) for rule in egress.permitted(house.engines, egress.CLASSES)]
    if as_json:
        answer([_values(*state) for state in states])
        return
    for rule, ways, why in states:
        state = why.fact if why else READY if len(ways) == len(WAYS) else READY_FOR.fill(pairs=", ".join(ways))
        click.echo(f"{rule.name:<14} {rule.host:<8} {say(state)}")
        if why and say(why.hint):
            click.echo(f"{'':<23} → {say(why.hint)}")


def _state(house: House, rule: EngineRule) -> tuple[list[str], EngineError | None]:
    """The pairs of languages that an engine can translate here and now, and why it cannot work."""
    try:
        engine = engine_choice.start(house, rule)
    except EngineError as error:
        return [], error
    return [f"{source}-{target}" for source, target in WAYS if engine.can(source, target)], None


def _values(rule: EngineRule, ways: list[str], why: EngineError | None) -> dict[str, object]:
    """An engine's state for a JSON answer."""
    found = {"engine": rule.name, "host": rule.host, "ready": why is None, "pairs": ways}
    return found | {"why": why and say(why.fact), "hint": why and say(why.hint)}


@command("add", ADD)
@click.argument("pair")
@click.option("--from", "folder", type=click.Path(path_type=Path), help=say(FROM))
def add_command(house: House, pair: str, *, folder: Path | None, as_json: bool) -> None:
    """Fetch a model for the local engine, or take it from a folder."""
    local, models = families.load("engines", "local"), house.state / "models"
    if folder:
        with working(FETCHING, pair=pair):
            files = local.place(pair, folder, models)
    else:
        # The library shows its own bars, a file each.
        files = local.fetch(pair, models, progress=sys.stderr.isatty())
    if as_json:
        answer([str(path) for path in files])
    else:
        click.echo("\n".join(str(path) for path in files))


engines_command.add_command(list_command)
engines_command.add_command(add_command)
