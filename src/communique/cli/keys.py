"""`communique keys`: the key that signs decisions."""

from __future__ import annotations

import click

from .. import gate
from ..decisions import Decision
from ..house import House
from ..languages import Wording
from ..operation import upkeep
from ..record import rotation
from ._console import answer, command, group, tell
from ._sheet import say

keys_command = group(
    "keys", Wording("La clé qui signe les décisions.", "Der Schlüssel, der Entscheidungen signiert.", "The key that signs decisions.")
)

NEW = Wording(
    "Crée la paire de clés\u00a0: la privée reste sur cette machine, la publique va dans templates/house.toml.",
    "Erzeugt das Schlüsselpaar: der private bleibt auf diesem Rechner, der öffentliche steht in templates/house.toml.",
    "Makes the pair of keys: the private one stays on this machine, the public one goes into templates/house.toml.",
)
MADE = Wording(
    "Clé privée\u00a0: {path} (à sauvegarder, jamais dans git). Clé publique inscrite dans templates/house.toml.",
    "Privater Schlüssel: {path} (sichern, nie in git). Öffentlicher Schlüssel in templates/house.toml eingetragen.",
    "Private key: {path} (keep a copy, never in git). Public key written to templates/house.toml.",
)
ROTATE = Wording(
    "Remplace la clé\u00a0: tout ce que l’ancienne a signé est scellé, et elle ne peut plus rien y ajouter.",
    "Ersetzt den Schlüssel: Alles, was der alte signiert hat, wird versiegelt; er kann nichts mehr hinzufügen.",
    "Replaces the key: everything that the old one signed is sealed, and it can add nothing any more.",
)
ROTATED = Wording(
    "Nouvelle clé privée\u00a0: {path} (à sauvegarder). Communiqués scellés\u00a0: {count}. Enregistrez house.toml et drafts/ ensemble.",
    "Neuer privater Schlüssel: {path} (sichern). Versiegelte Mitteilungen: {count}. Nehmen Sie house.toml und drafts/ zusammen in git auf.",
    "New private key: {path} (keep a copy). Releases sealed: {count}. Commit house.toml and drafts/ together.",
)
DESTROY = Wording(
    "L’ancienne clé est ici\u00a0: {path}. Elle ne sert plus à rien\u00a0: détruisez-la, ainsi que ses copies.",
    "Der alte Schlüssel liegt hier: {path}. Er nützt nichts mehr: vernichten Sie ihn und seine Kopien.",
    "The old key lies here: {path}. It is of no use any more: destroy it and its copies.",
)
SEAL = Wording(
    "Montre les décisions du COMMUNIQUÉ signées d’une ancienne clé et non scellées\u202f; --yes les accepte telles quelles.",
    "Zeigt Entscheidungen des RELEASE, die mit einem alten Schlüssel signiert und nicht versiegelt sind; --yes nimmt sie an.",
    "Shows decisions of the RELEASE that a former key signed and nothing sealed; --yes takes them as they stand.",
)
YES = Wording("les accepter", "annehmen", "take them")
LOOSE = Wording(
    "{file}\u00a0: {kind}, {who}, {language}/{partner}, {at}",
    "{file}: {kind}, {who}, {language}/{partner}, {at}",
    "{file}: {kind}, {who}, {language}/{partner}, {at}",
)
ASK_THEM = Wording(
    "Demandez à ces personnes si ces décisions sont les leurs, puis ajoutez --yes\u202f; sinon supprimez les fichiers.",
    "Fragen Sie diese Personen, ob es ihre Entscheidungen sind, und ergänzen Sie dann --yes; sonst entfernen Sie die Dateien.",
    "Ask these people whether these decisions are theirs, then add --yes; otherwise remove the files.",
)
SEALED = Wording("Décisions scellées\u00a0: {count}", "Versiegelte Entscheidungen: {count}", "Decisions sealed: {count}")


@command("new", NEW)
def new_command(house: House, *, as_json: bool) -> None:
    """Make the pair of keys."""
    house = upkeep.new_key(house)
    if as_json:
        answer({"private_key": str(house.key_file)})
    else:
        tell(MADE, path=house.key_file)


@command("rotate", ROTATE)
def rotate_command(house: House, *, as_json: bool) -> None:
    """Replace the key."""
    done = rotation.rotate(house, gate.now())
    if as_json:
        former = str(done.former) if done.former else ""
        answer({"private_key": str(done.house.key_file), "sealed": list(done.sealed), "former_private_key": former})
        return
    tell(ROTATED, path=done.house.key_file, count=len(done.sealed))
    if done.former:
        tell(DESTROY, path=done.former)


@command("seal", SEAL)
@click.argument("release")
@click.option("--yes", is_flag=True, help=say(YES))
def seal_command(house: House, release: str, *, yes: bool, as_json: bool) -> int:
    """Seal what another branch signed with a former key."""
    loose = rotation.loose(house, release)
    if loose and not yes:
        if as_json:
            answer({"loose": [decision.name for decision in loose]})
        else:
            _show(loose)
        return 5
    count = rotation.seal(house, release, gate.now())
    if as_json:
        answer({"sealed": count})
    else:
        tell(SEALED, count=count)
    return 0


def _show(loose: tuple[Decision, ...]) -> None:
    for one in loose:
        tell(
            LOOSE,
            file=one.name,
            kind=one.kind,
            who=one.reviewer or "—",
            language=one.language or "—",
            partner=one.partner or "—",
            at=one.at,
        )
    tell(ASK_THEM)


for each in (new_command, rotate_command, seal_command):
    keys_command.add_command(each)
