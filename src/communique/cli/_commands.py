"""The command-line library's view of the commands: a group that loads a command's file when its name is called."""

from __future__ import annotations

import importlib
from pathlib import Path

import click

from ..errors import CommuniqueError
from ..languages import Wording
from . import COMMANDS, sheet
from ._sheet import say, sentence_of, spoken


class Commands(click.Group):
    """The commands by name; naming them loads none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command, in the order of the trip."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One command, its file loaded now."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"communique.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name}_command")
        return command

    def get_help(self, ctx: click.Context) -> str:
        """The same sheet as without the library."""
        return sheet()


@click.command(cls=Commands, name="communique")
@click.option("--lang", type=click.Choice(["fr", "de", "en"]), expose_value=False)
@click.option("--house", type=click.Path(path_type=Path), default=None, envvar="COMMUNIQUE_HOUSE")
@click.version_option(package_name="communique", message="%(version)s")
@click.pass_context
def communique(ctx: click.Context, house: Path | None) -> None:
    """Choose a command."""
    ctx.obj = house or Path.cwd()


def run() -> int:
    """Run the command line and give its exit code; whatever stops the work is one sentence on standard error."""
    try:
        return communique.main(standalone_mode=False) or 0
    except CommuniqueError as error:
        click.echo(error.sentence(spoken()), err=True)
        return error.exit_code
    except click.ClickException as error:
        click.echo(sentence_of(error), err=True)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(say(Wording("interrompu", "abgebrochen", "interrupted")), err=True)
        return 130
    except BrokenPipeError:
        return 0
