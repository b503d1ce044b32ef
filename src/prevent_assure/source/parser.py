"""libyaml's parser, which `ruamel.yaml.clib` brings."""

from prevent_assure.diagnostics import PreventAssureError

from .installed import MISSING

try:
    import _ruamel_yaml as parser  # type: ignore[import-not-found]  # - it has no types
except ImportError as missing:  # pragma: no cover - a broken installation
    raise PreventAssureError(MISSING) from missing

FAULTS = (parser.YAMLError, ValueError, MemoryError, RecursionError)
"""What reading with it may raise."""

__all__ = ["FAULTS", "parser"]
