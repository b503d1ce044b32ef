"""What makes a finding the same finding in the next run, though lines have moved and others like it were mended."""

import hashlib
from collections.abc import Sequence

from prevent_assure.diagnostics import Diagnostic


def fingerprints(diagnostics: Sequence[Diagnostic]) -> list[str]:
    """Give each finding a name of its own that stays while the file around it changes.

    It is made of code, path and the keys that lead to the place, items of lists by their ids. Where these leave the
    place open, in a list or a text, the line's content takes part. Of findings alike in all of that the last has this
    name; the others are told apart by the line below, then by how many of them follow: so those that stay keep their
    names when one above them is mended.

    Args:
        diagnostics: The findings of one run, in their order.

    Returns:
        A digest for each, none twice.
    """
    alike: dict[tuple[str, ...], int] = {}
    names = [""] * len(diagnostics)
    for index in reversed(range(len(diagnostics))):
        identity = _identity(diagnostics[index])
        if identity in alike:
            identity = (*identity, "above", _flat(diagnostics[index].below))
        alike[identity] = alike.get(identity, 0) + 1
        names[index] = _digest((*identity, str(alike[identity])))
    return names


def _identity(found: Diagnostic) -> tuple[str, ...]:
    steps = found.at.split(".") if found.at else [str(step) for step in found.route]
    keys = [step for step in steps if not step.isdigit()]
    line = _flat(found.excerpt)
    # A key that stands once, with its value behind it, says all: the value may change.
    is_own_line = keys == steps and bool(keys) and line.startswith(f"{keys[-1]}:")
    return found.code, found.location.path, *keys, "" if is_own_line else line


def _flat(line: str | None) -> str:
    return " ".join((line or "").split())


def _digest(parts: tuple[str, ...]) -> str:
    # Surrogates stand for bytes of a file's name that are no UTF-8.
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()
