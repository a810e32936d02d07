"""`communique approve`, `return`, `waive`, `correct` and `withdraw`: decisions from the terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from .. import gate
from ..house import House
from ..languages import Language, Wording
from ..roles import Role
from ._board import board_values, print_board, print_standing
from ._console import answer, command
from ._sheet import say

LANGUAGE = Wording("langue concernée", "betroffene Sprache", "the language")
PARTNER = Wording("partenaire au nom duquel", "Partner, in dessen Namen", "the partner that decides")
WHO = Wording("qui décide (id de reviewers.toml)", "wer entscheidet (id in reviewers.toml)", "who decides (id in reviewers.toml)")
COMMENT = Wording("commentaire", "Kommentar", "comment")
REASON = Wording("la raison", "der Grund", "the reason")

APPROVE = Wording(
    "Valide une langue du COMMUNIQUÉ, telle qu’elle est maintenant.",
    "Gibt eine Sprache des RELEASE so frei, wie sie jetzt ist.",
    "Approves a language of the RELEASE exactly as it stands now.",
)
RETURN = Wording(
    "Renvoie une langue du COMMUNIQUÉ avec un commentaire.",
    "Gibt eine Sprache des RELEASE mit Kommentar zurück.",
    "Returns a language of the RELEASE with a comment.",
)
WAIVE = Wording(
    "Accepte un constat bloquant du COMMUNIQUÉ en le motivant ; le CONSTAT est nommé par son code dans « communique status ».",
    "Nimmt einen blockierenden Befund des RELEASE begründet hin; BEFUND ist sein Code in „communique status“.",
    "Accepts a blocking finding of the RELEASE with a reason; FINDING is its code in “communique status”.",
)
CORRECT = Wording(
    "Donne un autre TEXTE au SEGMENT ; les validations de cette langue sont à refaire.",
    "Gibt dem SEGMENT einen anderen TEXT; die Freigaben dieser Sprache sind zu erneuern.",
    "Gives the SEGMENT another TEXT; the approvals of that language are to be given anew.",
)
WITHDRAW = Wording(
    "Retire le COMMUNIQUÉ\u00a0: toutes ses validations sont à refaire\u202f; s’il est publié, une notice prend sa place.",
    "Zieht das RELEASE zurück: alle Freigaben sind zu erneuern; ist es veröffentlicht, tritt ein Hinweis an seine Stelle.",
    "Withdraws the RELEASE: all its approvals are to be given anew; where it is published a notice takes its place.",
)
ROLE = Wording("rôle dans lequel on décide", "Rolle, in der entschieden wird", "the role in which to decide")
SSH_KEY = Wording("clé SSH de la personne, en preuve", "SSH-Schlüssel der Person als Nachweis", "the person’s SSH key, as a proof")

# Their values: of an enum itself click would take the names, FR for fr.
CODES = [language.value for language in Language]
Function = Callable[..., Any]


def language_option(function: Function) -> Function:
    """The option `--language`."""
    return click.option("--language", required=True, type=click.Choice(CODES), help=say(LANGUAGE))(function)


def who_option(function: Function) -> Function:
    """The option `--as`."""
    return click.option("--as", "who", required=True, help=say(WHO))(function)


def partner_option(function: Function) -> Function:
    """The option `--partner`."""
    return click.option("--partner", required=True, help=say(PARTNER))(function)


def role_option(function: Function) -> Function:
    """The option `--role`."""
    roles = [role.value for role in Role]
    return click.option("--role", default=Role.LANGUAGE.value, type=click.Choice(roles), help=say(ROLE))(function)


@command("approve", APPROVE)
@click.argument("release")
@language_option
@partner_option
@role_option
@who_option
@click.option("--comment", default="", help=say(COMMENT))
@click.option("--ssh-key", type=click.Path(path_type=Path, dir_okay=False), help=say(SSH_KEY))
def approve_command(
    house: House,
    release: str,
    *,
    language: str,
    partner: str,
    role: str,
    who: str,
    comment: str,
    ssh_key: Path | None,
    as_json: bool,
) -> None:
    """Approve a language."""
    gate.approve(house, release, Language(language), partner, who, role=Role(role), comment=comment, ssh_key=ssh_key)
    _show(house, release, as_json=as_json)


@command("return", RETURN)
@click.argument("release")
@language_option
@partner_option
@role_option
@who_option
@click.option("--comment", required=True, help=say(REASON))
def return_command(house: House, release: str, *, language: str, partner: str, role: str, who: str, comment: str, as_json: bool) -> None:
    """Return a language."""
    gate.give_back(house, release, Language(language), partner, who, role=Role(role), comment=comment)
    _show(house, release, as_json=as_json)


@command("withdraw", WITHDRAW)
@click.argument("release")
@who_option
@click.option("--reason", required=True, help=say(REASON))
def withdraw_command(house: House, release: str, *, who: str, reason: str, as_json: bool) -> None:
    """Withdraw a release."""
    gate.withdraw(house, release, who, comment=reason)
    _show(house, release, as_json=as_json)


@command("waive", WAIVE)
@click.argument("release")
@click.argument("finding")
@who_option
@click.option("--reason", required=True, help=say(REASON))
def waive_command(house: House, release: str, finding: str, *, who: str, reason: str, as_json: bool) -> None:
    """Waive a finding."""
    gate.waive(house, release, finding, who, comment=reason)
    _show(house, release, as_json=as_json)


@command("correct", CORRECT)
@click.argument("release")
@click.argument("segment")
@click.argument("text")
@language_option
@who_option
def correct_command(house: House, release: str, segment: str, text: str, *, language: str, who: str, as_json: bool) -> None:
    """Correct a segment."""
    gate.correct(house, release, Language(language), segment, text, who)
    _show(house, release, as_json=as_json)


def _show(house: House, slug: str, *, as_json: bool) -> None:
    board = gate.board(house, slug)
    if as_json:
        answer(board_values(board))
    else:
        print_standing(house, slug)
        print_board(board, slug, house)
