"""`prevent-assure help`."""

from typing import Annotated, Any

import typer

from . import boundary

EXAMPLES = "Examples: `prevent-assure help letter` · `prevent-assure help criteria diff` · `prevent-assure help`"


def help(  # noqa: A001 - the command is called so
    context: typer.Context,
    command: Annotated[
        list[str] | None,
        typer.Argument(metavar="COMMAND", help="Which command; none for a list of all.", show_default=False),
    ] = None,
) -> None:
    """Explain a command: what it takes, and examples."""
    above: Any = context.find_root()
    for word in command or ():
        if not hasattr(above.command, "resolve_command"):
            boundary.fail(
                f"`{above.command_path}` has no command `{word}` below it",
                f"`{above.command_path} --help` says what it takes",
            )
        name, found, _ = above.command.resolve_command(above, [word])
        above = found.make_context(name, [], parent=above, resilient_parsing=True)
    boundary.show(f"{above.get_help()}\n")  # with rich, help prints itself and gives nothing
    raise typer.Exit(boundary.DONE)
