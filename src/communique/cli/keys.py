"""`communique keys`: the key that signs decisions."""

from __future__ import annotations

from .. import upkeep
from ..house import House
from ..languages import Wording
from ._console import answer, command, group, tell

keys_command = group(
    "keys", Wording("La clé qui signe les décisions.", "Der Schlüssel, der Entscheidungen signiert.", "The key that signs decisions.")
)

NEW = Wording(
    "Crée la paire de clés : la privée reste sur cette machine, la publique va dans templates/house.toml.",
    "Erzeugt das Schlüsselpaar: der private bleibt auf diesem Rechner, der öffentliche steht in templates/house.toml.",
    "Makes the pair of keys: the private one stays on this machine, the public one goes into templates/house.toml.",
)
MADE = Wording(
    "Clé privée : {path} (à sauvegarder, jamais dans git). Clé publique inscrite dans templates/house.toml.",
    "Privater Schlüssel: {path} (sichern, nie in git). Öffentlicher Schlüssel in templates/house.toml eingetragen.",
    "Private key: {path} (keep a copy, never in git). Public key written to templates/house.toml.",
)


@command("new", NEW)
def new_command(house: House, *, as_json: bool) -> None:
    """Make the pair of keys."""
    house = upkeep.new_key(house)
    if as_json:
        answer({"private_key": str(house.key_file)})
    else:
        tell(MADE, path=house.key_file)


keys_command.add_command(new_command)
