"""Whether libyaml's parser is installed. That is asked at once, and the parser loaded when a file first needs it."""

import importlib.util

from prevent_assure.diagnostics import PreventAssureError

MISSING = "the package ruamel.yaml.clib cannot be loaded; install it with `pip install ruamel.yaml.clib`"


def require_parser() -> None:
    """Make sure that there is a parser.

    Raises:
        PreventAssureError: If there is none; it says what to install.
    """
    try:
        found = importlib.util.find_spec("_ruamel_yaml")
    except ImportError:
        found = None
    if found is None:
        raise PreventAssureError(MISSING)
