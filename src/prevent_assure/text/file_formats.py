"""Formats of files that can fail: by a text that one cannot hold, or for want of the library that an extra brings."""

import importlib
from types import ModuleType

from prevent_assure.diagnostics import InputError, PreventAssureError


class FormatFault(InputError):  # noqa: N818 - it is the input's fault, not the program's error
    """A letter that cannot be written or read in a format, or a house template that is none; the message says why."""


class MissingExtraError(PreventAssureError):
    """A format whose library is not installed; the message says what to install."""


def module_with_extra(
    module: str, *, library: str | tuple[str, ...] | None, extra: str | None, format_name: str
) -> ModuleType:
    """Import a module that needs a library which may not be installed.

    Args:
        module: The module's full name.
        library: The library's top-level package, or those of several; None where it needs none.
        extra: The extra of this package that brings it.
        format_name: What the module reads or writes, for people.

    Returns:
        The module.

    Raises:
        MissingExtraError: If the library is not installed.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        missing = (error.name or "").partition(".")[0]
        if not missing or missing not in ((library,) if isinstance(library, str) else library or ()):
            raise
        msg = (
            f"{format_name} needs an extra that is not installed: install the tool with it from where you have it, "
            f'as in its folder by pip install ".[{extra}]"'
        )
        raise MissingExtraError(msg) from error
