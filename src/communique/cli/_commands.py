"""The command-line library's view of the commands: a group that loads a command's file when its name is called."""

from __future__ import annotations

import importlib
import os
from pathlib import Path

import click

from ..discretion import failure, is_full
from ..errors import CommuniqueError
from ..languages import Wording
from . import COMMANDS, sheet
from ._sheet import say, sentence_of, spoken

NO_COMMAND = Wording("la commande « {name} » n’existe pas", "den Befehl „{name}“ gibt es nicht", "there is no command “{name}”")
KNOWN = Wording("il y a : {names}", "es gibt: {names}", "there are: {names}")
UNUSABLE = Wording("ne peut être ni lu ni écrit ({why})", "ist weder lesbar noch beschreibbar ({why})", "cannot be read or written ({why})")
LOOK_THERE = Wording("vérifiez ce fichier et ses droits", "prüfen Sie diese Datei und ihre Rechte", "look at this file and who may use it")


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
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is called. Raises CommuniqueError for one that does not exist."""
        if args and args[0] not in COMMANDS:
            raise CommuniqueError("communique", NO_COMMAND.fill(name=args[0]), KNOWN.fill(names=", ".join(COMMANDS)))
        return super().resolve_command(ctx, args)

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
    except Exception as error:
        if os.environ.get("COMMUNIQUE_TRACEBACK"):
            raise
        click.echo(_unforeseen(error), err=True)
        return 70


def _unforeseen(error: Exception) -> str:
    """What no error of ours foresaw, as a sentence: a file that cannot be used, or a fault of the program."""
    if isinstance(error, OSError) and error.filename and not is_full(error):
        return CommuniqueError(error.filename, UNUSABLE.fill(why=error.strerror or type(error).__name__), LOOK_THERE).sentence(spoken())
    return failure(error, spoken())
