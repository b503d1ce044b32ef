"""`prevent-assure version`."""

import typer

from prevent_assure import __version__

from . import boundary

EXAMPLES = "Examples: `prevent-assure version` · `prevent-assure --version`"


def version() -> None:
    """Print the version."""
    boundary.show(f"prevent-assure {__version__}\n")
    raise typer.Exit(boundary.DONE)
