"""The options of every command that say how it speaks: they may stand before the command's name or behind it."""

import importlib
import sys
from typing import Annotated, Any

import typer
from typer.main import get_command

from . import streams
from .streams import Colour

HELP = "typer.rich_utils"
PANEL = "Output, of every command"


def begin() -> None:
    """Speak as a command does whose command line says nothing about it."""
    streams.manner = streams.Manner()
    _let_help_be_coloured(None)


def _let_help_be_coloured(wanted: bool | None) -> None:  # noqa: FBT001 - None is the third
    """Tell typer, which asks the environment alone, whether help has colours; where it prints none it is not loaded."""
    if wanted is not None or HELP in sys.modules:
        vars(importlib.import_module(HELP))["FORCE_TERMINAL"] = wanted


def _quiet(given: bool) -> None:  # noqa: FBT001 - typer's callbacks are called so
    streams.manner.quiet |= given


def _verbose(given: bool) -> None:  # noqa: FBT001 - as above
    streams.manner.verbose |= given


def _colour(given: Colour | None) -> None:
    if given is not None:
        streams.manner.colour = given
        _let_help_be_coloured({"auto": None, "always": True, "never": False}[given])


def _shared(
    quiet: Annotated[  # noqa: FBT002 - typer's options are declared so
        bool,
        typer.Option(
            "--quiet",
            "-q",
            callback=_quiet,
            expose_value=False,
            rich_help_panel=PANEL,
            help="Print results and errors, and nothing else.",
        ),
    ] = False,
    verbose: Annotated[  # noqa: FBT002 - as above
        bool,
        typer.Option(
            "--verbose",
            "-v",
            callback=_verbose,
            expose_value=False,
            rich_help_panel=PANEL,
            help="Say also which workspace, cycle, criteria and templates were taken.",
        ),
    ] = False,
    color: Annotated[
        Colour | None,
        typer.Option(
            "--color",
            callback=_colour,
            expose_value=False,
            rich_help_panel=PANEL,
            is_eager=True,
            show_default=False,
            help="By default auto: on a terminal. It goes before NO_COLOR, and that before FORCE_COLOR.",
        ),
    ] = None,
) -> None:
    """Hold the options; they take effect as they are read."""  # fmt: skip


def _options() -> list[Any]:
    holder = typer.Typer(add_completion=False)
    holder.command()(_shared)
    return [option for option in get_command(holder).params if option.param_type_name == "option"]


OPTIONS = _options()


def with_output_options(command: Any) -> Any:  # noqa: ANN401 - typer's own type of a command is private
    """Give a command, and those below it, the options."""
    command.params = [*command.params, *OPTIONS]
    for below in getattr(command, "commands", {}).values():
        with_output_options(below)
    return command
