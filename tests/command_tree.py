"""The commands as the app has them, each with its options: what tests walk through, so that a new one is held too."""

from functools import cache
from typing import Any

from typer.main import get_command

from prevent_assure.app import app

GROUP: Any = get_command(app)
CONTEXT: Any = GROUP.make_context("prevent-assure", [], resilient_parsing=True)


@cache
def command(name: str) -> Any:
    """The command of a name, as in `prevent-assure criteria diff`."""
    found = GROUP
    for word in name.split()[1:]:
        found = found.resolve_command(CONTEXT, [word])[1]
    return found


def names(name: str = "prevent-assure") -> list[str]:
    """A command, and those below it where it is a group."""
    found = command(name)
    below = found.list_commands(CONTEXT) if hasattr(found, "list_commands") else ()
    return [name, *(one for word in below for one in names(f"{name} {word}"))]


def options(name: str) -> set[str]:
    """The options of a command."""
    return {option for param in command(name).params for option in param.opts if option.startswith("-")}


ALL = names()
SINGLE = [name for name in ALL if not hasattr(command(name), "list_commands")]
"""Those that do something themselves."""
