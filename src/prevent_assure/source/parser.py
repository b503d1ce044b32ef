"""libyaml's parser, which `ruamel.yaml.clib` brings."""

from prevent_assure.diagnostics import PreventAssureError

try:
    import _ruamel_yaml as parser  # type: ignore[import-not-found]  # - it has no types
except ImportError as missing:
    msg = "the package ruamel.yaml.clib cannot be loaded; install it with `pip install ruamel.yaml.clib`"
    raise PreventAssureError(msg) from missing

FAULTS = (parser.YAMLError, ValueError, MemoryError, RecursionError)
"""What reading with it may raise."""

__all__ = ["FAULTS", "parser"]
