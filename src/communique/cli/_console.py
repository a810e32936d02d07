"""What every command shares: its options for project folder, language and JSON, and how it prints."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import click

from .. import house as houses
from ..languages import Language, Wording
from ._sheet import Family, Sheet, say

HOUSE_OPTION = Wording("dossier du projet", "Projektordner", "the project’s folder")
LANG_OPTION = Wording("langue des messages", "Sprache der Meldungen", "language of the messages")
JSON_OPTION = Wording("réponse en JSON", "Antwort als JSON", "answer as JSON")

Function = Callable[..., Any]


def command(name: str, about: Wording) -> Callable[[Function], click.Command]:
    """Make a function a command: it is given the house first, and `as_json` by name."""

    def make(function: Function) -> click.Command:
        @wraps(function)
        def called(*args: Any, house: Path | None, **options: Any) -> Any:
            return function(houses.load(house or click.get_current_context().obj or Path.cwd()), *args, **options)

        for option in (
            click.option("--json", "as_json", is_flag=True, help=say(JSON_OPTION)),
            click.option("--lang", type=click.Choice([language.value for language in Language]), expose_value=False, help=say(LANG_OPTION)),
            click.option("--house", type=click.Path(path_type=Path), help=say(HOUSE_OPTION)),
        ):
            called = option(called)
        return click.command(name, cls=Sheet, help=say(about))(called)

    return make


def group(name: str, about: Wording) -> click.Group:
    """A command that has commands of its own."""
    return Family(name, help=say(about), no_args_is_help=True)


CODES = click.Choice([language.value for language in Language])


def languages(_ctx: object, param: click.Parameter, value: str | None) -> tuple[Language, ...]:
    """`de,en` as languages, for an option's callback."""
    try:
        return tuple(Language(part.strip()) for part in (value or "").split(",") if part.strip())
    except ValueError as error:
        raise click.BadParameter(str(error), param=click.Option(param.opts, type=CODES)) from error


def answer(values: object) -> None:
    """Print a command's JSON answer."""
    click.echo(json.dumps(values, ensure_ascii=False, indent=2))


def tell(wording: Wording, **values: object) -> None:
    """Print a sentence."""
    click.echo(say(wording.fill(**values)))


@contextmanager
def working(wording: Wording, **values: object) -> Iterator[None]:
    """A line with a spinner while something takes its time; nothing where nobody watches."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(say(wording.fill(**values))):
        yield
