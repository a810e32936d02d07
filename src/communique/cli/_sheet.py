"""Help sheets and complaints of the command-line library, in the officer's language."""

from __future__ import annotations

import click

from ..languages import Language, Wording
from ._speech import code


def spoken() -> Language:
    """The language of this call."""
    return Language(code())


def say(wording: Wording) -> str:
    """A wording in the language of this call."""
    return wording[spoken()]


USAGE = Wording("Usage\u00a0: ", "Aufruf: ", "Usage: ")
OPTIONS = Wording("Options", "Optionen", "Options")
COMMANDS = Wording("Commandes", "Befehle", "Commands")
HELP = Wording("cette aide", "diese Hilfe", "this help")
SEE_HELP = Wording("voir « {command} --help »", "siehe „{command} --help“", "see “{command} --help”")

COMPLAINTS = {
    click.exceptions.NoSuchOption: Wording("l’option {name} n’existe pas", "die Option {name} gibt es nicht", "there is no option {name}"),
    click.exceptions.MissingParameter: Wording("il manque {name}", "{name} fehlt", "{name} is missing"),
    click.exceptions.BadParameter: Wording(
        "{name} n’a pas une valeur possible", "{name} hat keinen gültigen Wert", "{name} has no valid value"
    ),
}
ONE_OF = Wording("{name} attend : {choices}", "{name} erwartet: {choices}", "{name} takes: {choices}")
UNUSABLE = Wording(
    "cet appel n’est pas compris ({why})", "dieser Aufruf ist nicht verständlich ({why})", "this call is not understood ({why})"
)


def sentence_of(error: click.ClickException) -> str:
    """What the command-line library complains about, as one sentence with its way out; a family called alone gets its sheet."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError) and error.ctx:
        return error.ctx.get_help()
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "communique"
    gap = "\u00a0" if spoken() is Language.FR else ""
    return f"{command}{gap}: {say(_complaint(error))} — {say(SEE_HELP.fill(command=command))}"


def _complaint(error: click.ClickException) -> Wording:
    if isinstance(error, click.exceptions.NoSuchOption):
        return COMPLAINTS[click.exceptions.NoSuchOption].fill(name=error.option_name)
    kind = type(error)
    if isinstance(error, click.BadParameter) and isinstance(getattr(error.param, "type", None), click.Choice):
        choices = ", ".join(str(choice) for choice in error.param.type.choices)  # type: ignore[union-attr]
        return ONE_OF.fill(name=_name_of(error.param), choices=choices)  # type: ignore[arg-type]
    if kind in COMPLAINTS and isinstance(error, click.BadParameter) and error.param is not None:
        return COMPLAINTS[kind].fill(name=_name_of(error.param))
    return UNUSABLE.fill(why=error.format_message())


def _name_of(param: click.Parameter) -> str:
    return param.human_readable_name if isinstance(param, click.Argument) else param.opts[0]


class Sheet(click.Command):
    """A command whose help sheet is in the officer's language."""

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option `--help`, described in the officer's language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = say(HELP)
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line that shows how to call it."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=say(USAGE))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of options."""
        records = [record for record in (param.get_help_record(ctx) for param in self.get_params(ctx)) if record]
        with formatter.section(say(OPTIONS)):
            formatter.write_dl(records)


class Family(Sheet, click.Group):
    """A command that has commands of its own."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of options, then the commands with their whole sentence."""
        super().format_options(ctx, formatter)
        with formatter.section(say(COMMANDS)):
            formatter.write_dl([(name, command.help or "") for name, command in sorted(self.commands.items())])
