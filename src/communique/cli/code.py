"""`communique code`: a one-time code with which a reviewer decides in the Prefect form."""

from __future__ import annotations

import click

from .. import gate
from ..house import House
from ..languages import Language, Wording
from ..roles import Role
from ._console import answer, command
from .decide import language_option, partner_option, role_option, who_option

ABOUT = Wording(
    "Donne un code à usage unique : avec lui, la personne valide ou renvoie une langue du COMMUNIQUÉ dans Prefect.",
    "Gibt einen Einmalcode aus: damit gibt die Person in Prefect eine Sprache des RELEASE frei oder zurück.",
    "Gives a one-time code: with it the person approves or returns a language of the RELEASE in Prefect.",
)


@command("code", ABOUT)
@click.argument("release")
@language_option
@partner_option
@role_option
@who_option
def code_command(house: House, release: str, *, language: str, partner: str, role: str, who: str, as_json: bool) -> None:
    """Print a code."""
    made = gate.new_code(house, release, Language(language), partner, who, role=Role(role))
    if as_json:
        answer({"code": made})
    else:
        click.echo(made)
