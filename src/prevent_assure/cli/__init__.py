"""The command line. Commands are loaded when called, so that `--version`, completion and `--help` stay quick."""

import importlib
import keyword
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from prevent_assure import __version__

from . import boundary
from .contents import COMMANDS, GROUPS


def module_of(command: str) -> str:
    """Name the module of a command, and its function in it.

    Args:
        command: The command, as in `signing-list` or `return`.

    Returns:
        Its name as Python can have it, as in `signing_list` or `return_`.
    """
    name = command.replace("-", "_")
    return f"{name}_" if keyword.iskeyword(name) else name


class LazyGroup(TyperGroup):
    """A group that imports a command's module only when the command is asked for.

    Help and completion list all commands; they get their names and sentences, and nothing is imported.
    """

    _listing = False

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - typer's own context type is private
        """List the commands.

        Args:
            ctx: The context.

        Returns:
            Their names.
        """
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002 - as above
        """Load a command.

        Args:
            ctx: The context.
            cmd_name: Its name.

        Returns:
            The command, or None where there is none such.
        """
        if cmd_name not in COMMANDS:
            return None
        if self._listing:
            group = COMMANDS[cmd_name]
            return TyperCommand(cmd_name, help=GROUPS[group][cmd_name], rich_help_panel=group)
        home = module_of(cmd_name)
        function = getattr(importlib.import_module(f"{__name__}.{home}"), home)
        if isinstance(function, typer.Typer):
            return get_command(function)
        single = typer.Typer(add_completion=False, rich_markup_mode="markdown", context_settings=CONTEXT)
        single.command(cmd_name, epilog=function.__globals__.get("EXAMPLES"))(function)
        return get_command(single)

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - as above
        """Write the help page.

        Args:
            ctx: The context.
            formatter: What it is written with.
        """
        self._listing = True
        super().format_help(ctx, formatter)
        self._listing = False

    def shell_complete(self, ctx: Any, incomplete: str) -> Any:  # noqa: ANN401 - as above
        """Complete the name of a command.

        Args:
            ctx: The context.
            incomplete: What is typed of it.

        Returns:
            The names that begin so.
        """
        self._listing = True
        found = super().shell_complete(ctx, incomplete)
        self._listing = False
        return found

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: ANN401 - as above
        """Find the command that a command line names.

        Args:
            ctx: The context.
            args: What follows the group's own options.

        Returns:
            The command with its name and arguments.

        Raises:
            Exit: If there is no such command; the nearest one is named.
        """
        if args and not args[0].startswith("-") and args[0] not in COMMANDS:
            import difflib  # noqa: PLC0415 - start-up

            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f"did you mean `{near[0]}`?" if near else f"commands: {', '.join(COMMANDS)}"
            boundary.fail(f"there is no command `{args[0]}`", hint)
        return super().resolve_command(ctx, args)


CONTEXT = {"help_option_names": ["-h", "--help"]}
app = typer.Typer(
    cls=LazyGroup,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings=CONTEXT,
    epilog="Examples: `prevent-assure validate` · `prevent-assure score --explain` · "
    "`prevent-assure letter -a herefordshire`",
)


def _version(value: bool) -> None:  # noqa: FBT001 - typer's callbacks are called so
    if value:
        boundary.show(f"prevent-assure {__version__}\n")
        raise typer.Exit


@app.callback()
def prevent_assure(
    context: typer.Context,
    workspace: boundary.Workspace = None,
    version: Annotated[  # noqa: ARG001, FBT002 - its callback answers
        bool,
        typer.Option("--version", "-V", callback=_version, is_eager=True, help="Print the version and end."),
    ] = False,
) -> None:
    """The yearly Prevent duty assurance of local authorities, from YAML files in git."""
    context.obj = workspace if workspace is None else Path(workspace)


def main() -> None:
    """Run the command line.

    Raises:
        SystemExit: Always, with the exit code of format.md.
    """
    boundary.run(app)
